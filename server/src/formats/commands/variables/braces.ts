import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import { sliceOfWord, type Word } from '../../syntax/words';

/** Maximum number of words that one word means, and of braces in braces. */
const MAX_WORDS = 2_000;
const MAX_DEPTH = 10;
/** More words than this must not have many times the characters of the word: `{a,b}{a,b}…` doubles them with each pair. */
const FEW_WORDS = 50;
const MAX_GROWTH = 32;

/**
 * The words that a shell makes from `a{b,c}d`. The word itself if there are none, or too many: then its braces are only known when it runs. Quoted words
 * are not expanded.
 */
export function expandBraces(line: Slice, word: Word): readonly Word[] {
  if (word.unquoted !== undefined || !word.text.includes('{') || !word.text.includes(',')) {
    return [word];
  }
  const whole = sliceOfWord(line, word);
  const spellings = new BraceReader(whole).read();
  return spellings === undefined || spellings.length < 2
    ? [word]
    : spellings
        .filter(({ length }) => length > 0)
        // A name from several places is at the place of the whole word.
        .map((slice) => ({
          ...word,
          unquoted: slice.span().end - slice.span().start === slice.length ? slice : Slice.replaced(slice.text, whole.span()),
        }))
        .map((one) => ({ ...one, text: one.unquoted.text }));
}

/** Undefined in place of words: too many, or too deep. */
class BraceReader {
  readonly #whole: Slice;
  readonly #text: string;
  /** The closing brace of each opening one with a comma between them. */
  readonly #closing = new Map<number, number>();
  readonly #commas = new Map<number, number[]>();

  constructor(whole: Slice) {
    this.#whole = whole;
    this.#text = whole.text;
    const open: number[] = [];
    for (let i = 0; i < this.#text.length; i++) {
      const character = this.#text.charAt(i);
      const start = open.at(-1);
      if (character === '{') {
        open.push(i);
      } else if (character === ',' && start !== undefined) {
        const commas = this.#commas.get(start) ?? [];
        commas.push(i);
        this.#commas.set(start, commas);
      } else if (character === '}' && start !== undefined) {
        open.pop();
        // `${NAME}` is a variable.
        if (this.#commas.has(start) && this.#text.charAt(start - 1) !== '$') {
          this.#closing.set(start, i);
        }
      }
    }
  }

  read(): readonly Slice[] | undefined {
    return this.#closing.size === 0 ? undefined : this.#wordsIn(0, this.#text.length, 0);
  }

  #wordsIn(start: number, end: number, depth: number): readonly Slice[] | undefined {
    if (depth > MAX_DEPTH) {
      return undefined;
    }
    let words: readonly Slice[] = [this.#whole.sub(start, start)];
    let from = start;
    for (let i = start; i < end; i++) {
      const close = this.#closing.get(i);
      if (close === undefined) {
        continue;
      }
      const items: Slice[] = [];
      let at = i + 1;
      for (const comma of [...(this.#commas.get(i) ?? []), close]) {
        const item = this.#wordsIn(at, comma, depth + 1);
        if (item === undefined || items.length + item.length > MAX_WORDS) {
          return undefined;
        }
        addAll(items, item);
        at = comma + 1;
      }
      const product = this.#product(words, this.#whole.sub(from, i), items);
      if (product === undefined) {
        return undefined;
      }
      words = product;
      from = close + 1;
      i = close;
    }
    const last = this.#whole.sub(from, end);
    return words.map((word) => Slice.join([word, last]));
  }

  #product(words: readonly Slice[], between: Slice, items: readonly Slice[]): readonly Slice[] | undefined {
    const count = words.length * items.length;
    const length = (all: readonly Slice[]): number => all.reduce((sum, one) => sum + one.length, 0);
    const characters = length(words) * items.length + (between.length * items.length + length(items)) * words.length;
    if (count > MAX_WORDS || (count > FEW_WORDS && characters > MAX_GROWTH * this.#text.length)) {
      return undefined;
    }
    return words.flatMap((word) => items.map((item) => Slice.join([word, between, item])));
  }
}
