import { isBlank, skipBlanks } from '../packaging/characters';
import { Slice } from '../packaging/slice';
import type { Span } from '../packaging/span';
import { mayInstall, readCommand, readScript } from './commands';
import type { FileFormat, Manifest } from './format';
import { elementsOf, parseJson } from './json/tree';
import { ManifestBuilder } from './manifestBuilder';
import type { Word } from './words';

/** Dockerfiles: what the commands of `RUN` install, in shell form, exec form and here-documents (Dockerfile reference). */
export const dockerfile: FileFormat = {
  id: 'dockerfile',
  title: 'Dockerfile',
  globs: ['**/{Dockerfile,Containerfile}', '**/{Dockerfile,Containerfile}.*', '**/*.{dockerfile,containerfile}'],
  languageIds: ['dockerfile'],
  mayContain: mayInstall,
  comments: true,
  generated: false,
  parse: (text) => new DockerfileReader(text).read(),
};

class DockerfileReader {
  private readonly into = new ManifestBuilder();
  /** Lines without their line breaks. */
  private readonly lines: Span[] = [];
  /** The last line that holds exactly this text, without blanks around it: where a here-document can end at all. */
  private readonly lastLineOf = new Map<string, number>();
  private readonly escape: string;

  constructor(private readonly text: string) {
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < text.length) {
      const newline = text.indexOf('\n', at);
      const end = newline === -1 ? text.length : newline;
      this.lastLineOf.set(text.slice(at, end).trim(), this.lines.length);
      this.lines.push({ start: at, end: text.charCodeAt(end - 1) === 0x0d && end > at ? end - 1 : end });
      at = end + 1;
    }
    this.escape = /^(?:#[^\n]{0,200}\n){0,5}#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 1500)) ? '`' : '\\';
  }

  read(): Manifest {
    for (let i = 0; i < this.lines.length; ) {
      const { instruction, next } = this.join(i);
      const run = /^[ \t]*(?:ONBUILD[ \t]+)?RUN(?![\w-])/i.exec(instruction.text.slice(0, 100));
      const marks = heredocMarks(instruction.text);
      const bodyEnd = this.endOfHeredocs(next, marks);
      if (run) {
        this.readRun(withoutFlags(instruction.sub(run[0].length)), bodyEnd > next ? this.body(next, bodyEnd - 1) : undefined);
      }
      i = bodyEnd;
    }
    return this.into;
  }

  /** The instruction that begins in line `i`: joined with the next line as long as the escape character ends it, without comments. */
  private join(i: number): { instruction: Slice; next: number } {
    const pieces: Slice[] = [];
    let next = i;
    while (next < this.lines.length) {
      const { start, end } = this.lines[next++]!;
      const first = skipBlanks(this.text, start, end);
      if (first === end || this.text.charAt(first) === '#') {
        if (pieces.length === 0) {
          break;
        }
        continue;
      }
      let last = end;
      while (last > start && isBlank(this.text.charCodeAt(last - 1))) {
        last--;
      }
      if (this.text.charAt(last - 1) !== this.escape) {
        pieces.push(Slice.of(this.text, start, end));
        break;
      }
      pieces.push(Slice.of(this.text, start, last - 1));
    }
    return { instruction: Slice.join(pieces), next };
  }

  private readRun(command: Slice, body: Slice | undefined): void {
    if (command.text.startsWith('[')) {
      const words = execForm(command);
      if (words) {
        readCommand(command, words, this.into);
        return;
      }
    }
    if (body && /^<<|^(?:\S*\/)?(?:ba|z|da|a)?sh[^|]*<</.test(command.text.slice(0, 100))) {
      readScript(body, this.into);
    } else {
      readScript(command, this.into);
    }
  }

  /** The first line behind the here-documents that begin in line `from`; `from` when one of them does not end. */
  private endOfHeredocs(from: number, marks: readonly string[]): number {
    let line = from;
    for (const mark of marks) {
      if ((this.lastLineOf.get(mark) ?? -1) < line) {
        return from;
      }
      while (this.text.slice(this.lines[line]!.start, this.lines[line]!.end).trim() !== mark) {
        line++;
      }
      line++;
    }
    return line;
  }

  private body(from: number, to: number): Slice {
    return Slice.of(this.text, this.lines[from]!.start, this.lines[to]!.start);
  }
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

/** The words of `["pip", "install", "name"]`; undefined when it is not that. */
function execForm(command: Slice): Word[] | undefined {
  const words: Word[] = [];
  for (const node of elementsOf(parseJson(command.text))) {
    if (node.type !== 'string' || typeof node.value !== 'string') {
      return undefined;
    }
    const text: string = node.value;
    const end = node.offset + node.length;
    const inside = command.sub(node.offset + 1, node.length > 1 && command.text.charAt(end - 1) === '"' ? end - 1 : end);
    // Escapes hardly occur in names: a string that has some stands for its whole text.
    const unquoted = inside.text === text ? inside : Slice.replaced(text, inside.span());
    words.push({ text, start: node.offset, end, unquoted });
  }
  return words.length > 0 ? words : undefined;
}
