/**
 * The weight of a project's age, in log-odds: squats are removed within weeks, honest projects stay. A malicious project has some age of a short
 * life, or is one of the few that were overlooked for years. An honest one can have any age. Fitted by `npm run data -- model`; times in months.
 */
export interface TimeModel {
  /** Of the malicious projects found in a month, the share that was listed more than a year before. */
  readonly overlooked: number;
  /** How long the others have been on the index, on average. */
  readonly lifetime: number;
  /** Of all honest projects, the share that is registered in one month. */
  readonly registered: number;
  /**
   * Of all honest projects, the share that is not in a list of two years ago and had its latest release `upTo` months ago or, in earlier rows, less;
   * for each month.
   */
  readonly released: readonly { readonly upTo: number; readonly share: number }[];
}

/** When a project was registered, according to lists of projects. Months: `2026-11`. */
export interface Listing {
  /** The month of the list that has it now. */
  readonly asOf: string;
  /** The first list that has it; `before-2024-12` for the oldest. */
  readonly firstListed: string;
  /** The last list that does not have it. */
  readonly notListedIn?: string | undefined;
  readonly latestMonth?: string | undefined;
  /** A month in which the project must have existed, because others that are named after it were released then. */
  readonly knownIn?: string | undefined;
}

/** Lists this few months apart give the age as precisely as the index. */
const EXACT = 3;
const BEFORE = 'before-';

/** Log-odds by the time since the first upload. */
export function weightOfAge(model: TimeModel, age: number): number {
  return weight(model, age, model.registered);
}

/** Log-odds by the age according to lists of projects. */
export function weightOfListing(model: TimeModel, listing: Listing): number {
  const { firstListed, notListedIn, latestMonth, knownIn, asOf } = listing;
  if (isOldest(listing)) {
    return Math.log(model.overlooked);
  }
  const least = monthsBetween(firstListed, asOf);
  const most = notListedIn === undefined ? Number.POSITIVE_INFINITY : monthsBetween(notListedIn, asOf);
  if (most - least <= EXACT) {
    return weightOfAge(model, (least + most) / 2);
  }
  const quiet = latestMonth === undefined ? least : monthsBetween(latestMonth, asOf);
  // The latest release is not the first one: the project may be much older.
  const age = knownIn === undefined ? quiet : Math.max(quiet, monthsBetween(knownIn, asOf));
  const row = model.released.find(({ upTo }) => age <= upTo);
  return row === undefined ? Math.log(model.overlooked) : weight(model, age, row.share);
}

/** Whether the oldest list has it already. */
export function isOldest({ firstListed }: Listing): boolean {
  return firstListed.startsWith(BEFORE);
}

/** The month before which the oldest list has a project: `2024-12`. */
export function oldestMonth({ firstListed }: Listing): string {
  return firstListed.slice(BEFORE.length);
}

/** How much more often a squat than an honest project has its only release `age` months ago. `share`: the share of honest projects, per month. */
function weight({ overlooked, lifetime }: TimeModel, age: number, share: number): number {
  const density = Math.exp(-age / lifetime) / lifetime;
  return Math.log(overlooked + ((1 - overlooked) * density) / share);
}

/** The number of months from one month to a later one, such as `2026-11`. Never negative. */
export function monthsBetween(earlier: string, later: string): number {
  return Math.max(0, monthNumber(later) - monthNumber(earlier));
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
