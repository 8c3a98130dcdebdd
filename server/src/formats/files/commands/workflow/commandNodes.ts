import { Slice } from '../../../../packaging/slice';
import { readListedCommand } from '../../../commands/listedCommand';
import { programOf, SHELL } from '../../../commands/programs/programs';
import { readCode, readCommand, readPython, readScript } from '../../../commands/script';
import type { ShellScope } from '../../../commands/variables/scope';
import type { ManifestBuilder } from '../../../manifest/manifestBuilder';
import { addManifest, mapManifest } from '../../../manifest/mapManifest';
import type { Word } from '../../../syntax/words';
import type { YamlFile } from '../../../syntax/yaml/file';
import type { YamlNode } from '../../../syntax/yaml/node';
import type { RepeatedReads } from '../../repeatedReads';
import { dockerfile } from '../dockerfile';
import { argumentsOf } from './actionInputs';
import { languageOfScript, type Surroundings } from './surroundings';

/** Maximum number of words before the arguments of a container. */
const MAX_WORDS = 100;

/** Reads the nodes of a CI file that are commands. */
export class CommandNodes {
  readonly #file: YamlFile;
  readonly #whole: Slice;
  readonly #reads: RepeatedReads;
  readonly #scope: ShellScope;
  readonly #into: ManifestBuilder;
  readonly #scripts = new Set<YamlNode>();

  constructor(file: YamlFile, text: string, reads: RepeatedReads, scope: ShellScope, into: ManifestBuilder) {
    this.#file = file;
    this.#whole = Slice.of(text);
    this.#reads = reads;
    this.#scope = scope;
    this.#into = into;
  }

  /**
   * A script is one text, or a list of texts and of lists.
   * @param together whether one shell runs the whole list, where `cd` counts for what follows
   */
  readScripts(node: YamlNode, around: Surroundings, together = false): void {
    let folder = around.folder ?? '';
    const pending = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.#scripts.has(next)) {
        continue;
      }
      this.#scripts.add(next);
      const script = this.#file.slice(next);
      if (script) {
        const dialect = languageOfScript(script.text, around);
        if (dialect === 'python') {
          readPython(script, this.#into);
        } else if (typeof dialect === 'object') {
          readCode(withFields(script), dialect, this.#into);
        } else {
          const behind = readScript(withFields(script), this.#into, {
            dialect,
            folder,
            step: around.step,
            ...(dialect === 'posix' && { scope: this.#scope }),
          });
          folder = together ? behind : folder;
        }
        continue;
      }
      const items = this.#itemsOf(next);
      this.#readWords(items);
      for (let i = this.#isOfShell(items) ? -1 : items.length - 1; i >= 0; i--) {
        pending.push(items[i] as YamlNode);
      }
    }
  }

  /** The arguments of a container: a text, or a list of words. So is what they are for. */
  readArguments(node: YamlNode, entrypoint: YamlNode | undefined, around: Surroundings): void {
    const [first] = this.#itemsOf(node);
    const isScript = entrypoint === undefined && first !== undefined && /\s/.test(this.#file.slice(first)?.text.trim() ?? '');
    if (isScript) {
      this.readScripts(node, around);
      return;
    }
    if (this.#file.slice(node) !== undefined) {
      this.#readTextOfArguments(node, entrypoint, around);
      return;
    }
    const program = entrypoint && this.#file.slice(entrypoint);
    const start = entrypoint === undefined || program !== undefined ? [entrypoint] : this.#itemsOf(entrypoint).slice(0, MAX_WORDS);
    const words = start.map((word) => word && this.#file.slice(word)?.text);
    if (this.#reads.isNew(`arguments of ${words.join(' ')}`, node)) {
      const use = program ?? this.#whole.sub(0, 0);
      this.#readWords([...start, ...this.#reads.within(node, this.#itemsOf(node), use, this.#into)]);
    }
  }

  /** A text with arguments of an install command. */
  readPackages(node: YamlNode, before: readonly string[] = ['pip', 'install'], { folder }: Surroundings = {}, use?: Slice): void {
    const isNew = this.#reads.isNew(`packages of ${before.join(' ')} in ${folder}`, node);
    const slice = isNew ? this.#reads.text(node, this.#file.slice(node), use, this.#into) : undefined;
    if (slice !== undefined) {
      const command = before.map((text): Word => ({ text, start: 0, end: 0 }));
      readCommand(slice, [...command, ...argumentsOf(slice)], this.#into, { folder });
    }
  }

  /** A Dockerfile as a text. */
  readDockerfile(node: YamlNode): void {
    const slice = this.#reads.isNew('dockerfile', node) ? this.#file.slice(node) : undefined;
    if (slice) {
      addManifest(
        mapManifest(dockerfile.parse(slice.text), ({ start, end }) => slice.span(start, end)),
        this.#into,
      );
    }
  }

  #readTextOfArguments(node: YamlNode, entrypoint: YamlNode | undefined, around: Surroundings): void {
    const entry = entrypoint && this.#file.slice(entrypoint);
    const program = entry?.text;
    if (program !== undefined) {
      const isNew = this.#reads.isNew(`arguments of ${program} in ${around.folder}`, node);
      const slice = isNew ? this.#reads.text(node, this.#file.slice(node), entry, this.#into) : undefined;
      if (slice === undefined) {
        return;
      }
      readCommand(slice, [{ text: program, start: 0, end: 0 }, ...argumentsOf(slice)], this.#into, { folder: around.folder });
    } else {
      this.readScripts(node, around);
    }
  }

  /** A command as the list of its words: `["pip", "install", "name"]`. */
  #readWords(nodes: readonly (YamlNode | undefined)[]): void {
    const words: Word[] = [];
    for (const node of nodes) {
      const slice = node && this.#file.slice(node);
      if (slice && slice.length > 0) {
        const { start, end } = slice.span();
        words.push({ text: slice.text, start, end, unquoted: slice });
      }
    }
    // Of a list of scripts, the first has more than one word. A health check has a script after a mark.
    if (words.length > 1 && !/\s|^CMD-SHELL$/.test(words[0]?.text ?? '')) {
      readListedCommand(this.#whole, words, this.#into);
    }
  }

  /** `["sh", "-c", TEXT]`, and not a list of scripts. */
  #isOfShell([program, option]: readonly YamlNode[]): boolean {
    const textOf = (node: YamlNode | undefined): string => (node === undefined ? '' : (this.#file.slice(node)?.text ?? ''));
    return SHELL.test(programOf(textOf(program))) && /^-[a-z]{0,5}c$/.test(textOf(option));
  }

  #itemsOf(list: YamlNode): YamlNode[] {
    return this.#file.items(list).map(({ value }) => value);
  }
}

/** CircleCI's `<< parameters.NAME >>` and GitLab's `$[[ inputs.NAME ]]` as expressions: a shell would divide them, or take them for redirections. */
const FIELD =
  /<<[ \t]{0,10}((?:parameters|pipeline|matrix)\.[\w.-]{1,100})[ \t]{0,10}>>|\$\[\[[ \t]{0,10}(inputs\.[\w.-]{1,100})[^\]\n]{0,200}\]\]/g;

function withFields(script: Slice): Slice {
  return script.replaceEach(FIELD, ({ 1: parameter, 2: input }) => `\${{ ${parameter ?? input} }}`);
}
