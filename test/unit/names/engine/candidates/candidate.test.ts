import { expect, it } from 'vitest';
import { CandidateList, coversQuery, newCandidate } from '../../../../../server/src/names/engine/candidates/candidate';
import { Query } from '../../../../../server/src/names/engine/query';

const query = new Query();
query.set('yt-api-dlp');

it('a new candidate is nothing', () => {
  const nothing = { target: 0, start: 0, end: 0, gapStart: 0, gapEnd: 0, distance: 0, reordered: false };
  expect(newCandidate()).toEqual(nothing);
  expect(new CandidateList().items.every((item) => JSON.stringify(item) === JSON.stringify(nothing))).toBe(true);
});

it('a name has 24 candidates at most', () => {
  const list = new CandidateList();
  const added = Array.from({ length: 26 }, (_, target) => list.add(target, 0, 4)?.target);
  expect(added).toEqual([...Array.from({ length: 24 }, (_, target) => target), undefined, undefined]);
  expect(list.count).toBe(24);
});

it('the object of an earlier candidate is used again, without what it had', () => {
  const list = new CandidateList();
  const first = list.add(7, 1, 2, 3, true);
  expect(first).toEqual({ target: 7, start: 1, end: 2, gapStart: 0, gapEnd: 0, distance: 3, reordered: true });
  Object.assign(first ?? {}, { gapStart: 5, gapEnd: 6 });
  list.count = 0;
  expect(list.add(8, 2, 4)).toBe(first);
  expect(first).toEqual({ target: 8, start: 2, end: 4, gapStart: 0, gapEnd: 0, distance: 0, reordered: false });
});

it.each([
  [0, 8, 0, true],
  [1, 8, 0, false],
  [0, 7, 0, false],
  [0, 8, 5, false],
])('letters %d to %d with a gap to %d are the whole name: %s', (start, end, gapEnd, expected) => {
  const list = new CandidateList();
  list.add(1, 0, 3);
  const candidate = list.add(2, start, end);
  Object.assign(candidate ?? {}, { gapEnd });
  expect(candidate && coversQuery(query, candidate)).toBe(expected);
  expect([list.hasWhole(1, query), list.hasWhole(2, query), list.hasWhole(3, query)]).toEqual([false, expected, false]);
  list.count = 1;
  expect(list.hasWhole(2, query)).toBe(false);
});
