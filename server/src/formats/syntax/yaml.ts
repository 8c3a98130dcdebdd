import { Composer, type CST, Lexer, Parser } from 'yaml';
import { isBlank } from '../../packaging/characters';
import { addAll } from '../../packaging/lists';
import { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { foldedLines, unescapeDoubleQuoted, unescapeSingleQuoted } from './yamlScalar';

export type YamlNode = CST.Token;

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

/** Maximum number of mappings that are merged into one. */
const MAX_MERGED = 20;
/** More levels than any tool's file has: reading and checking are recursive. */
const MAX_DEPTH = 100;
/** Maximum number of times that reading restarts after text that is not YAML; fewer in a long file, where it takes long. */
const MAX_PARTS = 16;
const MAX_READ_AGAIN = 2_000_000;
/** In a longer text, which a tool wrote, only errors of the lexer are reported: checking the rest takes as long as reading it. */
const MAX_CHECKED = 300_000;

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

  constructor(text: string) {
    this.#text = text;

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
    for (const item of itemsBelow(roots)) {
      this.#addAnchor(item.sep ?? item.start, item.value);
    }
  }

  /** The nodes and all nodes below them, each once, however often aliases lead there. */
  *below(nodes: readonly YamlNode[]): Iterable<YamlNode> {
    const seen = new Set<YamlNode>();
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
    yield* this.#entriesOf(node, new Set());
  }

  *#entriesOf(node: YamlNode, seen: Set<YamlNode>): Iterable<YamlEntry> {
    const mapping = this.resolve(node);
    if (mapping === undefined || seen.has(mapping) || seen.size > MAX_MERGED) {
      return;
    }
    seen.add(mapping);
    const merged: YamlNode[] = [];
    for (const item of childrenOf(mapping)) {
      const key = item.key && this.slice(item.key);
      const value = item.value && this.resolve(item.value);
      if (item.key && key && value) {
        yield { keyNode: item.key, key: key.text, value };
        if (key.text === '<<' && item.key.type === 'scalar') {
          const isMapping = childrenOf(value).some(({ key: inner }) => inner);
          addAll(merged, isMapping ? [value] : this.items(value).map((one) => one.value));
        }
      }
    }
    for (const other of merged) {
      yield* this.#entriesOf(other, seen);
    }
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
    const values: YamlNode[] = [];
    for (const entry of this.entries(node)) {
      if (entry.key === key) {
        values.push(entry.value);
      }
    }
    return values;
  }

  /** The items of a sequence; none for other nodes. */
  items(node: YamlNode): YamlItem[] {
    const list = this.resolve(node);
    if (list?.type !== 'block-seq' && !(list?.type === 'flow-collection' && list.start.type === 'flow-seq-start')) {
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
    switch (scalar?.type) {
      case 'scalar':
        return foldedLines(Slice.of(this.#text, scalar.offset, scalar.offset + scalar.source.length));
      case 'single-quoted-scalar':
        return unescapeSingleQuoted(this.#quoted(scalar));
      case 'double-quoted-scalar':
        return unescapeDoubleQuoted(this.#quoted(scalar));
      case 'block-scalar':
        return this.#blockScalar(scalar);
      default:
        return undefined;
    }
  }

  #quoted({ offset, source }: CST.FlowScalar): Slice {
    const isClosed = source.length > 1 && source.endsWith(source.charAt(0));
    return Slice.of(this.#text, offset + 1, offset + source.length - (isClosed ? 1 : 0));
  }

  #blockScalar({ props, source }: CST.BlockScalar): Slice | undefined {
    const header = props.find((prop) => prop.type === 'block-scalar-header');
    const last = props.at(-1);
    if (header?.type !== 'block-scalar-header' || last === undefined || !('source' in last)) {
      return undefined;
    }
    const start = last.offset + last.source.length;
    const lines = linesOf(this.#text, start, start + source.length);
    const first = lines.find((line) => !isEmpty(this.#text, line));
    if (first === undefined) {
      return Slice.of(this.#text, start, start);
    }
    const explicit = /[1-9]/.exec(header.source)?.[0];
    const indent =
      explicit === undefined ? indentOf(this.#text, first) : Math.min(indentOf(this.#text, first), header.indent + Number(explicit));
    const pieces = lines.map((line) => Slice.of(this.#text, Math.min(line.start + indent, line.end), line.end));
    return header.source.startsWith('>') ? foldBlock(pieces) : Slice.join(pieces);
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

interface Part {
  readonly tokens: CST.Token[];
  /** Where reading stopped because of the depth. */
  readonly deepAt?: number;
}

/** The tokens of a part of the text, at their positions in the whole. */
function parsePart(text: string, start: number, end: number): Part {
  // Spaces only matter to YAML before the first word of a line.
  const part = start === 0 ? text.slice(0, end) : text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(part)) {
    if (parser.stack.length > MAX_DEPTH) {
      const deepAt = parser.offset;
      addAll(tokens, parser.end());
      return { tokens, deepAt };
    }
    addAll(tokens, parser.next(lexeme));
  }
  addAll(tokens, parser.end());
  return { tokens };
}

/** The first position among the tokens from `start` on that is not YAML, and the start of a line from which reading can continue. */
function findBreak(text: string, start: number, tokens: readonly CST.Token[]): { at: number; resume: number } | undefined {
  const unclosed = findUnclosed(tokens) ?? Number.POSITIVE_INFINITY;
  const swallowed = start === 0 ? undefined : findSwallowed(tokens);
  const refused = text.length > MAX_CHECKED ? findRefused(tokens) : findInvalid(tokens);
  const wrong = Math.min(refused ?? Number.POSITIVE_INFINITY, swallowed ?? Number.POSITIVE_INFINITY);
  const invalid = Math.min(unclosed, wrong);
  if (invalid === Number.POSITIVE_INFINITY) {
    return undefined;
  }
  // An error may begin with blanks, and at the end of the text there is nothing to mark.
  const end = text.trimEnd().length;
  let at = Math.max(start, Math.min(invalid, Math.max(0, end - 1)));
  while (at < end && /\s/.test(text.charAt(at))) {
    at++;
  }
  const line = text.lastIndexOf('\n', at - 1) + 1;
  const newline = text.indexOf('\n', at);
  const next = newline === -1 ? text.length : newline + 1;
  return { at, resume: wrong < unclosed && line > start ? line : next };
}

function rootsOf(tokens: readonly CST.Token[]): readonly YamlNode[] {
  return tokens.flatMap((token) => (token.type === 'document' && token.value ? [token.value] : []));
}

/** An unclosed quoted text or flow collection includes all that follows. */
function findUnclosed(tokens: readonly CST.Token[]): number | undefined {
  let first: number | undefined;
  const look = (node: YamlNode | null | undefined): void => {
    const isOpen =
      node?.type === 'flow-collection'
        ? node.end.length === 0
        : (node?.type === 'double-quoted-scalar' || node?.type === 'single-quoted-scalar') &&
          (node.source.length < 2 || !node.source.endsWith(node.source.charAt(0)));
    if (node && isOpen && node.offset < (first ?? Number.POSITIVE_INFINITY)) {
      first = node.offset;
    }
  };
  const roots = rootsOf(tokens);
  roots.forEach(look);
  for (const { key, value } of itemsBelow(roots)) {
    look(key);
    look(value);
  }
  return first;
}

/** After a break, an item with a deeper indent than the previous one looks like the next line of that one's text. */
function findSwallowed(tokens: readonly CST.Token[]): number | undefined {
  let first: number | undefined;
  const look = (node: YamlNode | null | undefined): void => {
    const item = node?.type === 'scalar' ? /\n[ \t]*(?=- )/.exec(node.source) : null;
    if (node && item) {
      first = Math.min(first ?? Number.POSITIVE_INFINITY, node.offset + item.index + item[0].length);
    }
  };
  const roots = rootsOf(tokens);
  roots.forEach(look);
  for (const { value } of itemsBelow(roots)) {
    look(value);
  }
  return first;
}

/** The first text that the lexer rejects. */
function findRefused(tokens: readonly CST.Token[]): number | undefined {
  let first = tokens.find(({ type }) => type === 'error')?.offset;
  const roots = rootsOf(tokens);
  for (const { key, value } of itemsBelow(roots)) {
    for (const node of [key, value]) {
      if (node?.type === 'error') {
        first = Math.min(first ?? node.offset, node.offset);
      }
    }
  }
  return first;
}

/** The first error of a YAML parser. */
function findInvalid(tokens: readonly CST.Token[]): number | undefined {
  const roots = rootsOf(tokens);
  if (isDeep(roots)) {
    return undefined;
  }
  let first: number | undefined;
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  for (const document of composer.compose(tokens)) {
    for (const { pos } of document.errors) {
      first = Math.min(first ?? pos[0], pos[0]);
    }
  }
  return first;
}

function isDeep(roots: readonly YamlNode[]): boolean {
  let level: readonly YamlNode[] = roots;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      return true;
    }
    level = level.flatMap((node) => childrenOf(node).flatMap(({ key, value }) => [key, value].filter((child) => child != null)));
  }
  return false;
}

function* itemsBelow(roots: readonly YamlNode[]): Iterable<CST.CollectionItem> {
  const pending = [...roots];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const item of childrenOf(node)) {
      yield item;
      if (item.key) {
        pending.push(item.key);
      }
      if (item.value) {
        pending.push(item.value);
      }
    }
  }
}

function childrenOf(node: YamlNode | undefined): readonly CST.CollectionItem[] {
  return node?.type === 'block-map' || node?.type === 'block-seq' || node?.type === 'flow-collection' ? node.items : [];
}

function endOf(node: YamlNode): number {
  if (node.type === 'block-scalar') {
    const last = node.props.at(-1);
    return (last && 'source' in last ? last.offset + last.source.length : node.offset) + node.source.length;
  }
  return 'source' in node ? node.offset + node.source.length : node.offset;
}

/** Lines with their line breaks. */
function linesOf(text: string, start: number, end: number): Span[] {
  const lines: Span[] = [];
  for (let at = start; at < end; ) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline >= end ? end : newline + 1;
    lines.push({ start: at, end: next });
    at = next;
  }
  return lines;
}

function indentOf(text: string, line: Span): number {
  let i = line.start;
  while (i < line.end && text.charCodeAt(i) === 0x20) {
    i++;
  }
  return i - line.start;
}

function isEmpty(text: string, line: Span): boolean {
  return text.slice(line.start, line.end).trim() === '';
}

/** `>`: a line break becomes a space, except next to empty and deeper lines. */
function foldBlock(lines: readonly Slice[]): Slice {
  const pieces: Slice[] = [];
  lines.forEach((line, i) => {
    const next = lines[i + 1];
    const isFolded = next !== undefined && /^\S/.test(line.text) && /^\S/.test(next.text);
    if (isFolded && line.text.endsWith('\n')) {
      const body = line.text.trimEnd().length;
      pieces.push(line.sub(0, body), Slice.replaced(' ', line.span(body)));
    } else {
      pieces.push(line);
    }
  });
  return Slice.join(pieces);
}
