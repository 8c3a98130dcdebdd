import * as l10n from '@vscode/l10n';
import { isBlank, isDigit } from '../../../packaging/characters';
import type { Span } from '../../../packaging/span';
import {
  type TomlArray,
  type TomlDocument,
  type TomlEntry,
  type TomlKey,
  type TomlProblem,
  type TomlScalar,
  type TomlStatement,
  type TomlString,
  TomlTable,
  type TomlValue,
} from './node';
import { scalarKind } from './scalar';
import { readString, type StringContext } from './string';

/** Maximum depth of nested brackets, and of dotted keys. Deeper text is reported and skipped. */
const MAX_DEPTH = 64;
/** Maximum number of problems: a file that is not TOML at all needs no longer list. */
const MAX_PROBLEMS = 100;

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const HASH = 0x23;
const APOSTROPHE = 0x27;
const COMMA = 0x2c;
const DOT = 0x2e;
const EQUALS = 0x3d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** A statement without a known end yet. */
interface OpenStatement extends TomlStatement {
  end: number;
}

interface OpenEntry extends TomlEntry {
  others: TomlStatement[];
  otherKeys: TomlKey[];
}

/** Most entries have one statement, and share these for the others. */
const NO_OTHERS: TomlStatement[] = [];
const NO_KEYS: TomlKey[] = [];

function addStatement(entry: OpenEntry, statement: TomlStatement, key: TomlKey): void {
  if (entry.others === NO_OTHERS) {
    entry.others = [];
    entry.otherKeys = [];
  }
  entry.others.push(statement);
  entry.otherKeys.push(key);
}

/** The keys around the value that is being read. */
interface KeyFrame {
  readonly keys: readonly TomlKey[];
  readonly outer: KeyFrame | undefined;
}

interface TableArray extends TomlArray {
  readonly items: TomlTable[];
  readonly commas: number[];
  /** Made by `[[header]]`, so another such header adds to it. */
  readonly ofTables: true;
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
  readonly #text: string;

  readonly problems: TomlProblem[] = [];
  readonly root: TomlTable;
  #pos = 0;
  #table: TomlTable;
  #section: OpenStatement | undefined;
  #at: KeyFrame | undefined;
  /** An array turned out to have no end, and `pos` is already at the statement after it. */
  #ranOver = false;
  readonly #strings: StringContext;
  /** Items and commas of the open arrays. Each array removes its own from the end. */
  readonly #items: TomlValue[] = [];
  readonly #commas: number[] = [];
  #blankFrom = -1;
  #blankTo = -1;

  constructor(text: string) {
    this.#text = text;

    const report = (message: string, start: number, end: number) => this.#problem(message, start, end);
    this.#strings = { text, endless: { '"': false, "'": false }, report };
    this.root = new TomlTable({ start: 0, end: text.length }, 'header');
    this.#table = this.root;
  }

  document(): void {
    if (this.#text.charCodeAt(0) === 0xfeff) {
      this.#pos = 1;
    }
    for (;;) {
      this.#pos = this.#afterBlank();
      if (this.#pos >= this.#text.length) {
        return;
      }
      this.#ranOver = false;
      this.#at = undefined;
      const healthy = this.#code() === OPEN_BRACKET ? this.#header() : this.#keyValue();
      if (!this.#ranOver) {
        this.#endOfLine(healthy);
      }
    }
  }

  // Statements

  #header(): boolean {
    const start = this.#pos;
    const ofTables = this.#text.charCodeAt(start + 1) === OPEN_BRACKET;
    this.#pos += ofTables ? 2 : 1;
    const keys = this.#dottedKey();
    const section: OpenStatement = { kind: 'section', start, end: this.#pos };
    this.#section = section;
    if (keys === undefined) {
      this.#table = new TomlTable({ start, end: start }, 'header');
      return false;
    }
    const close = ofTables ? ']]' : ']';
    const closed = this.#text.startsWith(close, this.#pos);
    if (closed) {
      this.#pos += close.length;
    } else {
      this.#problem(
        l10n.t({ message: "This table header has no closing '{0}'.", args: [close], comment: ['{0} is a bracket.'] }),
        start,
        this.#pos,
      );
    }
    section.end = this.#pos;
    this.#table = this.#open(keys, ofTables, section);
    return closed;
  }

  #keyValue(): boolean {
    const start = this.#pos;
    const keys = this.#dottedKey();
    if (keys === undefined) {
      return false;
    }
    this.#at = { keys, outer: undefined };
    if (this.#code() !== EQUALS) {
      this.#problem(l10n.t("A key needs '=' and a value."), start, this.#pos);
      return false;
    }
    this.#pos++;
    this.#skipSpaces();
    const before = this.problems.length;
    const value = this.#value(1);
    const end = Math.max(value.span.end, keys.at(-1)?.span.end ?? start);
    this.#assign(this.#table, keys, value, { kind: 'line', start, end });
    if (this.#section !== undefined) {
      this.#section.end = end;
    }
    return this.problems.length === before && before < MAX_PROBLEMS;
  }

  /** Only a comment may follow on the line. `report` is false if the line already has a problem. */
  #endOfLine(report: boolean): void {
    this.#skipSpaces();
    const code = this.#code();
    if (report && code !== HASH && !this.#atLineEnd()) {
      const start = this.#pos;
      this.#problem(l10n.t('Unexpected text after the value.'), start, this.#lineEnd());
    }
    this.#pos = this.#lineEnd();
  }

  /** The table that a header's keys name. */
  #open(keys: readonly TomlKey[], ofTables: boolean, section: TomlStatement): TomlTable {
    let table = this.root;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as TomlKey;
      const last = i === keys.length - 1;
      const entry = table.entry(key.name) as OpenEntry | undefined;
      const value = entry?.value;
      if (entry !== undefined) {
        addStatement(entry, section, key);
      }
      if (last && ofTables) {
        const next = new TomlTable(section, 'header');
        if (value !== undefined && isTableArray(value)) {
          value.items.push(next);
          value.commas.push(-1);
        } else {
          this.#reportDuplicate(entry, key);
          const array: TableArray = { kind: 'array', items: [next], commas: [-1], span: section, ofTables: true };
          table.add({ key, value: array, statement: section, others: NO_OTHERS, otherKeys: NO_KEYS });
        }
        return next;
      }
      if (value?.kind === 'table') {
        if (value.form === 'inline' || (last && value.form !== 'implicit')) {
          this.#reportDuplicate(entry, key);
        } else if (last) {
          value.form = 'header';
        }
        table = value;
      } else if (value !== undefined && !last && isTableArray(value)) {
        table = value.items.at(-1) as TomlTable;
      } else {
        this.#reportDuplicate(entry, key);
        const next = new TomlTable(section, last ? 'header' : 'implicit');
        table.add({ key, value: next, statement: section, others: NO_OTHERS, otherKeys: NO_KEYS });
        table = next;
      }
    }
    return table;
  }

  #assign(into: TomlTable, keys: readonly TomlKey[], value: TomlValue, statement: TomlStatement): void {
    let table = into;
    const last = keys.length - 1;
    for (let i = 0; i < last; i++) {
      const key = keys[i] as TomlKey;
      const entry = table.entry(key.name) as OpenEntry | undefined;
      if (entry?.value.kind === 'table' && entry.value.form === 'dotted') {
        addStatement(entry, statement, key);
        table = entry.value;
      } else {
        this.#reportDuplicate(entry, key);
        const next = new TomlTable(statement, 'dotted');
        table.add({ key, value: next, statement, others: NO_OTHERS, otherKeys: NO_KEYS });
        table = next;
      }
    }
    const key = keys[last] as TomlKey;
    this.#reportDuplicate(table.entry(key.name), key);
    table.add({ key, value, statement, others: NO_OTHERS, otherKeys: NO_KEYS });
  }

  #reportDuplicate(entry: TomlEntry | undefined, key: TomlKey): void {
    if (entry !== undefined) {
      this.#problem(
        l10n.t({ message: "'{0}' is already set above.", args: [key.name], comment: ['{0} is the name of a key.'] }),
        key.span.start,
        key.span.end,
      );
    }
  }

  // Keys

  /** At least one key. Undefined: none could be read. Stops after the spaces that follow. */
  #dottedKey(): TomlKey[] | undefined {
    let keys: TomlKey[] | undefined;
    for (;;) {
      this.#skipSpaces();
      const key = this.#key();
      if (key === undefined) {
        this.#problem(l10n.t('Missing key.'), this.#pos, this.#pos);
        return keys;
      }
      if (keys === undefined) {
        keys = [key];
      } else {
        keys.push(key);
      }
      this.#skipSpaces();
      if (this.#code() !== DOT) {
        return keys;
      }
      if (keys.length === MAX_DEPTH) {
        this.#problem(l10n.t('This is nested too deeply.'), key.span.start, key.span.end);
        return undefined;
      }
      this.#pos++;
    }
  }

  #key(): TomlKey | undefined {
    const start = this.#pos;
    const code = this.#code();
    if (code === QUOTE || code === APOSTROPHE) {
      const { slice, span } = this.#string(false);
      return { name: slice.text, nameSpan: slice.span(), span };
    }
    let foreign = false;
    let end = start;
    for (; end < this.#text.length; end++) {
      const each = this.#text.charCodeAt(end);
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
    this.#pos = end;
    if (foreign) {
      this.#problem(l10n.t('Keys with these characters must be quoted.'), start, end);
    }
    const span = { start, end };
    return { name: this.#text.slice(start, end), nameSpan: span, span };
  }

  // Values

  #value(depth: number): TomlValue {
    switch (this.#code()) {
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

  #string(multiline: boolean): TomlString {
    const value = readString(this.#strings, this.#pos, multiline);
    this.#pos = value.span.end;
    return value;
  }

  #scalar(): TomlScalar {
    const start = this.#pos;
    let end = this.#scalarEnd(start);
    const separated = end + 1 < this.#text.length && this.#text.charCodeAt(end) === SPACE && isDigit(this.#text.charCodeAt(end + 1));
    if (separated && scalarKind(this.#text.slice(start, end)) === 'datetime') {
      end = this.#scalarEnd(end + 1);
    }
    this.#pos = end;
    const span = { start, end };
    if (end === start) {
      this.#problem(l10n.t('Missing value.'), start, start);
      return { kind: 'missing', text: '', span };
    }
    const text = this.#text.slice(start, end);
    const kind = scalarKind(text);
    if (kind === 'invalid') {
      this.#problem(l10n.t('This value must be quoted.'), start, end);
    }
    return { kind, text, span };
  }

  #scalarEnd(from: number): number {
    let end = from;
    for (; end < this.#text.length; end++) {
      const code = this.#text.charCodeAt(end);
      if (code <= SPACE || code === COMMA || code === HASH || code === CLOSE_BRACKET || code === CLOSE_BRACE) {
        break;
      }
    }
    return end;
  }

  #array(depth: number): TomlArray {
    const start = this.#pos;
    const firstItem = this.#items.length;
    const firstComma = this.#commas.length;
    let hasComma = true;
    this.#pos++;
    let end = this.#pos;
    for (;;) {
      const from = this.#pos;
      this.#pos = this.#afterBlank();
      const code = this.#code();
      if (this.#pos >= this.#text.length || (this.#hasLineBreak(from, this.#pos) && this.#startsStatement(this.#pos))) {
        this.#ranOver = true;
        this.#problem(
          l10n.t({ message: "'{0}' has no closing '{1}'.", args: ['[', ']'], comment: ['{0} is a bracket. {1} is a bracket.'] }),
          start,
          start + 1,
        );
        break;
      }
      if (code === CLOSE_BRACKET) {
        end = ++this.#pos;
        break;
      }
      if (code === COMMA) {
        if (hasComma) {
          this.#problem(l10n.t('Missing value.'), this.#pos, this.#pos + 1);
        } else {
          this.#commas.push(this.#pos);
          hasComma = true;
        }
        end = ++this.#pos;
        continue;
      }
      if (code === CLOSE_BRACE || code === EQUALS || code < SPACE) {
        this.#skipStray();
        continue;
      }
      if (!hasComma) {
        this.#problem(l10n.t('Missing comma.'), end, end);
        this.#commas.push(-1);
      }
      const item = this.#value(depth + 1);
      this.#items.push(item);
      hasComma = false;
      end = item.span.end;
      if (this.#ranOver) {
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
    const start = this.#pos;
    const span = { start, end: start + 1 };
    const table = new TomlTable(span, 'inline');
    const outer = this.#at;
    this.#pos++;
    let wantsComma = false;
    for (;;) {
      this.#skipSpaces();
      const code = this.#code();
      if ((code === HASH || this.#atLineEnd()) && this.#continuesBelow(start, wantsComma)) {
        this.#pos = this.#afterBlank();
        continue;
      }
      if (code === HASH || code === CLOSE_BRACKET || this.#atLineEnd()) {
        this.#problem(
          l10n.t({ message: "'{0}' has no closing '{1}'.", args: ['{', '}'], comment: ['{0} is a brace. {1} is a brace.'] }),
          start,
          start + 1,
        );
        break;
      }
      if (code === CLOSE_BRACE) {
        span.end = ++this.#pos;
        break;
      }
      if (code === COMMA) {
        if (!wantsComma) {
          this.#problem(l10n.t('Missing value.'), this.#pos, this.#pos + 1);
        }
        wantsComma = false;
        span.end = ++this.#pos;
        continue;
      }
      if (wantsComma) {
        this.#problem(l10n.t('Missing comma.'), span.end, span.end);
      }
      const pairStart = this.#pos;
      const keys = this.#dottedKey();
      if (keys === undefined) {
        this.#skipStray();
        continue;
      }
      this.#at = { keys, outer };
      wantsComma = true;
      span.end = this.#pos;
      if (this.#code() === EQUALS) {
        this.#pos++;
        this.#skipSpaces();
        const value = this.#value(depth + 1);
        span.end = Math.max(span.end, value.span.end);
        this.#assign(table, keys, value, { kind: 'pair', start: pairStart, end: span.end });
      } else {
        this.#problem(l10n.t("A key needs '=' and a value."), pairStart, this.#pos);
      }
      this.#at = outer;
      if (this.#ranOver) {
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
    const next = this.#afterBlank();
    const code = this.#text.charCodeAt(next);
    if (code === CLOSE_BRACE || (code === COMMA && wantsComma)) {
      return true;
    }
    return !wantsComma && this.#startsKeyValue(next) && this.#indentation(next) > this.#indentation(open);
  }

  #tooDeep(): TomlScalar {
    const start = this.#pos;
    this.#pos = this.#lineEnd();
    this.#problem(l10n.t('This is nested too deeply.'), start, start + 1);
    return { kind: 'invalid', text: '', span: { start, end: this.#pos } };
  }

  /** Skips characters that are not valid here. */
  #skipStray(): void {
    const start = this.#pos;
    do {
      this.#pos++;
    } while (this.#pos < this.#text.length && this.#code() === this.#text.charCodeAt(start));
    this.#problem(
      l10n.t({ message: "Unexpected '{0}'.", args: [this.#text.charAt(start)], comment: ['{0} is a character.'] }),
      start,
      this.#pos,
    );
  }

  // What a line looks like, for text without an end

  #startsStatement(at: number): boolean {
    return this.#text.charCodeAt(at) === OPEN_BRACKET ? this.#startsHeader(at) : this.#startsKeyValue(at);
  }

  /** `[a.b]` alone on its line where `a.b` is not a value, so it cannot be a nested array. */
  #startsHeader(at: number): boolean {
    const start = this.#text.charCodeAt(at + 1) === OPEN_BRACKET ? at + 2 : at + 1;
    const end = this.#afterKeys(start);
    if (end === undefined || this.#text.charCodeAt(end) !== CLOSE_BRACKET) {
      return false;
    }
    let after = end + (this.#text.charCodeAt(end + 1) === CLOSE_BRACKET ? 2 : 1);
    while (isBlank(this.#text.charCodeAt(after))) {
      after++;
    }
    const code = this.#text.charCodeAt(after);
    if (after < this.#text.length && code !== HASH && code !== LF && code !== CR) {
      return false;
    }
    const keys = this.#text.slice(start, end).trim();
    const first = keys.charCodeAt(0);
    const quoted = first === QUOTE || first === APOSTROPHE;
    return quoted ? keys.indexOf(keys.charAt(0), 1) < keys.length - 1 : scalarKind(keys) === 'invalid';
  }

  #startsKeyValue(at: number): boolean {
    const end = this.#afterKeys(at);
    return end !== undefined && this.#text.charCodeAt(end) === EQUALS && this.#text.charCodeAt(end + 1) !== EQUALS;
  }

  /** The offset after dotted keys and the spaces that follow, without storing them. */
  #afterKeys(from: number): number | undefined {
    let at = from;
    for (;;) {
      while (isBlank(this.#text.charCodeAt(at))) {
        at++;
      }
      const start = at;
      const quote = this.#text.charCodeAt(at);
      if (quote === QUOTE || quote === APOSTROPHE) {
        for (at++; at < this.#text.length && this.#text.charCodeAt(at) !== quote; at++) {
          const code = this.#text.charCodeAt(at);
          if (code === LF) {
            return undefined;
          }
          if (code === 0x5c && quote === QUOTE) {
            at++;
          }
        }
        at++;
      } else {
        while (at < this.#text.length && (isBareKey(this.#text.charCodeAt(at)) || this.#text.charCodeAt(at) > 0x7f)) {
          at++;
        }
      }
      if (at === start) {
        return undefined;
      }
      while (isBlank(this.#text.charCodeAt(at))) {
        at++;
      }
      if (this.#text.charCodeAt(at) !== DOT) {
        return at;
      }
      at++;
    }
  }

  // Signs

  #code(): number {
    return this.#text.charCodeAt(this.#pos);
  }

  #atLineEnd(): boolean {
    const code = this.#code();
    return this.#pos >= this.#text.length || code === LF || (code === CR && this.#text.charCodeAt(this.#pos + 1) === LF);
  }

  /** The offset of the line break that ends this line. */
  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#pos);
    if (end < 0) {
      return this.#text.length;
    }
    return end > this.#pos && this.#text.charCodeAt(end - 1) === CR ? end - 1 : end;
  }

  #skipSpaces(): void {
    while (isBlank(this.#code())) {
      this.#pos++;
    }
  }

  /** The next offset that is not a space, line break or comment. Remembers its last answer: recovery asks again. */
  #afterBlank(): number {
    if (this.#blankFrom !== this.#pos) {
      let at = this.#pos;
      for (; at < this.#text.length; at++) {
        const code = this.#text.charCodeAt(at);
        if (code === HASH) {
          const end = this.#text.indexOf('\n', at);
          at = end < 0 ? this.#text.length : end;
        } else if (!isBlank(code) && code !== LF && code !== CR) {
          break;
        }
      }
      this.#blankFrom = this.#pos;
      this.#blankTo = Math.min(at, this.#text.length);
    }
    return this.#blankTo;
  }

  #hasLineBreak(from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      if (this.#text.charCodeAt(at) === LF) {
        return true;
      }
    }
    return false;
  }

  /** How far the line of `at` is indented. */
  #indentation(at: number): number {
    const start = this.#text.lastIndexOf('\n', at - 1) + 1;
    let end = start;
    while (isBlank(this.#text.charCodeAt(end))) {
      end++;
    }
    return end - start;
  }

  #problem(message: string, start: number, end: number): void {
    if (this.problems.length < MAX_PROBLEMS) {
      const span: Span = { start, end: Math.min(end, this.#text.length) };
      this.problems.push({ message, span });
    }
  }
}

function isTableArray(value: TomlValue): value is TableArray {
  return value.kind === 'array' && 'ofTables' in value;
}

function isBareKey(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || isDigit(code) || code === 0x5f || code === 0x2d;
}
