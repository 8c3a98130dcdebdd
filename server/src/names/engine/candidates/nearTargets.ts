import { type EditLimit, osaDistance } from '../letters/edits';
import type { Query } from '../query';
import { MAX_LETTERS } from '../tables/rollingHash';
import { MAX_EDITS, type Reach, type SegmentIndex } from '../tables/segmentIndex';
import { LIBRARY_RANK, letterMask, type Targets } from '../targets';
import type { CandidateList } from './candidate';
import type { ExactTargets } from './exactTargets';

/** Limits of the search. Shorter matches occur by chance too often. */
const MIN_EDITED = 4;
const MIN_TWICE_EDITED = 5;
/** Fewer letters beside an affix are near a target by chance. */
export const MIN_AFFIXED_EDITED = 5;
/** More than there are names. */
const ALL = 0xffff;
/** Two edits of a short name, or an edit and an affix, occur by chance unless the target is well known. */
const WEAK_RANKS = ranksByLength([MIN_TWICE_EDITED, 1000], [6, 3000], [7, 8000], [8, ALL]);
/** The same for three edits. */
const FAINT_RANKS = ranksByLength([7, 100], [8, 300], [10, 1000], [12, 4000]);
const EVERYBODY = ranksByLength([MIN_EDITED, ALL]);
const NOBODY = ranksByLength();
const ONE_EDIT: Reach = { maxEdits: 1, ranks: [NOBODY, EVERYBODY, NOBODY, NOBODY] };
const THREE_EDITS: Reach = { maxEdits: 3, ranks: [NOBODY, EVERYBODY, WEAK_RANKS, FAINT_RANKS] };
const ONE_EDIT_BESIDE_AFFIX: Reach = { maxEdits: 1, ranks: [NOBODY, WEAK_RANKS, NOBODY, NOBODY] };
/** Several edits of a larger share of a word's letters make it another word. */
const MOST_OF_A_WORD = 0.7;
const MAX_HITS = 4096;

/** By letters of a target, the number of most downloaded names that count: from so many letters on, so many names. */
function ranksByLength(...steps: readonly (readonly [letters: number, names: number])[]): Int32Array {
  const ranks = new Int32Array(MAX_LETTERS + MAX_EDITS + 1);
  for (const [letters, names] of steps) {
    ranks.fill(names, letters);
  }
  return ranks;
}

/** Finds targets within a few edits. */
export class NearTargets {
  readonly #targets: Targets;
  readonly #segments: SegmentIndex;
  readonly #exact: ExactTargets;
  /** For each target, the last search that found it. */
  readonly #seen: Uint32Array;
  readonly #hits = new Uint16Array(MAX_HITS);
  #search = 0;

  constructor(targets: Targets, segments: SegmentIndex, exact: ExactTargets) {
    this.#targets = targets;
    this.#segments = segments;
    this.#exact = exact;
    this.#seen = new Uint32Array(targets.names.length);
  }

  /** Adds the targets within edits of the whole name. */
  addWhole(query: Query, into: CandidateList): void {
    const { length } = query;
    this.#add(query, 0, length, length >= MIN_TWICE_EDITED ? THREE_EDITS : ONE_EDIT, MIN_EDITED, into);
  }

  /** Adds the targets within an edit of the letters `[start, end)`, if the rest of the name is an affix. */
  addBesideAffix(query: Query, start: number, end: number, into: CandidateList): void {
    this.#add(query, start, end, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED, into);
  }

  #add(query: Query, start: number, end: number, reach: Reach, minLength: number, into: CandidateList): void {
    const seen = this.#seen;
    const hits = this.#hits;
    const { lengths, starts, letters } = this.#targets;
    const search = ++this.#search;
    const count = this.#segments.collect(query, start, end, letterMask(query.letters, start, end), reach, hits);
    for (let i = 0; i < count; i++) {
      const id = hits[i]!;
      if (seen[id] === search) {
        continue;
      }
      seen[id] = search;
      const size = lengths[id]!;
      if (size < minLength || !this.#exact.isTarget(id)) {
        continue;
      }
      const limit = this.#editLimit(id, size, reach);
      const distance = osaDistance(query.letters, start, end, letters, starts[id]!, starts[id]! + size, limit);
      if (distance > 0 && distance <= limit && (distance < MAX_EDITS || !this.#isOtherWord(query, start, end, id, distance))) {
        into.add(id, start, end, distance);
      }
    }
  }

  /** The number of edits of a target of `length` letters that can be a misspelling. */
  #editLimit(id: number, length: number, { maxEdits, ranks }: Reach): EditLimit {
    // A module has no rank.
    const rank = id < this.#targets.popularCount ? id : LIBRARY_RANK;
    if (maxEdits === 3 && rank < ranks[3][length]!) {
      return 3;
    }
    return maxEdits > 1 && length >= MIN_TWICE_EDITED && (rank < ranks[2][length]! || id !== rank) ? 2 : 1;
  }

  /** Whether so many edits leave little of the affected words: `…-providers-zzz` is not a misspelling of `…-providers-fab`. */
  #isOtherWord({ letters, tokens, tokenStarts }: Query, start: number, end: number, id: number, distance: number): boolean {
    const { letters: all, starts, lengths } = this.#targets;
    const targetStart = starts[id]!;
    const size = lengths[id]!;
    const most = Math.min(end - start, size);
    let before = 0;
    while (before < most && letters[start + before] === all[targetStart + before]) {
      before++;
    }
    let behind = 0;
    while (behind < most - before && letters[end - 1 - behind] === all[targetStart + size - 1 - behind]) {
      behind++;
    }
    let edited = 0;
    for (let t = 0; t < tokens; t++) {
      const from = tokenStarts[t]!;
      const to = tokenStarts[t + 1]!;
      // A word that ends where the first edit is was typed correctly, unless it is the last one.
      edited += from <= end - behind && (to > start + before || to === end) ? to - from : 0;
    }
    return distance > MOST_OF_A_WORD * edited;
  }
}
