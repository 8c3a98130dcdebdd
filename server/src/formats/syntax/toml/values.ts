import * as l10n from '@vscode/l10n';
import { isDigit } from '../../../packaging/characters';
import { ArrayReader } from './arrays';
import { APOSTROPHE, CLOSE_BRACE, CLOSE_BRACKET, COMMA, HASH, OPEN_BRACE, OPEN_BRACKET, QUOTE, SPACE, type TomlCursor } from './cursor';
import { InlineTableReader } from './inlineTables';
import type { KeyReader } from './keys';
import type { TomlScalar, TomlValue } from './node';
import type { ProblemList } from './problems';
import { scalarKind } from './scalar';
import { readStringHere, type StringContext } from './string';

/** Maximum depth of nested brackets. Deeper text is reported and skipped. */
const MAX_DEPTH = 64;

/** Reads the values of a TOML text at a cursor. */
export class TomlValueReader {
  readonly #cursor: TomlCursor;
  readonly #problems: ProblemList;
  readonly #strings: StringContext;
  readonly #arrays: ArrayReader;
  readonly #tables: InlineTableReader;

  constructor(cursor: TomlCursor, problems: ProblemList, strings: StringContext, keys: KeyReader) {
    this.#cursor = cursor;
    this.#problems = problems;
    this.#strings = strings;
    const readInner = (depth: number): TomlValue => this.value(depth);
    this.#arrays = new ArrayReader(cursor, problems, readInner);
    this.#tables = new InlineTableReader(cursor, problems, keys, readInner);
  }

  /** @param depth the number of brackets that the value would be in, if it has brackets */
  value(depth: number): TomlValue {
    switch (this.#cursor.code) {
      case QUOTE:
      case APOSTROPHE:
        return readStringHere(this.#cursor, this.#strings, true);
      case OPEN_BRACKET:
        return depth > MAX_DEPTH ? this.#tooDeep() : this.#arrays.read(depth);
      case OPEN_BRACE:
        return depth > MAX_DEPTH ? this.#tooDeep() : this.#tables.read(depth);
      default:
        return this.#scalar();
    }
  }

  #scalar(): TomlScalar {
    const start = this.#cursor.pos;
    let end = this.#scalarEnd(start);
    const separated = this.#cursor.text.charCodeAt(end) === SPACE && isDigit(this.#cursor.text.charCodeAt(end + 1));
    if (separated && scalarKind(this.#cursor.text.slice(start, end)) === 'datetime') {
      end = this.#scalarEnd(end + 1);
    }
    this.#cursor.pos = end;
    const span = { start, end };
    if (end === start) {
      this.#problems.report(l10n.t('Missing value.'), start, start);
      return { kind: 'missing', text: '', span };
    }
    const text = this.#cursor.text.slice(start, end);
    const kind = scalarKind(text);
    if (kind === 'invalid') {
      this.#problems.report(l10n.t('This value must be quoted.'), start, end);
    }
    return { kind, text, span };
  }

  #scalarEnd(from: number): number {
    let end = from;
    for (; end < this.#cursor.text.length; end++) {
      const code = this.#cursor.text.charCodeAt(end);
      if (code <= SPACE || code === COMMA || code === HASH || code === CLOSE_BRACKET || code === CLOSE_BRACE) {
        break;
      }
    }
    return end;
  }

  #tooDeep(): TomlScalar {
    const start = this.#cursor.pos;
    this.#cursor.pos = this.#cursor.lineEnd;
    this.#problems.tooDeep({ start, end: start + 1 });
    return { kind: 'invalid', text: '', span: { start, end: this.#cursor.pos } };
  }
}
