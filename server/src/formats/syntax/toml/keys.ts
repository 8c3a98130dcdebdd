import * as l10n from '@vscode/l10n';
import { APOSTROPHE, DOT, isBareKey, QUOTE, type TomlCursor } from './cursor';
import type { TomlKey } from './node';
import type { ProblemList } from './problems';
import { readStringHere, type StringContext } from './string';

/** Maximum number of dotted keys in a row. */
const MAX_KEYS = 64;

/** Reads the keys of a TOML text at a cursor. */
export class KeyReader {
  readonly #cursor: TomlCursor;
  readonly #problems: ProblemList;
  readonly #strings: StringContext;

  constructor(cursor: TomlCursor, problems: ProblemList, strings: StringContext) {
    this.#cursor = cursor;
    this.#problems = problems;
    this.#strings = strings;
  }

  /** At least one key. Undefined: none could be read. Stops after the spaces that follow. */
  dottedKey(): TomlKey[] | undefined {
    let keys: TomlKey[] | undefined;
    for (;;) {
      this.#cursor.skipSpaces();
      const key = this.#key();
      if (key === undefined) {
        this.#problems.report(l10n.t('Missing key.'), this.#cursor.pos, this.#cursor.pos);
        return keys;
      }
      if (keys === undefined) {
        keys = [key];
      } else {
        keys.push(key);
      }
      this.#cursor.skipSpaces();
      if (this.#cursor.code !== DOT) {
        return keys;
      }
      if (keys.length === MAX_KEYS) {
        this.#problems.tooDeep(key.span);
        return undefined;
      }
      this.#cursor.pos++;
    }
  }

  #key(): TomlKey | undefined {
    const start = this.#cursor.pos;
    const code = this.#cursor.code;
    if (code === QUOTE || code === APOSTROPHE) {
      const { slice, span } = readStringHere(this.#cursor, this.#strings, false);
      return { name: slice.text, nameSpan: slice.span(), span };
    }
    let foreign = false;
    let end = start;
    for (; end < this.#cursor.text.length; end++) {
      const each = this.#cursor.text.charCodeAt(end);
      if (!isBareKey(each)) {
        if (each <= 0x7f) {
          break;
        }
        foreign = true;
      }
    }
    if (end === start) {
      return undefined;
    }
    this.#cursor.pos = end;
    if (foreign) {
      this.#problems.report(l10n.t('Keys with these characters must be quoted.'), start, end);
    }
    const span = { start, end };
    return { name: this.#cursor.text.slice(start, end), nameSpan: span, span };
  }
}
