import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import { TokenCursor } from './cursor';
import { formattedText, partsOf, wordsOf } from './textParts';
import { isName, isOperator, type PythonToken } from './tokens';
import type { PythonEntry, PythonItem, PythonValue } from './values';

const MAX_DEPTH = 40;
/** Maximum number of `%` and `format` after each other: each makes a text of all before it. */
const MAX_FORMATS = 10;

/** Functions that return a text with other white space, by their modules. */
const TEXT_COPIES: ReadonlyMap<string, string> = new Map([
  ['textwrap', 'dedent'],
  ['inspect', 'cleandoc'],
]);

const UNKNOWN: PythonValue = { kind: 'unknown', span: { start: 0, end: 0 } };

/** Reads the literals among the tokens of a Python source. */
export class LiteralReader {
  readonly #cursor: TokenCursor;
  #depth = 0;

  constructor(tokens: readonly PythonToken[]) {
    this.#cursor = new TokenCursor(tokens);
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

  /** The keyword arguments of the call with its `(` at token `index`. */
  argumentsAt(index: number): readonly PythonEntry[] {
    this.#cursor.at = index;
    return this.#keywordArguments();
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
    this.#depth--;
    if (this.#cursor.at < end && !this.#cursor.endsExpression(start)) {
      this.#cursor.skipTo(end);
      return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
    }
    return value;
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
    const isText = operands.some(({ kind }) => kind === 'string' || kind === 'template');
    if (!isText) {
      return { kind: 'list', items: operands.map((value) => ({ value })), span };
    }
    const pieces = operands.map((operand) =>
      operand.kind === 'string' || operand.kind === 'template' ? operand.value : Slice.replaced('{}', operand.span),
    );
    return { kind: operands.every(({ kind }) => kind === 'string') ? 'string' : 'template', value: Slice.join(pieces), span };
  }

  #operand(end: number): PythonValue {
    const start = this.#cursor.at;
    const token = this.#cursor.token();
    let value: PythonValue;
    if (token === undefined || this.#cursor.at >= end) {
      return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
    }
    if (token.kind === 'string') {
      value = this.#strings(end);
    } else if (isOperator(token, '[') || isOperator(token, '(')) {
      value = this.#list();
    } else if (isOperator(token, '{')) {
      value = this.#dictOrSet();
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
      value = this.#formatted(value.value, start, end);
    }
    const parts = this.#cursor.at < end && this.#cursor.isTrailer() ? this.#methods(value, start, end) : undefined;
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

  /** `"…" % …` or `"…".format(…)`, with the literals among the inserted values. */
  #formatted(text: Slice, start: number, end: number): PythonValue {
    const isPercent = isOperator(this.#cursor.token(), '%');
    let values: readonly PythonValue[];
    if (isPercent) {
      this.#cursor.at++;
      this.#depth++;
      const operand = this.#operand(end);
      this.#depth--;
      values = operand.kind === 'list' ? operand.items.map(({ value }) => value) : [operand];
    } else {
      this.#cursor.at += 2;
      values = isOperator(this.#cursor.token(), '(')
        ? this.#keywordArguments().map(({ key, value }) => (key === undefined ? value : UNKNOWN))
        : [];
    }
    return { ...formattedText(text, values, isPercent), span: this.#cursor.spanFrom(start) };
  }

  /** `.strip().split("\n")` and the like. Undefined for other methods, without moving. */
  #methods(value: PythonValue, start: number, end: number): PythonValue | undefined {
    const from = this.#cursor.at;
    let result = value;
    while (this.#cursor.at < end && isOperator(this.#cursor.token(), '.') && isOperator(this.#cursor.token(2), '(')) {
      const method = this.#cursor.token(1);
      const argument = this.#cursor.token(3);
      const next = this.#cursor.behind(this.#cursor.at + 2);
      const text = argument?.kind === 'string' ? argument.value?.text : undefined;
      if (isName(method, 'join') && result.kind === 'string') {
        this.#cursor.at += 3;
        const list = this.#expression(next - 1);
        result = list;
      } else if (isName(method, 'splitlines') || isName(method, 'readlines')) {
        result = partsOf(result, 'line ends', this.#cursor.spanFrom(start));
      } else if (isName(method, 'split')) {
        result = partsOf(result, next === this.#cursor.at + 4 ? 'any blanks' : (text ?? ''), this.#cursor.spanFrom(start));
      } else if (!(isName(method, 'strip') || isName(method, 'rstrip') || isName(method, 'lstrip') || isName(method, 'copy'))) {
        break;
      }
      this.#cursor.at = next;
    }
    const isDone =
      !(this.#cursor.at < end && this.#cursor.isTrailer()) &&
      (result.kind === 'list' || result.kind === 'parts' || result.kind === 'string');
    if (!isDone || this.#cursor.at === from) {
      this.#cursor.at = from;
      return undefined;
    }
    return { ...result, span: this.#cursor.spanFrom(start) };
  }

  #strings(end: number): PythonValue {
    const start = this.#cursor.at;
    const values: Slice[] = [];
    let isKnown = true;
    let isTemplate = false;
    for (
      let token = this.#cursor.token();
      token?.kind === 'string' && this.#cursor.at < end;
      token = this.#cursor.tokens[++this.#cursor.at]
    ) {
      if (token.startsLine && this.#cursor.at > start) {
        break;
      }
      const part = token.value ?? token.template;
      isKnown &&= part !== undefined;
      isTemplate ||= token.template !== undefined;
      if (part) {
        values.push(part);
      }
    }
    const span = this.#cursor.spanFrom(start);
    if (isKnown && isTemplate) {
      return { kind: 'template', value: Slice.join(values), span };
    }
    return isKnown ? { kind: 'string', value: Slice.join(values), span } : { kind: 'unknown', span };
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
        const entries = this.#keywordArguments();
        return { kind: 'dict', entries, span: this.#cursor.spanFrom(start) };
      }
      if (name === 'list' || name === 'tuple' || name === 'set' || name === 'sorted') {
        const list = this.#list();
        return { ...list, span: this.#cursor.spanFrom(start) };
      }
    }
    return { kind: 'name', name, span: this.#cursor.spanFrom(start) };
  }

  /** `[…]`, or `(…)`, which without a comma is its content. A comprehension is unknown. */
  #list(): PythonValue {
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
      const value = this.#expression(end);
      isComprehension ||= isName(this.#cursor.token(), 'for');
      if (isComprehension) {
        break;
      }
      const comma = this.#cursor.token();
      const after = isOperator(comma, ',') ? comma.span : undefined;
      items.push({ value, commas: { before, after } });
      before = after;
      this.#cursor.at++;
    }
    const copied = isComprehension ? this.#copied(start + 1, end) : undefined;
    this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
    const span = this.#cursor.spanFrom(start);
    if (isComprehension) {
      return copied === undefined ? { kind: 'unknown', span } : { ...copied, span };
    }
    const only = items.length === 1 ? items[0] : undefined;
    return isParenthesis && only && only.commas?.after === undefined ? only.value : { kind: 'list', items, span };
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
    if (this.#depth >= MAX_DEPTH) {
      return undefined;
    }
    this.#cursor.at = at + 3;
    this.#depth++;
    const value = this.#operand(end);
    this.#depth--;
    return value.kind === 'list' || value.kind === 'name' || value.kind === 'parts' ? value : undefined;
  }

  #dictOrSet(): PythonValue {
    const start = this.#cursor.at;
    const end = this.#cursor.closing(start);
    const entries: PythonEntry[] = [];
    const items: PythonItem[] = [];
    this.#cursor.at++;
    while (this.#cursor.at < end) {
      if (isOperator(this.#cursor.token(), '**')) {
        this.#cursor.at++;
        entries.push({ key: undefined, value: this.#expression(end) });
      } else {
        const key = this.#expression(end);
        if (isOperator(this.#cursor.token(), ':')) {
          this.#cursor.at++;
          const value = this.#expression(end);
          entries.push({ key: key.kind === 'string' ? key.value.text : '?', value });
        } else {
          items.push({ value: key });
        }
      }
      if (isName(this.#cursor.token(), 'for')) {
        this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
        return { kind: 'unknown', span: this.#cursor.spanFrom(start) };
      }
      this.#cursor.at++;
    }
    this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
    const span = this.#cursor.spanFrom(start);
    return items.length > 0 && entries.length === 0 ? { kind: 'list', items, span } : { kind: 'dict', entries, span };
  }

  /** `(name=value, **more)` at the current token. Positional arguments are skipped, but a dict among them counts as `**`. */
  #keywordArguments(): readonly PythonEntry[] {
    const end = this.#cursor.closing(this.#cursor.at);
    const entries: PythonEntry[] = [];
    this.#cursor.at++;
    while (this.#cursor.at < end) {
      const token = this.#cursor.token();
      if (token?.kind === 'name' && isOperator(this.#cursor.token(1), '=')) {
        this.#cursor.at += 2;
        entries.push({ key: token.text, value: this.#expression(end) });
      } else {
        if (isOperator(token, '**') || isOperator(token, '*')) {
          this.#cursor.at++;
        }
        entries.push({ key: undefined, value: this.#expression(end) });
      }
      this.#cursor.at++;
    }
    this.#cursor.at = Math.min(end + 1, this.#cursor.tokens.length);
    return entries;
  }
}
