import { isPythonSpace } from '../../packaging/characters';

/** Whether Python's `str.splitlines()` ends a line at this character. */
function isLineBreak(code: number): boolean {
  if (code <= 0x1e) {
    return (code >= 0x0a && code <= 0x0d) || code >= 0x1c;
  }
  return code === 0x85 || code === 0x2028 || code === 0x2029;
}

/** Where a text begins: after its byte order mark, if it has one. */
export function startOfText(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** The index of the line break at or after `at` (Python's `str.splitlines()`), or the end of the text. */
export function endOfLine(text: string, at: number): number {
  let i = at;
  while (i < text.length && !isLineBreak(text.charCodeAt(i))) {
    i++;
  }
  return i;
}

/** The first index of the line of `at`. An offset between `\r` and `\n` is on the line that they end. */
export function startOfLine(text: string, at: number): number {
  let i = Math.min(at, text.length);
  while (i > 0 && !(isLineBreak(text.charCodeAt(i - 1)) && !(text.charCodeAt(i - 1) === 0x0d && text.charCodeAt(i) === 0x0a))) {
    i--;
  }
  return Math.max(0, i);
}

/** The index after the line break at `end`; `\r\n` is one. */
export function startOfNextLine(text: string, end: number): number {
  if (end >= text.length) {
    return text.length;
  }
  return text.charCodeAt(end) === 0x0d && text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
}

/** The start of pip's comment in `[start, end)`: a `#` at the start or after white space. `end`: there is none. */
export function startOfComment(text: string, start: number, end: number): number {
  // Not `indexOf`: in a file without comments it would search to the end of the file, for every line.
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) === 0x23 && (i === start || isPythonSpace(text.charCodeAt(i - 1)))) {
      return i;
    }
  }
  return end;
}
