import type { Slice } from '../../../../packaging/slice';
import { readCommand } from '../../../commands/script';
import { ManifestBuilder } from '../../../manifest/manifestBuilder';
import { beginningOf } from '../../../manifest/unchecked';
import type { Word } from '../../../syntax/words';
import type { YamlFile } from '../../../syntax/yaml/file';
import type { YamlNode } from '../../../syntax/yaml/node';
import type { RepeatedReads } from '../../repeatedReads';
import { argumentsOf, mayNamePackages, meaningOfInput, namesPackages } from './actionInputs';
import type { CommandNodes } from './commandNodes';
import { definitionsIn, ELSEWHERE } from './definitions';
import { SCRIPT_KEYS } from './keys';
import type { Surroundings } from './surroundings';

/** Each input that a definition gets has a copy of its path. A definition with a longer path counts as one that is not in the repository. */
const MAX_PATH = 4_096;

/** Reads what a CI file gives to actions and to other definitions. */
export class InputReader {
  readonly #file: YamlFile;
  readonly #reads: RepeatedReads;
  readonly #commands: CommandNodes;
  readonly #into: ManifestBuilder;

  constructor(file: YamlFile, reads: RepeatedReads, commands: CommandNodes, into: ManifestBuilder) {
    this.#file = file;
    this.#reads = reads;
    this.#commands = commands;
    this.#into = into;
  }

  /**
   * The other definitions that this one names: their files, and the values that it gives to them.
   * @param readAs the format of an included definition
   */
  noteDefinitions(readAs: string): void {
    for (const { file, path, inputs, isIncluded } of definitionsIn(this.#file)) {
      if (isIncluded) {
        this.#into.includes.push({ kind: 'requirement', path, span: file.span(), tries: [path], readAs });
      }
      const entries = inputs === undefined ? [] : this.#reads.within(inputs, [...this.#file.entries(inputs)], file, this.#into);
      for (const { key, value } of entries) {
        const written = this.#file.slice(value);
        const names = written?.text.trim() ?? '';
        if (!mayNamePackages(names) || meaningOfInput(path, key, names) !== undefined) {
          continue;
        }
        const slice = this.#reads.text(value, written, file, this.#into);
        if (slice === undefined) {
          continue;
        }
        const found = new ManifestBuilder();
        const before = ['pip', 'install'].map((text): Word => ({ text, start: 0, end: 0 }));
        readCommand(slice, [...before, ...argumentsOf(slice)], found, {});
        const text = beginningOf(slice.text);
        this.#into.addHanded({
          path: path.length > MAX_PATH ? ELSEWHERE : path,
          input: key,
          value: found,
          text,
          span: slice.span(),
          isNamedSo: namesPackages(key),
        });
      }
    }
  }

  /** The inputs of an action, GitHub's `with`. */
  readInputs(node: YamlNode, action: Slice, around: Surroundings): void {
    for (const { key, value } of this.#reads.within(node, [...this.#file.entries(node)], action, this.#into)) {
      const text = SCRIPT_KEYS.has(key) ? undefined : this.#file.slice(value)?.trim().text;
      const meaning = text === undefined ? undefined : meaningOfInput(action.text, key, text);
      if (meaning === 'script') {
        this.#commands.readScripts(value, around);
      } else if (meaning !== undefined) {
        this.#commands.readPackages(value, meaning, around, action);
      }
    }
  }
}
