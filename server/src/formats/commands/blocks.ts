import type { ShellCommand } from '../syntax/shell';
import type { ShellScope } from './scope';

const OPENING: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'for', 'select', '{']);
const CLOSING: ReadonlySet<string> = new Set(['fi', 'esac', 'done', '}']);
const BETWEEN: ReadonlySet<string> = new Set(['then', 'do', 'else', 'elif', '!', 'time']);

/** Follows the blocks of a shell script: which commands always run, and where function bodies begin and end. */
export class BlockTracker {
  readonly #scope: ShellScope;
  /** For each open block: the function to call at its end, if it is a function body. */
  readonly #open: (undefined | (() => void))[] = [];
  #beginsFunction = false;

  constructor(scope: ShellScope) {
    this.#scope = scope;
  }

  /** Whether an assignment here may be skipped when the script runs. */
  get isConditional(): boolean {
    return this.#open.length > 0;
  }

  /** Moves on to the next command of the script. */
  pass({ words, isFunction }: ShellCommand): void {
    for (const [i, { text }] of words.entries()) {
      if (text === 'function' && i === 0) {
        this.#beginsFunction = true;
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
    this.#beginsFunction ||= isFunction === true;
  }

  #enter(opens: boolean): void {
    if (opens) {
      this.#open.push(this.#beginsFunction ? this.#scope.enterFunction() : undefined);
      this.#beginsFunction = false;
    }
  }
}
