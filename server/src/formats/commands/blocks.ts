import type { ShellCommand } from '../syntax/shell';
import { nameOfFunction, type ShellFunctions } from './functions';
import type { ShellScope } from './scope';

const OPENING: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'for', 'select', '{']);
const CLOSING: ReadonlySet<string> = new Set(['fi', 'esac', 'done', '}']);
const BETWEEN: ReadonlySet<string> = new Set(['then', 'do', 'else', 'elif', '!', 'time']);

/** Follows the blocks of a shell script: which commands always run, and where function bodies begin and end. */
export class BlockTracker {
  readonly #scope: ShellScope;
  /** For each open block: the function to call at its end, if it is a function body. */
  readonly #open: (undefined | (() => void))[] = [];
  #beginsFunction: string | undefined;
  readonly #functions: ShellFunctions;

  constructor(scope: ShellScope, functions: ShellFunctions) {
    this.#scope = scope;
    this.#functions = functions;
  }

  /** Whether an assignment here may be skipped when the script runs. */
  get isConditional(): boolean {
    return this.#open.length > 0;
  }

  /** Whether a command here may run many times, as far as functions do not count. */
  get isInLoop(): boolean {
    return this.#open.at(-1) === undefined && this.#open.length > 0;
  }

  /** Moves on to the next command of the script. */
  pass(command: ShellCommand): void {
    const { words } = command;
    const name = nameOfFunction(command);
    for (const [i, { text }] of words.entries()) {
      if (text === 'function' && i === 0) {
        this.#beginsFunction = name;
        this.#enter(words.some((word) => word.text === '{'));
        return;
      }
      if (OPENING.has(text)) {
        this.#enter(true);
        // The words after `for` and `case` are not commands.
        if (text === 'for' || text === 'case' || text === 'select') {
          break;
        }
      } else if (CLOSING.has(text)) {
        this.#open.pop()?.();
      } else if (!BETWEEN.has(text)) {
        break;
      }
    }
    this.#beginsFunction ??= name;
  }

  #enter(opens: boolean): void {
    if (opens) {
      this.#open.push(this.#beginsFunction === undefined ? undefined : this.#enterFunction(this.#beginsFunction));
      this.#beginsFunction = undefined;
    }
  }

  #enterFunction(name: string): () => void {
    const leave = this.#scope.enterFunction();
    this.#functions.enter(name, this.#scope);
    return () => {
      this.#functions.leave();
      leave();
    };
  }
}
