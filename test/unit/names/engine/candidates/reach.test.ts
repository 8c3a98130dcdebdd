import { describe, expect, it } from 'vitest';
import { Random } from '../../../../../scripts/fuzz/random.mjs';
import { CandidateSearch } from '../../../../../server/src/names/engine/candidates/candidateSearch';
import { Query } from '../../../../../server/src/names/engine/query';
import { buildNameTables, openNameTables } from '../../../../../server/src/names/engine/tables/nameTables';

const random = new Random(1);
const letters = 'abcdefghijklmnopqrstuvwxy';
const word = (length: number): string => Array.from({ length }, () => random.pick([...letters])).join('');

function searchIn(popular: readonly string[], standardLibrary: readonly string[] = [], trusted = popular.length): CandidateSearch {
  const tables = openNameTables(popular, buildNameTables({ popular, standardLibrary, projects: popular, malicious: [] }));
  return new CandidateSearch(tables, trusted);
}

/** Whether the target is found from its name with so many other letters at the beginning. */
function isReached(search: CandidateSearch, id: number, name: string, edits: number): boolean {
  const query = new Query();
  query.set('z'.repeat(edits) + name.slice(edits));
  search.run(query);
  return search.found.slice(0, search.count).some(({ target, distance }) => target === id && distance === edits);
}

/** By edits and letters, how many of the most downloaded names can be meant. No table has two limits at one place. */
const LIMITS: readonly (readonly (readonly [edits: number, length: number, names: number])[])[] = [
  [
    [2, 5, 1000],
    [2, 6, 3000],
    [2, 7, 8000],
  ],
  [
    [3, 7, 100],
    [3, 8, 300],
    [3, 10, 1000],
    [3, 12, 4000],
  ],
  [
    [3, 9, 300],
    [3, 11, 1000],
    [3, 40, 4000],
  ],
];

describe.each(LIMITS.map((limits) => [limits] as const))('%j', (limits) => {
  const popular = Array.from({ length: Math.max(...limits.map(([, , names]) => names)) + 1 }, () => word(20));
  for (const [, length, names] of limits) {
    popular[names - 1] = word(length);
    popular[names] = word(length);
  }
  const search = searchIn(popular);

  it.each(limits)('%i edits of %i letters mean one of %i names', (edits, _, names) => {
    expect(isReached(search, names - 1, popular[names - 1]!, edits)).toBe(true);
    expect(isReached(search, names, popular[names]!, edits)).toBe(false);
  });
});

describe('a module of the standard library', () => {
  const popular = ['requests', 'flask'];
  const modules = [4, 5, 9, 10].map(word);
  const search = searchIn(popular, modules);

  it.each([
    [4, 1, true],
    [4, 2, false],
    [5, 2, true],
    [9, 3, false],
    [10, 3, true],
  ])('of %i letters, with %i edits: %s', (length, edits, expected) => {
    const at = modules.findIndex((name) => name.length === length);
    expect(isReached(search, popular.length + at, modules[at]!, edits)).toBe(expected);
  });

  it('counts among any number of popular names', () => {
    const few = searchIn(popular, modules, 1);
    expect(isReached(few, popular.length + 3, modules[3]!, 1)).toBe(true);
    expect(isReached(few, 0, 'requests', 1)).toBe(true);
    expect(isReached(few, 1, 'flask', 1)).toBe(false);
  });
});
