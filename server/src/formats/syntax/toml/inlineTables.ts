import * as l10n from '@vscode/l10n';
import type { InnerReader } from './arrays';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, EQUALS, HASH, indentation, type TomlCursor } from './cursor';
import type { KeyReader } from './keys';
import { startsKeyValue } from './lookahead';
import { TomlTable } from './node';
import type { ProblemList } from './problems';
import { assign } from './tables';

/** Reads the inline tables of a TOML text at a cursor. */
export class InlineTableReader {
  readonly #cursor: TomlCursor;
  readonly #problems: ProblemList;
  readonly #keys: KeyReader;
  readonly #readInner: InnerReader;

  constructor(cursor: TomlCursor, problems: ProblemList, keys: KeyReader, readInner: InnerReader) {
    this.#cursor = cursor;
    this.#problems = problems;
    this.#keys = keys;
    this.#readInner = readInner;
  }

  /** `{…}` */
  read(depth: number): TomlTable {
    const start = this.#cursor.pos;
    const span = { start, end: start + 1 };
    const table = new TomlTable(span, 'inline');
    this.#cursor.pos++;
    let wantsComma = false;
    for (;;) {
      this.#cursor.skipSpaces();
      const code = this.#cursor.code;
      if ((code === HASH || this.#cursor.atLineEnd) && this.#continuesBelow(start, wantsComma)) {
        this.#cursor.pos = this.#cursor.afterBlank;
        continue;
      }
      if (code === HASH || code === CLOSE_BRACKET || this.#cursor.atLineEnd) {
        this.#problems.report(
          l10n.t({ message: "'{0}' has no closing '{1}'.", args: ['{', '}'], comment: ['{0} is a brace. {1} is a brace.'] }),
          start,
          start + 1,
        );
        break;
      }
      if (code === CLOSE_BRACE) {
        span.end = ++this.#cursor.pos;
        break;
      }
      if (code === COMMA) {
        if (!wantsComma) {
          this.#problems.report(l10n.t('Missing value.'), this.#cursor.pos, this.#cursor.pos + 1);
        }
        wantsComma = false;
        span.end = ++this.#cursor.pos;
        continue;
      }
      if (wantsComma) {
        this.#problems.report(l10n.t('Missing comma.'), span.end, span.end);
      }
      const pairStart = this.#cursor.pos;
      const keys = this.#keys.dottedKey();
      if (keys === undefined) {
        this.#problems.skipStray();
        continue;
      }
      wantsComma = true;
      span.end = this.#cursor.pos;
      if (this.#cursor.code === EQUALS) {
        this.#cursor.pos++;
        this.#cursor.skipSpaces();
        const value = this.#readInner(depth + 1);
        span.end = Math.max(span.end, value.span.end);
        assign(table, keys, value, { kind: 'pair', start: pairStart, end: span.end }, this.#problems);
      } else {
        this.#problems.report(l10n.t("A key needs '=' and a value."), pairStart, this.#cursor.pos);
      }
      if (this.#cursor.ranOver) {
        break;
      }
    }
    return table;
  }

  /**
   * Whether an inline table continues on the next line (TOML 1.1). While a table is being typed it has no `}` yet, and the line below
   * belongs to something else: inside, lines are indented deeper.
   */
  #continuesBelow(open: number, wantsComma: boolean): boolean {
    const next = this.#cursor.afterBlank;
    const code = this.#cursor.text.charCodeAt(next);
    if (code === CLOSE_BRACE || (code === COMMA && wantsComma)) {
      return true;
    }
    return (
      !wantsComma && startsKeyValue(this.#cursor.text, next) && indentation(this.#cursor.text, next) > indentation(this.#cursor.text, open)
    );
  }
}
