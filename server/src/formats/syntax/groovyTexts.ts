import { Slice } from '../../packaging/slice';
import { unescapePython } from './python/tokens';

/** A text from literals in an expression of Groovy, and the end of the expression. */
export interface GroovyText {
  readonly value: Slice;
  readonly end: number;
}

/** An expression without a known text, and its end. */
interface Unknown {
  readonly value?: undefined;
  readonly end: number;
}

/** Maximum number of operands of a sum, and of characters that variables are filled in with. What comes after is not known. */
const MAX_OPERANDS = 5_000;
const MAX_FILLED = 2_000_000;
const UNKNOWN = '$UNKNOWN';
const QUOTES = ["'''", '"""', "'", '"', '$/', '/'] as const;

/** Reads the literals of a Groovy source, as far as its steps and variables need them. The escapes of its literals are Python's. */
export class GroovyTexts {
  readonly #text: string;
  /** Unclosed quotes: a failed search for an end is not repeated. */
  readonly #missing = new Set<string>();
  /** For each mark that ends comments, where the last search began and ended. */
  readonly #comments = new Map<string, { readonly from: number; readonly end: number }>();
  #room = MAX_FILLED;

  constructor(text: string) {
    this.#text = text;
  }

  /** The argument of a step: the first one without a name, or the one named `script`. Without one, no step begins before the end. */
  argumentAt(start: number, isCall: boolean, variables: ReadonlyMap<string, Slice>): GroovyText | Unknown {
    let at = start;
    for (let isFirst = true; ; isFirst = false) {
      const before = at;
      at = this.#skip(at, isCall || !isFirst);
      if (isFirst && isCall && this.#text.charAt(at) === '[') {
        // The arguments as a map.
        at = this.#skip(at + 1, true);
      }
      const label = /^(\w{1,50})[ \t]{0,20}:(?!:)/.exec(this.#text.slice(at, at + 72));
      at = this.#skip(at + (label?.[0].length ?? 0), isCall);
      const found = this.#sumAt(at, variables);
      if (found.value !== undefined && (label === null || label[1] === 'script')) {
        return found;
      }
      // Another argument: a literal, or a plain word.
      const behind = found.end > at ? found.end : at + (/^[\w.]{1,100}/.exec(this.#text.slice(at, at + 100))?.[0].length ?? 0);
      at = this.#skip(behind, isCall);
      if (this.#text.charAt(at) !== ',') {
        return { end: found.value === undefined ? before : behind };
      }
      at++;
    }
  }

  /** A sum of literals and names. Undefined: it has no literal, and no name of one. An unknown part is kept as `$NAME`. */
  expressionAt(start: number, variables: ReadonlyMap<string, Slice>): GroovyText | undefined {
    const found = this.#sumAt(start, variables);
    return found.value === undefined ? undefined : found;
  }

  #sumAt(start: number, variables: ReadonlyMap<string, Slice>): GroovyText | Unknown {
    const pieces: Slice[] = [];
    let isKnown = false;
    let at = this.#skip(start, false);
    for (let count = 0; ; count++) {
      if (count === MAX_OPERANDS) {
        pieces.push(Slice.replaced(UNKNOWN, { start: at, end: Math.min(at + 1, this.#text.length) }));
        break;
      }
      const literal = this.#literalAt(at);
      if (literal !== undefined) {
        isKnown = true;
        pieces.push(literal.value);
        at = this.#behindMethods(literal.end);
      } else {
        const name = /^[A-Za-z_][\w.]{0,100}(?:\([^()\n]{0,100}\))?/.exec(this.#text.slice(at, at + 220))?.[0];
        if (name === undefined) {
          break;
        }
        const known = variables.get(name);
        isKnown ||= known !== undefined;
        this.#room -= known?.length ?? 0;
        const value = this.#room < 0 ? undefined : known;
        pieces.push(value ?? Slice.replaced(UNKNOWN, { start: at, end: at + name.length }));
        at += name.length;
      }
      const next = this.#skip(at, true);
      if (this.#text.charAt(next) !== '+') {
        break;
      }
      at = this.#skip(next + 1, true);
    }
    return isKnown ? { value: Slice.join(pieces), end: at } : { end: at };
  }

  #literalAt(at: number): GroovyText | undefined {
    const quote = QUOTES.find((one) => this.#text.startsWith(one, at));
    const isComment = quote === '/' && /[/*]/.test(this.#text.charAt(at + 1));
    if (quote === undefined || isComment || this.#missing.has(quote)) {
      return undefined;
    }
    const closing = quote === '$/' ? '/$' : quote;
    const start = at + quote.length;
    let end = this.#text.indexOf(closing, start);
    while (quote !== '$/' && this.#isEscaped(start, end)) {
      end = this.#text.indexOf(closing, end + 1);
    }
    if (end === -1) {
      this.#missing.add(quote);
      return undefined;
    }
    const inside = Slice.of(this.#text, start, end);
    // Such a literal ends with its line.
    if (quote.length === 1 && inside.text.includes('\n')) {
      return undefined;
    }
    const isRaw = quote === '$/' || quote === '/';
    return { value: isRaw ? inside : unescapePython(inside), end: end + closing.length };
  }

  /** Whether the backslashes right before `at`, since `start`, are an odd number. */
  #isEscaped(start: number, at: number): boolean {
    let first = at;
    while (first > start && this.#text.charAt(first - 1) === '\\') {
      first--;
    }
    return (at - first) % 2 === 1;
  }

  /** `.stripIndent()`, `.trim()` */
  #behindMethods(at: number): number {
    return at + (/^(?:\.\w{1,30}\(\))*/.exec(this.#text.slice(at, at + 100))?.[0].length ?? 0);
  }

  /** The offset after blanks and comments, and after line breaks if they end nothing there. */
  #skip(start: number, overLines: boolean): number {
    let at = start;
    for (;;) {
      if (this.#text.startsWith('/*', at)) {
        at = this.#endOfComment(at, '*/') + '*/'.length;
      } else if (overLines && this.#text.startsWith('//', at)) {
        at = this.#endOfComment(at, '\n');
      } else if (overLines ? /\s/.test(this.#text.charAt(at)) : /[ \t]/.test(this.#text.charAt(at))) {
        at++;
      } else {
        return at;
      }
    }
  }

  /** The offset of the end mark of a comment, or of the end of the text. A search that passed this place is not repeated. */
  #endOfComment(at: number, mark: '*/' | '\n'): number {
    const last = this.#comments.get(mark);
    if (last !== undefined && at >= last.from && at + 2 <= last.end) {
      return last.end;
    }
    const found = this.#text.indexOf(mark, at + 2);
    const end = found < 0 ? this.#text.length : found;
    this.#comments.set(mark, { from: at, end });
    return end;
  }
}
