import { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import type { PythonToken } from './pythonTokens';
import { sliceOfWord, splitWords } from './words';

/** The value of an expression, without running it. */
export type PythonValue =
  | { readonly kind: 'string'; readonly value: Slice; readonly span: Span }
  /** A string that is partly known only at run time: those parts are `{…}` and `%s`. */
  | { readonly kind: 'template'; readonly value: Slice; readonly span: Span }
  /** A list, tuple or set, a sum of lists, or the two sides of a conditional. All items count. */
  | { readonly kind: 'list'; readonly items: readonly PythonItem[]; readonly isConditional?: true; readonly span: Span }
  /** A dict, or the keyword arguments of a call. A `**name` has no key. */
  | { readonly kind: 'dict'; readonly entries: readonly PythonEntry[]; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  /** Parts of the text in a variable: `NAME.split(separator)`; without a separator its words or lines. */
  | { readonly kind: 'parts'; readonly name: string; readonly separator: PartSeparator; readonly span: Span }
  | { readonly kind: 'unknown'; readonly span: Span };

export interface PythonItem {
  readonly value: PythonValue;
  /** The commas around an item of a literal; absent for operands of `+`. */
  readonly commas?: { readonly before?: Span | undefined; readonly after?: Span | undefined };
}

export interface PythonEntry {
  readonly key: string | undefined;
  readonly value: PythonValue;
}

/** The separator of a splitting method: a text, or a kind of white space. */
export type PartSeparator = string | 'any blanks' | 'line ends';

const MAX_DEPTH = 40;

/** Reads the literals among the tokens of a Python source. */
export class LiteralReader {
  readonly #tokens: readonly PythonToken[];

  /** For each opening bracket: the index of its closing one, or of the end of the tokens. */
  readonly #closing = new Map<number, number>();
  #at = 0;
  #depth = 0;
  /** The first unclosed bracket or quote: the text after it may be misread. */
  readonly unclosed: Span | undefined;

  constructor(tokens: readonly PythonToken[]) {
    this.#tokens = tokens;

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

  /** The index after the closing bracket of the one at `index`. */
  behind(index: number): number {
    return Math.min(this.#tokens.length, (this.#closing.get(index) ?? index) + 1);
  }

  /** The value of the expression that begins at token `index`. */
  expressionAt(index: number): PythonValue {
    this.#at = index;
    return this.#expression(this.#tokens.length);
  }

  /** The keyword arguments of the call with its `(` at token `index`. */
  argumentsAt(index: number): readonly PythonEntry[] {
    this.#at = index;
    return this.#keywordArguments();
  }

  /** An expression that ends before token `end`, or at the end of a statement. Leaves `at` after it. */
  #expression(end: number): PythonValue {
    const first = this.#tokens[this.#at];
    if (first === undefined) {
      return { kind: 'unknown', span: this.#spanFrom(this.#at) };
    }
    const start = this.#at;
    if (this.#depth >= MAX_DEPTH) {
      this.#skipTo(end);
      return { kind: 'unknown', span: this.#spanFrom(start) };
    }
    this.#depth++;
    let value = this.#sum(end);
    if (this.#at < end && isName(this.#tokens[this.#at], 'if')) {
      this.#skipTo(end, 'else');
      if (isName(this.#tokens[this.#at], 'else')) {
        this.#at++;
        const alternatives = [value, this.#expression(end)];
        const items = alternatives.map((alternative) => ({ value: alternative }));
        value = { kind: 'list', items, isConditional: true, span: this.#spanFrom(start) };
      }
    }
    this.#depth--;
    if (this.#at < end && !this.#endsExpression(start)) {
      this.#skipTo(end);
      return { kind: 'unknown', span: this.#spanFrom(start) };
    }
    return value;
  }

  /** Strings add up to a string, anything else to a list. */
  #sum(end: number): PythonValue {
    const start = this.#at;
    const first = this.#operand(end);
    const operands = [first];
    while (this.#at < end && isOperator(this.#tokens[this.#at], '+')) {
      this.#at++;
      operands.push(this.#operand(end));
    }
    if (operands.length === 1) {
      return first;
    }
    const span = this.#spanFrom(start);
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
    const start = this.#at;
    const token = this.#tokens[this.#at];
    let value: PythonValue;
    if (token === undefined || this.#at >= end) {
      return { kind: 'unknown', span: this.#spanFrom(start) };
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
      this.#at++;
      value = { kind: 'unknown', span: token.span };
    }
    while (value.kind === 'string' && this.#at < end && this.#isFormatting()) {
      value = this.#formatted(value.value, start, end);
    }
    const parts = this.#at < end && this.#isTrailer() ? this.#methods(value, start, end) : undefined;
    if (parts !== undefined) {
      return parts;
    }
    if (this.#at < end && this.#isTrailer()) {
      while (this.#at < end && this.#isTrailer()) {
        this.#at = this.#closing.has(this.#at) ? this.behind(this.#at) : this.#at + 2;
      }
      return value.kind === 'template' ? { ...value, span: this.#spanFrom(start) } : { kind: 'unknown', span: this.#spanFrom(start) };
    }
    return value;
  }

  /** `"…" % …` or `"…".format(…)`, with the literals among the inserted values. */
  #formatted(text: Slice, start: number, end: number): PythonValue {
    const isPercent = isOperator(this.#tokens[this.#at], '%');
    let values: readonly PythonValue[];
    if (isPercent) {
      this.#at++;
      const operand = this.#operand(end);
      values = operand.kind === 'list' ? operand.items.map(({ value }) => value) : [operand];
    } else {
      this.#at += 2;
      values = isOperator(this.#tokens[this.#at], '(')
        ? this.#keywordArguments().map(({ key, value }) => (key === undefined ? value : UNKNOWN))
        : [];
    }
    const pieces: Slice[] = [];
    let at = 0;
    let count = 0;
    let isKnown = true;
    for (const field of text.text.matchAll(isPercent ? /%[sdr%]/g : /\{[^{}]{0,100}\}/g)) {
      const value = /^(?:%[sdr]|\{\})$/.test(field[0]) ? values[count++] : undefined;
      if (value?.kind !== 'string') {
        isKnown = false;
        break;
      }
      pieces.push(text.sub(at, field.index), value.value);
      at = field.index + field[0].length;
    }
    const value = Slice.join([...pieces, text.sub(at)]);
    return {
      kind: isKnown && !/%\(|%[^%]*$/.test(isPercent ? text.sub(at).text : '') ? 'string' : 'template',
      value,
      span: this.#spanFrom(start),
    };
  }

  /** `.strip().split("\n")` and the like. Undefined for other methods, without moving. */
  #methods(value: PythonValue, start: number, end: number): PythonValue | undefined {
    const from = this.#at;
    let result = value;
    while (this.#at < end && isOperator(this.#tokens[this.#at], '.') && isOperator(this.#tokens[this.#at + 2], '(')) {
      const method = this.#tokens[this.#at + 1];
      const argument = this.#tokens[this.#at + 3];
      const next = this.behind(this.#at + 2);
      const text = argument?.kind === 'string' ? argument.value?.text : undefined;
      if (isName(method, 'join') && result.kind === 'string') {
        this.#at += 3;
        const list = this.#expression(next - 1);
        result = list;
      } else if (isName(method, 'splitlines') || isName(method, 'readlines')) {
        result = partsOf(result, 'line ends', this.#spanFrom(start));
      } else if (isName(method, 'split')) {
        result = partsOf(result, next === this.#at + 4 ? 'any blanks' : (text ?? ''), this.#spanFrom(start));
      } else if (!(isName(method, 'strip') || isName(method, 'rstrip') || isName(method, 'lstrip') || isName(method, 'copy'))) {
        break;
      }
      this.#at = next;
    }
    const isDone =
      !(this.#at < end && this.#isTrailer()) && (result.kind === 'list' || result.kind === 'parts' || result.kind === 'string');
    if (!isDone || this.#at === from) {
      this.#at = from;
      return undefined;
    }
    return { ...result, span: this.#spanFrom(start) };
  }

  /** `"…" % …`, or `"…".format(…)`. */
  #isFormatting(): boolean {
    const token = this.#tokens[this.#at];
    return (
      token?.startsLine === false && (isOperator(token, '%') || (isOperator(token, '.') && isName(this.#tokens[this.#at + 1], 'format')))
    );
  }

  #isTrailer(): boolean {
    const token = this.#tokens[this.#at];
    return token?.startsLine === false && (isOperator(token, '(') || isOperator(token, '[') || isOperator(token, '.'));
  }

  #strings(end: number): PythonValue {
    const start = this.#at;
    const values: Slice[] = [];
    let isKnown = true;
    let isTemplate = false;
    for (let token = this.#tokens[this.#at]; token?.kind === 'string' && this.#at < end; token = this.#tokens[++this.#at]) {
      if (token.startsLine && this.#at > start) {
        break;
      }
      const part = token.value ?? token.template;
      isKnown &&= part !== undefined;
      isTemplate ||= token.template !== undefined;
      if (part) {
        values.push(part);
      }
    }
    const span = this.#spanFrom(start);
    if (isKnown && isTemplate) {
      return { kind: 'template', value: Slice.join(values), span };
    }
    return isKnown ? { kind: 'string', value: Slice.join(values), span } : { kind: 'unknown', span };
  }

  #name(name: string): PythonValue {
    const start = this.#at++;
    const next = this.#tokens[this.#at];
    const copy = TEXT_COPIES.get(name);
    if (copy !== undefined && isName(this.#tokens[start + 2], copy) && isOperator(this.#tokens[start + 3], '(')) {
      const [text] = this.argumentsAt(start + 3);
      return text === undefined ? { kind: 'unknown', span: this.#spanFrom(start) } : { ...text.value, span: this.#spanFrom(start) };
    }
    if (name === 'shlex' && isName(this.#tokens[start + 2], 'split') && isOperator(this.#tokens[start + 3], '(')) {
      const [text] = this.argumentsAt(start + 3);
      return text === undefined ? { kind: 'unknown', span: this.#spanFrom(start) } : wordsOf(text.value, this.#spanFrom(start));
    }
    if (next?.startsLine === false && isOperator(next, '(')) {
      if (name === 'dict') {
        const entries = this.#keywordArguments();
        return { kind: 'dict', entries, span: this.#spanFrom(start) };
      }
      if (name === 'list' || name === 'tuple' || name === 'set' || name === 'sorted') {
        const list = this.#list();
        return { ...list, span: this.#spanFrom(start) };
      }
    }
    return { kind: 'name', name, span: this.#spanFrom(start) };
  }

  /** `[…]`, or `(…)`, which without a comma is its content. A comprehension is unknown. */
  #list(): PythonValue {
    const start = this.#at;
    const isParenthesis = isOperator(this.#tokens[start], '(');
    const end = this.#closing.get(start) ?? this.#tokens.length;
    this.#at++;
    const items: PythonItem[] = [];
    let before: Span | undefined;
    let isComprehension = false;
    while (this.#at < end) {
      if (isOperator(this.#tokens[this.#at], '*')) {
        this.#at++;
      }
      const value = this.#expression(end);
      isComprehension ||= isName(this.#tokens[this.#at], 'for');
      if (isComprehension) {
        break;
      }
      const comma = this.#tokens[this.#at];
      const after = isOperator(comma, ',') ? comma.span : undefined;
      items.push({ value, commas: { before, after } });
      before = after;
      this.#at++;
    }
    const copied = isComprehension ? this.#copied(start + 1, end) : undefined;
    this.#at = Math.min(end + 1, this.#tokens.length);
    const span = this.#spanFrom(start);
    if (isComprehension) {
      return copied === undefined ? { kind: 'unknown', span } : { ...copied, span };
    }
    const only = items.length === 1 ? items[0] : undefined;
    return isParenthesis && only && only.commas?.after === undefined ? only.value : { kind: 'list', items, span };
  }

  /** The values of `[x for x in VALUES if …]`, if it only changes white space. */
  #copied(start: number, end: number): PythonValue | undefined {
    const item = this.#tokens[start];
    const isStripped =
      isOperator(this.#tokens[start + 1], '.') && isName(this.#tokens[start + 2], 'strip') && isOperator(this.#tokens[start + 4], ')');
    const at = start + (isStripped ? 5 : 1);
    if (
      item?.kind !== 'name' ||
      !isName(this.#tokens[at], 'for') ||
      !isName(this.#tokens[at + 1], item.text) ||
      !isName(this.#tokens[at + 2], 'in')
    ) {
      return undefined;
    }
    this.#at = at + 3;
    const value = this.#operand(end);
    return value.kind === 'list' || value.kind === 'name' || value.kind === 'parts' ? value : undefined;
  }

  #dictOrSet(): PythonValue {
    const start = this.#at;
    const end = this.#closing.get(start) ?? this.#tokens.length;
    const entries: PythonEntry[] = [];
    const items: PythonItem[] = [];
    this.#at++;
    while (this.#at < end) {
      if (isOperator(this.#tokens[this.#at], '**')) {
        this.#at++;
        entries.push({ key: undefined, value: this.#expression(end) });
      } else {
        const key = this.#expression(end);
        if (isOperator(this.#tokens[this.#at], ':')) {
          this.#at++;
          const value = this.#expression(end);
          entries.push({ key: key.kind === 'string' ? key.value.text : '?', value });
        } else {
          items.push({ value: key });
        }
      }
      if (isName(this.#tokens[this.#at], 'for')) {
        this.#at = Math.min(end + 1, this.#tokens.length);
        return { kind: 'unknown', span: this.#spanFrom(start) };
      }
      this.#at++;
    }
    this.#at = Math.min(end + 1, this.#tokens.length);
    const span = this.#spanFrom(start);
    return items.length > 0 && entries.length === 0 ? { kind: 'list', items, span } : { kind: 'dict', entries, span };
  }

  /** `(name=value, **more)` at the current token. Positional arguments are skipped, but a dict among them counts as `**`. */
  #keywordArguments(): readonly PythonEntry[] {
    const end = this.#closing.get(this.#at) ?? this.#tokens.length;
    const entries: PythonEntry[] = [];
    this.#at++;
    while (this.#at < end) {
      const token = this.#tokens[this.#at];
      if (token?.kind === 'name' && isOperator(this.#tokens[this.#at + 1], '=')) {
        this.#at += 2;
        entries.push({ key: token.text, value: this.#expression(end) });
      } else {
        if (isOperator(token, '**') || isOperator(token, '*')) {
          this.#at++;
        }
        entries.push({ key: undefined, value: this.#expression(end) });
      }
      this.#at++;
    }
    this.#at = Math.min(end + 1, this.#tokens.length);
    return entries;
  }

  /** Whether the current token can follow a complete expression. */
  #endsExpression(start: number): boolean {
    const token = this.#tokens[this.#at];
    if (token === undefined || (token.startsLine && this.#at > start)) {
      return true;
    }
    return token.kind === 'operator'
      ? [',', ')', ']', '}', ':', ';', '='].includes(token.text)
      : isName(token, 'for') || isName(token, 'else');
  }

  /** Moves to the end of the expression, over brackets: a comma, a colon, the statement's end, `word`, or token `end`. */
  #skipTo(end: number, word?: string): void {
    const start = this.#at;
    while (this.#at < end && !this.#endsExpression(start) && !(word && isName(this.#tokens[this.#at], word))) {
      this.#at = this.#closing.has(this.#at) ? this.behind(this.#at) : this.#at + 1;
    }
  }

  #spanFrom(start: number): Span {
    const first = this.#tokens[Math.min(start, this.#tokens.length - 1)]?.span ?? { start: 0, end: 0 };
    const last = this.#tokens[Math.max(start, this.#at - 1)]?.span ?? first;
    return { start: first.start, end: Math.max(first.end, last.end) };
  }
}

export function isOperator(token: PythonToken | undefined, text: string): token is PythonToken & { kind: 'operator' } {
  return token?.kind === 'operator' && token.text === text;
}

export function isName(token: PythonToken | undefined, text: string): boolean {
  return token?.kind === 'name' && token.text === text;
}

/** Functions that return a text with other white space, by their modules. */
const TEXT_COPIES: ReadonlyMap<string, string> = new Map([
  ['textwrap', 'dedent'],
  ['inspect', 'cleandoc'],
]);

const UNKNOWN: PythonValue = { kind: 'unknown', span: { start: 0, end: 0 } };

function partsOf(value: PythonValue, separator: PartSeparator, span: Span): PythonValue {
  if ((value.kind === 'string' || value.kind === 'template') && separator !== '') {
    return { kind: 'list', items: partsOfText(value.value, separator, value.kind), span };
  }
  return value.kind === 'name' && separator !== '' ? { kind: 'parts', name: value.name, separator, span } : { kind: 'unknown', span };
}

/** What names stand for by `import NAME as ALIAS` and its like, by their aliases. */
export function aliasesIn(tokens: readonly PythonToken[]): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const [i, token] of tokens.entries()) {
    const [name, alias] = [tokens[i - 1], tokens[i + 1]];
    if (isName(token, 'as') && name?.kind === 'name' && alias?.kind === 'name') {
      aliases.set(alias.text, name.text);
    }
  }
  return aliases;
}

/** What `shlex.split(value)` gives. */
function wordsOf(value: PythonValue, span: Span): PythonValue {
  if (value.kind !== 'string' && value.kind !== 'template') {
    return partsOf(value, 'any blanks', span);
  }
  const words = splitWords(value.value, 0);
  const items = words?.map((word): PythonItem => {
    const slice = sliceOfWord(value.value, word);
    return { value: { kind: value.kind, value: slice, span: slice.span() } };
  });
  return items === undefined ? { kind: 'unknown', span } : { kind: 'list', items, span };
}

/** The parts of a text, without white space around them and without empty ones. */
export function partsOfText(text: Slice, separator: PartSeparator, kind: 'string' | 'template' = 'string'): readonly PythonItem[] {
  const items: PythonItem[] = [];
  const add = (start: number, end: number): void => {
    const value = text.sub(start, end).trim();
    if (value.length > 0) {
      items.push({ value: { kind, value, span: value.span() } });
    }
  };
  if (separator === 'any blanks') {
    for (const { 0: word, index } of text.text.matchAll(/\S+/g)) {
      add(index, index + word.length);
    }
    return items;
  }
  const mark = separator === 'line ends' ? '\n' : separator;
  let start = 0;
  for (let at = text.text.indexOf(mark); at !== -1; at = text.text.indexOf(mark, start)) {
    add(start, at);
    start = at + mark.length;
  }
  add(start, text.length);
  return items;
}
