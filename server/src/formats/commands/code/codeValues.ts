import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import { type CodeToken, contentOf } from '../../syntax/code/codeTokens';
import type { Word } from '../../syntax/words';

/** A text in a source, and whether it is known what it is for. */
export interface CodeText {
  readonly slice: Slice;
  isKnown: boolean;
}

/** Operators between the parts of a text. */
const JOINS: ReadonlySet<string> = new Set(['+', '.', '&']);

/** Whether a sign puts the texts before and after it together. */
export function joins(sign: string): boolean {
  return JOINS.has(sign);
}

/** An expression, as far as it is read: a text that is put together from texts and variables, a variable, or a list of such expressions. */
export class CodeValue {
  readonly texts: CodeText[] = [];
  /** The key or the variable that gets it. */
  key: string | undefined;
  /** The items of a list, or the command in braces. */
  items: readonly CodeValue[] | undefined;
  /** What the list was taken for before it was known who gets it. */
  guess: { isDropped: boolean } | undefined;
  readonly #source: Slice;
  readonly #pieces: Slice[] = [];
  /** The next text or variable belongs to the one before it. */
  #isJoined = true;
  #start = 0;
  #end = 0;
  #name: string | undefined;
  #isPlain = true;
  #joins = 0;

  constructor(source: Slice) {
    this.#source = source;
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0 && this.items === undefined;
  }

  /** The variable that it is. */
  get name(): string | undefined {
    return this.#pieces.length === 1 && this.#isPlain ? this.#name : undefined;
  }

  /** The text, with variables as those of a shell. Undefined: it has none, or it is not known how it is put together. */
  get text(): Slice | undefined {
    return this.#isPlain && this.texts.length > 0 ? Slice.join(this.#pieces) : undefined;
  }

  addText(token: CodeToken): CodeText {
    const text = { slice: contentOf(this.#source, token), isKnown: false };
    this.texts.push(text);
    this.#add(token, text.slice);
    return text;
  }

  addName({ text, start, end }: CodeToken): void {
    this.#name = text;
    this.#add({ start, end }, this.#unknown(start, end, text.replace(/^\W+/, '').replace(/\W+/g, '_')));
  }

  /** Brackets after an operator. */
  addBrackets(start: number, end: number): void {
    this.#add({ start, end }, this.#unknown(start, end));
  }

  /** The name before is that of a function, or of a list with an index. */
  addCall(): void {
    this.#name = undefined;
  }

  /** The result of a function that puts texts together, in place of the name of the function. */
  join(values: readonly CodeValue[], separator: string): void {
    this.#joins = 1 + values.reduce((most, value) => Math.max(most, value.joins), 0);
    this.#pieces.length = 0;
    this.#name = undefined;
    this.#isJoined = true;
    for (const word of values.flatMap((value) => value.words())) {
      const piece = word.unquoted ?? this.#unknown(word.start, word.end);
      const gap = { start: piece.span().start, end: piece.span().start };
      this.#add(word, this.#pieces.length === 0 ? piece : Slice.join([Slice.replaced(separator, gap), piece]));
      this.#isJoined = true;
    }
    addAll(
      this.texts,
      values.flatMap((value) => [...value.texts, ...(value.items ?? []).flatMap((item) => item.texts)]),
    );
    this.#isJoined = false;
  }

  /** How many functions that put texts together are in each other. */
  get joins(): number {
    return Math.max(this.#joins, this.items?.reduce((most, item) => Math.max(most, item.#joins), 0) ?? 0);
  }

  /** How many texts and names it is put together from. */
  get length(): number {
    return this.#pieces.length;
  }

  /** Anything else than texts, names and brackets. */
  addSign(sign: string): void {
    this.#isJoined = joins(sign);
    this.#isPlain &&= this.#isJoined;
  }

  /** Whether what follows belongs to the value, also on another line. */
  get isOpen(): boolean {
    return this.#isJoined;
  }

  /** The words of a command that it gives: one, those of a list, or a variable. */
  words(): readonly Word[] {
    const [piece] = this.#pieces;
    if (this.items !== undefined) {
      return this.items.flatMap((item) => (item.items === undefined ? item.words() : []));
    }
    if (piece === undefined) {
      return [];
    }
    const slice = this.text ?? (this.#pieces.length === 1 ? piece : this.#unknown(this.#start, this.#end));
    return [{ text: slice.text, start: this.#start, end: this.#end, unquoted: slice }];
  }

  /** Its texts and those of its items are known to be commands, or none. */
  take(): void {
    for (const value of [this, ...(this.items ?? [])]) {
      for (const text of value.text === undefined ? [] : value.texts) {
        text.isKnown = true;
      }
    }
    if (this.guess !== undefined) {
      this.guess.isDropped = true;
    }
  }

  /** What only running the code tells is a variable, as a shell would have it. */
  #unknown(start: number, end: number, name = 'value'): Slice {
    return Slice.replaced(`\${${name}}`, this.#source.span(start, end));
  }

  #add({ start, end }: Pick<CodeToken, 'start' | 'end'>, piece: Slice): void {
    this.#isPlain &&= this.#isJoined;
    this.#isJoined = false;
    this.#start = this.#pieces.length === 0 ? start : this.#start;
    this.#end = end;
    this.#pieces.push(piece);
  }
}
