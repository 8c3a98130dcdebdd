import * as l10n from '@vscode/l10n';
import type { CompiledAdvisories } from '../../advisories/compact';
import type { DataManifest, DataSizes } from '../../names/files/compile';
import type { Snapshot } from '../../names/files/snapshot';
import type { PreviousData } from '../../names/files/sources';
import type { MaliciousRecord } from '../../names/nameData';
import { monthsBetween } from '../../names/timeEvidence';

/** Fresh data and the previous data. */
export interface Comparison {
  readonly before: DataManifest;
  readonly after: DataManifest;
  readonly previous: PreviousData;
  readonly snapshot: Snapshot;
  /** Projects that the previous list does not have. */
  readonly newProjects: number;
  readonly advisories?: CompiledAdvisories | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The share of its entries that a list must keep. A list that lost more was truncated, or someone wants it to be short. */
const MIN_KEPT = 0.8;
/** Maximum share of its records that an advisory database withdraws or narrows between two refreshes. */
const MAX_TAKEN = 0.1;
/** Maximum share of unreadable records in an advisory dump. */
const MAX_UNREADABLE = 0.01;
/** Maximum number of popular projects that one refresh may call malicious in every version. */
const MAX_POPULAR_MALICIOUS = 5;

/** Maximum growth of a list: a factor, a share per month, and a number for short lists. */
interface Growth {
  readonly times: number;
  readonly aMonth: number;
  readonly plus: number;
}

/** The index grows by 2 % per month. A first live dump has some 20,000 records of malicious packages that the bundled one does not have. */
const GROWTH: Readonly<Record<keyof DataSizes, Growth>> = {
  projects: { times: 1.25, aMonth: 0.05, plus: 1000 },
  removed: { times: 1.25, aMonth: 0.05, plus: 200_000 },
  popular: { times: 1.25, aMonth: 0.02, plus: 1000 },
  malicious: { times: 1.5, aMonth: 0.05, plus: 40_000 },
  advisories: { times: 1.5, aMonth: 0.05, plus: 60_000 },
};

/** Rejects data that is older than the previous data, much shorter or longer, or damaged. */
export function checkPlausible(comparison: Comparison): void {
  const { before, after, newProjects, advisories } = comparison;
  checkDates(comparison);
  checkSize('projects', before, after.sizes.projects - newProjects, after);
  for (const list of Object.keys(GROWTH) as (keyof DataSizes)[]) {
    checkSize(list, before, after.sizes[list], after);
  }
  const attacked = popularMalicious(comparison);
  if (attacked > MAX_POPULAR_MALICIOUS) {
    throw new Error(
      l10n.t({
        message: 'Update rejected: it would list {0} more popular projects as malicious.',
        args: [String(attacked)],
        comment: ['{0} is a count.'],
      }),
    );
  }
  if (advisories !== undefined) {
    checkSize('advisories', before, advisories.read, after);
  }
  if (advisories !== undefined && advisories.unreadable > advisories.read * MAX_UNREADABLE) {
    throw new Error(
      l10n.t({
        message: 'Update rejected: {0} advisories cannot be read.',
        args: [String(advisories.unreadable)],
        comment: ['{0} is a count.'],
      }),
    );
  }
  if (advisories !== undefined && advisories.taken > before.sizes.advisories * MAX_TAKEN) {
    throw new Error(
      l10n.t({
        message: 'Update rejected: {0} advisories would be withdrawn at once.',
        args: [String(advisories.taken)],
        comment: ['{0} is a count.'],
      }),
    );
  }
}

/** Rejects a list that is too short or too long compared to the previous one. */
function checkSize(list: keyof DataSizes, before: DataManifest, size: number, after: DataManifest): void {
  const old = before.sizes[list];
  if (size < old * MIN_KEPT || size > mostOf(list, before, after.dates.projects)) {
    throw new Error(
      l10n.t({
        message: 'Update rejected: a list has {0} entries instead of {1}.',
        args: [String(size), String(old)],
        comment: ['{0} is a count. {1} is a count.'],
      }),
    );
  }
}

/** Maximum number of entries of a list. `date`: the month or day of the new data. */
export function mostOf(list: keyof DataSizes, { sizes, dates }: DataManifest, date: string): number {
  const { times, aMonth, plus } = GROWTH[list];
  const months = Math.min(MAX_MONTHS, monthsBetween(dates.projects, date));
  return sizes[list] * (times + aMonth * months) + plus;
}

/** A wrong clock must not allow any growth through a long time in between. */
const MAX_MONTHS = 36;

function popularMalicious({ previous, snapshot }: Comparison): number {
  const isWhole = ({ versions }: Pick<MaliciousRecord, 'versions'>): boolean => versions === undefined;
  let count = 0;
  for (const [name, records] of snapshot.malicious) {
    if (previous.popular.rankOf(name) !== undefined && records.some(isWhole) && !previous.malicious.recordsOf(name).some(isWhole)) {
      count++;
    }
  }
  return count;
}

/** A date in the future, from a wrong clock, tells nothing about the age of the previous data. */
function checkDates({ before, after, now }: Comparison): void {
  const today = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
  for (const part of ['projects', 'popularity', 'advisories'] as const) {
    // A day and a month are compared by their months.
    const length = Math.min(before.dates[part].length, after.dates[part].length);
    const [old, fresh] = [before.dates[part].slice(0, length), after.dates[part].slice(0, length)];
    if (fresh < old && before.dates[part] <= today) {
      throw new Error(l10n.t('Update rejected: the downloaded data is older than the current data.'));
    }
  }
}
