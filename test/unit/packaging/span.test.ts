import { expect, it } from 'vitest';
import { contains, covering, moved } from '../../../server/src/packaging/span';

const SPAN = { start: 3, end: 5 };

it.each([
  [2, false],
  [3, true],
  [4, true],
  [5, true],
  [6, false],
])('a span contains %d, with both ends: %s', (offset, expected) => {
  expect(contains(SPAN, offset)).toBe(expected);
});

it('covers from the first start to the last end', () => {
  expect(covering([])).toBeUndefined();
  expect(covering([SPAN])).toEqual(SPAN);
  expect(covering([SPAN, { start: 4, end: 9 }, { start: 1, end: 2 }])).toEqual({ start: 1, end: 9 });
});

it('is the same span if it is not moved', () => {
  expect(moved(SPAN, 0)).toBe(SPAN);
  expect(moved(SPAN, 1)).toEqual({ start: 4, end: 6 });
  expect(moved(SPAN, -2)).toEqual({ start: 1, end: 3 });
});
