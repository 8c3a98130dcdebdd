import * as l10n from '@vscode/l10n';
import type { Problem } from '../../packaging/problem';
import { Slice } from '../../packaging/slice';
import type { TomlString } from './node';

const LF = 0x0a;
const CR = 0x0d;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\u001b',
  '"': '"',
  '\\': '\\',
};
/** Digits behind the letter of a numeric escape; `x` came with TOML 1.1. */
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export interface ReadString {
  readonly value: TomlString;
  readonly end: number;
  readonly problems: readonly Problem[];
}

/**
 * Reads the string whose quote stands at `start`. One without an end stops at the end of its line, before a comma there: that
 * is where the quote was forgotten. `endless` remembers for a text which of `"""` and `'''` were seen without an end.
 */
export function readString(text: string, start: number, multiline: boolean, endless: Record<'"' | "'", boolean>): ReadString {
  const quote = text.charAt(start) as '"' | "'";
  if (multiline && text.startsWith(quote.repeat(3), start)) {
    const from = afterLineBreak(text, start + 3);
    const end = endless[quote] ? undefined : multilineEnd(text, from, quote);
    if (end !== undefined) {
      return content(text, from, end, quote === '"', { start, end: end + 3 });
    }
    endless[quote] = true;
    return unclosed(text, start, start + 3, quote);
  }
  const code = quote.charCodeAt(0);
  for (let at = start + 1; at < text.length; at++) {
    const each = text.charCodeAt(at);
    if (each === code) {
      return content(text, start + 1, at, quote === '"', { start, end: at + 1 });
    }
    if (each === LF) {
      break;
    }
    if (each === BACKSLASH && quote === '"' && text.charCodeAt(at + 1) !== LF) {
      at++;
    }
  }
  return unclosed(text, start, start + 1, quote);
}

function unclosed(text: string, start: number, from: number, quote: string): ReadString {
  const lineEnd = text.indexOf('\n', from);
  let end = lineEnd < 0 ? text.length : lineEnd;
  while (end > from && (isBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === COMMA)) {
    end--;
  }
  const read = content(text, from, end, quote === '"', { start, end });
  const problem = { message: l10n.t('This text has no closing quote.'), span: { start, end } };
  return { ...read, problems: [problem] };
}

function content(text: string, from: number, to: number, escapes: boolean, span: { start: number; end: number }): ReadString {
  const value = (slice: Slice): TomlString => ({ kind: 'string', slice, span });
  const first = escapes ? text.slice(from, to).indexOf('\\') : -1;
  if (first < 0) {
    return { value: value(Slice.of(text, from, to)), end: span.end, problems: [] };
  }
  const pieces: Slice[] = [];
  const problems: Problem[] = [];
  let plain = from;
  let at = from + first;
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
      const end = Math.min(to, at + 2 + (DIGITS[letter] ?? 0));
      const resolved = resolve(letter, text.slice(at + 2, end));
      if (resolved === undefined) {
        problems.push({ message: l10n.t("'\\{0}' is no escape sequence here.", letter), span: { start: at, end: Math.min(to, at + 2) } });
        pieces.push(Slice.of(text, at, Math.min(to, at + 2)));
        at = Math.min(to, at + 2);
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
  return { value: value(Slice.join(pieces)), end: span.end, problems };
}

function resolve(letter: string, digits: string): string | undefined {
  const count = DIGITS[letter];
  if (count === undefined) {
    return SIMPLE[letter];
  }
  if (digits.length !== count || !/^[0-9a-fA-F]+$/.test(digits)) {
    return undefined;
  }
  const code = Number.parseInt(digits, 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code);
}

/** Behind a backslash that ends its line: the offset of the next character that is no blank and no line break. */
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

/** Where the content of a multi-line string ends; up to two quotes may stand before the closing three. */
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

/** A line break directly behind the opening quotes is not content. */
function afterLineBreak(text: string, at: number): number {
  if (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF) {
    return at + 2;
  }
  return text.charCodeAt(at) === LF ? at + 1 : at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === CR;
}
