import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { ReadingBudget } from '../../manifest/readingBudget';
import { sliceOfWord, splitWords } from '../../syntax/words';
import { type ScopeDialect, type Use, usesIn, wholeUse } from './uses';
import type { Variable } from './variable';

/** Maximum depth of variables in the values of variables. */
export const MAX_DEPTH = 20;

/** Fills variables in. */
export class Expansion {
  readonly #dialect: ScopeDialect;
  readonly #budget: ReadingBudget;
  readonly #find: (name: string, isInValue: boolean) => Variable | undefined;
  /** A variable was left as it is because it is in too many others. */
  #isTooDeep = false;

  constructor(dialect: ScopeDialect, budget: ReadingBudget, find: (name: string, isInValue: boolean) => Variable | undefined) {
    this.#dialect = dialect;
    this.#budget = budget;
    this.#find = find;
  }

  /** The possible values of a text. The text itself is included if its variables, or some of their values, are unknown. */
  of(slice: Slice, isInValue: boolean): readonly Slice[] {
    return this.#inside(slice, [], isInValue);
  }

  /** Whether the texts since the last call have variables that are too deep in others. */
  takeTooDeep(): boolean {
    const isTooDeep = this.#isTooDeep;
    this.#isTooDeep = false;
    return isTooDeep;
  }

  /** @param within the variables that the slice is in the values of: they are not filled in again */
  #inside(slice: Slice, within: readonly string[], isInValue = true): readonly Slice[] {
    const { text } = slice;
    const uses = usesIn(text, this.#dialect).filter(({ name }) => !within.includes(name));
    const [first] = uses;
    if (within.length >= MAX_DEPTH) {
      this.#isTooDeep ||= first !== undefined;
      return [slice];
    }
    if (first === undefined || this.#budget.isSpent) {
      return [slice];
    }
    if (uses.length === 1 && first.text.length === text.length) {
      return this.#whole(slice, first, within, isInValue);
    }
    const pieces: Slice[] = [];
    let at = 0;
    for (const { name, start, text: written } of uses) {
      const variable = this.#find(name, isInValue);
      const [value, ...more] = variable?.values ?? [];
      // With several values, each would be another requirement at the same place.
      if (value !== undefined && more.length === 0 && variable?.isOpen === false && !/[\s$`%!]/.test(value.text)) {
        pieces.push(slice.sub(at, start), Slice.replaced(value.text, slice.span(start, start + written.length)));
        at = start + written.length;
        this.#budget.allowsText(value.length);
      }
    }
    this.#budget.allowsText(text.length);
    return at === 0 ? [slice] : [Slice.join([...pieces, slice.sub(at)])];
  }

  /**
   * The words of a variable. Variables with nothing but a variable as one of their values, such as arguments that functions pass on, are followed once each,
   * however many ways lead to them.
   */
  #whole(slice: Slice, { name, fallback }: Use, within: readonly string[], isInValue: boolean): readonly Slice[] {
    const words: Slice[] = [];
    const seen = new Set([name]);
    const aliases = [{ name, use: slice, fallback, within }];
    let isCircle = false;
    for (const alias of aliases) {
      const variable = this.#find(alias.name, isInValue || alias.use !== slice);
      const inner = [...alias.within, alias.name];
      for (const value of variable?.values ?? []) {
        if (!this.#budget.allowsText(value.length)) {
          return [slice];
        }
        const parts = wordsOfValue(value);
        const only = parts.length === 1 && parts[0] !== undefined ? wholeUse(parts[0].text, this.#dialect) : undefined;
        const isAlias = only !== undefined && only.fallback === undefined && inner.length < MAX_DEPTH && !within.includes(only.name);
        isCircle ||= isAlias && seen.has(only.name);
        if (isAlias && !seen.has(only.name)) {
          seen.add(only.name);
          aliases.push({ name: only.name, use: parts[0] as Slice, fallback: undefined, within: inner });
        }
        for (const part of isAlias ? [] : parts) {
          addAll(words, this.#inside(part, inner));
        }
        if (!this.#budget.allowsWords(parts.length)) {
          return [slice];
        }
      }
      if (variable === undefined || variable.isOpen) {
        addAll(words, alias.fallback === undefined ? [] : wordsOfValue(slice.sub(alias.fallback.start, alias.fallback.end)));
        words.push(alias.use);
      }
    }
    return words.length === 0 && isCircle ? [slice] : words;
  }
}

/** A word, or a part of one, with the commands in it. */
const WITH_COMMANDS = /(?:\$\([^()]*(?:\([^()]*\)[^()]*)*\)|`[^`]*`|\S)+/g;

/** The words of a value: a shell divides it, if it is not quoted. Blanks in `$(…)` and backticks divide nothing. */
function wordsOfValue(value: Slice): readonly Slice[] {
  if (/\$\(|`/.test(value.text)) {
    return [...value.text.matchAll(WITH_COMMANDS)].map(({ 0: text, index }) => value.sub(index, index + text.length));
  }
  const words = splitWords(value, 0);
  return words === undefined
    ? [...value.text.matchAll(/\S+/g)].map(({ 0: text, index }) => value.sub(index, index + text.length))
    : words.map((word) => sliceOfWord(value, word));
}
