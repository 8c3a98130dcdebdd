import * as l10n from '@vscode/l10n';
import { asArray, asObject, asText, parseJson } from '../../json';
import { isValidName, normalizeName } from '../../packaging/name';
import type { PopularName } from './popularNames';
import type { Projects } from './projectSources';
import type { PreviousData, SnapshotSources } from './sources';

export interface Popularity {
  /** Most downloaded first. */
  readonly popular: readonly PopularName[];
  readonly date: string;
}

/** The list is published with 15,000 rows. Compilation takes longer with more rows, so a much longer list is not even read. */
const MAX_ROWS = 30_000;

/**
 * Reads the most downloaded projects. `today`: an ISO date. With previous data, the list can only change it within limits: see `continued`. Rejects with a plain
 * `Error` if it is not a list.
 */
export function readPopularity(sources: SnapshotSources, projects: Projects, today: string, previous?: PreviousData): Popularity {
  const { downloads } = sources;
  const { ranks, date } = projects;
  const known = (previous?.popular.byRank ?? []).map((name) => ({ name, downloads: previous?.popular.downloadsOf(name) }));
  if (downloads === undefined && ranks.size === 0) {
    if (previous === undefined) {
      throw new Error('no list of the most downloaded projects');
    }
    return { popular: known, date: previous.dates.popularity };
  }
  const counted = downloads === undefined ? { rows: known, date: '' } : readDownloads(downloads, today);
  if (previous !== undefined && ranks.size === 0 && isStale(counted.date, previous.dates.popularity, today) && hasProjects(sources)) {
    // A list that is no longer maintained must not block the other parts.
    return { popular: known, date: previous.dates.popularity };
  }
  const fresh = popularNames(ranks, counted.rows);
  if (fresh.length > MAX_ROWS) {
    throw new Error(
      l10n.t({
        message: 'Update rejected: too many popular projects ({0}).',
        args: [String(fresh.length)],
        comment: ['{0} is a count.'],
      }),
    );
  }
  return {
    popular: previous === undefined ? fresh : continued(fresh, projects, previous),
    date: ranks.size === 0 ? counted.date : date,
  };
}

/** Whether a list is of an earlier month than the previous one, unless that is dated in the future. */
function isStale(date: string, before: string, today: string): boolean {
  const month = 'YYYY-MM'.length;
  return date.slice(0, month) < before.slice(0, month) && before <= today;
}

function hasProjects({ projectTable, projectNames }: SnapshotSources): boolean {
  return projectTable !== undefined || projectNames !== undefined;
}

function readDownloads(json: string, today: string): { readonly rows: readonly PopularName[]; readonly date: string } {
  const list = asObject(parseJson(json));
  const rows = new Map<string, PopularName>();
  for (const value of asArray(list?.rows).slice(0, MAX_ROWS + 1)) {
    const row = asObject(value);
    const name = normalizeName(asText(row?.project, 200) ?? '');
    const count = row?.download_count;
    if (isValidName(name) && !rows.has(name)) {
      rows.set(name, { name, downloads: typeof count === 'number' && Number.isFinite(count) ? count : undefined });
    }
  }
  if (rows.size === 0) {
    throw new Error(l10n.t('the list of the most downloaded packages cannot be read'));
  }
  const day = asText(list?.last_update, 40)?.slice(0, today.length) ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today;
  return { rows: [...rows.values()], date: isDay ? day : today };
}

/**
 * Merges two lists of different age: the ranked projects of the newer list in their order, then those that only the older list has.
 * A project that was among the most downloaded half a year ago is still typed, and still worth imitating, even if it has
 * since been renamed or removed. Its old rank is not reliable, so it comes last. Only the older list has counts.
 */
function popularNames(ranks: ReadonlyMap<string, number>, counted: readonly PopularName[]): PopularName[] {
  const downloads = new Map(counted.map((entry) => [entry.name, entry.downloads]));
  const ranked = [...ranks].sort((a, b) => a[1] - b[1]).map(([name]) => name);
  const older = [...downloads.keys()].filter((name) => !ranks.has(name));
  return [...ranked, ...older].map((name) => ({ name, downloads: downloads.get(name) }));
}

/** The factor by which a name may rise or fall compared to the previous data. */
const MAX_STEP = 4;
/** No name that was not popular before can be higher. */
const HIGHEST_NEW = 500;
const MAX_POPULAR = 25_000;
/** The share that must still be in the list, for each number of the most downloaded: in two years a third of all of them changes. */
const KEPT: readonly (readonly [first: number, share: number])[] = [
  [1000, 0.9],
  [MAX_POPULAR, 0.5],
];

/**
 * The new list, within limits. A popular name is what others may imitate, and is itself never reported: the author of the list could silence
 * any finding. So a popular name stays popular, and moves by a factor at most. Another name becomes popular only if the project list has it now and had
 * it before, no record calls it malicious, and it does not look like a popular project.
 */
function continued(fresh: readonly PopularName[], { rows }: Projects, previous: PreviousData): PopularName[] {
  const { popular } = previous;
  checkKept(fresh, previous);
  const added = new Set(fresh.map(({ name }) => name).filter((name) => popular.rankOf(name) === undefined));
  const listed = new Set(rows.flatMap(({ name }) => (added.has(name) ? name : [])));
  const places = new Map<string, { readonly place: number; readonly downloads?: number | undefined }>();
  for (const [i, { name, downloads }] of fresh.entries()) {
    const before = popular.rankOf(name);
    if (before !== undefined) {
      places.set(name, { place: Math.min(Math.max(i + 1, before / MAX_STEP), before * MAX_STEP), downloads });
    } else if (listed.has(name) && mayBecomePopular(name, previous)) {
      places.set(name, { place: Math.max(i + 1, HIGHEST_NEW), downloads });
    }
  }
  for (const [i, name] of popular.byRank.entries()) {
    if (!places.has(name)) {
      places.set(name, { place: (i + 1) * MAX_STEP, downloads: popular.downloadsOf(name) });
    }
  }
  return [...places]
    .sort((a, b) => a[1].place - b[1].place)
    .slice(0, MAX_POPULAR)
    .map(([name, { downloads }]) => ({ name, downloads }));
}

/** Rejects a list that is implausible: too many of the previously popular, or of the best-known names are missing. */
function checkKept(fresh: readonly PopularName[], { popular }: PreviousData): void {
  const names = new Set(fresh.map(({ name }) => name));
  for (const [first, share] of KEPT) {
    const known = popular.byRank.slice(0, first);
    const kept = known.filter((name) => names.has(name)).length;
    if (kept < known.length * share) {
      throw new Error(
        l10n.t({
          message: 'Update rejected: a list has {0} entries instead of {1}.',
          args: [String(kept), String(known.length)],
          comment: ['{0} is a count. {1} is a count.'],
        }),
      );
    }
  }
}

function mayBecomePopular(name: string, { projects, malicious, engine }: PreviousData): boolean {
  return projects.has(name) && malicious.recordsOf(name).length === 0 && engine.judge(name, { exists: false }) === undefined;
}
