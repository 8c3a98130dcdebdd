import type { Slice } from '../../packaging/slice';
import type { ManifestBuilder } from '../manifest/manifestBuilder';
import { tooLarge } from '../manifest/unchecked';
import type { YamlNode } from '../syntax/yaml/node';

/** How many entries of shared lists and mappings, and names in shared texts, are read again in a file. */
const MAX_REPEATED = 20_000;
/** Characters that count as one name. */
const PER_NAME = 8;

/** Which nodes of a YAML file were read. Aliases can lead to a node many times, each time for another use. */
export class RepeatedReads {
  readonly #read = new Map<string, Set<YamlNode>>();
  readonly #shared = new Set<YamlNode>();
  #left = MAX_REPEATED;
  #isExceeded = false;

  /** Whether a node has not yet been read for a use. */
  isNew(use: string, node: YamlNode): boolean {
    const read = this.#read.get(use) ?? new Set();
    this.#read.set(use, read);
    const isNew = !read.has(node);
    read.add(node);
    return isNew;
  }

  /**
   * What a list or mapping contains, to be read for one of its uses. Later uses get nothing when that was too much, and the first of them is listed as not
   * checked.
   */
  within<T>(node: YamlNode, contents: readonly T[], use: Slice, into: ManifestBuilder): readonly T[] {
    return this.#allows(node, contents.length, use, into) ? contents : [];
  }

  /** The same for a text with names. Undefined: it was too much. */
  text(node: YamlNode, text: Slice | undefined, use: Slice | undefined, into: ManifestBuilder): Slice | undefined {
    return text !== undefined && this.#allows(node, Math.floor(text.length / PER_NAME), use ?? text, into) ? text : undefined;
  }

  #allows(node: YamlNode, cost: number, use: Slice, into: ManifestBuilder): boolean {
    if (!this.#shared.has(node)) {
      this.#shared.add(node);
      return true;
    }
    if (this.#left > 0) {
      this.#left -= cost;
      return true;
    }
    if (!this.#isExceeded) {
      this.#isExceeded = true;
      into.unchecked.push(tooLarge(use));
    }
    return false;
  }
}
