import type { ShellCommand } from './command';
import type { ShellCursor } from './cursor';

/** The here-documents of a line: their texts follow on the lines after it. */
export class Heredocs {
  readonly #cursor: ShellCursor;
  #open: { readonly mark: string; owner?: ShellCommand }[] = [];
  /** How many of them belong to a command that has ended. */
  #owned = 0;

  constructor(cursor: ShellCursor) {
    this.#cursor = cursor;
  }

  /** `<<MARK` */
  add(mark: string): void {
    this.#open.push({ mark });
  }

  /** A command has ended: those that were added since the last one are its input. */
  own(command: ShellCommand): void {
    for (const heredoc of this.#owned < this.#open.length ? this.#open.slice(this.#owned) : []) {
      heredoc.owner = command;
    }
    this.#owned = this.#open.length;
  }

  /** Reads the texts at the start of a line, and moves after them. */
  read(): void {
    if (this.#open.length === 0) {
      return;
    }
    const cursor = this.#cursor;
    for (const { mark, owner } of this.#open) {
      const start = cursor.at;
      let last = start;
      let isEnd = false;
      while (cursor.at < cursor.text.length && !isEnd) {
        last = cursor.at;
        const end = cursor.find('\n', cursor.at);
        isEnd = cursor.text.slice(cursor.at, end).trim() === mark;
        cursor.at = Math.min(end + 1, cursor.text.length);
      }
      if (owner !== undefined) {
        owner.input = cursor.script.sub(start, isEnd ? last : cursor.at);
      }
    }
    this.#open = [];
    this.#owned = 0;
  }
}
