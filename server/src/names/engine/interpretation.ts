import type { Targets } from './targets';
import { LIBRARY_RANK } from './targets';

/** One target that a name may imitate, with its score. */
export interface Interpretation {
  /** Id of the target; -1: a private name of the project. */
  readonly id: number;
  /** Edits between the target and the letters that represent it. */
  readonly distance: number;
  /** Whether the name has nothing beside the target. */
  readonly isWhole: boolean;
  /** Log-odds. */
  readonly score: number;
}

/** A target with log-odds this far below the best one's is not the intended one. */
export const MAX_BEHIND = 2;
/** How far below the threshold the other brands in a suspicious name still count as its meaning. */
export const LESS_LIKELY = 3;
/** The cost of a doubling of the rank, among equally likely targets: people mean what they know. */
const UNKNOWN_COST = 0.45;
/** The cost of each edit next to an added word, which may also be meant as written. */
const EDIT_COST = 1;

/**
 * The most likely meaning: among the readings that are about as good as the best one, the one with the best-known target. With several
 * brands in one name it is the most popular, whichever looks more like an affix. A misspelled module of Python cannot be installed:
 * the meaning is then a project that contains its name (`urllib3`), if one is similar.
 */
export function mostLikelyMeant<T extends Interpretation>(readings: readonly T[], targets: Targets): T {
  const preference = ({ id, score, distance, isWhole }: T): number =>
    score - UNKNOWN_COST * logRank(id, targets) - (isWhole ? 0 : EDIT_COST * distance);
  const least = readings.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY) - MAX_BEHIND;
  const near = readings.filter(({ score }) => score >= least);
  const best = near.reduce((a, b) => (preference(b) > preference(a) ? b : a));
  if (isBrand(best) && best.id < targets.popularCount) {
    // Most popular means lowest id. A module of Python has no downloads to compare.
    return readings.filter(isBrand).reduce((a, b) => (b.id < a.id ? b : a));
  }
  if (best.id < targets.popularCount || best.distance === 0) {
    return best;
  }
  const module = targets.names[best.id]!.replace(/\d+$/, '');
  const carriesName = ({ id }: T): boolean => id >= 0 && id < targets.popularCount && targets.names[id]!.startsWith(module);
  return readings.find(carriesName) ?? best;
}

/** A target that is in the name letter by letter, next to something else. */
export function isBrand({ distance, isWhole }: Interpretation): boolean {
  return distance === 0 && !isWhole;
}

/** Binary logarithm; 0 for a private name of the project. */
export function logRank(id: number, { popularCount }: Targets): number {
  return id < 0 ? 0 : Math.log2(id < popularCount ? id + 1 : LIBRARY_RANK);
}
