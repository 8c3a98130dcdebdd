import { wellFormed } from '../../../packaging/escapes';
import type { Span } from '../../../packaging/span';
import type { TomlTable, TomlValue } from './node';

/** A replacement of a piece of the text. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** Adds `key = value` to a table, below its other keys or after them. Undefined for tables without a text of their own. */
export function addKey(text: string, table: TomlTable, key: string, value: string): TextEdit | undefined {
  const line = `${key} = ${value}`;
  if (table.form === 'inline') {
    const last = table.entries.at(-1);
    return last === undefined ? { span: table.span, text: `{ ${line} }` } : insertion(last.statement.end, `, ${line}`);
  }
  if (table.form !== 'header') {
    return undefined;
  }
  const own = table.entries.filter(({ statement }) => statement.kind === 'line');
  const above = own
    .flatMap(({ statement, others }) => [statement, ...others])
    .reduce((last, { end }) => Math.max(last, end), table.span.start);
  const indent = indentAt(text, own.at(-1)?.statement.start ?? 0);
  const lineEnd = text.indexOf('\n', above);
  const newline = newlineOf(text);
  return lineEnd < 0 ? insertion(text.length, `${newline}${indent}${line}`) : insertion(lineEnd + 1, `${indent}${line}${newline}`);
}

/** Sets `key` of a table, whether or not it exists. */
export function setKey(text: string, table: TomlTable, key: string, value: string): TextEdit | undefined {
  const present = table.get(key);
  return present === undefined ? addKey(text, table, key, value) : { span: present.span, text: value };
}

/** Adds strings to the array at `key`, which may not exist yet. Undefined: the key has another value. */
export function addItems(text: string, table: TomlTable, key: string, items: readonly string[]): TextEdit | undefined {
  const array: TomlValue | undefined = table.get(key);
  const list = items.map(quoted).join(', ');
  if (array === undefined) {
    return addKey(text, table, key, `[${list}]`);
  }
  if (array.kind !== 'array') {
    return undefined;
  }
  const last = array.items.at(-1);
  return last === undefined ? insertion(array.span.start + 1, list) : insertion(last.span.end, `, ${list}`);
}

/** A table of its own at the end of the file. */
export function addTable(text: string, header: string, lines: readonly string[]): TextEdit {
  const newline = newlineOf(text);
  const gap = text === '' || text.endsWith('\n') ? newline : newline + newline;
  return insertion(text.length, `${gap}[${header}]${newline}${lines.map((line) => line + newline).join('')}`);
}

/** A basic string. The text comes from the file itself and may contain anything. */
export function quoted(text: string): string {
  return JSON.stringify(wellFormed(text)).replace(/\u007f/g, '\\u007f');
}

/** The spaces before `at`. */
function indentAt(text: string, at: number): string {
  let start = at;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') {
    start--;
  }
  return text.slice(start, at);
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
