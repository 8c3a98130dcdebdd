import { formatById } from '../../formats/index';
import { findMarkerProblem, MARKER_OPERATORS, MARKER_VALUES } from '../../packaging/marker';
import type { Span } from '../../packaging/span';
import { type Cursor, lineBefore, openQuote, restOfLine, type WordAtCursor, type WordPlace, withWord, wordAt } from './places';
import { tomlContext } from './tomlContext';

const MADE_UP_VARIABLE = 'python_full_version';
const MADE_UP_VALUE = '98765.4321';
/** Keys of uv with lists of markers. */
const MARKER_LISTS: ReadonlySet<string> = new Set(['environments', 'required-environments']);
const COMPARED = /([\w.]+)[ \t]*(?:===?|!=|<=?|>=?|~=|\b(?:not[ \t]+)?in\b)[ \t]*$/;

/** Completions in a marker: after `;`, or in the `markers` of a table. A made-up piece is inserted, and the result must be a marker. */
export function markerPlace(cursor: Cursor): WordPlace | undefined {
  const { text, offset } = cursor;
  const line = lineBefore(text, offset);
  if (!line.includes(';') && !/\bmarkers?["']?[ \t]*=/.test(line)) {
    return bareMarkerPlace(cursor);
  }
  return valuePlace(cursor, line) ?? wordPlace(cursor) ?? bareMarkerPlace(cursor);
}

/** Where a file has a marker without a requirement: it is read as the marker of a requirement in the same quotes. */
function bareMarkerPlace(cursor: Cursor): WordPlace | undefined {
  const { text, offset } = cursor;
  const line = lineBefore(text, offset);
  const quote = openQuote(line);
  const start = offset - line.length + line.lastIndexOf(quote) + 1;
  const variable = quote === '' ? undefined : variableBefore(cursor, start);
  const format = formatById('pyproject');
  if (variable === undefined || format === undefined) {
    return undefined;
  }
  const rest = restOfLine(text, offset);
  const end = rest.indexOf(quote);
  const before = `[project]\ndependencies = [${quote}x;${variable}`;
  const shift = start - before.length;
  const place = markerPlace({
    format,
    text: `${before}${text.slice(start, offset)}${end < 0 ? '' : rest.slice(0, end)}${quote}]\n`,
    offset: offset - shift,
  });
  return place && { ...place, replace: { start: place.replace.start + shift, end: place.replace.end + shift } };
}

/**
 * The part of a marker that the key of a string already has: none in a source of uv and an environment to lock for, a variable in Pipfile
 * (`sys_platform = "== 'win32'"`). Undefined: the string has no marker.
 */
function variableBefore({ format, text }: Cursor, start: number): string | undefined {
  const { header, inline, valueOf: key = '' } = tomlContext(text, start);
  if (format.id === 'pipfile') {
    return inline !== undefined && MARKER_VALUES.has(key) ? `${key} ` : undefined;
  }
  const isMarker =
    key === 'marker' ? /^tool\.uv\.sources\b/.test(header) : header === 'tool.uv' && inline === undefined && MARKER_LISTS.has(key);
  return format.id === 'pyproject' && isMarker ? '' : undefined;
}

/** After a variable and its operator: the usual values of the variable, in the quotes that the file needs. */
function valuePlace(cursor: Cursor, line: string): WordPlace | undefined {
  const { text, offset } = cursor;
  const replace = wordAt(text, offset, /[\w.]/);
  const before = line.slice(0, Math.max(0, line.length - (offset - replace.start)));
  const [open] = /["']$/.exec(before) ?? [''];
  const [, variable] = COMPARED.exec(open === '' ? before : before.slice(0, -1)) ?? [];
  if (variable === undefined) {
    return undefined;
  }
  for (const quote of open === '' ? ["'", '"'] : ['']) {
    for (const close of open === '' ? [''] : ['', open]) {
      if (isMarker(cursor, replace, quote + MADE_UP_VALUE + quote + close)) {
        const values = MARKER_VALUES.get(variable.replace('.', '_')) ?? [];
        return placed(
          cursor,
          replace,
          values.map((value) => ({ label: value, text: quote + value + quote + close, kind: 'value' })),
        );
      }
    }
  }
  return undefined;
}

/** A variable, an operator, `and` or `or`. Text after the cursor stays. */
function wordPlace(cursor: Cursor): WordPlace | undefined {
  const { text, offset } = cursor;
  const replace = wordAt(text, offset, /[\w.]/);
  const operator = wordAt(text, offset, /[=<>~!]/);
  for (const quote of ["'", '"']) {
    const value = quote + MADE_UP_VALUE + quote;
    const clause = `${MADE_UP_VARIABLE} == ${value}`;
    if (isMarker(cursor, replace, MADE_UP_VARIABLE) || isMarker(cursor, replace, clause)) {
      return placed(
        cursor,
        replace,
        [...MARKER_VALUES.keys()].map((name) => ({ label: name, text: name, kind: 'property' })),
      );
    }
    if (isMarker(cursor, operator, '==') || isMarker(cursor, operator, `== ${value}`)) {
      return placed(
        cursor,
        operator,
        MARKER_OPERATORS.map((name) => ({ label: name, text: name, kind: 'operator' })),
      );
    }
    if (isMarker(cursor, replace, `in ${value}`)) {
      const isNegated = /\bnot[ \t]+$/.test(lineBefore(text, replace.start));
      return placed(
        cursor,
        replace,
        (isNegated ? ['in'] : ['in', 'not in']).map((name) => ({ label: name, text: name, kind: 'operator' })),
      );
    }
    if (isMarker(cursor, replace, `and ${MADE_UP_VARIABLE}`) || isMarker(cursor, replace, `and ${clause}`)) {
      return placed(
        cursor,
        replace,
        ['and', 'or'].map((name) => ({ label: name, text: name, kind: 'keyword' })),
      );
    }
  }
  return undefined;
}

function isMarker(cursor: Cursor, replace: Span, put: string): boolean {
  return unclosed(cursor).some((closing) =>
    cursor.format
      .parse(withWord(cursor.text, replace, put + closing))
      .requirements.some(
        ({ marker, markerSpan }) =>
          marker !== undefined &&
          markerSpan !== undefined &&
          markerSpan.start <= replace.start &&
          markerSpan.end >= replace.start + put.length &&
          findMarkerProblem(marker) === undefined,
      ),
  );
}

/** What may be missing after a half-typed marker: nothing, its parentheses, the quote of its string, or both. */
function unclosed({ text, offset }: Cursor): readonly string[] {
  const line = lineBefore(text, offset);
  const semicolon = line.lastIndexOf(';');
  const marker = line.slice(semicolon + 1).replace(/"[^"]*"|'[^']*'/g, '');
  const open = marker.split('(').length - marker.split(')').length;
  const parentheses = ')'.repeat(Math.max(0, open));
  const quote = openQuote(semicolon < 0 ? line : line.slice(0, semicolon));
  return [...new Set(['', parentheses, quote, parentheses + quote])];
}

function placed({ text, offset }: Cursor, replace: Span, words: readonly WordAtCursor[]): WordPlace {
  return { kind: 'word', replace, typed: text.slice(replace.start, offset), words };
}
