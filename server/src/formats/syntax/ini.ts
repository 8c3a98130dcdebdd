import * as l10n from '@vscode/l10n';
import { isPythonSpace, skipPythonSpace, trimPythonSpaceEnd } from '../../packaging/characters';
import type { Problem } from '../../packaging/problem';
import { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import { startOfText } from './lines';

/** One line of a value, without the white space around it. */
export interface IniLine {
  readonly text: Slice;
  /** The lines of the file that contain it, with the line break. */
  readonly physical: Span;
  /** It follows its key, so its physical line is not its own. */
  readonly followsKey: boolean;
}

export interface IniEntry {
  readonly section: string;
  /** As written: some readers are case-insensitive, some treat `-` as `_`. */
  readonly key: string;
  /** Lines without text are left out (see `hasLineBreak`). */
  readonly lines: readonly IniLine[];
  /** The value has more than one line, including empty ones. */
  readonly hasLineBreak: boolean;
}

const MAX_PROBLEMS = 20;

/**
 * Reads files like Python's configparser: sections, `key = value` or `key: value`, values that continue on indented lines, comments that
 * fill a line (`#`, `;`). An invalid line is a problem and is skipped: an incomplete line must not hide the others.
 */
export function parseIni(text: string, problems: Problem[] = []): IniEntry[] {
  const refuse = (message: string, start: number, end: number): void => {
    if (problems.length < MAX_PROBLEMS) {
      problems.push({ message, span: { start, end } });
    }
  };
  const entries: IniEntry[] = [];
  let section: string | undefined;
  let entry: { section: string; key: string; lines: IniLine[]; hasLineBreak: boolean } | undefined;
  let indent = 0;
  let at = startOfText(text);
  while (at < text.length) {
    const start = at;
    const end = endOfIniLine(text, start);
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
    const physical = { start, end: Math.min(at, text.length) };
    const first = skipPythonSpace(text, start, end);
    const code = text.charCodeAt(first);
    if (first === end || code === 0x23 || code === 0x3b) {
      continue;
    }
    const last = trimPythonSpaceEnd(text, first, end);
    if (entry && first - start > indent) {
      entry.lines.push({ text: Slice.of(text, first, last), physical, followsKey: false });
      entry.hasLineBreak = true;
      continue;
    }
    indent = first - start;
    if (code === 0x5b) {
      const header = text.slice(first + 1, last);
      const close = header.lastIndexOf(']');
      if (close <= 0) {
        refuse(l10n.t("Expected a section name and ']'."), first, last);
      }
      section = close > 0 ? header.slice(0, close) : header;
      entry = undefined;
      continue;
    }
    const delimiter = findDelimiter(text, first, last);
    if (section === undefined || delimiter === -1) {
      refuse(section === undefined ? l10n.t('Expected a section header first.') : l10n.t("Expected 'KEY = VALUE'."), first, last);
      entry = undefined;
      continue;
    }
    const value = skipPythonSpace(text, delimiter + 1, last);
    entry = { section, key: text.slice(first, trimPythonSpaceEnd(text, first, delimiter)), lines: [], hasLineBreak: false };
    if (value < last) {
      entry.lines.push({ text: Slice.of(text, value, last), physical, followsKey: true });
    }
    entries.push(entry);
  }
  return entries;
}

/** A comment that begins after white space (` #`), as setuptools and pip drop it. */
export function withoutComment(text: Slice): Slice {
  for (let i = text.text.indexOf('#'); i !== -1; i = text.text.indexOf('#', i + 1)) {
    if (i === 0 || isPythonSpace(text.text.charCodeAt(i - 1))) {
      return text.sub(0, trimPythonSpaceEnd(text.text, 0, i));
    }
  }
  return text;
}

/** The text to delete to remove a value's whole line: the line itself, or only the value if the line also has the key. */
export function removalOf(line: IniLine): Span {
  return line.followsKey ? line.text.span() : line.physical;
}

/** The items of a one-line list that are not empty, without white space around them. */
export function splitList(text: Slice, separator: string): { item: Slice; removeSpan: Span }[] {
  const items: { item: Slice; removeSpan: Span }[] = [];
  let start = 0;
  while (start <= text.length) {
    const next = text.text.indexOf(separator, start);
    const end = next === -1 ? text.length : next;
    const from = skipPythonSpace(text.text, start, end);
    const to = trimPythonSpaceEnd(text.text, from, end);
    if (from < to) {
      // With its own separator, or, for the last item, with the previous one.
      const removeSpan = next === -1 ? text.span(Math.max(0, start - 1), end) : text.span(from, skipPythonSpace(text.text, next + 1));
      items.push({ item: text.sub(from, to), removeSpan });
    }
    start = end + 1;
  }
  return items;
}

function findDelimiter(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3d || code === 0x3a) {
      return i;
    }
  }
  return -1;
}

function endOfIniLine(text: string, at: number): number {
  let i = at;
  while (i < text.length && text.charCodeAt(i) !== 0x0a && text.charCodeAt(i) !== 0x0d) {
    i++;
  }
  return i;
}
