import type { CST } from 'yaml';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';

/** The value of a block scalar, `|` or `>`. */
export function blockScalar(text: string, { props, source }: CST.BlockScalar): Slice | undefined {
  const header = props.find((prop) => prop.type === 'block-scalar-header');
  const last = props.at(-1);
  if (header?.type !== 'block-scalar-header' || last === undefined || !('source' in last)) {
    return undefined;
  }
  const start = last.offset + last.source.length;
  const lines = linesOf(text, start, start + source.length);
  const first = lines.find((line) => !isEmpty(text, line));
  if (first === undefined) {
    return Slice.of(text, start, start);
  }
  const explicit = /[1-9]/.exec(header.source)?.[0];
  const indent = explicit === undefined ? indentOf(text, first) : Math.min(indentOf(text, first), header.indent + Number(explicit));
  const pieces = lines.map((line) => Slice.of(text, Math.min(line.start + indent, endOfLine(text, line)), line.end));
  return header.source.startsWith('>') ? foldBlock(pieces) : Slice.join(pieces);
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

/** Where a line ends before its line break. An empty line may have less indentation than the others, but keeps its break. */
function endOfLine(text: string, { start, end }: Span): number {
  return end > start && text.charCodeAt(end - 1) === 0x0a ? end - 1 : end;
}

/** `>`: a line break becomes a space, or nothing before empty lines, except next to deeper lines. */
function foldBlock(lines: readonly Slice[]): Slice {
  const pieces: Slice[] = [];
  let below: Slice | undefined;
  for (const [i, line] of [...lines.entries()].reverse()) {
    const isFolded = below !== undefined && /^\S/.test(line.text) && /^\S/.test(below.text);
    if (isFolded) {
      const body = line.text.trimEnd().length;
      pieces.push(Slice.replaced(lines[i + 1] === below ? ' ' : '', line.span(body)), line.sub(0, body));
    } else {
      pieces.push(line);
    }
    below = line.text.trim() === '' ? below : line;
  }
  return Slice.join(pieces.reverse());
}
