import { describe, expect, it } from 'vitest';
import { readPopularity } from '../../../../server/src/names/files/popularity';
import { decodePopularNames, encodePopularNames, lowerBound } from '../../../../server/src/names/files/popularNames';
import type { Projects } from '../../../../server/src/names/files/projectSources';
import type { PreviousData, SnapshotSources } from '../../../../server/src/names/files/sources';
import type { NameEngine } from '../../../../server/src/names/judgement';

const TODAY = '2026-11-20';

function projectsOf(ranks: Readonly<Record<string, number>>, names: readonly string[] = Object.keys(ranks)): Projects {
  const rows = names.map((name) => ({ name, version: '1', month: '2026-10', firstListed: '2026-10' }));
  return { date: '2026-11', listings: ['2026-11'], rows, removed: [], ranks: new Map(Object.entries(ranks)) };
}

const list = (rows: readonly unknown[], lastUpdate: unknown = '2026-11-02 03:04'): string =>
  JSON.stringify({ last_update: lastUpdate, rows });
const row = (project: unknown, count: unknown = 5) => ({ project, download_count: count });

/** Data of the previous month with these popular names. `malicious` and `alike` are properties of a new name. */
function dataBefore(
  names: readonly string[],
  { malicious = [] as string[], alike = [] as string[], date = '2026-10-02' } = {},
): PreviousData {
  return {
    dates: { projects: '2026-10', popularity: date, malicious: '2026-10', advisories: '2026-10-01' },
    popular: decodePopularNames(encodePopularNames(names.map((name, i) => ({ name, downloads: 900 - i })))),
    projects: { has: (name: string) => name !== 'unlisted' },
    malicious: { recordsOf: (name: string) => (malicious.includes(name) ? [{}] : []) },
    engine: { judge: (name: string) => (alike.includes(name) ? {} : undefined) } as unknown as NameEngine,
  } as unknown as PreviousData;
}

const names = (sources: SnapshotSources, projects: Projects, before?: PreviousData): string[] =>
  readPopularity(sources, projects, TODAY, before).popular.map(({ name }) => name);

describe('which lists there are', () => {
  const ranked = projectsOf({ b: 2, a: 1 });
  const downloads = list([row('c', 7), row('a', 9)]);
  const before = dataBefore(['a', 'b', 'c']);

  it.each<[what: string, sources: SnapshotSources, projects: Projects, before: PreviousData | undefined, names: string[], date: string]>([
    ['ranks alone', {}, ranked, undefined, ['a', 'b'], '2026-11'],
    ['downloads alone', { downloads }, projectsOf({}), undefined, ['c', 'a'], '2026-11-02'],
    ['both', { downloads }, ranked, undefined, ['a', 'b', 'c'], '2026-11'],
    ['those before alone', {}, projectsOf({}), before, ['a', 'b', 'c'], '2026-10-02'],
    ['ranks after those before', {}, ranked, before, ['a', 'b', 'c'], '2026-11'],
    [
      'downloads after those before',
      { downloads: list([row('c'), row('b'), row('a')]) },
      projectsOf({}, ['a', 'c']),
      before,
      ['c', 'b', 'a'],
      '2026-11-02',
    ],
  ])('%s', (_, sources, projects, previous, expected, date) => {
    const read = readPopularity(sources, projects, TODAY, previous);
    expect(read.popular.map(({ name }) => name)).toEqual(expected);
    expect(read.date).toBe(date);
  });

  it('none is not enough', () => {
    expect(() => readPopularity({}, projectsOf({}), TODAY)).toThrow('no list of the most downloaded projects');
  });

  it('counts are from the list that has them', () => {
    const read = readPopularity({ downloads }, ranked, TODAY);
    expect(read.popular).toEqual([
      { name: 'a', downloads: 9 },
      { name: 'b', downloads: undefined },
      { name: 'c', downloads: 7 },
    ]);
    expect(readPopularity({}, ranked, TODAY, before).popular).toEqual([
      { name: 'a', downloads: 900 },
      { name: 'b', downloads: 899 },
      { name: 'c', downloads: 898 },
    ]);
  });
});

describe('a list of downloads', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    ['names are normalized, and each counts once', list([row('A_b'), row('a-b', 9), row('c')]), ['a-b', 'c']],
    ['what is no name is left out', list([row('-'), row(5), row(undefined), null, 'x', row('x'.repeat(201)), row('c')]), ['c']],
    ['a count may be missing', list([{ project: 'a' }, row('b', 'many'), row('c', null)]), ['a', 'b', 'c']],
  ])('%s', (_, downloads, expected) => {
    expect(names({ downloads }, projectsOf({}))).toEqual(expected);
  });

  it.each(['', 'nonsense', '[]', '{}', '{"rows":[]}', '{"rows":5}', list([row('-')])])('%j cannot be read', (downloads) => {
    expect(() => names({ downloads }, projectsOf({}))).toThrow('the list of the most downloaded packages cannot be read');
  });

  it.each([
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', TODAY],
    ['2026-11-02T03:04:05Z', '2026-11-02'],
    ['2026-11', TODAY],
    ['soon', TODAY],
    [undefined, TODAY],
    [5, TODAY],
  ])('of %s is of %s', (said, date) => {
    expect(readPopularity({ downloads: JSON.stringify({ last_update: said, rows: [row('a')] }) }, projectsOf({}), TODAY).date).toBe(date);
  });

  it('may not be longer than 30,000 names', () => {
    const rows = (count: number) => list(Array.from({ length: count }, (_, i) => row(`n${i}`)));
    expect(names({ downloads: rows(30_000) }, projectsOf({}))).toHaveLength(30_000);
    expect(() => names({ downloads: rows(30_001) }, projectsOf({}))).toThrow('Update rejected: too many popular projects (30001).');
    expect(() => names({ downloads: rows(40_000) }, projectsOf({}))).toThrow('30001');
  });
});

describe('a list that is older than the one before', () => {
  const old = list([row('a'), row('b')], '2026-09-30');

  it.each<[what: string, sources: SnapshotSources, date: string, expected: string]>([
    ['is passed over where the projects are news', { downloads: old, projectNames: ['a'] }, '2026-10-02', '2026-10-02'],
    ['is passed over where the project table is news', { downloads: old, projectTable: 'x' }, '2026-10-02', '2026-10-02'],
    ['counts where it is all there is', { downloads: old }, '2026-10-02', '2026-09-30'],
    ['counts in the same month', { downloads: old, projectNames: ['a'] }, '2026-09-30', '2026-09-30'],
    ['counts after one of the future', { downloads: old, projectNames: ['a'] }, '2027-01-01', '2026-09-30'],
    ['is passed over after one of today', { downloads: old, projectNames: ['a'] }, TODAY, TODAY],
  ])('%s', (_, sources, date, expected) => {
    expect(readPopularity(sources, projectsOf({}, ['a', 'b']), TODAY, dataBefore(['b', 'a'], { date })).date).toBe(expected);
  });
});

describe('a list that continues the one before', () => {
  const before = Array.from({ length: 2_000 }, (_, i) => `old${i + 1}`);
  const listed = [...before, 'new', 'unlisted', 'evil', 'alike', 'absent-now'];

  /** The rank of `name` after `before`, if its rank is now `at`. */
  function rankOf(name: string, rank: number): number | undefined {
    const fresh = before.filter((each) => each !== name);
    fresh.splice(rank - 1, 0, name);
    const projects = projectsOf(
      Object.fromEntries(fresh.map((each, i) => [each, i + 1])),
      listed.filter((each) => each !== 'absent-now'),
    );
    const read = readPopularity({}, projects, TODAY, dataBefore(before, { malicious: ['evil'], alike: ['alike'] }));
    const at = read.popular.findIndex((each) => each.name === name);
    return at < 0 ? undefined : at + 1;
  }

  it.each([
    ['old40', 40, 40],
    ['old40', 20, 20],
    ['old40', 1, 9],
    ['old40', 100, 100],
    ['old40', 1_900, 161],
    ['new', 600, 600],
    ['new', 1, 499],
    ['unlisted', 600, undefined],
    ['evil', 600, undefined],
    ['alike', 600, undefined],
    ['absent-now', 600, undefined],
  ])('%s at rank %d is at %s', (name, rank, expected) => {
    // Names with the same place are in the order of the list.
    expect(rankOf(name, rank)).toBe(expected);
  });

  it.each<[list: string, sources: (kept: readonly string[]) => [SnapshotSources, Projects]]>([
    ['ranks', (kept) => [{}, projectsOf(Object.fromEntries(kept.map((name, i) => [name, i + 1])))]],
    ['downloads', (kept) => [{ downloads: list(kept.map((name) => row(name))) }, projectsOf({}, kept)]],
  ])('keeps a name that has left the list of %s, four times lower', (_, sources) => {
    const read = readPopularity(...sources(before.filter((name) => name !== 'old100')), TODAY, dataBefore(before));
    // Names with the same place are in the order of the list.
    expect(read.popular.slice(399, 402).map(({ name }) => name)).toEqual(['old401', 'old100', 'old402']);
    expect(read.popular[400]?.downloads).toBe(801);
  });

  it.each([
    [900, 1_900, true],
    [899, 1_899, false],
    [1_000, 1_000, true],
    [950, 1_000, true],
    [950, 999, false],
  ])('with %d of the first 1,000 and %d of all it is one: %s', (first, all, isKept) => {
    const kept = [...before.slice(0, first), ...before.slice(1_000, 1_000 + all - first)];
    const read = () => names({ downloads: list(kept.map((name) => row(name))) }, projectsOf({}, before), dataBefore(before));
    if (isKept) {
      expect(read()).toHaveLength(before.length);
    } else {
      expect(read).toThrow(/^Update rejected: a list has \d+ entries instead of \d+\.$/);
    }
  });

  it('has 25,000 names at most', () => {
    const many = Array.from({ length: 25_010 }, (_, i) => `p${i}`);
    expect(names({}, projectsOf(Object.fromEntries(many.map((name, i) => [name, i + 1]))), dataBefore(many))).toHaveLength(25_000);
  });
});

describe('stored counts', () => {
  it.each([
    [undefined, undefined],
    [0, undefined],
    [-5, undefined],
    [1, 1],
    [999, 999],
    [999.4, 999],
    [999.5, 1_000],
    [1_000, 1_000],
    [1_004, 1_000],
    [1_005, 1_010],
    [9_995, 10_000],
    [99_949, 99_900],
    [1_880_218_825, 1_880_000_000],
  ])('%s is %s', (downloads, expected) => {
    const popular = decodePopularNames(encodePopularNames([{ name: 'a', downloads }]));
    expect(popular.downloadsOf('a')).toBe(expected);
    expect(popular.downloadsOf('b')).toBeUndefined();
  });
});

it.each([
  ['a', 0],
  ['b', 0],
  ['c', 1],
  ['d', 1],
  ['e', 2],
  ['f', 2],
  ['g', 3],
])('the first entry that is not before %s is at %d', (name, index) => {
  expect(lowerBound(['b', 'd', 'f'], name)).toBe(index);
  expect(lowerBound([], name)).toBe(0);
});
