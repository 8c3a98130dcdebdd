import { Slice } from '../packaging/slice';
import type { Span } from '../packaging/span';
import type { PythonToken } from './pythonTokens';

/** What an expression says without being run. */
export type PythonValue =
  | { readonly kind: 'string'; readonly value: Slice; readonly span: Span }
  /** A list, tuple or set; also a sum of lists and the two sides of a conditional, whose items all count. */
  | { readonly kind: 'list'; readonly items: readonly PythonItem[]; readonly span: Span }
  /** A dict, or the keyword arguments of a call. A `**name` has no key. */
  | { readonly kind: 'dict'; readonly entries: readonly PythonEntry[]; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'unknown'; readonly span: Span };

export interface PythonItem {
  readonly value: PythonValue;
  /** The commas around an item of a literal; absent for operands of `+`. */
  readonly commas?: { readonly before?: Span; readonly after?: Span };
}

export interface PythonEntry {
  readonly key: string | undefined;
  readonly value: PythonValue;
}

const MAX_DEPTH = 40;

/** Reads the literals among the tokens of a Python source. */
export class LiteralReader {
  /** For each opening bracket the index of its closing one, or of the end of the tokens. */
  private readonly closing = new Map<number, number>();
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly PythonToken[]) {
    const open: number[] = [];
    tokens.forEach((token, i) => {
      if (isOperator(token, '(') || isOperator(token, '[') || isOperator(token, '{')) {
        open.push(i);
      } else if (isOperator(token, ')') || isOperator(token, ']') || isOperator(token, '}')) {
        const start = open.pop();
        if (start !== undefined) {
          this.closing.set(start, i);
        }
      }
    });
    for (const start of open) {
      this.closing.set(start, tokens.length);
    }
  }

  /** The index behind the bracket that closes the one at `index`. */
  behind(index: number): number {
    return Math.min(this.tokens.length, (this.closing.get(index) ?? index) + 1);
  }

  /** The value of the expression that begins at token `index`. */
  expressionAt(index: number): PythonValue {
    this.at = index;
    return this.expression(this.tokens.length);
  }

  /** The keyword arguments of the call whose `(` is at token `index`. */
  argumentsAt(index: number): readonly PythonEntry[] {
    this.at = index;
    return this.keywordArguments();
  }

  /** An expression that ends before token `end`, or where a statement does. Leaves `at` behind it. */
  private expression(end: number): PythonValue {
    const first = this.tokens[this.at];
    if (first === undefined) {
      return { kind: 'unknown', span: this.spanFrom(this.at) };
    }
    const start = this.at;
    if (this.depth >= MAX_DEPTH) {
      this.skipTo(end);
      return { kind: 'unknown', span: this.spanFrom(start) };
    }
    this.depth++;
    let value = this.sum(end);
    if (this.at < end && isName(this.tokens[this.at], 'if')) {
      this.skipTo(end, 'else');
      if (isName(this.tokens[this.at], 'else')) {
        this.at++;
        const alternatives = [value, this.expression(end)];
        value = { kind: 'list', items: alternatives.map((alternative) => ({ value: alternative })), span: this.spanFrom(start) };
      }
    }
    this.depth--;
    if (this.at < end && !this.endsExpression(start)) {
      this.skipTo(end);
      return { kind: 'unknown', span: this.spanFrom(start) };
    }
    return value;
  }

  /** Strings add up to a string, anything else to a list. */
  private sum(end: number): PythonValue {
    const start = this.at;
    const operands = [this.operand(end)];
    while (this.at < end && isOperator(this.tokens[this.at], '+')) {
      this.at++;
      operands.push(this.operand(end));
    }
    if (operands.length === 1) {
      return operands[0]!;
    }
    const span = this.spanFrom(start);
    const strings = operands.flatMap((operand) => (operand.kind === 'string' ? [operand.value] : []));
    if (strings.length === 0) {
      return { kind: 'list', items: operands.map((value) => ({ value })), span };
    }
    return strings.length === operands.length ? { kind: 'string', value: Slice.join(strings), span } : { kind: 'unknown', span };
  }

  private operand(end: number): PythonValue {
    const start = this.at;
    const token = this.tokens[this.at];
    let value: PythonValue;
    if (token === undefined || this.at >= end) {
      return { kind: 'unknown', span: this.spanFrom(start) };
    }
    if (token.kind === 'string') {
      value = this.strings(end);
    } else if (isOperator(token, '[') || isOperator(token, '(')) {
      value = this.list();
    } else if (isOperator(token, '{')) {
      value = this.dictOrSet();
    } else if (token.kind === 'name') {
      value = this.name(token.text);
    } else {
      this.at++;
      value = { kind: 'unknown', span: token.span };
    }
    if (this.at < end && this.isTrailer()) {
      while (this.at < end && this.isTrailer()) {
        this.at = this.closing.has(this.at) ? this.behind(this.at) : this.at + 2;
      }
      return { kind: 'unknown', span: this.spanFrom(start) };
    }
    return value;
  }

  private isTrailer(): boolean {
    const token = this.tokens[this.at];
    return token?.startsLine === false && (isOperator(token, '(') || isOperator(token, '[') || isOperator(token, '.'));
  }

  private strings(end: number): PythonValue {
    const start = this.at;
    const values: Slice[] = [];
    let isKnown = true;
    for (let token = this.tokens[this.at]; token?.kind === 'string' && this.at < end; token = this.tokens[++this.at]) {
      if (token.startsLine && this.at > start) {
        break;
      }
      isKnown &&= token.value !== undefined;
      if (token.value) {
        values.push(token.value);
      }
    }
    const span = this.spanFrom(start);
    return isKnown ? { kind: 'string', value: values.length === 1 ? values[0]! : Slice.join(values), span } : { kind: 'unknown', span };
  }

  private name(name: string): PythonValue {
    const start = this.at++;
    const next = this.tokens[this.at];
    if (next?.startsLine === false && isOperator(next, '(')) {
      if (name === 'dict') {
        const entries = this.keywordArguments();
        return { kind: 'dict', entries, span: this.spanFrom(start) };
      }
      if (name === 'list' || name === 'tuple' || name === 'set' || name === 'sorted') {
        const list = this.list();
        return { ...list, span: this.spanFrom(start) };
      }
    }
    return { kind: 'name', name, span: this.spanFrom(start) };
  }

  /** `[…]`, or `(…)`, which without a comma is its content; a comprehension is not known. */
  private list(): PythonValue {
    const start = this.at;
    const isParenthesis = isOperator(this.tokens[start], '(');
    const end = this.closing.get(start) ?? this.tokens.length;
    this.at++;
    const items: PythonItem[] = [];
    let before: Span | undefined;
    let isComprehension = false;
    while (this.at < end) {
      if (isOperator(this.tokens[this.at], '*')) {
        this.at++;
      }
      const value = this.expression(end);
      isComprehension ||= isName(this.tokens[this.at], 'for');
      if (isComprehension) {
        break;
      }
      const comma = this.tokens[this.at];
      const after = isOperator(comma, ',') ? comma.span : undefined;
      items.push({ value, commas: { before, after } });
      before = after;
      this.at++;
    }
    this.at = Math.min(end + 1, this.tokens.length);
    const span = this.spanFrom(start);
    if (isComprehension) {
      return { kind: 'unknown', span };
    }
    const only = items.length === 1 ? items[0] : undefined;
    return isParenthesis && only && only.commas?.after === undefined ? only.value : { kind: 'list', items, span };
  }

  private dictOrSet(): PythonValue {
    const start = this.at;
    const end = this.closing.get(start) ?? this.tokens.length;
    const entries: PythonEntry[] = [];
    const items: PythonItem[] = [];
    this.at++;
    while (this.at < end) {
      if (isOperator(this.tokens[this.at], '**')) {
        this.at++;
        entries.push({ key: undefined, value: this.expression(end) });
      } else {
        const key = this.expression(end);
        if (isOperator(this.tokens[this.at], ':')) {
          this.at++;
          const value = this.expression(end);
          entries.push({ key: key.kind === 'string' ? key.value.text : '?', value });
        } else {
          items.push({ value: key });
        }
      }
      if (isName(this.tokens[this.at], 'for')) {
        this.at = Math.min(end + 1, this.tokens.length);
        return { kind: 'unknown', span: this.spanFrom(start) };
      }
      this.at++;
    }
    this.at = Math.min(end + 1, this.tokens.length);
    const span = this.spanFrom(start);
    return items.length > 0 && entries.length === 0 ? { kind: 'list', items, span } : { kind: 'dict', entries, span };
  }

  /** `(name=value, **more)` at the current token. Positional arguments are passed over, but a dict among them counts as `**`. */
  private keywordArguments(): readonly PythonEntry[] {
    const end = this.closing.get(this.at) ?? this.tokens.length;
    const entries: PythonEntry[] = [];
    this.at++;
    while (this.at < end) {
      const token = this.tokens[this.at];
      if (token?.kind === 'name' && isOperator(this.tokens[this.at + 1], '=')) {
        this.at += 2;
        entries.push({ key: token.text, value: this.expression(end) });
      } else {
        if (isOperator(token, '**') || isOperator(token, '*')) {
          this.at++;
        }
        entries.push({ key: undefined, value: this.expression(end) });
      }
      this.at++;
    }
    this.at = Math.min(end + 1, this.tokens.length);
    return entries;
  }

  /** Whether the current token can follow an expression that is complete. */
  private endsExpression(start: number): boolean {
    const token = this.tokens[this.at];
    if (token === undefined || (token.startsLine && this.at > start)) {
      return true;
    }
    return token.kind === 'operator'
      ? [',', ')', ']', '}', ':', ';', '='].includes(token.text)
      : isName(token, 'for') || isName(token, 'else');
  }

  /** Goes on to the end of the expression, over brackets: a comma, a colon, the statement's end, `word`, or token `end`. */
  private skipTo(end: number, word?: string): void {
    const start = this.at;
    while (this.at < end && !this.endsExpression(start) && !(word && isName(this.tokens[this.at], word))) {
      this.at = this.closing.has(this.at) ? this.behind(this.at) : this.at + 1;
    }
  }

  private spanFrom(start: number): Span {
    const first = this.tokens[Math.min(start, this.tokens.length - 1)]?.span ?? { start: 0, end: 0 };
    const last = this.tokens[Math.max(start, this.at - 1)]?.span ?? first;
    return { start: first.start, end: Math.max(first.end, last.end) };
  }
}

export function isOperator(token: PythonToken | undefined, text: string): token is PythonToken & { kind: 'operator' } {
  return token?.kind === 'operator' && token.text === text;
}

export function isName(token: PythonToken | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}
