import { describe, expect, it } from 'vitest';
import type { ProjectRow } from '../../../../server/src/names/files/projectList';
import { readProjects } from '../../../../server/src/names/files/projectSources';
import type { PreviousData, SnapshotSources } from '../../../../server/src/names/files/sources';

const TODAY = '2026-11-20';
const table = (...rows: readonly (readonly string[])[]): string =>
  ['name\tversion\tmonth\trank', ...rows.map((row) => row.join('\t')), ''].join('\n');
const row = (name: string, month = '', firstListed = '2026-10', version = ''): ProjectRow => ({ name, version, month, firstListed });

function dataBefore(
  rows: readonly ProjectRow[],
  { removed = [] as readonly ProjectRow[], date = '2026-10', listings = ['2024-12', '2026-10'] } = {},
): PreviousData {
  return {
    dates: { projects: date },
    projects: {
      listings,
      rows: () => rows,
      get: (name: string) =>
        rows.filter((each) => each.name === name).map(({ version, month }) => ({ latestVersion: version, latestMonth: month }))[0],
    },
    removed: { rows: () => removed },
  } as unknown as PreviousData;
}

const read = (sources: SnapshotSources, previous?: PreviousData) => {
  const { ranks, ...projects } = readProjects(sources, TODAY, previous);
  return { ...projects, ranks: [...ranks] };
};

describe('which lists there are', () => {
  it('a table, dated by its newest month', () => {
    expect(read({ projectTable: table(['b', '2', '2026-09', '1'], ['a', '1', '2025-01', '']) })).toEqual({
      date: '2026-09',
      listings: ['2026-09'],
      rows: [row('a', '2025-01', '2026-09', '1'), row('b', '2026-09', '2026-09', '2')],
      removed: [],
      ranks: [['b', 1]],
    });
  });

  it.each([
    [['a', '1', '', ''], '2026-11', ''],
    [['a', '1', '2026-12', ''], '2026-11', ''],
    [['a', '1', '2026-11', ''], '2026-11', '2026-11'],
    [['a', '1', 'soon', ''], '2026-11', ''],
    [['a', '1', '2026-1', ''], '2026-11', ''],
  ])('a table with the row %j is of %s', (cells, date, month) => {
    const found = read({ projectTable: table(cells) });
    expect([found.date, found.rows[0]?.month]).toEqual([date, month]);
  });

  it('bare names, dated today', () => {
    expect(read({ projectNames: ['b', 'a', 'b'] })).toMatchObject({
      date: '2026-11',
      listings: ['2026-11'],
      rows: [row('a', '', '2026-11'), row('b', '', '2026-11')],
    });
  });

  it('bare names keep the known facts about their releases', () => {
    expect(read({ projectNames: ['a', 'new'] }, dataBefore([row('a', '2026-08', '2024-12', '3.1')])).rows).toEqual([
      row('a', '2026-08', '2024-12', '3.1'),
      row('new', '', '2026-11'),
    ]);
  });

  it('none, where there are data before', () => {
    const rows = [row('a', '2026-08')];
    expect(read({}, dataBefore(rows, { removed: [row('z')] }))).toEqual({
      date: '2026-10',
      listings: ['2024-12', '2026-10'],
      rows,
      removed: [row('z')],
      ranks: [],
    });
    expect(() => read({})).toThrow('no list of projects');
  });
});

it.each([
  [['Not_Normal', '1', '', '3'], 'Not_Normal'],
  [['-', '1', '', '3'], '-'],
  [['', '1', '', '3'], ''],
])('a row of %j is left out', (cells, name) => {
  const { rows, ranks } = read({ projectTable: table(cells, ['ok', '1', '', 'x'], ['best', '1', '', '12']) });
  expect(rows.map((each) => each.name)).toEqual(['best', 'ok']);
  expect(ranks).toEqual([['best', 12]]);
  expect(rows.map((each) => each.name)).not.toContain(name);
});

describe('lists that follow each other', () => {
  it('an earlier one shows which projects existed and which are gone', () => {
    const found = read({
      projectTable: table(['b', '1', '2026-11', ''], ['c', '1', '2026-11', '']),
      earlierNames: { month: '2024-12', names: 'B\na \n\nb\nz\n' },
    });
    expect(found.listings).toEqual(['2024-12', '2026-11']);
    expect(found.rows).toEqual([row('b', '2026-11', '2024-12', '1'), row('c', '2026-11', '2026-11', '1')]);
    expect(found.removed).toEqual([row('a', '2026-11', '2024-12'), row('z', '2026-11', '2024-12')]);
  });

  it('the previous one decides which projects existed, and a removed one stays removed', () => {
    const found = read(
      {
        projectTable: table(['a', '1', '2026-11', ''], ['gone', '1', '2026-11', '']),
        earlierNames: { month: '2020-01', names: 'ignored' },
      },
      dataBefore([row('a', '2026-01'), row('b', '2025-01')], { removed: [row('gone', '2026-02', '2024-12')] }),
    );
    expect(found.listings).toEqual(['2024-12', '2026-10', '2026-11']);
    expect(found.rows).toEqual([row('a', '2026-11', '2026-10', '1'), row('gone', '2026-11', '2026-11', '1')]);
    expect(found.removed).toEqual([row('b', '2026-11', '2026-10'), row('gone', '2026-02', '2024-12')]);
  });

  it.each([
    ['never earlier than it was', '2025-01', '2026-03', '2026-03'],
    ['later than it was', '2026-05', '2026-03', '2026-05'],
  ])('the latest release is %s', (_, now, then, expected) => {
    expect(read({ projectTable: table(['a', '1', now, ''], ['b', '1', '2026-11', '']) }, dataBefore([row('a', then)])).rows[0]?.month).toBe(
      expected,
    );
  });

  it.each([
    ['2026-09', ''],
    ['2026-10', '2026-10'],
    ['2026-11', '2026-11'],
  ])('of a new project a release of %s is of %j, for the list before would have it', (month, expected) => {
    const found = read({ projectTable: table(['new', '1', month, ''], ['b', '1', '2026-11', '']) }, dataBefore([row('b')]));
    expect(found.rows.find(({ name }) => name === 'new')?.month).toBe(expected);
  });

  it("a list with a future date, from a wrong clock, counts as this month's", () => {
    const future = dataBefore([row('a', '', '2031-01')], {
      date: '2031-01',
      listings: ['2024-12', '2031-01'],
      removed: [row('z', '', '2031-01')],
    });
    const found = read({ projectTable: table(['a', '1', '2026-11', ''], ['n', '1', '2020-01', '']) }, future);
    expect(found.listings).toEqual(['2024-12', '2026-11']);
    expect(found.rows.map(({ firstListed, month }) => [firstListed, month])).toEqual([
      ['2026-11', '2026-11'],
      ['2026-11', '2020-01'],
    ]);
    expect(found.removed).toEqual([row('z', '', '2026-11')]);
  });
});
