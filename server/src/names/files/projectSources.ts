import { isValidName, normalizeName } from '../../packaging/name';
import { compare } from './popularNames';
import type { ProjectRow } from './projectList';
import type { PreviousData, SnapshotSources } from './sources';

/** The project lists, joined. */
export interface Projects {
  readonly date: string;
  readonly listings: readonly string[];
  readonly rows: readonly ProjectRow[];
  readonly removed: readonly ProjectRow[];
  /** By normalized name, if the source has ranks. */
  readonly ranks: ReadonlyMap<string, number>;
}

interface ListedRow {
  readonly name: string;
  readonly version: string;
  readonly month: string;
}

/** Reads the project list and joins it with the earlier ones. `today`: an ISO date. */
export function readProjects(
  { projectTable, projectNames, earlierNames }: SnapshotSources,
  today: string,
  previous?: PreviousData,
): Projects {
  const ranks = new Map<string, number>();
  if (projectTable === undefined && projectNames === undefined) {
    if (previous === undefined) {
      throw new Error('no list of projects');
    }
    const { projects, removed, dates } = previous;
    return { date: dates.projects, listings: projects.listings, rows: [...projects.rows()], removed: [...removed.rows()], ranks };
  }
  const thisMonth = today.slice(0, 'YYYY-MM'.length);
  const listed = projectTable === undefined ? knownRows(projectNames ?? [], previous) : readTable(projectTable, thisMonth, ranks);
  // A list without release months does not tell its own age, so it counts as today's.
  const date =
    projectTable === undefined ? thisMonth : listed.reduce((newest, { month }) => (month > newest ? month : newest), '') || thisMonth;
  listed.sort((a, b) => compare(a.name, b.name));
  const before = previous === undefined ? earlierList(earlierNames) : previousLists(previous, date);
  return { date, ranks, ...joinLists(listed, before, date) };
}

/** Rows of the table. A month in the future is a mistake of a clock. */
function readTable(table: string, thisMonth: string, ranks: Map<string, number>): ListedRow[] {
  const rows: ListedRow[] = [];
  for (const line of lines(table).slice(1)) {
    const [name = '', version = '', month = '', rank = ''] = line.split('\t');
    if (!isValidName(name) || normalizeName(name) !== name) {
      continue;
    }
    rows.push({ name, version, month: /^\d{4}-\d{2}$/.test(month) && month <= thisMonth ? month : '' });
    if (/^\d+$/.test(rank)) {
      ranks.set(name, Number(rank));
    }
  }
  return rows;
}

/** The names, with the facts about their releases. */
function knownRows(names: readonly string[], previous: PreviousData | undefined): ListedRow[] {
  return [...new Set(names)].map((name) => {
    const known = previous?.projects.get(name);
    return { name, version: known?.latestVersion ?? '', month: known?.latestMonth ?? '' };
  });
}

/** The contents of earlier lists: rows sorted by name. */
interface EarlierLists {
  readonly listings: readonly string[];
  /** Projects that are not in them have no release before this month. */
  readonly since?: string | undefined;
  readonly rows: Iterable<ProjectRow>;
  readonly removed: Iterable<ProjectRow>;
}

function earlierList(earlier: SnapshotSources['earlierNames']): EarlierLists {
  if (earlier === undefined) {
    return { listings: [], rows: [], removed: [] };
  }
  const { month, names } = earlier;
  const sorted = [...new Set(lines(names).map(normalizeName))].sort(compare);
  return { listings: [month], rows: sorted.map((name) => ({ name, version: '', month: '', firstListed: month })), removed: [] };
}

/** A list with a future date, from a wrong clock, counts as this month's. Otherwise its rows would be listed in the future for years. */
function previousLists({ projects, removed, dates }: PreviousData, date: string): EarlierLists {
  const notLater = (row: ProjectRow): ProjectRow => (row.firstListed > date ? { ...row, firstListed: date } : row);
  return {
    listings: projects.listings.filter((month) => month <= date),
    since: dates.projects <= date ? dates.projects : undefined,
    rows: mapped(projects.rows(), notLater),
    removed: mapped(removed.rows(), notLater),
  };
}

function* mapped<T>(items: Iterable<T>, map: (item: T) => T): Generator<T> {
  for (const item of items) {
    yield map(item);
  }
}

/**
 * Gives each listed project the month of the first list that has it, and finds those that are gone. All lists are sorted by name. A name that
 * returns has been removed nevertheless, and counts as new: its current owner may be another one. No list makes a project look older: the
 * latest release is never earlier than before, and not earlier than the last list without the project.
 */
function joinLists(listed: readonly ListedRow[], before: EarlierLists, date: string): Pick<Projects, 'listings' | 'rows' | 'removed'> {
  const rows: ProjectRow[] = [];
  const gone: ProjectRow[] = [];
  const old = before.rows[Symbol.iterator]();
  let next = old.next();
  for (const row of listed) {
    while (!next.done && compare(next.value.name, row.name) < 0) {
      gone.push({ ...next.value, version: '', month: date });
      next = old.next();
    }
    const known = !next.done && next.value.name === row.name ? next.value : undefined;
    rows.push({ ...row, month: latestRelease(row, known, before.since), firstListed: known?.firstListed ?? date });
    if (known !== undefined) {
      next = old.next();
    }
  }
  while (!next.done) {
    gone.push({ ...next.value, version: '', month: date });
    next = old.next();
  }
  const removed = new Map([...before.removed, ...gone].map((row) => [row.name, row]));
  return {
    listings: [...new Set([...before.listings, date])],
    rows,
    removed: [...removed.values()].sort((a, b) => compare(a.name, b.name)),
  };
}

function latestRelease({ month }: ListedRow, known: ProjectRow | undefined, since = ''): string {
  if (known !== undefined) {
    return month > known.month ? month : known.month;
  }
  return month >= since ? month : '';
}

function lines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
}
