import type { FileFormat } from './format';

/** Maximum number of words and characters that the variables of a file are filled in with. A hostile file can make each of them long. */
const MAX_WORDS = 100_000;
const MAX_TEXT = 2_000_000;
/** The same for arguments of shell functions: each call, shift and replacement counts them again. */
const MAX_ARGUMENTS = 100_000;
/** The same for variables of Python and other programming languages, in characters; a value costs more than a character. */
const MAX_PYTHON = 2_000_000;

/** Limits the cost of variables in the scripts of a file: a short script can use long values thousands of times. */
export class ReadingBudget {
  #words = MAX_WORDS;
  #text = MAX_TEXT;
  #arguments = MAX_ARGUMENTS;
  #python = MAX_PYTHON;
  #isReported = false;

  /** Whether no more variables of shells are filled in. */
  get isSpent(): boolean {
    return this.#words <= 0 || this.#text <= 0;
  }

  /** Whether arguments of functions are still known. */
  get hasArguments(): boolean {
    return this.#arguments > 0;
  }

  /** Takes words from it. Whether they may be read. */
  allowsWords(count: number): boolean {
    this.#words -= count;
    return this.#words > 0;
  }

  /** Takes characters from it. Whether they may be read. */
  allowsText(length: number): boolean {
    this.#text -= length;
    return this.#text > 0;
  }

  takeArguments(count: number): void {
    this.#arguments -= count;
  }

  /** Takes what a value of a variable of Python costs. Whether it may be used. */
  allowsPython(cost: number): boolean {
    this.#python -= cost;
    return this.#python >= 0;
  }

  /** Whether variables of shells are no longer filled in. Only the first time, so it is reported once. */
  takeEnd(): boolean {
    const isEnd = !this.#isReported && this.isSpent;
    this.#isReported ||= isEnd;
    return isEnd;
  }
}

/** The budget of the file that is being read. Reading never waits, so there is at most one. */
let current: ReadingBudget | undefined;

/** The budget of the file that is being read: all its scripts, cells and inner files share it. Outside of a file, a new one. */
export function currentBudget(): ReadingBudget {
  return current ?? new ReadingBudget();
}

/** The same format, with one budget for everything in a text. A text inside of another one has that one's. */
export function overOneBudget(format: FileFormat): FileFormat {
  return {
    ...format,
    parse(text) {
      if (current !== undefined) {
        return format.parse(text);
      }
      current = new ReadingBudget();
      try {
        return format.parse(text);
      } finally {
        current = undefined;
      }
    },
  };
}
