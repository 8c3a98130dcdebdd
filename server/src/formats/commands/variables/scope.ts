import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { ShellDialect } from '../../syntax/shell/command';
import { sliceOfWord, splitWords, type Word } from '../../syntax/words';

/** All possible values of a variable at some place. */
interface Variable {
  readonly values: readonly Slice[];
  /** It may also have a value that the file does not contain. */
  readonly isOpen: boolean;
}

/** Maximum depth of variables in the values of variables. */
export const MAX_DEPTH = 20;
/** Maximum number of values of one variable, of variables in one word, and of the items of a loop. */
export const MAX_VALUES = 50;
const MAX_ITEMS = 2_000;
/** Maximum number of words that one file's variables are filled into. A hostile file can make each of them long. */
const MAX_WORDS = 100_000;
const MAX_TEXT = 2_000_000;
/** How much more a text costs that is read as a script. */
const SCRIPT_COST = 5;

/** Maximum length of a use of a variable, with its name and its default. */
const MAX_USE = 1_300;

/** The program that fills variables in: a shell, or make or just before it. */
export type ScopeDialect = ShellDialect | 'make' | 'just';

/** A use of a variable. Its name is in the first matching group, a default value in the last. */
const USES: Readonly<Record<ScopeDialect, RegExp>> = {
  make: /\$(?:[({]([\w.-]{1,1000})[)}]|\$\{?([A-Za-z_]\w{0,1000})(?:\[[@*]\])?\}?)/g,
  posix:
    /\$(?:\{([A-Za-z_]\w{0,1000}|[@*]|\d)(?:\[[@*]\])?(?::?[-=]([^{}$`]{0,200}))?\}|([A-Za-z_]\w{0,1000}|[@*\d])|\{\{ ?((?:env|matrix|inputs|parameters|github\.event\.inputs|steps\.[\w-]{1,100}\.outputs)\.[\w-]{1,1000}) ?\}\})/g,
  powershell: /(?:\$\{(?:env:)?([A-Za-z_]\w{0,1000})\}|[$@](?:env:)?([A-Za-z_]\w{0,1000})(?![.[]\w))/gi,
  just: /\{\{([A-Za-z_][\w-]{0,1000})\}\}|\$\{?([A-Za-z_]\w{0,1000})\}?/g,
  cmd: /%([A-Za-z_]\w{0,1000})%|!([A-Za-z_]\w{0,1000})!|(%%[A-Za-z])/g,
};

/**
 * The variables of a script with literal values in the same file, read from top to bottom: an assignment that always runs
 * replaces the values before it, any other one adds to them.
 */
export class ShellScope {
  /** Possible values at this place. */
  #here = new Map<string, Variable>();
  /** All assigned values: for functions, which can be called from anywhere. */
  readonly #ever = new Map<string, Variable>();
  readonly #aliases = new Map<string, Slice>();
  readonly #parent: ShellScope | undefined;
  readonly dialect: ScopeDialect;
  readonly #budget: { words: number; text: number; isSaid: boolean };
  /** A variable was left as it is because it is in too many others. */
  #isTooDeep = false;
  /** Places of the literals that were judged: a variable that is used twice is judged once. */
  readonly judged: Set<string>;
  /** Scripts that were called. */
  readonly called: Set<string>;

  constructor(dialect: ScopeDialect = 'posix', parent?: ShellScope) {
    this.dialect = dialect;
    this.#parent = parent;
    this.#budget = parent === undefined ? { words: MAX_WORDS, text: MAX_TEXT, isSaid: false } : parent.#budget;
    this.judged = parent?.judged ?? new Set();
    this.called = parent?.called ?? new Set();
  }

  /** @param value undefined: not in the file */
  set(name: string, value: Slice | undefined, how: 'replace' | 'add' = 'replace'): void {
    const key = this.#keyOf(name);
    const isItself = value !== undefined && this.#uses(value.text).some((use) => use.name === key);
    const before = how === 'replace' && !isItself ? undefined : (this.#find(key) ?? NOTHING);
    const rest = isItself ? this.#withoutUsesOf(key, value) : value;
    // `B=$A` is what A is here, without a chain that would have to be followed at each use.
    const alias = isItself || value === undefined ? undefined : this.#useIn(value.text);
    const same = alias && this.#here.get(alias.name);
    const values = same === undefined || same.isOpen || same.values.length === 0 ? [rest] : same.values;
    this.#here.set(key, values.reduce(merge, before) ?? NOTHING);
    this.#ever.set(key, values.reduce(merge, this.#ever.get(key)) ?? NOTHING);
  }

  /** Adds a value for the scripts that run after this one. */
  setForLater(name: string, value: Slice): void {
    if (this.#parent === undefined) {
      this.set(name, value, 'add');
    } else {
      this.#parent.setForLater(name, value);
    }
  }

  /** Assigns several values to a variable, as a loop does. */
  setEach(name: string, values: readonly (Slice | undefined)[]): void {
    const known = values.filter((value) => value !== undefined);
    this.#here.set(this.#keyOf(name), {
      values: known.slice(0, MAX_ITEMS),
      isOpen: known.length < values.length || known.length > MAX_ITEMS,
    });
  }

  /** Collects all assignments of a script before it is read. */
  expect(name: string, value: Slice | undefined): void {
    const key = this.#keyOf(name);
    this.#ever.set(key, merge(this.#ever.get(key) ?? NOTHING, value));
  }

  setAlias(name: string, value: Slice): void {
    this.#aliases.set(name, value);
  }

  aliasOf(name: string): Slice | undefined {
    return this.#aliases.get(name) ?? this.#parent?.aliasOf(name);
  }

  /** Enters the body of a function. Call the result to leave it. */
  enterFunction(): () => void {
    const outer = this.#here;
    this.#here = new Map();
    return () => {
      for (const [name, { values, isOpen }] of this.#here) {
        const before = outer.get(name);
        const all = [...(before?.values ?? []), ...values];
        outer.set(name, { values: all.slice(0, MAX_VALUES), isOpen: isOpen || (before?.isOpen ?? false) || all.length > MAX_VALUES });
      }
      this.#here = outer;
    };
  }

  /** The possible values of the word. The word itself is included if its variables, or some of their values, are unknown. */
  expand(line: Slice, word: Word): readonly Word[] {
    if (!/[$%!@{]/.test(word.text)) {
      return [word];
    }
    const slice = sliceOfWord(line, word);
    return this.#expand(slice, []).map((one) =>
      one === slice ? word : { text: one.text, start: word.start, end: word.end, unquoted: one },
    );
  }

  /** A word with its variables filled in. The word itself if they may have several values. */
  onlyValueOf(line: Slice, word: Word): Word {
    const [value, ...more] = this.expand(line, word);
    return value === undefined || more.length > 0 ? word : value;
  }

  /** Whether variables are no longer filled in, because of the limits. Only the first time, so a file says it once. */
  takeEnd(): boolean {
    const isEnd = !this.#budget.isSaid && (this.#budget.words <= 0 || this.#budget.text <= 0);
    this.#budget.isSaid ||= isEnd;
    return isEnd;
  }

  /** Whether the words that were expanded since the last call have variables that are too deep in others. */
  takeTooDeep(): boolean {
    const isTooDeep = this.#isTooDeep;
    this.#isTooDeep = false;
    return isTooDeep;
  }

  /** Whether a command with that many words may be read: each value of a variable makes a command of its own. */
  allows(words: number): boolean {
    this.#budget.words -= words;
    return this.#budget.words > 0;
  }

  /** The values of a word that consists of one variable. */
  valuesOf(text: string): readonly Slice[] {
    const use = this.#useIn(text);
    return (use && this.#find(use.name)?.values) ?? [];
  }

  /** The same values, also of a variable in variables, for a command that runs them as scripts. None: it would be too much. */
  scriptsOf(text: string): readonly Slice[] {
    let values = this.valuesOf(text);
    for (let depth = 0; depth < MAX_DEPTH && values.length === 1 && values[0] !== undefined; depth++) {
      const inner = this.valuesOf(values[0].text);
      if (inner.length === 0) {
        break;
      }
      values = inner;
    }
    this.#budget.text -= SCRIPT_COST * values.reduce((sum, { length }) => sum + length, 0);
    return this.#budget.text > 0 ? values : [];
  }

  /** The variable that is the whole text. */
  #useIn(text: string): Use | undefined {
    const [use, ...more] = text.length > MAX_USE ? [] : this.#uses(text);
    return use !== undefined && more.length === 0 && use.text.length === text.length ? use : undefined;
  }

  /** @param within the variables that the slice is in the values of: they are not filled in again */
  #expand(slice: Slice, within: readonly string[]): readonly Slice[] {
    const { text } = slice;
    const uses = this.#uses(text).filter(({ name }) => !within.includes(name));
    const [first] = uses;
    if (within.length >= MAX_DEPTH) {
      this.#isTooDeep ||= first !== undefined;
      return [slice];
    }
    if (first === undefined || this.#budget.words <= 0 || this.#budget.text <= 0) {
      return [slice];
    }
    if (uses.length === 1 && first.text.length === text.length) {
      return this.#expandWhole(slice, first, within);
    }
    const pieces: Slice[] = [];
    let at = 0;
    for (const { name, start, text: written } of uses) {
      const variable = this.#find(name);
      const [value, ...more] = variable?.values ?? [];
      // With several values, each would be another requirement at the same place.
      if (value !== undefined && more.length === 0 && variable?.isOpen === false && !/[\s$`%!]/.test(value.text)) {
        pieces.push(slice.sub(at, start), Slice.replaced(value.text, slice.span(start, start + written.length)));
        at = start + written.length;
        this.#budget.text -= value.length;
      }
    }
    this.#budget.text -= text.length;
    return at === 0 ? [slice] : [Slice.join([...pieces, slice.sub(at)])];
  }

  #expandWhole(slice: Slice, use: Use, within: readonly string[]): readonly Slice[] {
    const variable = this.#find(use.name);
    const words: Slice[] = [];
    const inner = [...within, use.name];
    for (const value of variable?.values ?? []) {
      this.#budget.text -= value.length;
      if (this.#budget.text <= 0) {
        return [slice];
      }
      for (const part of wordsOfValue(value)) {
        addAll(words, this.#expand(part, inner));
        if (--this.#budget.words <= 0) {
          return [slice];
        }
      }
    }
    if (use.fallback !== undefined && (variable === undefined || variable.isOpen)) {
      addAll(words, wordsOfValue(slice.sub(use.fallback.start, use.fallback.end)));
    }
    if (variable === undefined || variable.isOpen) {
      words.push(slice);
    }
    return words;
  }

  #find(key: string): Variable | undefined {
    const own = this.#here.get(key) ?? this.#ever.get(key);
    return own === undefined && this.#parent !== undefined ? this.#parent.#find(key) : own;
  }

  #uses(text: string): readonly Use[] {
    const uses: Use[] = [];
    for (const match of text.matchAll(USES[this.dialect])) {
      const [written, a, b, c, d] = match;
      const isPosix = this.dialect === 'posix';
      const name = a ?? (isPosix ? (c ?? d?.replace(/^env\./, '')) : (b ?? c)) ?? '';
      const start = match.index + written.length - 1 - (b?.length ?? 0);
      uses.push({
        name: this.#keyOf(name),
        text: written,
        start: match.index,
        ...(isPosix && b !== undefined && { fallback: { start, end: start + b.length } }),
      });
      if (uses.length >= MAX_VALUES) {
        break;
      }
    }
    return uses;
  }

  #withoutUsesOf(key: string, value: Slice): Slice {
    const pieces: Slice[] = [];
    let at = 0;
    for (const use of this.#uses(value.text)) {
      if (use.name === key) {
        pieces.push(value.sub(at, use.start));
        at = use.start + use.text.length;
      }
    }
    return Slice.join([...pieces, value.sub(at)]).trim();
  }

  #keyOf(name: string): string {
    return this.dialect === 'powershell' || this.dialect === 'cmd' ? name.toLowerCase() : name === '*' ? '@' : name;
  }
}

interface Use {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  /** The default value in the text. */
  readonly fallback?: { readonly start: number; readonly end: number };
}

const NOTHING: Variable = { values: [], isOpen: false };

function merge(before: Variable | undefined, value: Slice | undefined): Variable {
  const values = before?.values ?? [];
  if (value === undefined || values.length >= MAX_VALUES) {
    return { values, isOpen: true };
  }
  const { start, end } = value.span();
  const isKnown = values.some((known) => known.text === value.text && known.span().start === start && known.span().end === end);
  return { values: isKnown ? values : [...values, value], isOpen: before?.isOpen ?? false };
}

function wordsOfValue(value: Slice): readonly Slice[] {
  const words = splitWords(value, 0);
  return words === undefined
    ? [...value.text.matchAll(/\S+/g)].map(({ 0: text, index }) => value.sub(index, index + text.length))
    : words.map((word) => sliceOfWord(value, word));
}
