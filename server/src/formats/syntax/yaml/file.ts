import type { CST } from 'yaml';
import { isBlank } from '../../../packaging/characters';
import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { blockScalar } from './blockScalar';
import { findBreak, parsePart } from './breaks';
import { childrenOf, endOf, itemsBelow, type YamlNode } from './node';
import { foldedLines, unescapeDoubleQuoted, unescapeSingleQuoted } from './scalar';
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

/** Maximum number of entries that the merges of a file may add to its mappings. */
const MAX_MERGED = 1_000_000;
/** Maximum number of times that reading restarts after text that is not YAML; fewer in a long file, where it takes long. */
const MAX_PARTS = 16;
const MAX_READ_AGAIN = 2_000_000;
export interface YamlBreak {
  readonly at: number;
  /** The text may be YAML, but is nested too deeply to be read. */
  readonly isTooDeep: boolean;
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
  readonly #anchors = new Map<string, YamlNode>();
  readonly #reads: SharedReads;
  /** Mappings with `<<`. */
  readonly #merging = new Set<YamlNode>();
  /** Mappings without what is merged into them: it would be too much. */
  readonly #unmerged = new Set<YamlNode>();
  readonly #entries = new Map<YamlNode, readonly YamlEntry[]>();
  /** The values of each key: aliases can lead to a mapping many times. */
  readonly #values = new Map<YamlNode, ReadonlyMap<string, readonly YamlNode[]>>();

  /** @param onOverused gets the first node that is shared so often that it is empty for further uses */
  constructor(text: string, onOverused: (node: YamlNode) => void) {
    this.#text = text;
    this.#reads = new SharedReads(onOverused);

    const roots: YamlNode[] = [];
    const fragments = new Set<YamlNode>();
    const breaks: YamlBreak[] = [];
    const parts = Math.max(2, Math.min(MAX_PARTS, Math.floor(MAX_READ_AGAIN / text.length)));
    for (let start = 0; start < text.length; ) {
      const rest = parsePart(text, start, text.length);
      const broken = rest.deepAt === undefined && breaks.length < parts ? findBreak(text, start, rest.tokens) : undefined;
      const end = broken?.resume ?? text.length;
      for (const token of broken === undefined ? rest.tokens : parsePart(text, start, end).tokens) {
        if (token.type === 'document' && token.value) {
          roots.push(token.value);
          this.#addAnchor(token.start, token.value);
          if (start > 0) {
            fragments.add(token.value);
          }
        }
      }
      const at = rest.deepAt ?? broken?.at;
      // The line of a break is read again by itself, and may break at the same position.
      if (at !== undefined && breaks.at(-1)?.at !== at) {
        breaks.push({ at, isTooDeep: rest.deepAt !== undefined });
      }
      start = end;
    }
    this.roots = roots;
    this.fragments = fragments;
    this.breaks = breaks;
    for (const root of roots.filter(merges)) {
      this.#merging.add(root);
    }
    for (const item of itemsBelow(roots)) {
      this.#addAnchor(item.sep ?? item.start, item.value);
      if (item.value && merges(item.value)) {
        this.#merging.add(item.value);
      }
    }
    this.#limitMerges();
  }

  /** The first mapping that is read without what is merged into it. */
  get unmerged(): YamlNode | undefined {
    return [...this.#unmerged].sort((a, b) => a.offset - b.offset)[0];
  }

  /** Only in a file with anchors are nodes shared. */
  #mayRead(node: YamlNode, cost: number): boolean {
    return this.#anchors.size === 0 || this.#reads.allows(node, cost);
  }

  #limitMerges(): void {
    let room = MAX_MERGED;
    for (const node of this.#merging) {
      for (const mapping of this.#mergedInto(node)) {
        const lists = this.#mergeValues(mapping).flatMap((value) => this.resolve(value) ?? []);
        room -= lists.reduce((sum, list) => sum + childrenOf(list).length, 1 + childrenOf(mapping).length);
        if (room < 0) {
          this.#unmerged.add(node);
          break;
        }
      }
    }
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
    return node.type === 'alias' ? this.#anchors.get(node.source.slice(1)) : node;
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
    for (const mapping of this.#mergedInto(own)) {
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

  /** A mapping, and then those that are merged into it. */
  *#mergedInto(node: YamlNode): Iterable<YamlNode> {
    const seen = new Set<YamlNode>();
    const pending = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const mapping = this.resolve(next);
      if (mapping === undefined || seen.has(mapping)) {
        continue;
      }
      seen.add(mapping);
      yield mapping;
      if (this.#merging.has(mapping) && !this.#unmerged.has(mapping)) {
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
    const list = this.resolve(value);
    return list !== undefined && isSequence(list) ? childrenOf(list).flatMap((item) => item.value ?? []) : [value];
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
    const mappings = [...this.#mergedInto(node)];
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
    const children = childrenOf(list);
    children.forEach((child, i) => {
      const value = child.key === undefined && child.value && this.resolve(child.value);
      if (value) {
        const removeSpan = list.type === 'block-seq' ? this.#blockItem(child) : this.#flowItem(child, children[i + 1]);
        items.push({ value, removeSpan });
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
    switch (scalar.type) {
      case 'scalar':
        return foldedLines(Slice.of(this.#text, scalar.offset, scalar.offset + scalar.source.length));
      case 'single-quoted-scalar':
        return unescapeSingleQuoted(this.#quoted(scalar));
      case 'block-scalar':
        return blockScalar(this.#text, scalar);
      default:
        return unescapeDoubleQuoted(this.#quoted(scalar));
    }
  }

  #quoted({ offset, source }: CST.FlowScalar): Slice {
    const isClosed = source.length > 1 && source.endsWith(source.charAt(0));
    return Slice.of(this.#text, offset + 1, offset + source.length - (isClosed ? 1 : 0));
  }

  /** The lines from the dash to the end of the value, or only the item itself if they contain something else. */
  #blockItem({ start, value }: CST.CollectionItem): Span {
    const dash = start.find((token) => token.type === 'seq-item-ind')?.offset ?? value?.offset ?? 0;
    const end = value ? endOf(value) : dash + 1;
    let from = dash;
    while (from > 0 && isBlank(this.#text.charCodeAt(from - 1))) {
      from--;
    }
    if (from > 0 && this.#text.charCodeAt(from - 1) !== 0x0a) {
      return { start: dash, end };
    }
    const newline = this.#text.indexOf('\n', Math.max(end - 1, dash));
    return { start: from, end: newline === -1 ? this.#text.length : newline + 1 };
  }

  /** The item with the comma after it, or, for the last, with the one before it. */
  #flowItem(item: CST.CollectionItem, next: CST.CollectionItem | undefined): Span {
    const value = item.value as YamlNode;
    const comma = item.start.find((token) => token.type === 'comma');
    if (next?.value) {
      return { start: value.offset, end: next.key?.offset ?? next.value.offset };
    }
    return { start: comma?.offset ?? value.offset, end: endOf(value) };
  }

  #addAnchor(tokens: readonly CST.SourceToken[], value: YamlNode | undefined): void {
    const anchor = value && tokens.find((token) => token.type === 'anchor');
    if (anchor) {
      this.#anchors.set(anchor.source.slice(1), value);
    }
  }
}

function isSequence(node: YamlNode): node is CST.BlockSequence | CST.FlowCollection {
  return node.type === 'block-seq' || (node.type === 'flow-collection' && node.start.type === 'flow-seq-start');
}

function isScalar(node: YamlNode): node is CST.FlowScalar | CST.BlockScalar {
  return (
    node.type === 'block-scalar' || node.type === 'scalar' || node.type === 'single-quoted-scalar' || node.type === 'double-quoted-scalar'
  );
}

function isMerge(key: YamlNode | null | undefined): boolean {
  return key?.type === 'scalar' && key.source === '<<';
}

function merges(node: YamlNode): boolean {
  return childrenOf(node).some(({ key }) => isMerge(key));
}
