import type { CommandCollector } from './commandCollector';
import type { ShellCursor } from './cursor';
import type { OpenWord } from './openWord';

/** Recognizes the brackets of lists: `NAME=(a b)`, PowerShell's `@("a", "b")`, the command prompt's `for %%N in (a b)`. */
export class ListBrackets {
  readonly #cursor: ShellCursor;
  readonly #word: OpenWord;
  readonly #commands: CommandCollector;
  readonly #lastBracket: number;

  constructor(cursor: ShellCursor, word: OpenWord, commands: CommandCollector) {
    this.#cursor = cursor;
    this.#word = word;
    this.#commands = commands;
    this.#lastBracket = cursor.text.lastIndexOf(')');
  }

  /** The text before the bracket here, if it opens a list. Undefined: it opens none. */
  get target(): string | undefined {
    if (this.#commands.isInList || this.#cursor.at > this.#lastBracket) {
      return undefined;
    }
    const written = this.#word.written;
    switch (this.#cursor.dialect) {
      case 'posix':
        return /^[A-Za-z_]\w*\+?=$/.test(written) ? written : undefined;
      case 'powershell':
        return written === '@' ? '' : undefined;
      default:
        return written === '' && this.#isAfterIn() ? '' : undefined;
    }
  }

  #isAfterIn(): boolean {
    const { words } = this.#commands;
    return /^for$/i.test(words[0]?.text ?? '') && /^in$/i.test(words.at(-1)?.text ?? '');
  }

  /** Begins the list after the bracket. */
  open(target: string): void {
    if (target !== '') {
      this.#commands.addWord({ text: target, start: this.#word.start, end: this.#cursor.at });
    }
    this.#word.drop();
    this.#commands.openList(target);
    this.#cursor.at++;
  }
}
