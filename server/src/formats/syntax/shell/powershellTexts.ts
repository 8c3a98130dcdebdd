import { Slice } from '../../../packaging/slice';

/** The texts of an expression, and the place after it. */
export interface PowershellTexts {
  readonly texts: readonly Slice[];
  readonly end: number;
}

interface Operand {
  readonly text: Slice;
  readonly isVariable: boolean;
}

const VARIABLE = /\$(?:\{((?:env:)?\w{1,100})\}|((?:env:)?[A-Za-z_]\w{0,100}))(?![\w:.[(])/iy;

/**
 * The texts of an expression of PowerShell that has only texts, variables, commas and plus signs: `'a', 'b'` and `'a' + 'b'`. Undefined: it has anything
 * else. It ends before a closing bracket, or at the end of the script.
 */
export function powershellTexts(script: Slice, start: number): PowershellTexts | undefined {
  const reader = new ExpressionReader(script, start);
  return reader.read();
}

class ExpressionReader {
  readonly #script: Slice;
  readonly #text: string;
  #at: number;

  constructor(script: Slice, start: number) {
    this.#script = script;
    this.#text = script.text;
    this.#at = start;
  }

  read(): PowershellTexts | undefined {
    const texts: Slice[] = [];
    let hasLiteral = false;
    for (;;) {
      this.#skip(true);
      if (this.#at >= this.#text.length || this.#text.charAt(this.#at) === ')') {
        return hasLiteral ? { texts, end: this.#at } : undefined;
      }
      const sum = this.#statement();
      if (sum === undefined) {
        return undefined;
      }
      hasLiteral ||= sum.some((list) => list.some(({ isVariable }) => !isVariable));
      for (const text of textsOf(sum)) {
        texts.push(text);
      }
    }
  }

  /** Lists with plus signs between them. A line break ends them, except after a sign. */
  #statement(): readonly (readonly Operand[])[] | undefined {
    const sum: Operand[][] = [[]];
    for (;;) {
      this.#skip(true);
      const operand = this.#operand();
      if (operand === undefined) {
        return undefined;
      }
      sum.at(-1)?.push(operand);
      this.#skip(false);
      const sign = this.#text.charAt(this.#at);
      if (sign === '+') {
        sum.push([]);
      } else if (sign !== ',') {
        const isEnd = sign === '' || sign === ')' || sign === ';' || sign === '\n' || sign === '\r';
        const [first] = sum[0] ?? [];
        // Only a run tells whether such a sum is a text or a list.
        return isEnd && !(sum.length > 1 && first?.isVariable) ? sum : undefined;
      }
      this.#at++;
    }
  }

  #operand(): Operand | undefined {
    const quote = this.#text.charAt(this.#at);
    if (quote === "'" || quote === '"') {
      const text = this.#quoted(quote);
      return text && { text, isVariable: false };
    }
    VARIABLE.lastIndex = this.#at;
    const found = VARIABLE.exec(this.#text);
    if (found === null) {
      return undefined;
    }
    const start = this.#at;
    this.#at += found[0].length;
    // In a sum, a letter may follow.
    const text = Slice.replaced(`\${${found[1] ?? found[2] ?? ''}}`, this.#script.span(start, this.#at));
    return { text, isVariable: true };
  }

  #quoted(quote: string): Slice | undefined {
    const pieces: Slice[] = [];
    let from = this.#at + 1;
    for (let i = from; i < this.#text.length; i++) {
      const character = this.#text.charAt(i);
      if (character === quote && this.#text.charAt(i + 1) !== quote) {
        pieces.push(this.#script.sub(from, i));
        this.#at = i + 1;
        return Slice.join(pieces);
      }
      if (character === '$' && quote === '"' && this.#text.charAt(i + 1) === '(') {
        return undefined;
      }
      if (character === quote || (character === '`' && quote === '"')) {
        pieces.push(this.#script.sub(from, i));
        from = ++i;
      }
    }
    return undefined;
  }

  /** Blanks, comments and escaped line breaks; perhaps line breaks too. */
  #skip(overLines: boolean): void {
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text.charAt(this.#at);
      if (character === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = (end === -1 ? this.#text.length : end) - 1;
      } else if (character === '`' && /[\r\n]/.test(this.#text.charAt(this.#at + 1))) {
        this.#at += this.#text.startsWith('\r\n', this.#at + 1) ? 2 : 1;
      } else if (!(overLines ? /[\s;]/ : /[ \t]/).test(character)) {
        return;
      }
    }
  }
}

/** A text and more is one text, with blanks between the items of lists. A list and more is a list. */
function textsOf(sum: readonly (readonly Operand[])[]): readonly Slice[] {
  const [first = [], ...rest] = sum;
  if (first.length !== 1 || rest.length === 0) {
    return sum.flatMap((list) => list.map(({ text }) => text));
  }
  const pieces = sum.flatMap((list) =>
    list.flatMap(({ text }, i) => {
      const { start } = text.span();
      return i === 0 ? [text] : [Slice.replaced(' ', { start, end: start }), text];
    }),
  );
  return [Slice.join(pieces)];
}
