import type { ShellCommand } from '../syntax/shell/command';

const OPENING: ReadonlySet<string> = new Set(['if', 'case', 'while', 'until', 'for', 'select', '{']);
const CLOSING: ReadonlySet<string> = new Set(['fi', 'esac', 'done', '}']);
const LOOPS: ReadonlySet<string> = new Set(['while', 'until', 'for', 'select']);
const BETWEEN: ReadonlySet<string> = new Set(['then', 'do', 'else', 'elif', '!', 'time']);

/** Follows the blocks of a shell script: which commands always run, and where function bodies begin and end. */
export class BlockTracker {
  /** Enters the body of a function. Its result leaves it. */
  readonly #enterFunction: (name: string) => () => void;
  /** For each open block: the function to call at its end, if it is a function body. */
  readonly #open: (undefined | (() => void))[] = [];
  #beginsFunction: string | undefined;
  /** A `goto` of the command prompt may pass any command after it. */
  #hasJump = false;

  constructor(enterFunction: (name: string) => () => void) {
    this.#enterFunction = enterFunction;
  }

  /** Whether an assignment here may be skipped when the script runs. */
  get isConditional(): boolean {
    return this.#open.length > 0 || this.#hasJump;
  }

  /** Whether the innermost block is a loop or a condition, and not the body of a function. */
  get isInBlock(): boolean {
    return this.#open.at(-1) === undefined && this.#open.length > 0;
  }

  /** Moves on to the next command of the script. */
  pass(command: ShellCommand): void {
    const { words } = command;
    const name = nameOfFunction(command);
    this.#hasJump ||= words.some(({ text }) => /^@?goto$/i.test(text));
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
}

/** `NAME()` or `function NAME`. Undefined: the command does not begin a function. */
export function nameOfFunction({ words, isFunction }: ShellCommand): string | undefined {
  return isFunction ? words[0]?.text : words[0]?.text === 'function' ? words[1]?.text : undefined;
}

/** The `done` of each loop, by the command that begins the loop. */
export function endsOfLoops(commands: readonly ShellCommand[]): ReadonlyMap<ShellCommand, ShellCommand> {
  const ends = new Map<ShellCommand, ShellCommand>();
  const open: ShellCommand[] = [];
  for (const command of commands) {
    for (const { text } of command.words) {
      if (LOOPS.has(text)) {
        open.push(command);
      } else if (text === 'done') {
        const start = open.pop();
        if (start !== undefined) {
          ends.set(start, command);
        }
      } else if (!BETWEEN.has(text) && !OPENING.has(text) && !CLOSING.has(text)) {
        break;
      }
      if (text === 'for' || text === 'case' || text === 'select') {
        break;
      }
    }
  }
  return ends;
}
