import type { ShellPart } from './command';
import type { ShellCursor } from './cursor';

/**
 * After `$NAME`, `$(…)`, `${…}`, `` `…` `` or the `$` alone. An unclosed part ends with its line.
 * @param into gets the scripts of `$(…)` and of backticks
 * @param isQuoted a single quote in `${…}` quotes nothing: it is in double quotes, or in another shell
 */
export function endOfExpansion(cursor: ShellCursor, at: number, into: ShellPart[], isQuoted = cursor.dialect !== 'posix'): number {
  const { text } = cursor;
  if (text.charAt(at) === '`') {
    const close = cursor.findLasting('`', at + 1);
    return close === -1 ? cursor.find('\n', at) : endOfSubstitution(cursor, at + 1, close, into);
  }
  const open = text.charAt(at + 1);
  if (open !== '(' && open !== '{') {
    return at + 1;
  }
  const close = open === '(' ? ')' : '}';
  if (!cursor.isMissing(close)) {
    let depth = 0;
    for (let i = at + 1; i < text.length; i++) {
      const character = text.charAt(i);
      if (character === '"' || (character === "'" && (open === '(' || !isQuoted))) {
        i = endOfInnerQuote(text, i);
      } else if (character === open) {
        depth++;
      } else if (character === close && --depth === 0) {
        return open === '(' ? endOfSubstitution(cursor, at + 2, i, into) : i + 1;
      }
    }
    cursor.noteMissing(close);
  }
  return cursor.find('\n', at);
}

/** Adds the script in `[start, end)`. The place after the closing character. */
function endOfSubstitution(cursor: ShellCursor, start: number, end: number, into: ShellPart[]): number {
  into.push({ substitution: cursor.script.sub(start, end) });
  return end + 1;
}

/** The end of the quote at `at`, on its line. `at` itself: there is none. */
function endOfInnerQuote(text: string, at: number): number {
  const quote = text.charAt(at);
  for (let i = at + 1; i < text.length && text.charAt(i) !== '\n'; i++) {
    if (text.charAt(i) === quote) {
      return i;
    }
    i += text.charAt(i) === '\\' && quote === '"' ? 1 : 0;
  }
  return at;
}
