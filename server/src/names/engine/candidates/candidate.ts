import type { Query } from '../query';

/** One way to read a name as an imitation: the target, and the letters of the name that represent it. The rest is an affix. */
export interface Candidate {
  target: number;
  /** Letters `[start, end)` of the name represent the target. */
  start: number;
  end: number;
  /** Letters `[gapStart, gapEnd)` of these are a word inserted into the target; both 0: none. */
  gapStart: number;
  gapEnd: number;
  /** Edits between these letters and the target. */
  distance: number;
  /** The name has the target's words in another order, or has another word for Python. */
  reordered: boolean;
}

const MAX_CANDIDATES = 24;

/** Whether the name has nothing beside the target. */
export function coversQuery(query: Query, { start, end, gapEnd }: Candidate): boolean {
  return start === 0 && end === query.length && gapEnd === 0;
}

/** The candidates of one name. The objects are reused for the next name; further candidates than there are objects are left out. */
export class CandidateList {
  readonly items: readonly Candidate[] = Array.from({ length: MAX_CANDIDATES }, newCandidate);
  count = 0;

  add(target: number, start: number, end: number, distance = 0, reordered = false): Candidate | undefined {
    if (this.count === MAX_CANDIDATES) {
      return undefined;
    }
    const candidate = this.items[this.count++]!;
    candidate.target = target;
    candidate.start = start;
    candidate.end = end;
    candidate.gapStart = 0;
    candidate.gapEnd = 0;
    candidate.distance = distance;
    candidate.reordered = reordered;
    return candidate;
  }

  /** Whether the whole name is a candidate for a target. */
  hasWhole(target: number, query: Query): boolean {
    for (let i = 0; i < this.count; i++) {
      if (this.items[i]!.target === target && coversQuery(query, this.items[i]!)) {
        return true;
      }
    }
    return false;
  }
}

export function newCandidate(): Candidate {
  return { target: 0, start: 0, end: 0, gapStart: 0, gapEnd: 0, distance: 0, reordered: false };
}
