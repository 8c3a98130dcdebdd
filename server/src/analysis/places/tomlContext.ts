import { lineBefore } from './places';

/** The context of a word in a TOML file, from the text before it. The text may be incomplete. */
export interface TomlContext {
  /** The table of the header above: `tool.poetry.dependencies`; empty at the top. */
  readonly header: string;
  /** The key of an inline table around the word. */
  readonly inline?: string;
  /** The parts of a dotted key before the word, or those of the key of the value: `rules` in `rules.typosquat`. */
  readonly dotted?: string;
  /** Whether a key can begin there. */
  readonly isKey: boolean;
  /** The last part of the key of the value that begins or continues there. For an array, over several lines. */
  readonly valueOf?: string;
  /** Whether a quote is open. */
  readonly quote: string;
  /** Earlier keys of the same table. */
  readonly keys: readonly string[];
}

const HEADER = /^\[\[?([^[\]#]{1,300})\]\]?[ \t]*(?:#.*)?$/;
const KEY = /^(["']?)([\w.-]{1,200})\1[ \t]*=/;
/** Maximum length of a value of several lines that is looked at, in UTF-16 units. */
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

/** `open`: the key of the array that continues here. */
function ofLine(line: string, above: readonly string[], open: string | undefined): Omit<TomlContext, 'header'> {
  const brace = line.lastIndexOf('{');
  const isInline = brace > line.lastIndexOf('}');
  const pairs = (isInline ? line.slice(brace + 1) : line).split(',');
  const last = (isInline ? pairs.at(-1) : line) ?? '';
  const written = /^[ \t]*["']?([\w.-]+)["']?[ \t]*=/.exec(last)?.[1] ?? (isInline ? undefined : open);
  const key = written?.slice(written.lastIndexOf('.') + 1);
  const dotted = written === undefined ? /^[ \t]*([\w.-]+)\.$/.exec(last)?.[1] : /^(.+)\./.exec(written)?.[1];
  // Tables before it on the line are closed.
  const outside = line.slice(0, Math.max(0, brace)).replace(/\{[^{}]*\}/g, '');
  const inline = isInline ? (/([\w.-]+)["']?[ \t]*=[^=]*$/.exec(outside)?.[1] ?? open ?? '') : undefined;
  return {
    ...(inline !== undefined && { inline }),
    ...(dotted !== undefined && { dotted }),
    isKey: /^[ \t]*(?:[\w-]+\.)*$/.test(last) && (isInline || open === undefined),
    ...(key !== undefined && { valueOf: key }),
    quote: /["']$/.exec(last)?.[0] ?? '',
    keys: isInline ? pairs.flatMap((pair) => /^[ \t]*["']?([\w.-]+)["']?[ \t]*=/.exec(pair)?.[1] ?? []) : above,
  };
}
