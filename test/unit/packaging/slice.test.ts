import { describe, expect, test } from 'vitest';
import { Slice } from '../../../server/src/packaging/slice';

const DOCUMENT = 'ab\\\ncd\\u0065f';
/** `abcdef` of `ab`, `cd`, an escaped `e`, and `f`. */
const slice = Slice.join([
  Slice.of(DOCUMENT, 0, 2),
  Slice.of(DOCUMENT, 4, 6),
  Slice.replaced('e', { start: 6, end: 12 }),
  Slice.of(DOCUMENT, 12),
]);

test('pieces join to one text', () => {
  expect(slice.text).toBe('abcdef');
});

describe('spans', () => {
  test.each([
    [0, 2, { start: 0, end: 2 }],
    [1, 3, { start: 1, end: 5 }],
    [2, 4, { start: 4, end: 6 }],
    [4, 5, { start: 6, end: 12 }],
    [3, 6, { start: 5, end: 13 }],
    [6, 6, { start: 13, end: 13 }],
    [2, 2, { start: 4, end: 4 }],
  ])('[%i, %i)', (start, end, expected) => {
    expect(slice.span(start, end)).toEqual(expected);
    expect(slice.sub(start, end).span()).toEqual(expected);
    expect(slice.sub(start, end).text).toBe(slice.text.slice(start, end));
  });
});

test('a span has all pieces where they are in another order in the document', () => {
  const text = '%s==1 a b';
  const filled = Slice.join([Slice.of(text, 6, 7), Slice.of(text, 2, 5), Slice.of(text, 8, 9)]);
  expect(filled.text).toBe('a==1b');
  expect([filled.span(), filled.span(0, 1), filled.span(1, 4), filled.sub(0, 4).span(), filled.span(2, 2)]).toEqual([
    { start: 2, end: 9 },
    { start: 6, end: 7 },
    { start: 2, end: 5 },
    { start: 2, end: 7 },
    { start: 3, end: 3 },
  ]);
});

test('an empty slice still has a position', () => {
  expect(Slice.of(DOCUMENT, 5, 5).span()).toEqual({ start: 5, end: 5 });
  expect(slice.sub(4).sub(0, 0).span()).toEqual({ start: 6, end: 6 });
});

test('trim keeps positions', () => {
  const padded = Slice.of('  x y  ');
  expect(padded.trim().text).toBe('x y');
  expect(padded.trim().span()).toEqual({ start: 2, end: 5 });
});

test('matches are replaced at their positions, by texts and by slices, or kept', () => {
  const text = 'a {b} c {d} {e}';
  const of = (replacement: Parameters<Slice['replaceEach']>[1]) => Slice.of(text).replaceEach(/\{(\w)\}/g, replacement);
  const replaced = of(([found, name]) => (name === 'b' ? 'BBB' : name === 'd' ? Slice.of(text, 0, 1) : found === '{e}' ? undefined : ''));
  expect(replaced.text).toBe('a BBB c a {e}');
  expect([replaced.span(2, 5), replaced.span(8, 9), replaced.span(10, 13)]).toEqual([
    { start: 2, end: 5 },
    { start: 0, end: 1 },
    { start: 12, end: 15 },
  ]);
  expect(of(() => undefined).text).toBe(text);
});
