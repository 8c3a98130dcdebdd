import type { Slice } from '../../packaging/slice';
import { currentBudget } from '../manifest/readingBudget';
import type { ShellCommand } from '../syntax/shell/command';
import { sliceOfWord } from '../syntax/words';
import { afterBlank } from './assignments/joined';
import { BlockTracker, nameOfFunction } from './blocks';
import { startOfProgram } from './programs/programs';
import type { ShellScope } from './variables/scope';

/** Maximum number of calls of a function. The arguments of the others are not known. */
const MAX_CALLS = 50;
/** Number of arguments with a variable of their own, `$1` to `$9`. */
const MAX_ARGUMENTS = 9;

/** Maximum number of functions that pass arguments on to each other, and of arguments of a call. */
const MAX_DEPTH = 50;
const MAX_WORDS = 2_000;

/** The arguments of a call. Undefined: not in the file. */
type Arguments = readonly (Slice | undefined)[];

/** The arguments as written, and the function that the call is in. */
interface Call {
  readonly words: readonly Slice[];
  readonly within: string | undefined;
}

/** The arguments at a place. */
interface Current {
  readonly calls: readonly Arguments[];
  shifted: number;
  /** By `set --`, not by calls. */
  readonly isSet: boolean;
}

const UNKNOWN: readonly Arguments[] = [[undefined]];

/** The functions of a shell script, with the calls in the same script. */
export class ShellFunctions {
  readonly #calls = new Map<string, (Call | undefined)[]>();
  /** The arguments of the calls. Unknown while they are looked up: a function calls itself. */
  readonly #known = new Map<string, readonly Arguments[]>();
  readonly #budget = currentBudget();
  /** The function that is being read, or the script with arguments of its own, and how many arguments it has shifted away. */
  #current: Current | undefined;

  constructor(script: Slice, commands: readonly ShellCommand[]) {
    for (const command of commands) {
      const name = nameOfFunction(command);
      if (name !== undefined) {
        this.#calls.set(name, []);
      }
    }
    const around: string[] = [];
    const blocks = new BlockTracker((name) => {
      around.push(name);
      return () => around.pop();
    });
    for (const command of this.#calls.size === 0 ? [] : commands) {
      blocks.pass(command);
      const start = startOfProgram(command.words);
      const calls = nameOfFunction(command) === undefined ? this.#calls.get(command.words[start]?.text ?? '') : undefined;
      if (calls !== undefined && calls.length === MAX_CALLS) {
        calls.push(undefined);
      } else if (calls !== undefined && calls.length < MAX_CALLS) {
        calls.push({ words: command.words.slice(start + 1).map((word) => sliceOfWord(script, word)), within: around.at(-1) });
      }
    }
  }

  /** Enters the body of a function: its arguments become variables. Call the result to leave it. */
  enter(name: string, scope: ShellScope): () => void {
    const outer = this.#current;
    this.#current = { calls: this.#argumentsOf(name), shifted: 0, isSet: false };
    this.#set(scope);
    return () => {
      this.#current = outer;
    };
  }

  /** `shift` and `shift NUMBER`. In a loop it is not known how often it runs. */
  shift(by: string | undefined, isRepeated: boolean, scope: ShellScope): void {
    if (this.#current !== undefined) {
      const count = Number(by ?? 1);
      this.#current.shifted = isRepeated || !Number.isInteger(count) ? Number.POSITIVE_INFINITY : this.#current.shifted + count;
      this.#set(scope);
    }
  }

  /** `set -- ARGUMENT …`. Where it may not run, the arguments before it also count. */
  replace(words: readonly Slice[], isConditional: boolean, scope: ShellScope): void {
    const { calls = UNKNOWN, shifted = 0 } = (this.#budget.hasArguments ? this.#current : undefined) ?? {};
    const before = Number.isFinite(shifted) ? calls.map((call) => call.slice(shifted)) : UNKNOWN;
    const after = filled(words, before);
    this.#current = { calls: limited(isConditional ? [...before, ...after] : after), shifted: 0, isSet: true };
    this.#set(scope);
  }

  #argumentsOf(name: string, depth = 0): readonly Arguments[] {
    const known = depth > MAX_DEPTH || !this.#budget.hasArguments ? UNKNOWN : this.#known.get(name);
    if (known !== undefined) {
      return known;
    }
    this.#known.set(name, UNKNOWN);
    const found = (this.#calls.get(name) ?? []).flatMap((call) =>
      call === undefined
        ? UNKNOWN
        : filled(call.words, call.within === undefined ? UNKNOWN : () => this.#argumentsOf(call.within ?? '', depth + 1)),
    );
    const all = limited(found);
    this.#budget.takeArguments(all.reduce((sum, one) => sum + one.length, 1));
    this.#known.set(name, all);
    return all;
  }

  #set(scope: ShellScope): void {
    const { calls, shifted, isSet } = this.#current as Current;
    this.#budget.takeArguments(calls.reduce((sum, one) => sum + one.length, 1));
    const isKnown = calls.length > 0 && Number.isFinite(shifted) && this.#budget.hasArguments;
    const rest = isKnown ? calls.map((call) => call.slice(shifted)) : [];
    // A call of a function is read itself: `f pip install NAME`.
    const wholes = isKnown && isSet ? rest.map((call) => call.flatMap((word) => afterBlank(word) ?? [])) : undefined;
    scope.setEach('@', isKnown ? rest.flat() : [undefined], wholes);
    for (let i = 0; i < MAX_ARGUMENTS; i++) {
      scope.setEach(String(i + 1), isKnown ? rest.flatMap((call) => (i < call.length ? [call[i]] : [])) : [undefined]);
    }
  }
}

function limited(calls: readonly Arguments[]): readonly Arguments[] {
  return calls.length > MAX_CALLS ? [...calls.slice(0, MAX_CALLS), ...UNKNOWN] : calls;
}

/** Words with the arguments of the function that they are in: one list for each of its calls, if they have any. */
function filled(words: readonly Slice[], outer: readonly Arguments[] | (() => readonly Arguments[])): readonly Arguments[] {
  if (!words.some(({ text }) => /\$\{?[@*\d]/.test(text))) {
    return [words];
  }
  const calls = typeof outer === 'function' ? outer() : outer;
  return (calls.length === 0 ? UNKNOWN : calls).map((call) => {
    if (words.length * Math.max(1, call.length) > MAX_WORDS) {
      return [undefined];
    }
    return words.flatMap((word): Arguments => {
      const name = /^\$(?:\{([@*\d])\}|([@*\d]))$/.exec(word.text);
      const place = name?.[1] ?? name?.[2];
      if (place === undefined) {
        return /\$\{?[@*\d]/.test(word.text) ? [undefined] : [word];
      }
      const isUnknown = call.includes(undefined);
      return place === '@' || place === '*' ? call : isUnknown ? [undefined] : call.slice(Number(place) - 1, Number(place));
    });
  });
}
