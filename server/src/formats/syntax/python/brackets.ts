import type { Span } from '../../../packaging/span';
import type { TokenCursor } from './cursor';
import { isName, isOperator } from './tokens';
import type { PythonEntry, PythonItem, PythonValue } from './values';

/** Reads an expression from the current token on, up to token `end`. */
export interface ExpressionReader {
  expression(end: number): PythonValue;
  /** A part of an expression, without operators between values. */
  operand(end: number): PythonValue;
  /** Whether the expressions are in too many others for one more. */
  isTooDeep(): boolean;
}

/** Reads lists, dicts, sets and the arguments of calls: the current token is their opening bracket. Leaves the cursor after the closing one. */
export class BracketReader {
  readonly #cursor: TokenCursor;
  readonly #inner: ExpressionReader;

  constructor(cursor: TokenCursor, inner: ExpressionReader) {
    this.#cursor = cursor;
    this.#inner = inner;
  }

  /** `[…]`, or `(…)`, which without a comma is its content, at the place of the brackets. A comprehension is unknown. */
  list(): PythonValue {
    const start = this.#cursor.at;
    const isParenthesis = isOperator(this.#cursor.tokens[start], '(');
    const end = this.#cursor.closing(start);
    this.#cursor.at++;
    const items: PythonItem[] = [];
    let before: Span | undefined;
    let isComprehension = false;
    while (this.#cursor.at < end) {
      if (isOperator(this.#cursor.token(), '*')) {
        this.#cursor.at++;
      }
      const first = this.#cursor.at;
      const value = this.#inner.expression(end);
      isComprehension ||= isName(this.#cursor.token(), 'for');
      if (isComprehension) {
        break;
      }
      const comma = this.#cursor.token();
      const after = isOperator(comma, ',') ? comma.span : undefined;
      const isDivided = after !== undefined || this.#cursor.at >= end;
      items.push({ value, ...(isDivided && { commas: { before, after } }) });
      before = after;
      this.#cursor.skipDivider(first);
    }
    const copied = isComprehension ? this.#copied(start + 1, end) : undefined;
    this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
    const span = this.#cursor.spanFrom(start);
    if (isComprehension) {
      return copied === undefined ? { kind: 'unknown', span } : { ...copied, span };
    }
    const only = items.length === 1 ? items[0] : undefined;
    return isParenthesis && only && only.commas?.after === undefined ? { ...only.value, span } : { kind: 'list', items, span };
  }

  /** `{…}` */
  dictOrSet(): PythonValue {
    const start = this.#cursor.at;
    const end = this.#cursor.closing(start);
    const entries: PythonEntry[] = [];
    const items: PythonItem[] = [];
    this.#cursor.at++;
    while (this.#cursor.at < end) {
      const first = this.#cursor.at;
      if (isOperator(this.#cursor.token(), '**')) {
        this.#cursor.at++;
        entries.push({ key: undefined, value: this.#inner.expression(end) });
      } else {
        const key = this.#inner.expression(end);
        if (isOperator(this.#cursor.token(), ':')) {
          this.#cursor.at++;
          const value = this.#inner.expression(end);
          entries.push({ key: key.kind === 'string' ? key.value.text : '?', value });
        } else {
          items.push({ value: key });
        }
      }
      if (isName(this.#cursor.token(), 'for')) {
        this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
        return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
      }
      this.#cursor.skipDivider(first);
    }
    this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
    const span = this.#cursor.spanFrom(start);
    return items.length > 0 && entries.length === 0 ? { kind: 'list', items, span } : { kind: 'dict', entries, span };
  }

  /** `(value, name=value, **more)`: those without a name have no key. */
  callArguments(): readonly PythonEntry[] {
    const end = this.#cursor.closing(this.#cursor.at);
    const entries: PythonEntry[] = [];
    this.#cursor.at++;
    while (this.#cursor.at < end) {
      const first = this.#cursor.at;
      const token = this.#cursor.token();
      if (token?.kind === 'name' && isOperator(this.#cursor.token(1), '=')) {
        this.#cursor.at += 2;
        entries.push({ key: token.text, value: this.#inner.expression(end) });
      } else {
        if (isOperator(token, '**') || isOperator(token, '*')) {
          this.#cursor.at++;
        }
        entries.push({ key: undefined, value: this.#inner.expression(end) });
      }
      this.#cursor.skipDivider(first);
    }
    this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
    return entries;
  }

  /** The values of `[x for x in VALUES if …]`, if it only changes white space. */
  #copied(start: number, end: number): PythonValue | undefined {
    const item = this.#cursor.tokens[start];
    const isStripped =
      isOperator(this.#cursor.tokens[start + 1], '.') &&
      isName(this.#cursor.tokens[start + 2], 'strip') &&
      isOperator(this.#cursor.tokens[start + 4], ')');
    const at = start + (isStripped ? 5 : 1);
    if (
      item?.kind !== 'name' ||
      !isName(this.#cursor.tokens[at], 'for') ||
      !isName(this.#cursor.tokens[at + 1], item.text) ||
      !isName(this.#cursor.tokens[at + 2], 'in')
    ) {
      return undefined;
    }
    if (this.#inner.isTooDeep()) {
      return undefined;
    }
    this.#cursor.at = at + 3;
    const value = this.#inner.operand(end);
    return value.kind === 'list' || value.kind === 'name' || value.kind === 'parts' ? value : undefined;
  }
}
