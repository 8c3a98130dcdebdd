import { Slice } from '../../../packaging/slice';
import { currentBudget, type ReadingBudget } from '../../manifest/readingBudget';
import { sliceOfWord, type Word } from '../../syntax/words';
import { mayJoinToInstall } from './cutTexts';
import { Expansion, MAX_DEPTH } from './expansion';
import { keyOf, partsAround, type ScopeDialect, wholeUse } from './uses';
import { limited, MAX_VALUES, merge, NOTHING, type Variable, type Wholes, wholesAfter, withPieces } from './variable';

/** Maximum number of items of a loop. */
const MAX_ITEMS = 2_000;
/** How much more a text costs that is read as a script. */
const SCRIPT_COST = 5;

/**
 * The variables of a script with literal values in the same file, read from top to bottom: an assignment that always runs
 * replaces the values before it, any other one adds to them.
 */
export class ShellScope {
  /** Possible values at this place. */
  #here = new Map<string, Variable>();
  /** All assigned values: for functions, which can be called from anywhere. */
  readonly #ever = new Map<string, Variable>();
  /** The arguments of functions that were left. Only values that they assigned have uses of them. */
  readonly #left = new Map<string, Variable>();
  #isInFunction = false;
  /** A command since the last call of `takeEnd` had too many pieces, and may install. */
  #isCut = false;
  readonly #aliases = new Map<string, Slice>();
  readonly #parent: ShellScope | undefined;
  readonly dialect: ScopeDialect;
  readonly #budget: ReadingBudget;
  readonly #expansion: Expansion;
  /** Places of the literals that were judged: a variable that is used twice is judged once. */
  readonly judged: Set<string>;
  /** Scripts that were called. */
  readonly called: Set<string>;

  constructor(dialect: ScopeDialect = 'posix', parent?: ShellScope) {
    this.dialect = dialect;
    this.#parent = parent;
    this.#budget = parent === undefined ? currentBudget() : parent.#budget;
    this.#expansion = new Expansion(dialect, this.#budget, (name, isInValue) => this.#find(name, isInValue));
    this.judged = parent?.judged ?? new Set();
    this.called = parent?.called ?? new Set();
  }

  /**
   * @param value undefined: not in the file
   * @param how `append`: it is added to the end of the value before
   */
  set(name: string, value: Slice | undefined, how: 'replace' | 'add' | 'append' = 'replace'): void {
    const key = this.#keyOf(name);
    const parts = this.#partsOf(key, value, how);
    const isItself = parts.length > 1 && how !== 'append';
    const before = how === 'replace' && !isItself ? undefined : (this.#find(key) ?? NOTHING);
    const rest = isItself ? Slice.join(parts).trim() : value;
    if (isItself && rest !== undefined && /^["']*$/.test(rest.text)) {
      this.#keep(key);
      return;
    }
    // `B=$A` is what A is here, without a chain that would have to be followed at each use.
    const alias = isItself || value === undefined ? undefined : wholeUse(value.text.trim(), this.dialect);
    const same = alias && this.#here.get(alias.name);
    const isSame = same !== undefined && !same.isOpen && same.values.length > 0;
    const values = isSame ? same.values : [rest];
    const whole = how === 'replace' && !isItself ? undefined : this.#wholesOf(key, value, parts);
    const wholes = isSame && how === 'replace' ? same.wholes : whole;
    this.#here.set(key, { ...(values.reduce(merge, before) ?? NOTHING), wholes });
    this.#ever.set(key, values.reduce(merge, this.#ever.get(key)) ?? NOTHING);
  }

  /** `A=$A`: the same value as before, from outside of the file if it has none. */
  #keep(key: string): void {
    const known = this.#find(key) ?? { values: [], isOpen: true };
    const ever = this.#ever.get(key) ?? NOTHING;
    this.#here.set(key, known);
    this.#ever.set(key, { ...ever, isOpen: ever.isOpen || known.isOpen });
  }

  #wholesOf(key: string, value: Slice | undefined, parts: readonly Slice[]): Wholes | undefined {
    const parent = this.#isInFunction ? undefined : this.#parent;
    const here = this.#here.get(key) ?? (parent === undefined ? undefined : parent.#find(key));
    const ever = here === undefined && this.#isInFunction && parts.length > 1 ? this.#ever.get(key) : undefined;
    // Those of the whole script have this value already.
    const known = ever?.wholes;
    const wholes = wholesAfter(here ?? (ever && { ...ever, wholes: undefined }), value, parts);
    return known && wholes
      ? limited({ texts: [...known.texts, ...wholes.texts], cut: known.cut ? withPieces(wholes.cut, known.cut) : wholes.cut })
      : wholes;
  }

  #partsOf(key: string, value: Slice | undefined, how: 'replace' | 'add' | 'append'): readonly Slice[] {
    const around = value === undefined ? [] : partsAround(key, value, this.dialect);
    return value !== undefined && how === 'append' && around.length === 1 ? [value.sub(0, 0), value] : around;
  }

  /** Adds a value for the scripts that run after this one. */
  setForLater(name: string, value: Slice): void {
    if (this.#parent === undefined) {
      this.set(name, value, 'add');
    } else {
      this.#parent.setForLater(name, value);
    }
  }

  /**
   * Assigns several values to a variable, as a loop does.
   * @param wholes the texts that it may be as a whole, each in pieces; by default each value is one
   */
  setEach(name: string, values: readonly (Slice | undefined)[], wholes?: readonly (readonly Slice[])[]): void {
    const known = values.filter((value) => value !== undefined);
    this.#here.set(this.#keyOf(name), {
      values: known.slice(0, MAX_ITEMS),
      isOpen: known.length < values.length || known.length > MAX_ITEMS,
      wholes: wholes && limited({ texts: wholes }),
    });
  }

  /** Collects all assignments of a script before it is read. */
  expect(name: string, value: Slice | undefined, how: 'replace' | 'add' | 'append'): void {
    const key = this.#keyOf(name);
    const before = this.#ever.get(key) ?? NOTHING;
    this.#ever.set(key, { ...merge(before, value), wholes: wholesAfter(before, value, this.#partsOf(key, value, how)) });
  }

  setAlias(name: string, value: Slice): void {
    this.#aliases.set(name, value);
  }

  aliasOf(name: string): Slice | undefined {
    const alias = this.#aliases.get(name);
    if (alias === undefined) {
      return this.#parent?.aliasOf(name);
    }
    return this.#budget.allowsText(alias.length) ? alias : undefined;
  }

  /** Enters the body of a function. Call the result to leave it. */
  enterFunction(): () => void {
    const outer = this.#here;
    const isInner = this.#isInFunction;
    this.#here = new Map();
    this.#isInFunction = true;
    return () => {
      for (const [name, { values, isOpen, wholes = outer.get(name)?.wholes }] of this.#here) {
        const around = /^[@\d]$/.test(name) ? this.#left : outer;
        const before = around.get(name);
        const all = [...(before?.values ?? []), ...values];
        const isCut = all.length > MAX_VALUES;
        around.set(name, { values: all.slice(0, MAX_VALUES), isOpen: isOpen || (before?.isOpen ?? false) || isCut, wholes });
      }
      this.#here = outer;
      this.#isInFunction = isInner;
    };
  }

  /**
   * The possible values of the word. The word itself is included if its variables, or some of their values, are unknown.
   * @param isInValue whether it comes from a value of another one
   */
  expand(line: Slice, word: Word, isInValue = false): readonly Word[] {
    if (!/[$%!@{]/.test(word.text)) {
      return [word];
    }
    const slice = sliceOfWord(line, word);
    return this.#expansion
      .of(slice, isInValue)
      .map((one) => (one === slice ? word : { text: one.text, start: word.start, end: word.end, unquoted: one }));
  }

  /** A word with its variables filled in. The word itself if they may have several values. */
  onlyValueOf(line: Slice, word: Word): Word {
    const [value, ...more] = this.expand(line, word);
    return value === undefined || more.length > 0 ? word : value;
  }

  /** Whether variables are no longer filled in, because of the limits. Only the first time for a file, and once for each command that is cut. */
  takeEnd(): boolean {
    const isCut = this.#isCut;
    this.#isCut = false;
    return this.#budget.takeEnd() || isCut;
  }

  /** Whether the words that were expanded since the last call have variables that are too deep in others. */
  takeTooDeep(): boolean {
    return this.#expansion.takeTooDeep();
  }

  /** Whether a command with that many words may be read: each value of a variable makes a command of its own. */
  allows(words: number): boolean {
    return this.#budget.allowsWords(words);
  }

  /** The values of a word that consists of one variable. */
  valuesOf(text: string): readonly Slice[] {
    const use = wholeUse(text, this.dialect);
    return (use && this.#find(use.name)?.values) ?? [];
  }

  /** The commands that a word is which consists of one variable. With pieces that are added, each is one text. */
  commandsOf(text: string): readonly Slice[] {
    const use = wholeUse(text, this.dialect);
    const variable = use && this.#find(use.name);
    const length = (pieces: readonly Slice[]): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
    const wholes = variable?.wholes?.texts.filter((pieces) => this.#budget.allowsText(length(pieces)));
    const cut = variable?.wholes?.cut;
    this.#isCut ||= cut !== undefined && (this.#hasAliases() || this.#mayInstall(cut));
    return wholes?.map((pieces) => Slice.join(pieces).trim()) ?? variable?.values ?? [];
  }

  /** The same, also of a variable in variables, for a command that runs them as scripts. None: it would be too much. */
  scriptsOf(text: string): readonly Slice[] {
    let values = this.commandsOf(text);
    for (let depth = 0; depth < MAX_DEPTH && values.length === 1 && values[0] !== undefined; depth++) {
      const inner = this.valuesOf(values[0].text);
      if (inner.length === 0) {
        break;
      }
      values = inner;
    }
    return this.#budget.allowsText(SCRIPT_COST * values.reduce((sum, { length }) => sum + length, 0)) ? values : [];
  }

  #mayInstall(cut: ReadonlySet<string>): boolean {
    return mayJoinToInstall(cut, { dialect: this.dialect, valuesOf: (name) => this.#allOf(name), budget: this.#budget });
  }

  /** All values that a variable has or had. */
  #allOf(key: string): Variable | undefined {
    const outer = this.#parent === undefined ? undefined : this.#parent.#allOf(key);
    const later = [...(this.#ever.get(key)?.values ?? []), ...(outer?.values ?? [])];
    return later.reduce(merge, this.#here.get(key));
  }

  #hasAliases(): boolean {
    return this.#aliases.size > 0 || (this.#parent === undefined ? false : this.#parent.#hasAliases());
  }

  #find(key: string, isInValue = false): Variable | undefined {
    const left = isInValue ? this.#left.get(key) : undefined;
    const here = this.#here.get(key) ?? this.#ever.get(key);
    const own = left && here ? left.values.reduce(merge, here) : (here ?? left);
    return own === undefined && this.#parent !== undefined ? this.#parent.#find(key, isInValue) : own;
  }

  #keyOf(name: string): string {
    return keyOf(name, this.dialect);
  }
}
