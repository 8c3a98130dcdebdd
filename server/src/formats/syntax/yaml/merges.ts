import { addAll } from '../../../packaging/lists';
import type { Anchors } from './anchors';
import { childrenOf, isSequence, itemsBelow, type YamlNode } from './node';

/** Maximum number of entries that the merges of a file may add to its mappings. */
const MAX_MERGED = 1_000_000;

/** What `<<` merges into the mappings of a file. */
export class Merges {
  readonly #anchors: Anchors;
  /** Mappings with `<<`. */
  readonly #merging = new Set<YamlNode>();
  /** Mappings without what is merged into them: it would be too much. */
  readonly #leftOut = new Set<YamlNode>();

  /** @param anchors those of the documents. It gets those below them */
  constructor(anchors: Anchors, roots: readonly YamlNode[]) {
    this.#anchors = anchors;
    for (const root of roots.filter(merges)) {
      this.#merging.add(root);
    }
    for (const item of itemsBelow(roots)) {
      anchors.add(item.sep ?? item.start, item.value);
      if (item.value && merges(item.value)) {
        this.#merging.add(item.value);
      }
    }
    this.#limit();
  }

  /** The first mapping that is read without what is merged into it. */
  get firstLeftOut(): YamlNode | undefined {
    return [...this.#leftOut].sort((a, b) => a.offset - b.offset)[0];
  }

  /** A mapping, and then those that are merged into it. */
  *into(node: YamlNode): Iterable<YamlNode> {
    const seen = new Set<YamlNode>();
    const pending = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const mapping = this.#anchors.resolve(next);
      if (mapping === undefined || seen.has(mapping)) {
        continue;
      }
      seen.add(mapping);
      yield mapping;
      if (this.#merging.has(mapping) && !this.#leftOut.has(mapping)) {
        const merged = this.#mergeValues(mapping).flatMap((value) => this.#mappingsIn(value));
        addAll(pending, merged.reverse());
      }
    }
  }

  /** What is after each `<<` of a mapping. */
  #mergeValues(mapping: YamlNode): readonly YamlNode[] {
    return childrenOf(mapping).flatMap(({ key, value }) => (isMerge(key) && value ? [value] : []));
  }

  /** The mapping after `<<`, or those in a list. */
  #mappingsIn(value: YamlNode): readonly YamlNode[] {
    const list = this.#anchors.resolve(value);
    return list !== undefined && isSequence(list) ? childrenOf(list).flatMap((item) => item.value ?? []) : [value];
  }

  #limit(): void {
    let room = MAX_MERGED;
    for (const node of this.#merging) {
      for (const mapping of this.into(node)) {
        const lists = this.#mergeValues(mapping).flatMap((value) => this.#anchors.resolve(value) ?? []);
        room -= lists.reduce((sum, list) => sum + childrenOf(list).length, 1 + childrenOf(mapping).length);
        if (room < 0) {
          this.#leftOut.add(node);
          break;
        }
      }
    }
  }
}

function isMerge(key: YamlNode | null | undefined): boolean {
  return key?.type === 'scalar' && key.source === '<<';
}

function merges(node: YamlNode): boolean {
  return childrenOf(node).some(({ key }) => isMerge(key));
}
