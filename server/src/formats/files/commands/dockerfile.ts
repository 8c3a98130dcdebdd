import { isBlank, skipBlanks } from '../../../packaging/characters';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { CALL_WORDS, INSTALL_WORDS } from '../../commands/installWords';
import { readPython, readScript, readWrittenFile } from '../../commands/script';
import { ShellScope } from '../../commands/variables/scope';
import type { FileFormat, Manifest } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addConfigurationMentions } from '../../pip/indexVariables';
import { elementsOf, parseJsonTree, stringSlice } from '../../syntax/json/tree';
import { startOfText } from '../../syntax/lines';
import { sliceOfWord, splitWords, type Word } from '../../syntax/words';
import { ImageCommands } from './imageCommands';
import { ImageFiles } from './imageFiles';
import { readMounts, readVariables, SETS_VARIABLES } from './imageVariables';

/** Dockerfiles: the packages that the commands of `RUN` install, in shell form, exec form and here-documents (Dockerfile reference). */
export const dockerfile: FileFormat = {
  id: 'dockerfile',
  title: 'Dockerfile',
  globs: ['**/{Dockerfile,Containerfile}', '**/{Dockerfile,Containerfile}.*', '**/*.{dockerfile,containerfile}'],
  languageIds: ['dockerfile'],
  hints: [[...INSTALL_WORDS, ...CALL_WORDS]],
  comments: true,
  generated: false,
  parse: (text) => new DockerfileReader(text).read(),
};

class DockerfileReader {
  readonly #text: string;

  readonly #into = new ManifestBuilder();
  readonly #files = new ImageFiles();
  /** Values of `ENV` and `ARG`. The user who builds the image can replace the values of `ARG`. */
  readonly #scope = new ShellScope();
  /** Lines without their line breaks. */
  readonly #lines: Span[] = [];
  /** The last line with exactly this text, without spaces around it: the last possible end of a here-document. */
  readonly #lastLineOf = new Map<string, number>();
  readonly #escape: string;
  readonly #commands: ImageCommands;

  constructor(text: string) {
    this.#text = text;

    let at = startOfText(text);
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      this.#lastLineOf.set(text.slice(at, end).trim(), this.#lines.length);
      this.#lines.push({ start: at, end: text.charCodeAt(end - 1) === 0x0d && end > at ? end - 1 : end });
      at = end + 1;
    }
    this.#escape = /^(?:#[^\n]{0,200}\n){0,5}#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 1500)) ? '`' : '\\';
    this.#commands = new ImageCommands(this.#into, { scope: this.#scope }, this.#escape === '`');
  }

  read(): Manifest {
    for (let i = 0; i < this.#lines.length; ) {
      const { instruction, next } = this.#join(i);
      const run = /^[ \t]*(?:ONBUILD[ \t]+)?(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK(?:[ \t]+--[\w-]+=\S+)*[ \t]+CMD)(?![\w-])/i.exec(
        instruction.text,
      );
      const marks = heredocMarks(instruction.text);
      const bodyEnd = this.#endOfHeredocs(next, marks);
      if (SETS_VARIABLES.test(instruction.text)) {
        const before = this.#into.includes.length;
        readVariables(instruction, this.#into);
        this.#findIncludes(before);
        this.#noteVariables(instruction);
      }
      this.#noteFiles(instruction);
      const written = /^[ \t]*(?:COPY|ADD)[ \t][^\n]*<</i.test(instruction.text)
        ? /(\S+)[ \t]*$/.exec(instruction.text.slice(-300))?.[1]
        : undefined;
      if (written !== undefined && bodyEnd > next) {
        readWrittenFile(written, this.#body(next, bodyEnd - 1), this.#into, { scope: this.#scope });
      }
      if (run) {
        const before = this.#into.includes.length;
        readMounts(instruction, this.#into);
        for (const [, option = ''] of instruction.text.matchAll(/--mount=(\S+)/g)) {
          this.#files.mount(option);
        }
        const keyword = /HEALTHCHECK/i.test(run[0]) ? 'HEALTHCHECK' : run[0].trim().split(/\s/).at(-1)?.toUpperCase();
        this.#readRun(
          keyword ?? '',
          withoutFlags(instruction.sub(run[0].length)),
          bodyEnd > next ? this.#body(next, bodyEnd - 1) : undefined,
        );
        this.#findIncludes(before);
      }
      i = bodyEnd;
    }
    this.#commands.endStage();
    addConfigurationMentions(Slice.of(this.#text), this.#into);
    return this.#into;
  }

  /** The instruction that begins in line `i`: joined with the following lines as long as the escape character ends them, without comments. */
  #join(i: number): { instruction: Slice; next: number } {
    const pieces: Slice[] = [];
    let next = i;
    for (let line = this.#lines[next]; line !== undefined; line = this.#lines[next]) {
      const { start, end } = line;
      next++;
      const first = skipBlanks(this.#text, start, end);
      if (first === end || this.#text.charAt(first) === '#') {
        if (pieces.length === 0) {
          break;
        }
        continue;
      }
      let last = end;
      while (last > start && isBlank(this.#text.charCodeAt(last - 1))) {
        last--;
      }
      if (this.#text.charAt(last - 1) !== this.#escape) {
        pieces.push(Slice.of(this.#text, start, end));
        break;
      }
      pieces.push(Slice.of(this.#text, start, last - 1));
    }
    return { instruction: Slice.join(pieces), next };
  }

  #noteVariables(instruction: Slice): void {
    const words = splitWords(instruction, 0)?.slice(1) ?? [];
    const [first, second] = words;
    if (first !== undefined && second !== undefined && !first.text.includes('=')) {
      this.#scope.set(first.text, instruction.sub(second.start));
      return;
    }
    for (const word of words) {
      const name = /^([A-Za-z_]\w{0,1000})=./.exec(word.text)?.[1];
      if (name !== undefined) {
        this.#scope.set(name, sliceOfWord(instruction, word, name.length + 1), 'add');
      }
    }
  }

  /** Instructions that copy files into the image. */
  #noteFiles(instruction: Slice): void {
    const keyword = /^[ \t]*(?:ONBUILD[ \t]+)?(FROM|WORKDIR|COPY|ADD|SHELL)[ \t]/i.exec(instruction.text);
    if (keyword === null) {
      return;
    }
    const rest = instruction.sub(keyword[0].length).trim();
    const words = (rest.text.startsWith('[') ? execForm(rest) : undefined) ?? splitWords(rest, 0) ?? [];
    switch (keyword[1]?.toUpperCase()) {
      case 'FROM':
        this.#files.startStage();
        this.#commands.startStage(words);
        break;
      case 'SHELL':
        this.#commands.setShell(words.map(({ text }) => text));
        break;
      case 'WORKDIR':
        this.#files.workIn(rest.text.replace(/^["']|["']$/g, ''));
        break;
      default:
        this.#files.copy(words);
    }
  }

  /** The files that the commands of one `RUN` name are in the image. They are looked up where they were copied from. */
  #findIncludes(from: number): void {
    for (let i = from; i < this.#into.includes.length; i++) {
      const include = this.#into.includes[i];
      if (include !== undefined) {
        this.#into.includes[i] = { ...include, tries: (include.tries ?? [include.path]).flatMap((path) => this.#files.originsOf(path)) };
      }
    }
  }

  #readRun(keyword: string, command: Slice, body: Slice | undefined): void {
    if (command.text.startsWith('[')) {
      const words = execForm(command);
      if (words) {
        this.#commands.readWords(keyword, command, words);
        return;
      }
    }
    if (body && command.text.startsWith('<<')) {
      if (/python/.test(interpreterOf(body.text) ?? '')) {
        readPython(body, this.#into);
      } else if (interpreterOf(body.text) === undefined) {
        readScript(body, this.#into, { scope: this.#scope });
      }
    } else {
      // With its here-documents, which may be the input of a shell or of Python.
      this.#commands.readText(
        body === undefined
          ? command
          : Slice.join([command, Slice.replaced('\n', { start: body.span().start, end: body.span().start }), body]),
      );
    }
  }

  /** The first line after the here-documents that begin in line `from`. `from`: one of them has no end. */
  #endOfHeredocs(from: number, marks: readonly string[]): number {
    let line = from;
    for (const mark of marks) {
      if ((this.#lastLineOf.get(mark) ?? -1) < line) {
        return from;
      }
      while (this.#text.slice(this.#startOf(line), this.#startOf(line + 1)).trim() !== mark) {
        line++;
      }
      line++;
    }
    return line;
  }

  #body(from: number, to: number): Slice {
    return Slice.of(this.#text, this.#startOf(from), this.#startOf(to));
  }

  #startOf(line: number): number {
    return this.#lines[line]?.start ?? this.#text.length;
  }
}

/** The program in `#!/usr/bin/env python3` on the first line, unless it is a shell. */
function interpreterOf(script: string): string | undefined {
  const program = /^#![ \t]*(\S{1,200})(?:[ \t]+(?:-S[ \t]+)?(\S{1,200}))?/.exec(script.trimStart());
  const name = program && (program[1]?.endsWith('/env') ? program[2] : program[1]);
  return name == null || /(?:^|\/)(?:ba|z|da|a|k)?sh$/.test(name) ? undefined : name;
}

/** Flags of RUN itself, such as `--mount=type=cache,target=/root/.cache/pip`. */
function withoutFlags(command: Slice): Slice {
  const { text } = command;
  let at = skipBlanks(text, 0);
  while (text.startsWith('--', at)) {
    while (at < text.length && !isBlank(text.charCodeAt(at))) {
      at++;
    }
    at = skipBlanks(text, at);
  }
  return command.sub(at);
}

function heredocMarks(text: string): string[] {
  const marks: string[] = [];
  for (let at = text.indexOf('<<'); at !== -1; at = text.indexOf('<<', at + 2)) {
    const mark = /^<<-?(["']?)(\w+)\1/.exec(text.slice(at, at + 100))?.[2];
    if (mark !== undefined && text.charAt(at - 1) !== '<') {
      marks.push(mark);
    }
  }
  return marks;
}

/** The words of `["pip", "install", "name"]`. Undefined: it is not such a list. */
function execForm(command: Slice): Word[] | undefined {
  const words: Word[] = [];
  for (const node of elementsOf(parseJsonTree(command.text))) {
    const unquoted = stringSlice(command, node);
    if (unquoted === undefined) {
      return undefined;
    }
    words.push({ text: unquoted.text, start: node.offset, end: node.offset + node.length, unquoted });
  }
  return words.length > 0 ? words : undefined;
}
