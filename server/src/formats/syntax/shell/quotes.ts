import { Slice } from '../../../packaging/slice';
import { unescapePython } from '../python/tokens';
import type { ShellPart } from './command';
import type { ShellCursor } from './cursor';
import { endOfExpansion } from './expansions';
import type { OpenWord } from './openWord';

/** What a character after a backtick stands for in a text of PowerShell. */
const POWERSHELL_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads quoted texts into the open word. An unclosed one ends with its line. */
export class QuoteReader {
  readonly #cursor: ShellCursor;
  readonly #word: OpenWord;
  /** It gets the scripts in the texts. */
  readonly #parts: ShellPart[];

  constructor(cursor: ShellCursor, word: OpenWord, parts: ShellPart[]) {
    this.#cursor = cursor;
    this.#word = word;
    this.#parts = parts;
  }

  /** `'…'` */
  single(): void {
    const { at } = this.#cursor;
    const close = this.#cursor.findLasting("'", at + 1);
    this.#add(at + 1, close === -1 ? this.#cursor.find('\n', at) : close, "'");
  }

  /** `$'…'` */
  escaped(): void {
    const { text, script, at } = this.#cursor;
    let end = at + 2;
    while (end < text.length && text.charAt(end) !== "'" && text.charAt(end) !== '\n') {
      end += text.charAt(end) === '\\' ? 2 : 1;
    }
    end = Math.min(end, text.length);
    this.#word.add(unescapePython(script.sub(at + 2, end)));
    this.#moveAfter(end, "'");
  }

  /** `"…"` */
  double(): void {
    const cursor = this.#cursor;
    const { text, script, dialect } = cursor;
    const isPosix = dialect === 'posix';
    const isPrompt = dialect === 'cmd';
    // A quote of the command prompt ends with its line at the latest.
    const isClosed = !isPrompt && !cursor.isMissing('"');
    const before = this.#parts.length;
    let from = cursor.at + 1;
    let i = from;
    const inner: Slice[] = [];
    while (i < text.length && text.charAt(i) !== '"' && (isClosed || text.charAt(i) !== '\n')) {
      const code = text.charAt(i);
      const next = text.charAt(i + 1);
      if (
        isPosix
          ? code === '\\' && (next === '"' || next === '\\' || next === '$' || next === '`')
          : code === '`' && !isPrompt && next !== '\n'
      ) {
        inner.push(script.sub(from, i));
        const character = isPosix ? undefined : POWERSHELL_ESCAPES.get(next);
        if (character !== undefined) {
          inner.push(Slice.replaced(character, script.span(i, i + 2)));
        }
        from = character === undefined ? i + 1 : i + 2;
        i += 2;
      } else if (code === cursor.escapeCharacter && !isPrompt && cursor.lineBreakAt(i + 1) > 0) {
        inner.push(script.sub(from, i));
        i += 1 + cursor.lineBreakAt(i + 1);
        from = i;
      } else if (!isPrompt && ((code === '$' && (next === '(' || next === '{')) || (isPosix && code === '`' && !cursor.isMissing('`')))) {
        i = endOfExpansion(cursor, i, this.#parts, true);
      } else {
        i++;
      }
    }
    if (i >= text.length && isClosed) {
      // Unclosed: it is read again, to the end of its line.
      cursor.noteMissing('"');
      this.#parts.length = before;
      this.double();
      return;
    }
    for (const slice of inner) {
      this.#word.add(slice);
    }
    this.#add(from, Math.min(i, text.length), '"');
  }

  /** A here-string of PowerShell: `@'`, lines, and `'@`. Whether there is one at this quote. */
  hereString(quote: string): boolean {
    const cursor = this.#cursor;
    const isOpen = cursor.dialect === 'powershell' && this.#word.written === '@';
    const lineBreak = isOpen ? cursor.lineBreakAt(cursor.at + 1) : 0;
    const mark = `\n${quote}@`;
    const close = lineBreak === 0 ? -1 : cursor.findLasting(mark, cursor.at + lineBreak);
    if (close === -1) {
      return false;
    }
    const start = cursor.at + 1 + lineBreak;
    this.#word.restart(this.#word.start, cursor.script.sub(start, Math.max(start, close)));
    cursor.at = close + mark.length;
    return true;
  }

  #add(start: number, end: number, quote: string): void {
    this.#word.add(this.#cursor.script.sub(start, end));
    this.#moveAfter(end, quote);
  }

  #moveAfter(end: number, quote: string): void {
    this.#cursor.at = this.#cursor.text.charAt(end) === quote ? end + 1 : end;
  }
}
