import { skipBlanks, skipBlanksBack } from '../../../packaging/characters';
import type { Span } from '../../../packaging/span';
import type { TomlArray, TomlEntry } from './node';

/** The text to delete to remove an item of an array from valid TOML: with its comma, and with its line if nothing else is on it. */
export function itemRemoval(text: string, array: TomlArray, index: number): Span {
  const item = array.items[index];
  const comma = array.commas[index] ?? -1;
  if (item === undefined) {
    return { start: array.span.start, end: array.span.start };
  }
  const { start } = item.span;
  if (comma >= 0 && isBlank(text, item.span.end, comma)) {
    const end = skipBlanks(text, comma + 1);
    const atLineEnd = '\r\n'.includes(text.charAt(end));
    return wholeLines(text, start, comma + 1) ?? { start: atLineEnd ? skipBlanksBack(text, start) : start, end };
  }
  const before = index > 0 ? (array.commas[index - 1] ?? -1) : -1;
  if (before >= 0 && comma >= 0) {
    // The commas are before the items, a line below the item before.
    return { start: before, end: item.span.end };
  }
  if (comma >= 0) {
    return { start, end: skipBlanks(text, comma + 1) };
  }
  const lines = wholeLines(text, start, item.span.end);
  if (lines !== undefined) {
    return lines;
  }
  return before >= 0 && isBlank(text, before + 1, start) ? { start: before, end: item.span.end } : item.span;
}

/** The same for a key and its value, or a sub-table with its header. Undefined: the key is spread over several places. */
export function entryRemoval(text: string, entry: TomlEntry): Span | undefined {
  const first = entry.statement;
  let { end } = first;
  for (const next of entry.others) {
    if (first.kind === 'pair' || text.slice(end, next.start).trim() !== '') {
      return undefined;
    }
    end = next.end;
  }
  const span = { start: first.start, end };
  return first.kind === 'pair' ? pairRemoval(text, span) : (wholeLines(text, span.start, span.end) ?? span);
}

/** TOML 1.0 allows no comma before the `}`, so the last pair is removed with the comma before it. */
function pairRemoval(text: string, { start, end }: Span): Span {
  const after = skipBlanks(text, end);
  if (text.charAt(after) === ',') {
    return { start, end: skipBlanks(text, after + 1) };
  }
  const before = skipBlanksBack(text, start);
  return text.charAt(before - 1) === ',' ? { start: before - 1, end } : { start, end };
}

/** The lines of `[start, end)` with their line break and a comment at their end. Undefined: they contain something else, too. */
function wholeLines(text: string, start: number, end: number): Span | undefined {
  const from = skipBlanksBack(text, start);
  let to = skipBlanks(text, end);
  if (text.charAt(to) === '#') {
    const lineBreak = text.indexOf('\n', to);
    to = lineBreak < 0 ? text.length : lineBreak;
  } else if (text.charAt(to) === '\r') {
    to++;
  }
  const alone = (from === 0 || text.charAt(from - 1) === '\n') && (to === text.length || text.charAt(to) === '\n');
  return alone ? { start: from, end: Math.min(text.length, to + 1) } : undefined;
}

function isBlank(text: string, from: number, to: number): boolean {
  return skipBlanks(text, from) >= to;
}
