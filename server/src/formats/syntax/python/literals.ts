import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { BracketReader, type ExpressionReader } from './brackets';
import { TokenCursor } from './cursor';
import { StringReader } from './strings';
import { wordsOf } from './textParts';
import { isName, isOperator, type PythonToken } from './tokens';
import type { PythonEntry, PythonValue } from './values';

const MAX_DEPTH = 40;
/** Maximum number of `%` and `format` after each other: each makes a text of all before it. */
const MAX_FORMATS = 10;

/** Functions that return a text with other white space, by their modules. */
const TEXT_COPIES: ReadonlyMap<string, string> = new Map([
  ['textwrap', 'dedent'],
  ['inspect', 'cleandoc'],
]);

/** Reads the literals among the tokens of a Python source. */
export class LiteralReader {
  readonly #cursor: TokenCursor;
  readonly #brackets: BracketReader;
  readonly #strings: StringReader;
  #depth = 0;

  constructor(tokens: readonly PythonToken[]) {
    this.#cursor = new TokenCursor(tokens);
    const inner: ExpressionReader = {
      expression: (end) => this.#expression(end),
      operand: (end) => this.#innerOperand(end),
      isTooDeep: () => this.#depth >= MAX_DEPTH,
    };
    this.#brackets = new BracketReader(this.#cursor, inner);
    this.#strings = new StringReader(this.#cursor, inner, this.#brackets);
  }

  /** The first unclosed bracket or quote: the text after it may be misread. */
  get unclosed(): Span | undefined {
    return this.#cursor.unclosed;
  }

  /** The index after the closing bracket of the one at `index`. */
  behind(index: number): number {
    return this.#cursor.behind(index);
  }

  /** The value of the expression that begins at token `index`. */
  expressionAt(index: number): PythonValue {
    this.#cursor.at = index;
    return this.#expression(this.#cursor.tokens.length);
  }

  /** The arguments of the call with its `(` at token `index`. */
  argumentsAt(index: number): readonly PythonEntry[] {
    this.#cursor.at = index;
    return this.#brackets.callArguments();
  }

  /** An expression that ends before token `end`, or at the end of a statement. Leaves `at` after it. */
  #expression(end: number): PythonValue {
    const first = this.#cursor.token();
    if (first === undefined) {
      return { kind: 'unknown', span: this.#cursor.spanFrom(this.#cursor.at) };
    }
    const start = this.#cursor.at;
    if (this.#depth >= MAX_DEPTH) {
      this.#cursor.skipTo(end);
      return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
    }
    this.#depth++;
    let value = this.#sum(end);
    if (this.#cursor.at < end && isName(this.#cursor.token(), 'if')) {
      this.#cursor.skipTo(end, 'else');
      if (isName(this.#cursor.token(), 'else')) {
        this.#cursor.at++;
        const alternatives = [value, this.#expression(end)];
        const items = alternatives.map((alternative) => ({ value: alternative }));
        value = { kind: 'list', items, isConditional: true, span: this.#cursor.spanFrom(start) };
      }
    }
    if (this.#isAtOr(end)) {
      // The value is one of them.
      const items = [{ value }];
      while (this.#isAtOr(end)) {
        this.#cursor.at++;
        items.push({ value: this.#sum(end) });
      }
      value = { kind: 'list', items, isConditional: true, span: this.#cursor.spanFrom(start) };
    }
    this.#depth--;
    if (this.#cursor.at < end && !this.#cursor.endsExpression(start)) {
      this.#cursor.skipTo(end);
      return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
    }
    return value;
  }

  #isAtOr(end: number): boolean {
    const token = this.#cursor.token();
    return this.#cursor.at < end && token?.startsLine === false && (isName(token, 'or') || isName(token, 'and'));
  }

  /** Strings add up to a string, anything else to a list. */
  #sum(end: number): PythonValue {
    const start = this.#cursor.at;
    const first = this.#operand(end);
    const operands = [first];
    while (this.#cursor.at < end && isOperator(this.#cursor.token(), '+')) {
      this.#cursor.at++;
      operands.push(this.#operand(end));
    }
    if (operands.length === 1) {
      return first;
    }
    const span = this.#cursor.spanFrom(start);
    // A line break after a list or a variable only ends its text.
    const others = operands.filter((operand) => operand.kind !== 'string' || operand.value.text.trim() !== '');
    const isText = others.length === 0 || others.some(({ kind }) => kind === 'string' || kind === 'template');
    if (!isText) {
      const [only, ...more] = others;
      return only !== undefined && more.length === 0
        ? { ...only, span }
        : { kind: 'list', items: others.map((value) => ({ value })), span };
    }
    const pieces = operands.map((operand) =>
      operand.kind === 'string' || operand.kind === 'template' ? operand.value : Slice.replaced(fieldOf(operand), operand.span),
    );
    return { kind: operands.every(({ kind }) => kind === 'string') ? 'string' : 'template', value: Slice.join(pieces), span };
  }

  #innerOperand(end: number): PythonValue {
    this.#depth++;
    const value = this.#operand(end);
    this.#depth--;
    return value;
  }

  #operand(end: number): PythonValue {
    const start = this.#cursor.at;
    const token = this.#cursor.token();
    let value: PythonValue;
    if (token === undefined || this.#cursor.at >= end) {
      return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
    }
    if (token.kind === 'string') {
      value = this.#strings.strings(end);
    } else if (isOperator(token, '[') || isOperator(token, '(')) {
      value = this.#brackets.list();
    } else if (isOperator(token, '{')) {
      value = this.#brackets.dictOrSet();
    } else if (token.kind === 'name') {
      value = this.#name(token.text);
    } else {
      this.#cursor.at++;
      value = { kind: 'unknown', span: token.span };
    }
    for (let count = 0; value.kind === 'string' && this.#cursor.at < end && this.#cursor.isFormatting(); count++) {
      if (count === MAX_FORMATS || this.#depth >= MAX_DEPTH) {
        this.#cursor.skipTo(end);
        return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
      }
      value = this.#strings.formatted(value.value, start, end);
    }
    const parts = this.#cursor.at < end && this.#cursor.isTrailer() ? this.#strings.methods(value, start, end) : undefined;
    if (parts !== undefined) {
      return parts;
    }
    if (this.#cursor.at < end && this.#cursor.isTrailer()) {
      while (this.#cursor.at < end && this.#cursor.isTrailer()) {
        this.#cursor.skipTrailer();
      }
      return value.kind === 'template'
        ? { ...value, span: this.#cursor.spanFrom(start) }
        : { kind: 'unknown', span: this.#cursor.spanFrom(start) };
    }
    return value;
  }

  #name(name: string): PythonValue {
    const start = this.#cursor.at++;
    const next = this.#cursor.token();
    const copy = TEXT_COPIES.get(name);
    if (copy !== undefined && isName(this.#cursor.tokens[start + 2], copy) && isOperator(this.#cursor.tokens[start + 3], '(')) {
      const [text] = this.argumentsAt(start + 3);
      return text === undefined
        ? { kind: 'unknown', span: this.#cursor.spanFrom(start) }
        : { ...text.value, span: this.#cursor.spanFrom(start) };
    }
    if (name === 'shlex' && isName(this.#cursor.tokens[start + 2], 'split') && isOperator(this.#cursor.tokens[start + 3], '(')) {
      const [text] = this.argumentsAt(start + 3);
      return text === undefined
        ? { kind: 'unknown', span: this.#cursor.spanFrom(start) }
        : wordsOf(text.value, this.#cursor.spanFrom(start));
    }
    if (next?.startsLine === false && isOperator(next, '(')) {
      if (name === 'dict') {
        const entries = this.#brackets.callArguments();
        return { kind: 'dict', entries, span: this.#cursor.spanFrom(start) };
      }
      if (name === 'list' || name === 'tuple' || name === 'set' || name === 'sorted') {
        const list = this.#brackets.list();
        return { ...list, span: this.#cursor.spanFrom(start) };
      }
    }
    if (isOperator(next, ':=')) {
      this.#cursor.at++;
      return this.#expression(this.#cursor.tokens.length);
    }
    return { kind: 'name', name, span: this.#cursor.spanFrom(start) };
  }
}

/** What is in the place of a value that is only known at run time: the field of an f-string. */
function fieldOf(value: PythonValue): string {
  return value.kind === 'name' ? `{${value.name}}` : '{}';
}
