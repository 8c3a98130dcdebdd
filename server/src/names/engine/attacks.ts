import { coversQuery } from './candidates/candidate';
import { CandidateSearch, type CandidateTables } from './candidates/candidateSearch';
import { joinsCampaignWords } from './joinedWords';
import { Query } from './query';

/** How much less likely an edit, an added letter and a doubling of the target's rank make a reading. */
const EDIT = 3;
const LETTER = 0.7;
const RANK = 0.4;

/** The most likely target of a name that is known to be malicious. */
export interface Attack {
  /** Id of the target. */
  readonly target: number;
  /** Whether something is added to the target, instead of or besides a misspelling. */
  readonly isAffixed: boolean;
}

/** The fewest changes, then the most popular target; undefined if the name imitates nothing. */
export type AttackGuess = (name: string) => Attack | undefined;

/** A fixed rule, because the score is fitted on its results. */
export function createAttackGuess(tables: CandidateTables): AttackGuess {
  const query = new Query();
  const search = new CandidateSearch(tables, tables.targets.popularCount);
  return (name) => {
    if (joinsCampaignWords(name) || !query.set(name) || search.isKnown(query)) {
      return undefined;
    }
    search.run(query);
    let best: Attack | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of search.found.slice(0, search.count)) {
      const { target, start, end, gapStart, gapEnd, distance } = candidate;
      const added = query.length - (end - start) + gapEnd - gapStart;
      const changes = EDIT * distance + LETTER * added + RANK * Math.log2(target + 1);
      if (changes < least) {
        least = changes;
        best = { target, isAffixed: !coversQuery(query, candidate) };
      }
    }
    return best;
  };
}

/** For each target: the number of malicious names that imitate it. */
export interface AttackCounts {
  readonly all: Uint16Array;
  /** The ones among them that add something to it. */
  readonly affixed: Uint16Array;
}

export function countAttacks(tables: CandidateTables, malicious: Iterable<string>): AttackCounts {
  const all = new Uint16Array(tables.targets.names.length);
  const affixed = new Uint16Array(tables.targets.names.length);
  const guess = createAttackGuess(tables);
  for (const name of malicious) {
    const attack = guess(name);
    if (attack !== undefined && all[attack.target]! < 0xffff) {
      all[attack.target]!++;
      affixed[attack.target]! += attack.isAffixed ? 1 : 0;
    }
  }
  return { all, affixed };
}
