import * as l10n from '@vscode/l10n';
import { characterOfHex, HEX_DIGITS } from '../../../packaging/escapes';
import { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import type { TomlCursor } from './cursor';
import { TomlString } from './node';

const LF = 0x0a;
const CR = 0x0d;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\u001b'],
  ['"', '"'],
  ['\\', '\\'],
]);

/** Input and results of reading a string. */
export interface StringContext {
  readonly text: string;
  /** Which of `"""` and `'''` occurred without an end: then no later one has an end either. */
  readonly endless: Record<Quote, boolean>;
  report(message: string, start: number, end: number): void;
}

type Quote = '"' | "'";

/** Reads the string at the cursor, and moves after it. */
export function readStringHere(cursor: TomlCursor, context: StringContext, multiline: boolean): TomlString {
  const value = readString(context, cursor.pos, multiline);
  cursor.pos = value.span.end;
  return value;
}

/**
 * Reads the string with its quote at `start`. An unclosed one stops at the end of its line, before a comma there: that
 * is where the quote is missing.
 */
function readString(context: StringContext, start: number, multiline: boolean): TomlString {
  const { text, endless } = context;
  const quote = text.charAt(start) as Quote;
  const code = quote.charCodeAt(0);
  if (multiline && text.charCodeAt(start + 1) === code && text.charCodeAt(start + 2) === code) {
    const from = afterLineBreak(text, start + 3);
    const end = endless[quote] ? undefined : multilineEnd(text, from, quote);
    if (end === undefined) {
      endless[quote] = true;
      return unclosed(context, start, start + 3, quote);
    }
    return readContent(context, from, end, { start, end: end + 3 }, quote === '"' && text.slice(from, end).includes('\\'));
  }
  let hasEscapes = false;
  for (let at = start + 1; at < text.length; at++) {
    const each = text.charCodeAt(at);
    if (each === code) {
      return readContent(context, start + 1, at, { start, end: at + 1 }, hasEscapes);
    }
    if (each === LF) {
      break;
    }
    if (each === BACKSLASH && quote === '"' && text.charCodeAt(at + 1) !== LF) {
      hasEscapes = true;
      at++;
    }
  }
  return unclosed(context, start, start + 1, quote);
}

function unclosed(context: StringContext, start: number, from: number, quote: Quote): TomlString {
  const { text } = context;
  const lineEnd = text.indexOf('\n', from);
  let end = lineEnd < 0 ? text.length : lineEnd;
  while (end > from && (isBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === COMMA)) {
    end--;
  }
  context.report(l10n.t('Missing closing quote.'), start, end);
  const quiet = { ...context, report: () => {} };
  return readContent(quiet, from, end, { start, end }, quote === '"' && text.slice(from, end).includes('\\'));
}

function readContent(context: StringContext, from: number, to: number, span: Span, hasEscapes: boolean): TomlString {
  const { text } = context;
  if (!hasEscapes) {
    return new TomlString(span, text, from, to);
  }
  const pieces: Slice[] = [];
  let plain = from;
  let at = from;
  while (at < to) {
    if (text.charCodeAt(at) !== BACKSLASH) {
      at++;
      continue;
    }
    if (plain < at) {
      pieces.push(Slice.of(text, plain, at));
    }
    const folded = afterFold(text, at + 1, to);
    if (folded !== undefined) {
      at = folded;
    } else {
      const letter = text.charAt(at + 1);
      const end = Math.min(to, at + 2 + (HEX_DIGITS.get(letter) ?? 0));
      const resolved = resolve(letter, text.slice(at + 2, end));
      if (resolved === undefined) {
        const after = Math.min(to, at + 2);
        context.report(
          l10n.t({ message: "Invalid escape sequence '\\{0}'.", args: [letter], comment: ['{0} is a character.'] }),
          at,
          after,
        );
        pieces.push(Slice.of(text, at, after));
        at = after;
      } else {
        pieces.push(Slice.replaced(resolved, { start: at, end }));
        at = end;
      }
    }
    plain = at;
  }
  if (plain < to || pieces.length === 0) {
    pieces.push(Slice.of(text, plain, to));
  }
  return new TomlString(span, text, from, to, Slice.join(pieces));
}

/** `\x` came with TOML 1.1. Half a surrogate pair is not a character of TOML. */
function resolve(letter: string, digits: string): string | undefined {
  const count = HEX_DIGITS.get(letter);
  if (count === undefined) {
    return SIMPLE.get(letter);
  }
  const character = characterOfHex(digits, count);
  return character !== undefined && /^[\ud800-\udfff]$/.test(character) ? undefined : character;
}

/** After a backslash that ends its line: the offset of the next character that is not a blank or a line break. */
function afterFold(text: string, from: number, to: number): number | undefined {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) {
    at++;
  }
  if (at >= to || text.charCodeAt(at) !== LF) {
    return undefined;
  }
  while (at < to && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === LF)) {
    at++;
  }
  return at;
}

/** Where the content of a multi-line string ends; up to two quotes may be before the closing three. */
function multilineEnd(text: string, from: number, quote: '"' | "'"): number | undefined {
  const code = quote.charCodeAt(0);
  for (let at = from; at < text.length; at++) {
    const each = text.charCodeAt(at);
    if (each === BACKSLASH && quote === '"') {
      at++;
    } else if (each === code) {
      let run = 1;
      while (run < 5 && text.charCodeAt(at + run) === code) {
        run++;
      }
      if (run >= 3) {
        return at + run - 3;
      }
      at += run - 1;
    }
  }
  return undefined;
}

/** A line break directly after the opening quotes is not content. */
function afterLineBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF) {
    return at + 2;
  }
  return text.charCodeAt(at) === LF ? at + 1 : at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === CR;
}
