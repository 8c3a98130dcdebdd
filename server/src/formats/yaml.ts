import { type CST, Parser } from 'yaml';
import { isBlank } from '../packaging/characters';
import { Slice } from '../packaging/slice';
import type { Span } from '../packaging/span';
import { foldedLines, unescapeDoubleQuoted, unescapeSingleQuoted } from './yamlScalar';

export type YamlNode = CST.Token;

export interface YamlItem {
  readonly value: YamlNode;
  /** What to delete so that the item is gone and the list still parses. */
  readonly removeSpan: Span;
}

/**
 * A YAML file as its tokens nest, without the steps that make values of them: those recurse, and a hostile file can stop the process
 * there. Reading goes on behind what is wrong, as one wants for half-typed text. Values are text, as their readers here want them.
 */
export class YamlFile {
  readonly roots: readonly YamlNode[];
  /** Where the first text stands that fits nowhere. */
  readonly broken: number | undefined;
  private readonly anchors = new Map<string, YamlNode>();

  constructor(private readonly text: string) {
    const roots: YamlNode[] = [];
    let broken = Number.POSITIVE_INFINITY;
    const visit = (token: YamlNode | null | undefined): void => {
      if (token?.type === 'error') {
        broken = Math.min(broken, token.offset);
      }
    };
    for (const token of new Parser().parse(text)) {
      visit(token);
      if (token.type === 'document' && token.value) {
        visit(token.value);
        roots.push(token.value);
        this.addAnchor(token.start, token.value);
      }
    }
    this.roots = roots;
    const pending = [...roots];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      for (const item of childrenOf(node)) {
        visit(item.key);
        visit(item.value);
        this.addAnchor(item.sep ?? item.start, item.value);
        if (item.value) {
          pending.push(item.value);
        }
      }
    }
    this.broken = broken < text.length ? broken : undefined;
  }

  /** The node itself, or the one that an alias stands for. */
  resolve(node: YamlNode): YamlNode | undefined {
    return node.type === 'alias' ? this.anchors.get(node.source.slice(1)) : node;
  }

  /** The entries of a mapping; none for other nodes. */
  *entries(node: YamlNode): Iterable<{ key: string; value: YamlNode }> {
    for (const item of childrenOf(this.resolve(node))) {
      const key = item.key && this.slice(item.key);
      const value = item.value && this.resolve(item.value);
      if (key && value) {
        yield { key: key.text, value };
      }
    }
  }

  get(node: YamlNode, key: string): YamlNode | undefined {
    for (const entry of this.entries(node)) {
      if (entry.key === key) {
        return entry.value;
      }
    }
    return undefined;
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
        const removeSpan = list.type === 'block-seq' ? this.blockItem(child) : this.flowItem(child, children[i + 1]);
        items.push({ value, removeSpan });
      }
    });
    return items;
  }

  /** The value of a scalar, with the places of its characters; undefined for other nodes. */
  slice(node: YamlNode): Slice | undefined {
    const scalar = this.resolve(node);
    switch (scalar?.type) {
      case 'scalar':
        return foldedLines(Slice.of(this.text, scalar.offset, scalar.offset + scalar.source.length));
      case 'single-quoted-scalar':
        return unescapeSingleQuoted(this.quoted(scalar));
      case 'double-quoted-scalar':
        return unescapeDoubleQuoted(this.quoted(scalar));
      case 'block-scalar':
        return this.blockScalar(scalar);
      default:
        return undefined;
    }
  }

  private quoted({ offset, source }: CST.FlowScalar): Slice {
    const isClosed = source.length > 1 && source.endsWith(source.charAt(0));
    return Slice.of(this.text, offset + 1, offset + source.length - (isClosed ? 1 : 0));
  }

  private blockScalar({ props, source }: CST.BlockScalar): Slice | undefined {
    const header = props.find((prop) => prop.type === 'block-scalar-header');
    const last = props.at(-1);
    if (header?.type !== 'block-scalar-header' || last === undefined || !('source' in last)) {
      return undefined;
    }
    const start = last.offset + last.source.length;
    const lines = linesOf(this.text, start, start + source.length);
    const first = lines.find((line) => !isEmpty(this.text, line));
    if (first === undefined) {
      return Slice.of(this.text, start, start);
    }
    const explicit = /[1-9]/.exec(header.source)?.[0];
    const indent =
      explicit === undefined ? indentOf(this.text, first) : Math.min(indentOf(this.text, first), header.indent + Number(explicit));
    const pieces = lines.map((line) => Slice.of(this.text, Math.min(line.start + indent, line.end), line.end));
    return header.source.startsWith('>') ? foldBlock(pieces) : Slice.join(pieces);
  }

  /** The lines from the dash to the end of the value; only the item itself where something else stands in them. */
  private blockItem({ start, value }: CST.CollectionItem): Span {
    const dash = start.find((token) => token.type === 'seq-item-ind')?.offset ?? value?.offset ?? 0;
    const end = value ? endOf(value) : dash + 1;
    let from = dash;
    while (from > 0 && isBlank(this.text.charCodeAt(from - 1))) {
      from--;
    }
    if (from > 0 && this.text.charCodeAt(from - 1) !== 0x0a) {
      return { start: dash, end };
    }
    const newline = this.text.indexOf('\n', Math.max(end - 1, dash));
    return { start: from, end: newline === -1 ? this.text.length : newline + 1 };
  }

  /** The item with the comma behind it, or, for the last, with the one before it. */
  private flowItem(item: CST.CollectionItem, next: CST.CollectionItem | undefined): Span {
    const value = item.value as YamlNode;
    const comma = item.start.find((token) => token.type === 'comma');
    if (next?.value) {
      return { start: value.offset, end: next.key?.offset ?? next.value.offset };
    }
    return { start: comma?.offset ?? value.offset, end: endOf(value) };
  }

  private addAnchor(tokens: readonly CST.SourceToken[], value: YamlNode | undefined): void {
    const anchor = value && tokens.find((token) => token.type === 'anchor');
    if (anchor) {
      this.anchors.set(anchor.source.slice(1), value);
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

/** `>`: a line break becomes a blank, except beside empty and deeper lines. */
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
