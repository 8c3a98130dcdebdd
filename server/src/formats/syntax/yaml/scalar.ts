import { characterOfHex, HEX_DIGITS } from '../../../packaging/escapes';
import { Slice } from '../../../packaging/slice';
import { isSpace } from '../words';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  ['N', '\x85'],
  ['_', '\xa0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

/** A plain or quoted scalar over several lines: a line break with the spaces around it is one space, empty lines are line breaks. */
export function foldedLines(scalar: Slice): Slice {
  const { text } = scalar;
  if (!text.includes('\n')) {
    return scalar;
  }
  const pieces: Slice[] = [];
  let start = 0;
  for (let newline = text.indexOf('\n'); newline !== -1; newline = text.indexOf('\n', start)) {
    let before = newline;
    while (before > start && isSpace(text.charCodeAt(before - 1))) {
      before--;
    }
    let behind = newline + 1;
    let emptyLines = 0;
    while (behind < text.length && isSpace(text.charCodeAt(behind))) {
      emptyLines += text.charCodeAt(behind) === 0x0a ? 1 : 0;
      behind++;
    }
    pieces.push(scalar.sub(start, before), Slice.replaced(emptyLines === 0 ? ' ' : '\n'.repeat(emptyLines), scalar.span(before, behind)));
    start = behind;
  }
  pieces.push(scalar.sub(start));
  return Slice.join(pieces);
}

/** `''` is a quote. */
export function unescapeSingleQuoted(inner: Slice): Slice {
  const { text } = inner;
  if (!text.includes("''")) {
    return foldedLines(inner);
  }
  const pieces: Slice[] = [];
  let start = 0;
  for (let at = text.indexOf("''"); at !== -1; at = text.indexOf("''", start)) {
    pieces.push(foldedLines(inner.sub(start, at)), Slice.replaced("'", inner.span(at, at + 2)));
    start = at + 2;
  }
  pieces.push(foldedLines(inner.sub(start)));
  return Slice.join(pieces);
}

/** Backslash escapes. One before a line break removes it. */
export function unescapeDoubleQuoted(inner: Slice): Slice {
  const { text } = inner;
  if (!text.includes('\\')) {
    return foldedLines(inner);
  }
  const pieces: Slice[] = [];
  let start = 0;
  for (let at = text.indexOf('\\'); at !== -1; at = text.indexOf('\\', start)) {
    const letter = text.charAt(at + 1);
    const digits = HEX_DIGITS.get(letter) ?? 0;
    let end = Math.min(at + 2 + digits, text.length);
    let value = ESCAPES.get(letter) ?? letter;
    if (digits > 0) {
      value = characterOfHex(text.slice(at + 2, end), digits) ?? '\ufffd';
    } else if (letter === '\n' || letter === '\r') {
      value = '';
      while (end < text.length && isSpace(text.charCodeAt(end))) {
        end++;
      }
    }
    pieces.push(foldedLines(inner.sub(start, at)), Slice.replaced(value, inner.span(at, end)));
    start = end;
  }
  pieces.push(foldedLines(inner.sub(start)));
  return Slice.join(pieces);
}
