import { expect, it } from 'vitest';
import { addAll, countBefore } from '../../../server/src/packaging/lists';

it('the items before a place are counted in lists of any length', () => {
  for (let length = 0; length < 10; length++) {
    const items = Array.from({ length }, (_, i) => i);
    for (let limit = 0; limit <= length; limit++) {
      expect(countBefore(items, (item) => item < limit)).toBe(limit);
    }
  }
});

it('few of many items are compared', () => {
  let compared = 0;
  const items = Array.from({ length: 1_000_000 }, (_, i) => i);
  const isBefore = (item: number): boolean => {
    compared++;
    return item < 700_000;
  };
  expect(countBefore(items, isBefore)).toBe(700_000);
  expect(compared).toBeLessThan(25);
});

it('all items are added, however many', () => {
  const list = [0];
  addAll(list, new Set([1, 2]));
  addAll(list, Array(500_000).fill(3));
  expect([list.length, ...list.slice(0, 4)]).toEqual([500_003, 0, 1, 2, 3]);
});
