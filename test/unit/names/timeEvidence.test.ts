import { describe, expect, it } from 'vitest';
import {
  isOldest,
  type Listing,
  monthsBetween,
  oldestMonth,
  type TimeModel,
  weightOfAge,
  weightOfListing,
} from '../../../server/src/names/timeEvidence';

const model: TimeModel = {
  overlooked: 0.25,
  lifetime: 2,
  registered: 0.01,
  released: [
    { upTo: 1, share: 0.1 },
    { upTo: 12, share: 0.2 },
    { upTo: 24, share: 0.4 },
  ],
};

/** The formula of the weight, written again. */
const expected = (age: number, share: number): number => Math.log(0.25 + (0.75 * Math.exp(-age / 2)) / 2 / share);
const OVERLOOKED = Math.log(0.25);

it.each([
  ['2026-11', '2026-11', 0],
  ['2026-10', '2026-11', 1],
  ['2025-12', '2026-01', 1],
  ['2025-11', '2026-11', 12],
  ['2024-02', '2026-11', 33],
  ['2026-11', '2026-10', 0],
])('from %s to %s there are %i months', (earlier, later, months) => {
  expect(monthsBetween(earlier, later)).toBe(months);
});

it.each([0, 0.5, 1, 10])('the weight of an age of %d months follows the model', (age) => {
  expect(weightOfAge(model, age)).toBeCloseTo(expected(age, 0.01), 10);
});

describe('the weight of a listing', () => {
  it.each<readonly [what: string, listing: Omit<Listing, 'asOf'>, weight: number]>([
    ['in the oldest list', { firstListed: 'before-2024-12', latestMonth: '2026-11' }, OVERLOOKED],
    // Lists that are close give the age.
    ['first listed this month', { firstListed: '2026-11', notListedIn: '2026-10' }, expected(0.5, 0.01)],
    ['between two lists', { firstListed: '2026-09', notListedIn: '2026-06' }, expected(3.5, 0.01)],
    [
      'whatever its releases',
      { firstListed: '2026-11', notListedIn: '2026-10', latestMonth: '2026-05', knownIn: '2020-01' },
      expected(0.5, 0.01),
    ],
    // Otherwise the latest release gives the least age.
    ['between distant lists', { firstListed: '2026-11', notListedIn: '2026-07' }, expected(0, 0.1)],
    ['without an earlier list', { firstListed: '2026-10' }, expected(1, 0.1)],
    ['with a release', { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2026-10' }, expected(1, 0.1)],
    ['with an older release', { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2026-09' }, expected(2, 0.2)],
    ['with a release a year ago', { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2025-11' }, expected(12, 0.2)],
    ['with a release two years ago', { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2024-11' }, expected(24, 0.4)],
    ['with a release before that', { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2024-10' }, OVERLOOKED],
    [
      'with namesakes that are older than its release',
      { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2026-11', knownIn: '2025-11' },
      expected(12, 0.2),
    ],
    [
      'with namesakes that are younger than its release',
      { firstListed: '2026-11', notListedIn: '2024-11', latestMonth: '2025-11', knownIn: '2026-11' },
      expected(12, 0.2),
    ],
  ])('%s', (_, listing, weight) => {
    expect(weightOfListing(model, { asOf: '2026-11', ...listing })).toBeCloseTo(weight, 10);
  });
});

it('the oldest list has a project before a month', () => {
  expect([isOldest({ asOf: '', firstListed: 'before-2024-12' }), isOldest({ asOf: '', firstListed: '2024-12' })]).toEqual([true, false]);
  expect(oldestMonth({ asOf: '', firstListed: 'before-2024-12' })).toBe('2024-12');
});
