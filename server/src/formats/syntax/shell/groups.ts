import type { ShellCommand, ShellPart } from './command';

/** Finds the commands of groups, `( … )` and `{ …; }`. */
export class ShellGroups {
  /** For each open group, how many parts the script has before it. */
  readonly #open: number[] = [];
  /** The subshell that ended last, and how many parts the script had then. */
  #ended: { readonly start: number; readonly end: number } | undefined;

  open(parts: readonly ShellPart[]): void {
    this.#open.push(parts.length);
  }

  close(parts: readonly ShellPart[]): void {
    const start = this.#open.pop();
    this.#ended = start === undefined ? undefined : { start, end: parts.length };
  }

  /** Moves on to the next command, the last of the parts. */
  pass(command: ShellCommand, parts: readonly ShellPart[]): void {
    const [first] = command.words;
    if (first?.text === '{') {
      this.#open.push(parts.length - 1);
    } else if (first?.text === '}') {
      const start = this.#open.pop();
      if (start !== undefined) {
        command.group = commandsIn(parts, start, parts.length - 1);
      }
    }
  }

  /** A command that stands for a subshell that ended just before this place. */
  take(parts: readonly ShellPart[]): ShellCommand | undefined {
    const ended = this.#ended;
    this.#ended = undefined;
    return ended === undefined || ended.end < parts.length ? undefined : { words: [], group: commandsIn(parts, ended.start, ended.end) };
  }
}

/** Maximum number of commands of a group. What a larger one prints is not known. */
const MAX_COMMANDS = 1_000;

function commandsIn(parts: readonly ShellPart[], start: number, end: number): readonly ShellCommand[] | undefined {
  return end - start > MAX_COMMANDS ? undefined : parts.slice(start, end).flatMap((part) => ('words' in part ? [part] : []));
}
