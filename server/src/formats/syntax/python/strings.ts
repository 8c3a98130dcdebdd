import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import type { BracketReader, ExpressionReader } from './brackets';
import type { TokenCursor } from './cursor';
import { formattedText, partsOf } from './textParts';
import { isName, isOperator } from './tokens';
import type { PythonValue } from './values';

const UNKNOWN: PythonValue = { kind: 'unknown', span: { start: 0, end: 0 } };

/** Methods that only change the white space around a text, or its type. */
const KEEPING = /^(?:[lr]?strip|copy|encode|decode)$/;
/** Maximum number of replacements in a text. */
const MAX_REPLACED = 10;
/** Maximum number of characters of a text in which another one replaces a part. */
const MAX_INSERTED = 10_000;

/** Reads strings, and what operators and methods make of them. */
export class StringReader {
  readonly #cursor: TokenCursor;
  readonly #inner: ExpressionReader;
  readonly #brackets: BracketReader;

  constructor(cursor: TokenCursor, inner: ExpressionReader, brackets: BracketReader) {
    this.#cursor = cursor;
    this.#inner = inner;
    this.#brackets = brackets;
  }

  /** Strings beside each other are one. */
  strings(end: number): PythonValue {
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

  /** `"…" % …` or `"…".format(…)`, with the literals among the inserted values. */
  formatted(text: Slice, start: number, end: number): PythonValue {
    const isPercent = isOperator(this.#cursor.token(), '%');
    let values: readonly PythonValue[];
    if (isPercent) {
      this.#cursor.at++;
      const operand = this.#inner.operand(end);
      values = operand.kind === 'list' ? operand.items.map(({ value }) => value) : [operand];
    } else {
      this.#cursor.at += 2;
      values = isOperator(this.#cursor.token(), '(')
        ? this.#brackets.callArguments().map(({ key, value }) => (key === undefined ? value : UNKNOWN))
        : [];
    }
    return { ...formattedText(text, values, isPercent), span: this.#cursor.spanFrom(start) };
  }

  /** `.strip().split("\n")` and the like. Undefined for other methods, without moving. */
  methods(value: PythonValue, start: number, end: number): PythonValue | undefined {
    const from = this.#cursor.at;
    let result = value;
    let replaced = 0;
    let isJoined = false;
    while (this.#cursor.at < end && isOperator(this.#cursor.token(), '.') && isOperator(this.#cursor.token(2), '(')) {
      const method = this.#cursor.token(1);
      const argument = this.#cursor.token(3);
      const next = this.#cursor.behind(this.#cursor.at + 2);
      const text = argument?.kind === 'string' ? argument.value?.text : undefined;
      if (isName(method, 'join') && result.kind === 'string') {
        this.#cursor.at += 3;
        const list = this.#inner.expression(next - 1);
        result = list;
        isJoined = true;
      } else if (isName(method, 'splitlines') || isName(method, 'readlines')) {
        result = partsOf(result, 'line ends', this.#cursor.spanFrom(start));
      } else if (isName(method, 'split')) {
        result = partsOf(result, next === this.#cursor.at + 4 ? 'any blanks' : (text ?? ''), this.#cursor.spanFrom(start));
      } else if (isName(method, 'replace') && result.kind === 'string' && replaced < MAX_REPLACED) {
        replaced++;
        const last = this.#cursor.token(5);
        const inserted = next === this.#cursor.at + 7 && last?.kind === 'string' ? last.value : undefined;
        result = withText(result.value, text, inserted, result.span);
      } else if (method?.kind !== 'name' || !KEEPING.test(method.text)) {
        break;
      }
      this.#cursor.at = next;
    }
    const isDone =
      !(this.#cursor.at < end && this.#cursor.isTrailer()) &&
      (result.kind === 'list' ||
        result.kind === 'parts' ||
        result.kind === 'string' ||
        (result.kind === 'name' && isJoined) ||
        replaced > 0);
    if (!isDone || this.#cursor.at === from) {
      this.#cursor.at = from;
      return undefined;
    }
    return { ...result, span: this.#cursor.spanFrom(start) };
  }
}

/** A text with another one in each place of `old`. What only running the program tells is a field. */
function withText(text: Slice, old: string | undefined, inserted: Slice | undefined, span: Span): PythonValue {
  if (old === undefined || old === '' || !text.text.includes(old)) {
    return { kind: 'string', value: text, span };
  }
  const isKnown = inserted !== undefined && text.length * (1 + inserted.length) <= MAX_INSERTED;
  const pieces: Slice[] = [];
  let at = 0;
  for (let next = text.text.indexOf(old); next >= 0; next = text.text.indexOf(old, at)) {
    pieces.push(text.sub(at, next), isKnown ? inserted : Slice.replaced('{}', text.span(next, next + old.length)));
    at = next + old.length;
  }
  return { kind: isKnown ? 'string' : 'template', value: Slice.join([...pieces, text.sub(at)]), span };
}
