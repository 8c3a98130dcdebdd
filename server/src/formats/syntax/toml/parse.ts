import * as l10n from '@vscode/l10n';
import { startOfText } from '../lines';
import { EQUALS, HASH, OPEN_BRACKET, TomlCursor } from './cursor';
import { KeyReader } from './keys';
import { type TomlDocument, type TomlProblem, type TomlStatement, TomlTable } from './node';
import { MAX_PROBLEMS, ProblemList } from './problems';
import { assign, openTable } from './tables';
import { TomlValueReader } from './values';

/** A statement without a known end yet. */
interface OpenStatement extends TomlStatement {
  end: number;
}

/**
 * Reads TOML 1.0 (and the looser inline tables, escapes and times of 1.1) in linear time, and continues after an
 * error: at the next comma, line or header, whichever is most likely meant. Valid text is read as the specification says.
 */
export function parseToml(text: string): TomlDocument {
  if (last?.text === text) {
    return last.document;
  }
  const reader = new Reader(text);
  reader.document();
  const document = { root: reader.root, problems: reader.problems };
  last = text.length <= MAX_KEPT ? { text, document } : undefined;
  return document;
}

/** Longer texts (UTF-16 units) are not cached. */
const MAX_KEPT = 100_000;

/** The last result: the same version of a pyproject.toml is read for its dependencies, its configuration and its project, one after the other. */
let last: { readonly text: string; readonly document: TomlDocument } | undefined;

class Reader {
  readonly root: TomlTable;
  readonly #cursor: TomlCursor;
  readonly #problems: ProblemList;
  readonly #keys: KeyReader;
  readonly #values: TomlValueReader;
  #table: TomlTable;
  #section: OpenStatement | undefined;

  constructor(text: string) {
    this.#cursor = new TomlCursor(text);
    this.#problems = new ProblemList(this.#cursor);
    const report = (message: string, start: number, end: number): void => this.#problems.report(message, start, end);
    const strings = { text, endless: { '"': false, "'": false }, report };
    this.#keys = new KeyReader(this.#cursor, this.#problems, strings);
    this.#values = new TomlValueReader(this.#cursor, this.#problems, strings, this.#keys);
    this.root = new TomlTable({ start: 0, end: text.length }, 'header');
    this.#table = this.root;
  }

  get problems(): readonly TomlProblem[] {
    return this.#problems.all;
  }

  document(): void {
    this.#cursor.pos = startOfText(this.#cursor.text);
    for (;;) {
      this.#cursor.pos = this.#cursor.afterBlank;
      if (this.#cursor.atEnd) {
        return;
      }
      this.#cursor.ranOver = false;
      const healthy = this.#cursor.code === OPEN_BRACKET ? this.#header() : this.#keyValue();
      if (!this.#cursor.ranOver) {
        this.#endOfLine(healthy);
      }
    }
  }

  #header(): boolean {
    const start = this.#cursor.pos;
    const ofTables = this.#cursor.text.charCodeAt(start + 1) === OPEN_BRACKET;
    this.#cursor.pos += ofTables ? 2 : 1;
    const keys = this.#keys.dottedKey();
    const section: OpenStatement = { kind: 'section', start, end: this.#cursor.pos };
    this.#section = section;
    if (keys === undefined) {
      this.#table = new TomlTable({ start, end: start }, 'header');
      return false;
    }
    const close = ofTables ? ']]' : ']';
    const closed = this.#cursor.text.startsWith(close, this.#cursor.pos);
    if (closed) {
      this.#cursor.pos += close.length;
    } else {
      this.#problems.report(
        l10n.t({ message: "This table header has no closing '{0}'.", args: [close], comment: ['{0} is a bracket.'] }),
        start,
        this.#cursor.pos,
      );
    }
    section.end = this.#cursor.pos;
    this.#table = openTable(this.root, keys, ofTables, section, this.#problems);
    return closed;
  }

  #keyValue(): boolean {
    const start = this.#cursor.pos;
    const keys = this.#keys.dottedKey();
    if (keys === undefined) {
      return false;
    }
    if (this.#cursor.code !== EQUALS) {
      this.#problems.report(l10n.t("A key needs '=' and a value."), start, this.#cursor.pos);
      return false;
    }
    this.#cursor.pos++;
    this.#cursor.skipSpaces();
    const before = this.problems.length;
    const value = this.#values.value(1);
    const end = Math.max(value.span.end, keys.at(-1)?.span.end ?? start);
    assign(this.#table, keys, value, { kind: 'line', start, end }, this.#problems);
    if (this.#section !== undefined) {
      this.#section.end = end;
    }
    return this.problems.length === before && before < MAX_PROBLEMS;
  }

  /** Only a comment may follow on the line. `report` is false if the line already has a problem. */
  #endOfLine(report: boolean): void {
    this.#cursor.skipSpaces();
    const code = this.#cursor.code;
    if (report && code !== HASH && !this.#cursor.atLineEnd) {
      const start = this.#cursor.pos;
      this.#problems.report(l10n.t('Unexpected text after the value.'), start, this.#cursor.lineEnd);
    }
    this.#cursor.pos = this.#cursor.lineEnd;
  }
}
