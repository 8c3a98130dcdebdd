import type { Targets } from './targets';
import { LIBRARY_RANK } from './targets';

/** One target that a name may imitate, with its score. */
export interface Interpretation {
  /** Id of the target; -1 for a name of the project's own. */
  readonly id: number;
  /** Edits between the target and what stands for it. */
  readonly distance: number;
  /** Whether nothing of the name is left beside the target. */
  readonly isWhole: boolean;
  /** Log-odds. */
  readonly score: number;
}

/** A target with log-odds this far below the best one's is not what was meant. */
export const MAX_BEHIND = 2;
/** How far below the threshold the other brands in a suspicious name still count for what it means. */
export const LESS_LIKELY = 3;
/** What a doubling of the rank costs a target beside others that are about as likely: people mean what they know. */
const UNKNOWN_COST = 0.45;
/** What each edit costs beside an added word, which is as likely to be meant as it is written. */
const EDIT_COST = 1;

/**
 * The reading that is most likely meant: of those that are about as good as the best one, the one with the target that more people know. Of several
 * brands in one name it is the most popular, whichever looks more like an affix. And a misspelled module of Python cannot be installed:
 * a project that carries its name (`urllib3`) is meant, where one is near.
 */
export function mostLikelyMeant<T extends Interpretation>(readings: readonly T[], targets: Targets): T {
  const preference = ({ id, score, distance, isWhole }: T): number =>
    score - UNKNOWN_COST * logRank(id, targets) - (isWhole ? 0 : EDIT_COST * distance);
  const least = readings.reduce((most, { score }) => Math.max(most, score), Number.NEGATIVE_INFINITY) - MAX_BEHIND;
  const near = readings.filter(({ score }) => score >= least);
  const best = near.reduce((a, b) => (preference(b) > preference(a) ? b : a));
  if (isBrand(best) && best.id < targets.popularCount) {
    // Most popular means least id; a module of Python has no downloads to compare.
    return readings.filter(isBrand).reduce((a, b) => (b.id < a.id ? b : a));
  }
  if (best.id < targets.popularCount || best.distance === 0) {
    return best;
  }
  const module = targets.names[best.id]!.replace(/\d+$/, '');
  const carriesName = ({ id }: T): boolean => id >= 0 && id < targets.popularCount && targets.names[id]!.startsWith(module);
  return readings.find(carriesName) ?? best;
}

/** A target that is in the name letter by letter, beside something else. */
export function isBrand({ distance, isWhole }: Interpretation): boolean {
  return distance === 0 && !isWhole;
}

/** Binary logarithm; 0 for a name of the project's own. */
export function logRank(id: number, { popularCount }: Targets): number {
  return id < 0 ? 0 : Math.log2(id < popularCount ? id + 1 : LIBRARY_RANK);
}
