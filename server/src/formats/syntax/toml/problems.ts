import * as l10n from '@vscode/l10n';
import type { Span } from '../../../packaging/span';
import type { TomlCursor } from './cursor';
import type { TomlKey, TomlProblem } from './node';

/** Maximum number of problems: a file that is not TOML at all needs no longer list. */
export const MAX_PROBLEMS = 100;

/** Collects what is wrong with a TOML text. */
export class ProblemList {
  readonly all: TomlProblem[] = [];
  readonly #cursor: TomlCursor;

  constructor(cursor: TomlCursor) {
    this.#cursor = cursor;
  }

  report(message: string, start: number, end: number): void {
    if (this.all.length < MAX_PROBLEMS) {
      const span: Span = { start, end: Math.min(end, this.#cursor.text.length) };
      this.all.push({ message, span });
    }
  }

  tooDeep({ start, end }: Span): void {
    this.report(l10n.t('This is nested too deeply.'), start, end);
  }

  /** A key that is set for the second time. */
  duplicate({ name, span }: TomlKey): void {
    this.report(
      l10n.t({ message: "'{0}' is already set above.", args: [name], comment: ['{0} is the name of a key.'] }),
      span.start,
      span.end,
    );
  }

  /** Skips characters that are not valid here. */
  skipStray(): void {
    const start = this.#cursor.pos;
    do {
      this.#cursor.pos++;
    } while (!this.#cursor.atEnd && this.#cursor.code === this.#cursor.text.charCodeAt(start));
    this.report(
      l10n.t({ message: "Unexpected '{0}'.", args: [this.#cursor.text.charAt(start)], comment: ['{0} is a character.'] }),
      start,
      this.#cursor.pos,
    );
  }
}
