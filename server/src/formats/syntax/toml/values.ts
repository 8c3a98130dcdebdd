import * as l10n from '@vscode/l10n';
import { isDigit } from '../../../packaging/characters';
import type { Span } from '../../../packaging/span';
import {
  APOSTROPHE,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  type Cursor,
  DOT,
  EQUALS,
  HASH,
  indentation,
  isBareKey,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
} from './cursor';
import { startsKeyValue, startsStatement } from './lookahead';
import { type TomlArray, type TomlKey, type TomlProblem, type TomlScalar, type TomlString, TomlTable, type TomlValue } from './node';
import { scalarKind } from './scalar';
import { readString, type StringContext } from './string';
import { assign, type OnDuplicate } from './tables';

/** Maximum depth of nested brackets, and of dotted keys. Deeper text is reported and skipped. */
const MAX_DEPTH = 64;
/** Maximum number of problems: a file that is not TOML at all needs no longer list. */
export const MAX_PROBLEMS = 100;

/** Reads the keys and values of a TOML text at a cursor. */
export class ValueReader {
  readonly problems: TomlProblem[] = [];
  /** An array turned out to have no end, and the cursor is already at the statement after it. */
  ranOver = false;
  readonly onDuplicate: OnDuplicate = ({ name, span }) =>
    this.report(
      l10n.t({ message: "'{0}' is already set above.", args: [name], comment: ['{0} is the name of a key.'] }),
      span.start,
      span.end,
    );
  readonly #cursor: Cursor;
  readonly #strings: StringContext;
  /** Items and commas of the open arrays. Each array removes its own from the end. */
  readonly #items: TomlValue[] = [];
  readonly #commas: number[] = [];

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
    const report = (message: string, start: number, end: number) => this.report(message, start, end);
    this.#strings = { text: cursor.text, endless: { '"': false, "'": false }, report };
  }

  /** At least one key. Undefined: none could be read. Stops after the spaces that follow. */
  dottedKey(): TomlKey[] | undefined {
    let keys: TomlKey[] | undefined;
    for (;;) {
      this.#cursor.skipSpaces();
      const key = this.#key();
      if (key === undefined) {
        this.report(l10n.t('Missing key.'), this.#cursor.pos, this.#cursor.pos);
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
      if (keys.length === MAX_DEPTH) {
        this.report(l10n.t('This is nested too deeply.'), key.span.start, key.span.end);
        return undefined;
      }
      this.#cursor.pos++;
    }
  }

  value(depth: number): TomlValue {
    switch (this.#cursor.code) {
      case QUOTE:
      case APOSTROPHE:
        return this.#string(true);
      case OPEN_BRACKET:
        return depth > MAX_DEPTH ? this.#tooDeep() : this.#array(depth);
      case OPEN_BRACE:
        return depth > MAX_DEPTH ? this.#tooDeep() : this.#inlineTable(depth);
      default:
        return this.#scalar();
    }
  }

  report(message: string, start: number, end: number): void {
    if (this.problems.length < MAX_PROBLEMS) {
      const span: Span = { start, end: Math.min(end, this.#cursor.text.length) };
      this.problems.push({ message, span });
    }
  }

  #key(): TomlKey | undefined {
    const start = this.#cursor.pos;
    const code = this.#cursor.code;
    if (code === QUOTE || code === APOSTROPHE) {
      const { slice, span } = this.#string(false);
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
      this.report(l10n.t('Keys with these characters must be quoted.'), start, end);
    }
    const span = { start, end };
    return { name: this.#cursor.text.slice(start, end), nameSpan: span, span };
  }

  #string(multiline: boolean): TomlString {
    const value = readString(this.#strings, this.#cursor.pos, multiline);
    this.#cursor.pos = value.span.end;
    return value;
  }

  #scalar(): TomlScalar {
    const start = this.#cursor.pos;
    let end = this.#scalarEnd(start);
    const separated =
      end + 1 < this.#cursor.text.length && this.#cursor.text.charCodeAt(end) === SPACE && isDigit(this.#cursor.text.charCodeAt(end + 1));
    if (separated && scalarKind(this.#cursor.text.slice(start, end)) === 'datetime') {
      end = this.#scalarEnd(end + 1);
    }
    this.#cursor.pos = end;
    const span = { start, end };
    if (end === start) {
      this.report(l10n.t('Missing value.'), start, start);
      return { kind: 'missing', text: '', span };
    }
    const text = this.#cursor.text.slice(start, end);
    const kind = scalarKind(text);
    if (kind === 'invalid') {
      this.report(l10n.t('This value must be quoted.'), start, end);
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

  #array(depth: number): TomlArray {
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
        this.ranOver = true;
        this.report(
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
          this.report(l10n.t('Missing value.'), this.#cursor.pos, this.#cursor.pos + 1);
        } else {
          this.#commas.push(this.#cursor.pos);
          hasComma = true;
        }
        end = ++this.#cursor.pos;
        continue;
      }
      if (code === CLOSE_BRACE || code === EQUALS || code < SPACE) {
        this.#skipStray();
        continue;
      }
      if (!hasComma) {
        this.report(l10n.t('Missing comma.'), end, end);
        this.#commas.push(-1);
      }
      const item = this.value(depth + 1);
      this.#items.push(item);
      hasComma = false;
      end = item.span.end;
      if (this.ranOver) {
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

  #inlineTable(depth: number): TomlTable {
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
        this.report(
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
          this.report(l10n.t('Missing value.'), this.#cursor.pos, this.#cursor.pos + 1);
        }
        wantsComma = false;
        span.end = ++this.#cursor.pos;
        continue;
      }
      if (wantsComma) {
        this.report(l10n.t('Missing comma.'), span.end, span.end);
      }
      const pairStart = this.#cursor.pos;
      const keys = this.dottedKey();
      if (keys === undefined) {
        this.#skipStray();
        continue;
      }
      wantsComma = true;
      span.end = this.#cursor.pos;
      if (this.#cursor.code === EQUALS) {
        this.#cursor.pos++;
        this.#cursor.skipSpaces();
        const value = this.value(depth + 1);
        span.end = Math.max(span.end, value.span.end);
        assign(table, keys, value, { kind: 'pair', start: pairStart, end: span.end }, this.onDuplicate);
      } else {
        this.report(l10n.t("A key needs '=' and a value."), pairStart, this.#cursor.pos);
      }
      if (this.ranOver) {
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

  #tooDeep(): TomlScalar {
    const start = this.#cursor.pos;
    this.#cursor.pos = this.#cursor.lineEnd;
    this.report(l10n.t('This is nested too deeply.'), start, start + 1);
    return { kind: 'invalid', text: '', span: { start, end: this.#cursor.pos } };
  }

  /** Skips characters that are not valid here. */
  #skipStray(): void {
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
