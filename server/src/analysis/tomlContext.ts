import { lineBefore } from './places';

/** Where in a TOML file a word begins, as far as the text before it tells: the text may be half typed. */
export interface TomlContext {
  /** Of the table with the header above: `tool.poetry.dependencies`; empty at the top. */
  readonly header: string;
  /** The key of a table between braces around the word. */
  readonly inline?: string;
  /** Whether a key can begin there. */
  readonly isKey: boolean;
  /** The key of the value that begins there, or goes on; over lines, for an array. */
  readonly valueOf?: string;
  /** Whether a quote is open. */
  readonly quote: string;
  /** Keys that the same table has before. */
  readonly keys: readonly string[];
}

const HEADER = /^\[\[?([^[\]#]{1,300})\]\]?[ \t]*(?:#.*)?$/;
const KEY = /^(["']?)([\w.-]{1,200})\1[ \t]*=/;
/** So much of a value of several lines is looked at, in UTF-16 units. */
const MAX_VALUE = 20_000;

/** Linear in the length of the text before `offset`. */
export function tomlContext(text: string, offset: number): TomlContext {
  const line = lineBefore(text, offset);
  const lineStart = offset - line.length;
  const keys: { readonly name: string; readonly start: number }[] = [];
  let header = '';
  for (let end = lineStart - 1; end >= 0; ) {
    const start = end === 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    const above = text.slice(start, Math.min(end, start + 600)).trim();
    const found = HEADER.exec(above)?.[1];
    if (found !== undefined) {
      header = found.replace(/["'\s]/g, '');
      break;
    }
    const name = KEY.exec(above)?.[2];
    if (name !== undefined) {
      keys.push({ name, start });
    }
    end = start - 1;
  }
  const [nearest] = keys;
  const open =
    nearest !== undefined && isOpen(text.slice(Math.max(nearest.start, lineStart - MAX_VALUE), lineStart)) ? nearest.name : undefined;
  return {
    header,
    ...ofLine(
      line,
      keys.map(({ name }) => name),
      open,
    ),
  };
}

/** Whether an array of `text` is not closed. */
function isOpen(text: string): boolean {
  let depth = 0;
  for (const [piece] of text.matchAll(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[[\]]/g)) {
    depth += piece === '[' ? 1 : piece === ']' ? -1 : 0;
  }
  return depth > 0;
}

/** `open`: the key above, of the array that goes on. */
function ofLine(line: string, above: readonly string[], open: string | undefined): Omit<TomlContext, 'header'> {
  const brace = line.lastIndexOf('{');
  const isInline = brace > line.lastIndexOf('}');
  const pairs = (isInline ? line.slice(brace + 1) : line).split(',');
  const last = (isInline ? pairs.at(-1) : line) ?? '';
  const key = /^[ \t]*["']?([\w.-]+)["']?[ \t]*=/.exec(last)?.[1] ?? (isInline ? undefined : open);
  const inline = isInline ? (/([\w.-]+)["']?[ \t]*=[^=]*$/.exec(line.slice(0, brace))?.[1] ?? open ?? '') : undefined;
  return {
    ...(inline !== undefined && { inline }),
    isKey: /^[ \t]*$/.test(last) && (isInline || open === undefined),
    ...(key !== undefined && { valueOf: key }),
    quote: /["']$/.exec(last)?.[0] ?? '',
    keys: isInline ? pairs.flatMap((pair) => /^[ \t]*["']?([\w.-]+)["']?[ \t]*=/.exec(pair)?.[1] ?? []) : above,
  };
}
