import { expect, it } from 'vitest';
import { CandidateSearch } from '../../../../../server/src/names/engine/candidates/candidateSearch';
import { Query } from '../../../../../server/src/names/engine/query';
import { buildNameTables, openNameTables } from '../../../../../server/src/names/engine/tables/nameTables';

/** Each is a part of the first one. */
const popular = ['example', 'xample', 'ample', 'mple', 'examp', 'exam', 'exampl'];
const tables = openNameTables(popular, buildNameTables({ popular, standardLibrary: [], projects: popular, malicious: [] }));
const query = new Query();
const search = new CandidateSearch(tables, tables.targets.popularCount);

/** The targets that a name may imitate: each with the letters of the name that it explains, and the edits in them. */
function found(name: string): readonly string[] {
  query.set(name);
  search.run(query);
  return search.found
    .slice(0, search.count)
    .map(({ target, start, end, distance }) => `${tables.targets.names[target]} ${start}-${end} ${distance}`)
    .sort();
}

it.each<[name: string, found: readonly string[]]>([
  // At most two readings of a glued name on either side, the longest ones.
  ['zzexample', ['example 0-9 2', 'example 2-9 0', 'xample 3-9 0']],
  ['examplezz', ['exampl 0-6 0', 'example 0-7 0', 'example 0-9 2']],
  // A single extra letter is an edit.
  ['zexample', ['ample 3-8 0', 'exampl 0-8 2', 'example 0-8 1', 'xample 0-8 2', 'xample 2-8 0']],
  ['examplez', ['examp 0-5 0', 'exampl 0-6 0', 'exampl 0-8 2', 'example 0-8 1', 'xample 0-8 2']],
  ['zzexamplezz', []],
  // At separators: the longest one, and edits beside an affix.
  ['zz-example', ['exampl 2-9 1', 'example 0-9 2', 'example 2-9 0', 'xample 2-9 1']],
  ['example-zz', ['exampl 0-7 1', 'example 0-7 0', 'example 0-9 2', 'xample 0-7 1']],
  ['zz-example-zz', ['example 2-9 0']],
  ['exampel-zz', ['exam 0-4 0', 'examp 0-5 0', 'exampl 0-7 1', 'example 0-7 1', 'example 0-9 3']],
  ['zz-exampel', ['exampl 2-9 1', 'example 2-9 1']],
  ['example-example', ['exampl 0-7 1', 'exampl 7-14 1', 'example 0-7 0', 'example 7-14 0', 'xample 0-7 1', 'xample 7-14 1']],
  // Edits of the whole name.
  ['exmple', ['ample 0-6 2', 'exampl 0-6 2', 'example 0-6 1', 'mple 2-6 0', 'xample 0-6 2']],
  ['eaxmple', ['ample 0-7 2', 'exampl 0-7 2', 'example 0-7 1', 'mple 3-7 0', 'xample 0-7 2']],
  ['mpl', ['mple 0-3 1']],
  ['mpel', ['mple 0-4 1']],
  ['zzmple', ['ample 0-6 2', 'example 0-6 3', 'mple 2-6 0', 'xample 0-6 2']],
  ['zzexam', ['exam 2-6 0']],
  ['examzz', ['exam 0-4 0', 'examp 0-6 2', 'exampl 0-6 2', 'example 0-6 3']],
])('%s may imitate %j', (name, expected) => {
  expect(found(name)).toEqual(expected);
});

it('reads a frequent word as it is written, beside another one', () => {
  const others = Array.from({ length: 1_100 }, (_, i) => `examlpe-n${i}`);
  const [rare, frequent] = [800, 1_100].map((count) => {
    const projects = [...popular, ...others.slice(0, count)];
    const counted = openNameTables(popular, buildNameTables({ popular, standardLibrary: [], projects, malicious: [] }));
    const counting = new CandidateSearch(counted, popular.length);
    return (name: string) => {
      query.set(name);
      counting.run(query);
      return counting.found.slice(0, counting.count).some(({ target, distance }) => target === 0 && distance === 1);
    };
  });
  for (const name of ['zz-examlpe', 'examlpe-zz']) {
    expect(rare!(name)).toBe(true);
    expect(frequent!(name)).toBe(false);
  }
  expect(frequent!('examlpe')).toBe(true);
});
