import type { Span } from '../../../packaging/span';
import { isName, isOperator, type PythonToken } from './tokens';

/** A position among the tokens of a Python source. */
export class TokenCursor {
  readonly tokens: readonly PythonToken[];
  /** The index of the current token. */
  at = 0;
  /** The first unclosed bracket or quote: the text after it may be misread. */
  readonly unclosed: Span | undefined;
  readonly #closing = new Map<number, number>();

  constructor(tokens: readonly PythonToken[]) {
    this.tokens = tokens;
    const open: number[] = [];
    tokens.forEach((token, i) => {
      if (isOperator(token, '(') || isOperator(token, '[') || isOperator(token, '{')) {
        open.push(i);
      } else if (isOperator(token, ')') || isOperator(token, ']') || isOperator(token, '}')) {
        const start = open.pop();
        if (start !== undefined) {
          this.#closing.set(start, i);
        }
      }
    });
    for (const start of open) {
      this.#closing.set(start, tokens.length);
    }
    const string = tokens.find((token) => token.kind === 'string' && token.isOpen);
    const bracket = open[0] === undefined ? undefined : tokens[open[0]];
    this.unclosed = string && bracket && bracket.span.start < string.span.start ? bracket.span : (string ?? bracket)?.span;
  }

  /** The current token, or the one `ahead` tokens after it. */
  token(ahead = 0): PythonToken | undefined {
    return this.tokens[this.at + ahead];
  }

  /** For an opening bracket: the index of its closing one, or of the end of the tokens. */
  closing(index: number): number {
    return this.#closing.get(index) ?? this.tokens.length;
  }

  /** The index after the closing bracket of the one at `index`. */
  behind(index: number): number {
    return Math.min(this.tokens.length, (this.#closing.get(index) ?? index) + 1);
  }

  /** Moves to the next token, over the content of brackets. */
  skip(): void {
    this.at = this.#closing.has(this.at) ? this.behind(this.at) : this.at + 1;
  }

  /** Whether the current token can follow a complete expression. */
  endsExpression(start: number): boolean {
    const token = this.token();
    if (token === undefined || (token.startsLine && this.at > start)) {
      return true;
    }
    return token.kind === 'operator'
      ? [',', ')', ']', '}', ':', ';', '='].includes(token.text)
      : isName(token, 'for') || isName(token, 'else');
  }

  /** Moves over what divides the expression that began at token `start` from the next one. After an unclosed string, this may be only the line break. */
  skipDivider(start: number): void {
    const token = this.token();
    if (this.at === start || token?.startsLine !== true || isOperator(token, ',')) {
      this.at++;
    }
  }

  /** Moves to the end of the expression, over brackets: a comma, a colon, the statement's end, `word`, or token `end`. */
  skipTo(end: number, word?: string): void {
    const start = this.at;
    while (this.at < end && !this.endsExpression(start) && !(word && isName(this.token(), word))) {
      this.skip();
    }
  }

  /** `"…" % …`, or `"…".format(…)`. */
  isFormatting(): boolean {
    const token = this.token();
    return token?.startsLine === false && (isOperator(token, '%') || (isOperator(token, '.') && isName(this.token(1), 'format')));
  }

  /** Whether a call, an index or an attribute follows. */
  isTrailer(): boolean {
    const token = this.token();
    return token?.startsLine === false && (isOperator(token, '(') || isOperator(token, '[') || isOperator(token, '.'));
  }

  skipTrailer(): void {
    this.at = isOperator(this.token(), '.') ? this.at + 2 : this.behind(this.at);
  }

  /** The text from token `start` to the current one, without it. */
  spanFrom(start: number): Span {
    const first = this.tokens[Math.min(start, this.tokens.length - 1)]?.span ?? { start: 0, end: 0 };
    const last = this.tokens[Math.max(start, this.at - 1)]?.span ?? first;
    return { start: first.start, end: Math.max(first.end, last.end) };
  }
}
