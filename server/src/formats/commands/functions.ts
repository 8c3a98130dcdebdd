import type { Slice } from '../../packaging/slice';
import type { ShellCommand } from '../syntax/shell';
import { sliceOfWord } from '../syntax/words';
import { startOfProgram } from './programs';
import type { ShellScope } from './scope';

/** Maximum number of calls of a function. The arguments of the others are not known. */
const MAX_CALLS = 50;
/** Number of arguments with a variable of their own, `$1` to `$9`. */
const MAX_ARGUMENTS = 9;

/** The arguments of each call of a function. Undefined: not in the file. */
type Calls = readonly (Slice | undefined)[][];

/** The functions of a shell script, with the calls in the same script. */
export class ShellFunctions {
  readonly #calls = new Map<string, (Slice | undefined)[][]>();
  /** The function that is being read, and how many arguments it has shifted away. */
  #current: { readonly calls: Calls; shifted: number } | undefined;

  constructor(script: Slice, commands: readonly ShellCommand[]) {
    for (const command of commands) {
      const name = nameOfFunction(command);
      if (name !== undefined) {
        this.#calls.set(name, []);
      }
    }
    for (const command of this.#calls.size === 0 ? [] : commands) {
      const start = startOfProgram(command.words);
      const calls = nameOfFunction(command) === undefined ? this.#calls.get(command.words[start]?.text ?? '') : undefined;
      if (calls !== undefined && calls.length === MAX_CALLS) {
        calls.push([undefined]);
      } else if (calls !== undefined && calls.length < MAX_CALLS) {
        const words = command.words.slice(start + 1);
        // The arguments of an outer function are not known here.
        calls.push(words.map((word) => (/\$\{?[@*\d]/.test(word.text) ? undefined : sliceOfWord(script, word))));
      }
    }
  }

  /** Enters the body of a function: its arguments become variables. */
  enter(name: string, scope: ShellScope): void {
    const calls = this.#calls.get(name) ?? [];
    this.#current = { calls, shifted: 0 };
    this.#set(scope);
  }

  leave(): void {
    this.#current = undefined;
  }

  /** `shift`. In a loop it is not known how often it runs. */
  shift(words: readonly { readonly text: string }[], isRepeated: boolean, scope: ShellScope): void {
    if (this.#current !== undefined) {
      const count = Number(words[1]?.text ?? 1);
      this.#current.shifted = isRepeated || !Number.isInteger(count) ? Number.POSITIVE_INFINITY : this.#current.shifted + count;
      this.#set(scope);
    }
  }

  #set(scope: ShellScope): void {
    const { calls, shifted } = this.#current as { calls: Calls; shifted: number };
    const isKnown = calls.length > 0 && Number.isFinite(shifted);
    const rest = isKnown ? calls.map((call) => call.slice(shifted)) : [];
    scope.setEach('@', isKnown ? rest.flat() : [undefined]);
    for (let i = 0; i < MAX_ARGUMENTS; i++) {
      scope.setEach(String(i + 1), isKnown ? rest.flatMap((call) => (i < call.length ? [call[i]] : [])) : [undefined]);
    }
  }
}

/** `NAME()` or `function NAME`. Undefined: the command does not begin a function. */
export function nameOfFunction({ words, isFunction }: ShellCommand): string | undefined {
  return isFunction ? words[0]?.text : words[0]?.text === 'function' ? words[1]?.text : undefined;
}
