import type { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { Anchors } from './anchors';
import { readDocuments, type YamlBreak } from './documents';
import { Merges } from './merges';
import { childrenOf, isSequence, type YamlNode } from './node';
import { listItemRemoval } from './removal';
import { isScalar, textOfScalar } from './scalarText';
import { ITEM_COST, SharedReads } from './sharedReads';

export interface YamlItem {
  readonly value: YamlNode;
  /** The text to delete to remove the item from a list that still parses. */
  readonly removeSpan: Span;
}

export interface YamlEntry {
  readonly keyNode: YamlNode;
  readonly key: string;
  readonly value: YamlNode;
}

/**
 * A YAML file as nested tokens, without the steps that make values of them: those are recursive, and a hostile file can crash the process
 * there. Reading continues after an error, as needed for incomplete text. Values are text, as their readers need them.
 */
export class YamlFile {
  readonly #text: string;

  readonly roots: readonly YamlNode[];
  /** The roots that begin in the middle of the file, after a break. */
  readonly fragments: ReadonlySet<YamlNode>;
  /** Text that is not YAML, or is nested too deeply to be read. */
  readonly breaks: readonly YamlBreak[];
  readonly #anchors = new Anchors();
  readonly #merges: Merges;
  readonly #reads: SharedReads;
  readonly #entries = new Map<YamlNode, readonly YamlEntry[]>();
  /** The values of each key: aliases can lead to a mapping many times. */
  readonly #values = new Map<YamlNode, ReadonlyMap<string, readonly YamlNode[]>>();

  /** @param onOverused gets the first node that is shared so often that it is empty for further uses */
  constructor(text: string, onOverused: (node: YamlNode) => void) {
    this.#text = text;
    this.#reads = new SharedReads(onOverused);

    const { roots, fragments, breaks } = readDocuments(text, this.#anchors);
    this.roots = roots;
    this.fragments = fragments;
    this.breaks = breaks;
    this.#merges = new Merges(this.#anchors, roots);
  }

  /** The first mapping that is read without what is merged into it. */
  get unmerged(): YamlNode | undefined {
    return this.#merges.firstLeftOut;
  }

  /** Only in a file with anchors are nodes shared. */
  #mayRead(node: YamlNode, cost: number): boolean {
    return this.#anchors.isEmpty || this.#reads.allows(node, cost);
  }

  /**
   * The nodes and all nodes below them, each once, however often aliases lead there.
   * @param seen nodes that are passed over, with those below them. Gets all that are returned.
   */
  *below(nodes: readonly YamlNode[], seen: Set<YamlNode> = new Set()): Iterable<YamlNode> {
    const pending = [...nodes].reverse();
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (seen.has(node)) {
        continue;
      }
      seen.add(node);
      yield node;
      const children = childrenOf(this.resolve(node)).flatMap(({ value }) => (value ? (this.resolve(value) ?? []) : []));
      for (let i = children.length - 1; i >= 0; i--) {
        pending.push(children[i] as YamlNode);
      }
    }
  }

  /** The node itself, or the target of an alias. */
  resolve(node: YamlNode): YamlNode | undefined {
    return this.#anchors.resolve(node);
  }

  /**
   * The entries of a mapping, with those that `<<` merges into it. None for other nodes. A repeated key has two entries: tools differ in
   * which of them counts.
   */
  *entries(node: YamlNode): Iterable<YamlEntry> {
    const own = this.resolve(node);
    if (own === undefined || !this.#mayRead(own, ITEM_COST * childrenOf(own).length)) {
      return;
    }
    for (const mapping of this.#merges.into(own)) {
      yield* this.#ownEntries(mapping);
    }
  }

  #ownEntries(mapping: YamlNode): readonly YamlEntry[] {
    let entries = this.#entries.get(mapping);
    if (entries === undefined) {
      entries = childrenOf(mapping).flatMap(({ key: keyNode, value: written }) => {
        const key = keyNode && this.slice(keyNode);
        const value = written && this.resolve(written);
        return keyNode && key && value ? [{ keyNode, key: key.text, value }] : [];
      });
      this.#entries.set(mapping, entries);
    }
    return entries;
  }

  /** Whether a mapping has a key, with or without a value. */
  hasKey(node: YamlNode, key: string): boolean {
    return childrenOf(this.resolve(node)).some((item) => item.key != null && this.slice(item.key)?.text === key);
  }

  get(node: YamlNode, key: string): YamlNode | undefined {
    return this.all(node, key)[0];
  }

  /** The values of all entries with a key, its own ones before merged ones. */
  all(node: YamlNode, key: string): readonly YamlNode[] {
    const mappings = [...this.#merges.into(node)];
    return mappings.flatMap((mapping) => this.#valuesIn(mapping).get(key) ?? []);
  }

  #valuesIn(mapping: YamlNode): ReadonlyMap<string, readonly YamlNode[]> {
    let values = this.#values.get(mapping);
    if (values === undefined) {
      const found = new Map<string, YamlNode[]>();
      for (const entry of this.#ownEntries(mapping)) {
        const known = found.get(entry.key);
        found.set(entry.key, known ?? [entry.value]);
        known?.push(entry.value);
      }
      values = found;
      this.#values.set(mapping, values);
    }
    return values;
  }

  /** The items of a sequence; none for other nodes. */
  items(node: YamlNode): YamlItem[] {
    const list = this.resolve(node);
    if (list === undefined || !isSequence(list) || !this.#mayRead(list, ITEM_COST * childrenOf(list).length)) {
      return [];
    }
    const items: YamlItem[] = [];
    childrenOf(list).forEach((child, i) => {
      const value = child.key === undefined && child.value && this.resolve(child.value);
      if (value) {
        items.push({ value, removeSpan: listItemRemoval(this.#text, list, i) });
      }
    });
    return items;
  }

  /** The value of a scalar, with the positions of its characters. Undefined for other nodes. */
  slice(node: YamlNode): Slice | undefined {
    const scalar = this.resolve(node);
    if (scalar === undefined || !isScalar(scalar) || !this.#mayRead(scalar, scalar.source.length)) {
      return undefined;
    }
    return textOfScalar(this.#text, scalar);
  }
}
