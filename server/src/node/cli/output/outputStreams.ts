import type { WriteStream } from 'node:tty';
import type { Logger } from '../../../host';
import type { ColorChoice } from '../commandLine/options';
import { type ProgressLine, progressOn } from '../terminal/progress';
import { PLAIN, type Style, styleFor, usesColor } from '../terminal/style';
import { escapeForTerminal, escapeLinesForTerminal } from './terminalEscape';

/** A stream of a process: a terminal, a pipe or a file. */
type Stream = NodeJS.WritableStream & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

export interface OutputPreferences {
  readonly color: ColorChoice;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

const NARROWEST = 40;
/** Longer lines are hard to read. */
const WIDEST = 100;

/** Standard output and standard error, with the user's options. */
export class Output {
  readonly #out: Stream;
  readonly #error: Stream;
  readonly #env: Readonly<Record<string, string | undefined>>;
  #preferences: OutputPreferences = { color: 'auto', quiet: false, verbose: false };
  #progress: ProgressLine | undefined;

  constructor(out: Stream, error: Stream, env: Readonly<Record<string, string | undefined>>) {
    this.#out = out;
    this.#error = error;
    this.#env = env;
  }

  /** The output options of this call. `--color` and the like have to be read first. */
  prefer(preferences: OutputPreferences): void {
    this.#preferences = preferences;
  }

  get quiet(): boolean {
    return this.#preferences.quiet;
  }

  get verbose(): boolean {
    return this.#preferences.verbose;
  }

  /** For texts on standard output. `toFile`: they go into a file instead. */
  style(toFile = false): Style {
    const isTerminal = !toFile && this.#out.isTTY === true;
    const { color } = this.#preferences;
    return toFile && color === 'auto' ? PLAIN : styleFor(usesColor(color, isTerminal, this.#env));
  }

  /** Columns of a text on standard output. */
  get columns(): number {
    return Math.min(Math.max(this.#out.columns ?? WIDEST, NARROWEST), WIDEST);
  }

  readonly write = (text: string): void => {
    this.clearProgress();
    this.#out.write(text);
  };

  readonly writeError = (text: string): void => {
    this.clearProgress();
    this.#error.write(text);
  };

  /** Reports an error. It may contain the name of a file from elsewhere. */
  readonly complain = (message: string): void => {
    this.writeError(`lookalike: ${escapeForTerminal(message)}\n`);
  };

  /** The current task of a long call. Shown on a terminal only. */
  readonly showProgress = (text: string): void => {
    if (!this.quiet) {
      this.#progress ??= progressOn(this.#error);
      this.#progress.show(escapeForTerminal(text));
    }
  };

  clearProgress(): void {
    this.#progress?.clear();
  }

  /** Log messages: warnings and errors, and with `--verbose` all. */
  readonly logger: Logger = {
    info: (message) => {
      if (this.verbose) {
        this.complain(message);
      }
    },
    warn: this.complain,
    // It may contain a stack.
    error: (message) => this.writeError(`lookalike: ${escapeLinesForTerminal(message)}\n`),
  };
}
