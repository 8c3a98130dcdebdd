import { findMarkerProblem, MARKER_OPERATORS, MARKER_VALUES } from '../packaging/marker';
import type { Span } from '../packaging/span';
import { type Cursor, lineBefore, type WordAtCursor, type WordPlace, withWord, wordAt } from './places';

const MADE_UP_VARIABLE = 'python_full_version';
const MADE_UP_VALUE = '98765.4321';
const COMPARED = /([\w.]+)[ \t]*(?:===?|!=|<=?|>=?|~=|\b(?:not[ \t]+)?in\b)[ \t]*$/;

/** Completions in a marker: after `;`, or in the `markers` of a table. A made-up piece is inserted, and the result must be a marker. */
export function markerPlace(cursor: Cursor): WordPlace | undefined {
  const { text, offset } = cursor;
  const line = lineBefore(text, offset);
  if (!line.includes(';') && !/\bmarkers?["']?[ \t]*=/.test(line)) {
    return undefined;
  }
  return valuePlace(cursor, line) ?? wordPlace(cursor);
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

function isMarker({ format, text }: Cursor, replace: Span, put: string): boolean {
  return format
    .parse(withWord(text, replace, put))
    .requirements.some(
      ({ marker, markerSpan }) =>
        marker !== undefined &&
        markerSpan !== undefined &&
        markerSpan.start <= replace.start &&
        markerSpan.end >= replace.start + put.length &&
        findMarkerProblem(marker) === undefined,
    );
}

function placed({ text, offset }: Cursor, replace: Span, words: readonly WordAtCursor[]): WordPlace {
  return { kind: 'word', replace, typed: text.slice(replace.start, offset), words };
}
