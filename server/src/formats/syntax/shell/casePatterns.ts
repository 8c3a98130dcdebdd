import type { ShellCommand } from './command';

const BEFORE: ReadonlySet<string> = new Set(['then', 'do', 'else', '{', '!']);

/** Tells the brackets of patterns, `case x in a) …;; (b) …;; esac`, from those of subshells. */
export class CasePatterns {
  #isNext = false;

  /** Whether the next bracket belongs to a pattern. */
  get isNext(): boolean {
    return this.#isNext;
  }

  /** A command has ended. */
  pass(command: ShellCommand | undefined): void {
    const [first, second] = command?.words ?? [];
    const text = first !== undefined && BEFORE.has(first.text) ? second?.text : first?.text;
    if (text === 'case') {
      this.#isNext = true;
    } else if (text === 'esac') {
      this.#isNext = false;
    }
  }

  /** `;;` */
  separate(): void {
    this.#isNext = true;
  }

  /** A closing bracket: the commands of a pattern follow. */
  close(): void {
    this.#isNext = false;
  }
}
