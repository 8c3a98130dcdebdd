import * as l10n from '@vscode/l10n';
import { CLOSE_BRACE, CLOSE_BRACKET, COMMA, EQUALS, SPACE, type TomlCursor } from './cursor';
import { startsStatement } from './lookahead';
import type { TomlArray, TomlValue } from './node';
import type { ProblemList } from './problems';

/** Reads a value that is in `depth` brackets. */
export type InnerReader = (depth: number) => TomlValue;

/** Reads the arrays of a TOML text at a cursor. */
export class ArrayReader {
  readonly #cursor: TomlCursor;
  readonly #problems: ProblemList;
  readonly #readInner: InnerReader;
  /** Items and commas of the open arrays. Each array removes its own from the end. */
  readonly #items: TomlValue[] = [];
  readonly #commas: number[] = [];

  constructor(cursor: TomlCursor, problems: ProblemList, readInner: InnerReader) {
    this.#cursor = cursor;
    this.#problems = problems;
    this.#readInner = readInner;
  }

  /** `[…]` */
  read(depth: number): TomlArray {
    const start = this.#cursor.pos;
    const firstItem = this.#items.length;
    const firstComma = this.#commas.length;
    let hasComma = true;
    this.#cursor.pos++;
    let end = this.#cursor.pos;
    for (;;) {
      const from = this.#cursor.pos;
      this.#cursor.pos = this.#cursor.afterBlank;
      const code = this.#cursor.code;
      if (
        this.#cursor.atEnd ||
        (this.#cursor.hasLineBreak(from, this.#cursor.pos) && startsStatement(this.#cursor.text, this.#cursor.pos))
      ) {
        this.#cursor.ranOver = true;
        this.#problems.report(
          l10n.t({ message: "'{0}' has no closing '{1}'.", args: ['[', ']'], comment: ['{0} is a bracket. {1} is a bracket.'] }),
          start,
          start + 1,
        );
        break;
      }
      if (code === CLOSE_BRACKET) {
        end = ++this.#cursor.pos;
        break;
      }
      if (code === COMMA) {
        if (hasComma) {
          this.#problems.report(l10n.t('Missing value.'), this.#cursor.pos, this.#cursor.pos + 1);
        } else {
          this.#commas.push(this.#cursor.pos);
          hasComma = true;
        }
        end = ++this.#cursor.pos;
        continue;
      }
      if (code === CLOSE_BRACE || code === EQUALS || code < SPACE) {
        this.#problems.skipStray();
        continue;
      }
      if (!hasComma) {
        this.#problems.report(l10n.t('Missing comma.'), end, end);
        this.#commas.push(-1);
      }
      const item = this.#readInner(depth + 1);
      this.#items.push(item);
      hasComma = false;
      end = item.span.end;
      if (this.#cursor.ranOver) {
        break;
      }
    }
    if (!hasComma) {
      this.#commas.push(-1);
    }
    const items = this.#items.slice(firstItem);
    const commas = this.#commas.slice(firstComma);
    this.#items.length = firstItem;
    this.#commas.length = firstComma;
    return { kind: 'array', items, commas, span: { start, end } };
  }
}
