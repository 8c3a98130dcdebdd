import { addAll } from '../../../packaging/lists';
import type { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { powershellTexts } from '../../syntax/shell/powershellTexts';
import { sliceOfWord, type Word } from '../../syntax/words';
import type { Assignment } from '../assignments/assignment';
import { joinedByBlanks } from '../assignments/joined';

/** The beginning of a function, with its list of parameters if that follows, or such a list. */
const BEGINNING = /\b(?:function|filter)[ \t]+([^\s({]+)[ \t]*(\(?)|(?<![\w.$-])param\s{0,20}\(/gi;
/** What may be before the `param` of a script, and between a function and its own, with blanks in place of comments. */
const BEFORE_PARAM = /^(\s*\{)?(?:\s|\[(?:[^[\]]|\[[^[\]]*\])*\])*$/;
const COMMENT = /<#[\s\S]*?(?:#>|$)|(?<![\w`$])#[^\n]*/g;

/** Maximum number of parameters of a function. The values of more are not known. */
const MAX_PARAMETERS = 100;

interface Parameter {
  readonly name: string;
  /** Where its name is. */
  readonly start: number;
  readonly isSwitch: boolean;
  readonly default: Assignment | undefined;
}

/** The parameters of the functions in a script of PowerShell, and those of the script. */
export class PowershellParameters {
  /**
   * The values that the calls in the script give to the parameters of its functions, by the names of the parameters in lower case. Undefined: a value that
   * the file does not tell. A name that several functions have is not here: what it is depends on the function.
   */
  readonly values = new Map<string, (Slice | undefined)[]>();
  readonly #script: Slice;
  /** The default values, by the places of the parameters. */
  readonly #defaults = new Map<number, Assignment | undefined>();

  constructor(script: Slice, commands: readonly ShellCommand[]) {
    this.#script = script;
    const functions = new Map<string, readonly string[]>();
    const counts = new Map<string, number>();
    const lists = listsIn(script);
    for (const { owner, parameters } of lists) {
      const names = parameters.filter(({ isSwitch }) => !isSwitch).map(({ name }) => name);
      const isKnown = names.length <= MAX_PARAMETERS;
      if (owner === undefined || owner === SCRIPT) {
        continue;
      }
      functions.set(owner, isKnown ? names : []);
      for (const name of names) {
        counts.set(name, (counts.get(name) ?? 0) + 1);
        if (!isKnown) {
          this.values.set(name, [undefined]);
        }
      }
    }
    const called = new Set<string>();
    for (const { words } of functions.size === 0 ? [] : commands) {
      const name = words[0]?.text.toLowerCase() ?? '';
      called.add(name);
      for (const [parameter, value] of argumentsOf(script, words.slice(1), functions.get(name) ?? [])) {
        const known = this.values.get(parameter) ?? [];
        if (counts.get(parameter) === 1) {
          known.push(value);
          this.values.set(parameter, known);
        }
      }
    }
    for (const { owner, parameters } of lists) {
      for (const { name, start, default: value } of parameters) {
        // It is not known which function or block gets the value of a call.
        const isOpen = owner === undefined || (called.has(owner) && counts.get(name) !== 1);
        this.#defaults.set(start, isOpen && value !== undefined ? { ...value, values: [...value.values, undefined], how: 'add' } : value);
      }
    }
  }

  /** What a command assigns that is a list of parameters: their default values. Undefined: it has no parameters. */
  defaultsIn({ words }: ShellCommand): readonly Assignment[] | undefined {
    if (this.#defaults.size === 0) {
      return undefined;
    }
    const places = words.flatMap(({ start, end }) => {
      const place = start + this.#script.text.slice(start, end).indexOf('$');
      return this.#defaults.has(place) ? [place] : [];
    });
    return places.length === 0 ? undefined : places.flatMap((place) => this.#defaults.get(place) ?? []);
  }
}

/** In place of a name of a function. */
const SCRIPT = '';

interface ParameterList {
  /** The function that it belongs to, in lower case, or `SCRIPT`. Undefined: it is not known. */
  readonly owner: string | undefined;
  readonly parameters: readonly Parameter[];
}

interface Owner {
  /** Undefined: it has its list. */
  readonly name: string | undefined;
  readonly end: number;
}

/** The function or script that has a `param`, if it is the last that began before it. */
function ownerOf(between: string, { name }: Owner): string | undefined {
  const found = BEFORE_PARAM.exec(between);
  return found !== null && (found[1] === undefined) === (name === SCRIPT) ? name : undefined;
}

function listsIn(script: Slice): readonly ParameterList[] {
  const text = script.text.replace(COMMENT, (comment) => ' '.repeat(comment.length));
  const lists: { readonly owner: string | undefined; readonly start: number }[] = [];
  let before: Owner = { name: SCRIPT, end: 0 };
  for (const { 0: written, 1: name, 2: bracket, index } of text.matchAll(BEGINNING)) {
    const end = index + written.length;
    if (name !== undefined) {
      // `function global:NAME`
      before = { name: name.slice(name.lastIndexOf(':') + 1).toLowerCase(), end };
    }
    if (bracket !== '') {
      lists.push({ owner: name === undefined ? ownerOf(text.slice(before.end, index), before) : before.name, start: end });
      before = { name: undefined, end };
    }
  }
  // No list has another function in it.
  return lists.map(({ owner, start }, i) => ({ owner, parameters: parametersIn(script, start, lists[i + 1]?.start ?? script.length) }));
}

/** The parameters in a list up to its closing bracket. None: it has no end. */
function parametersIn(script: Slice, start: number, end: number): readonly Parameter[] {
  const { text } = script;
  const items: Parameter[] = [];
  let depth = 1;
  let from = start;
  /** The item, with blanks in place of what is in brackets, in quotes and in comments. */
  let plain = '';
  for (let i = start; i < end; i++) {
    const character = text.charAt(i);
    const last = endOfHidden(text, i, end);
    if (last > i) {
      plain += ' '.repeat(last - i);
      i = last - 1;
      continue;
    }
    depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
    if (depth === 0 || (depth === 1 && character === ',')) {
      addAll(items, parameterIn(script, from, plain));
      from = i + 1;
      plain = '';
    } else {
      plain += depth === 1 && !')]}'.includes(character) ? character : ' ';
    }
    if (depth === 0) {
      return items;
    }
  }
  return [];
}

/** The end of a quoted text or of a comment that begins at a place. The place itself: there is none. */
function endOfHidden(text: string, at: number, end: number): number {
  const character = text.charAt(at);
  const close = character === '#' ? '\n' : character;
  if (!'#\'"'.includes(character)) {
    return at;
  }
  let i = at + 1;
  while (i < end && text.charAt(i) !== close) {
    i += text.charAt(i) === '`' && close === '"' ? 2 : 1;
  }
  return Math.min(end, i + 1);
}

/** `[string] $NAME = 'value'` */
function parameterIn(script: Slice, from: number, plain: string): readonly Parameter[] {
  const [written, name = '', equals] = /^[^$]*\$(\w{1,100})(\s*=)?/.exec(plain) ?? [];
  if (written === undefined) {
    return [];
  }
  const start = from + plain.indexOf('$');
  const expression = script.sub(from + written.length, from + plain.length);
  const isEmpty = equals === undefined || /^\s*\$null\s*$/i.test(expression.text);
  return [
    {
      name: name.toLowerCase(),
      start,
      isSwitch: /\[switch\]/i.test(script.text.slice(from, start)),
      default: isEmpty ? undefined : { name, values: [textIn(expression)], how: 'replace' },
    },
  ];
}

/** The text that an expression is, with blanks between those of a list. Undefined: only running it tells. */
function textIn(expression: Slice): Slice | undefined {
  const open = /^\s*@\(/.exec(expression.text)?.[0].length ?? 0;
  const found = powershellTexts(expression, open);
  const rest = expression.text.slice(found?.end ?? 0);
  return found !== undefined && (open > 0 ? /^\)\s*$/.test(rest) : rest === '') ? joinedByBlanks(found.texts) : undefined;
}

/** `-NAME VALUE` or `-NAME:VALUE`, and values for the other parameters in their order. A comma continues a list. */
function argumentsOf(
  script: Slice,
  words: readonly Word[],
  parameters: readonly string[],
): readonly (readonly [string, Slice | undefined])[] {
  const found: (readonly [string, Slice | undefined])[] = [];
  const open = [...parameters];
  let next: string | undefined;
  let last: string | undefined;
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    // The texts of one list in brackets all have its place.
    const isItem = before !== undefined && (word.start < before.end || script.text.slice(before.end, word.start).includes(','));
    // A quoted text is a value.
    const isOption = !isItem && script.text.charAt(word.start) === '-';
    const [written = '', option] = (isOption ? /^-(\w{1,100})(?::|$)/.exec(word.text.toLowerCase()) : undefined) ?? [];
    if (option !== undefined) {
      next = open.find((name) => name === option) ?? open.find((name) => name.startsWith(option));
      last = undefined;
      if (written.length === word.text.length) {
        continue;
      }
    }
    const name: string | undefined = isItem ? last : (next ?? (option === undefined ? open[0] : undefined));
    if (!isItem && name !== undefined) {
      open.splice(open.indexOf(name), 1);
    }
    next = undefined;
    last = name;
    if (name !== undefined) {
      const value = sliceOfWord(script, word, written.length);
      found.push([name, /^\$?\(/.test(value.text) ? undefined : value.sub(0, value.text.replace(/,$/, '').length)]);
    }
  }
  // What is in brackets after `-NAME:` is a command of its own.
  return next === undefined ? found : [...found, [next, undefined]];
}
