import type { Row } from './boostedTrees';
import { type Candidate, newCandidate } from './candidates/candidate';
import { logRank } from './interpretation';
import { Alignment, align } from './letters/alignment';
import { featureOf, type Measurement } from './modelFeatures';
import { MAX_TOKENS, Query } from './query';
import { surprise } from './tables/languageModel';
import type { NameTables } from './tables/nameTables';
import { hashSpan, MAX_LETTERS } from './tables/rollingHash';
import { MAX_MAGNITUDE } from './tables/tokenCounts';
import { countWords } from './targets';

/**
 * How much more often squatters than honest projects add this word to a popular name, in bits. `hash` is of the word's letters.
 * `glued`: there is no separator between it and the target. `target` is the candidate's.
 */
export type AffixOdds = (hash: number, glued: boolean, target: number) => number;

/** The name's own contribution to the counts. */
export interface OwnPart {
  /** The name is in the list of projects. */
  readonly isListed: boolean;
  /** Attacks on a target that do not count for this name: only those that add something to it, or only the others. */
  readonly attacksOn: (target: number, isAffixed: boolean) => number;
}

const NOT_COUNTED: OwnPart = { isListed: false, attacksOn: () => 0 };

/** Magnitude if there is no word: more than any word has. */
const NO_WORD = 31;
/** Bits of a word that one in two million projects has. That is the number of words in all names. */
const ALL_WORDS_BITS = 21;
/** The cost of a word outside the list of words, before its letters are looked at. */
const UNKNOWN_WORD_BITS = 2;
/** Bits of one unit of edit cost, and of one doubling of the rank, in the comparison of "coined" and "imitated". */
const COST_BITS = 4;
const RANK_BITS = 0.7;
/** The count of each magnitude, in a byte. */
const COUNTS = Float64Array.from({ length: 256 }, (_, magnitude) => 2 ** (magnitude / 2));

/** Shorter words occur in others by chance. */
const MIN_PART = 3;
/** The cost of joining two words without a separator. */
const GLUE_BITS = 2;
/** Bits of the most frequent word, joined to another one. */
const LEAST_PART_BITS = GLUE_BITS + ALL_WORDS_BITS - MAX_MAGNITUDE / 2;

/** Measures candidates of one name after another; allocates nothing. */
export class FeatureExtractor implements Measurement, Row {
  readonly #tables: NameTables;
  readonly #odds: AffixOdds;

  readonly alignment = new Alignment();
  rank = 0;
  size = 0;
  words = 0;
  isWhole = false;
  prefixLength = 0;
  suffixLength = 0;
  innerLength = 0;
  coverage = 0;
  distance = 0;
  nameWords = 0;
  nameBits = 0;
  mostMagnitude = 0;
  editedMagnitude = 0;
  affixMagnitude = 0;
  affixBits = 0;
  affixOdds = 0;
  evidence = 0;
  pluginsBehind = 0;
  pluginsBefore = 0;
  neighbours = 0;
  editCandidates = 0;
  attacks = 0;
  kindAttacks = 0;
  plugins = 0;
  readonly #magnitudes = new Uint8Array(MAX_TOKENS);
  readonly #tokenBits = new Float64Array(MAX_TOKENS);
  readonly #partBits = new Float64Array(MAX_LETTERS + 1);
  #own = NOT_COUNTED;
  #query = new Query();
  #candidate = newCandidate();
  #compoundBits: number | undefined;

  constructor(tables: NameTables, odds: AffixOdds) {
    this.#tables = tables;
    this.#odds = odds;
  }

  /**
   * Must be called once per name, before its candidates are measured. `editCandidates`: the number of targets within edits of the whole name. `own`: the
   * name's own contribution to the tables, which training must not see. A judged name has none.
   */
  begin(query: Query, editCandidates: number, own: OwnPart = NOT_COUNTED): void {
    this.#own = own;
    this.editCandidates = editCandidates;
    this.nameWords = query.tokens;
    this.nameBits = 0;
    this.#query = query;
    this.#compoundBits = undefined;
    this.mostMagnitude = 0;
    for (let t = 0; t < query.tokens; t++) {
      const start = query.tokenStarts[t]!;
      const end = query.tokenStarts[t + 1]!;
      const magnitude = this.#tables.tokenCounts.magnitude(hashSpan(query.prefixes, start, end));
      const bits = this.#wordBits(query.letters, start, end, magnitude);
      this.#magnitudes[t] = magnitude;
      this.#tokenBits[t] = bits;
      this.nameBits += bits;
      this.mostMagnitude = Math.max(this.mostMagnitude, magnitude);
    }
  }

  /** Measures one of the name's candidates, for `at` and `alignment`. */
  measure(query: Query, candidate: Candidate): void {
    this.#candidate = candidate;
    this.#measureTarget(query, candidate);
    this.#measureAffix(query, candidate);
    this.#measureEdits(query, candidate);
  }

  /** Few candidates are suspicious enough that it counts. */
  get compoundBits(): number {
    if (this.#compoundBits === undefined) {
      this.#compoundBits = 0;
      const { tokens, tokenStarts } = this.#query;
      for (let t = 0; t < tokens; t++) {
        const bits = this.#tokenBits[t]!;
        this.#compoundBits += Math.min(bits, this.#bitsOfParts(this.#query, tokenStarts[t]!, tokenStarts[t + 1]!, bits));
      }
    }
    return this.#compoundBits;
  }

  get unlikelier(): number {
    const { target, start, end, distance } = this.#candidate;
    if (distance === 0) {
      return 0;
    }
    const { languageModel, targets } = this.#tables;
    const first = targets.starts[target]!;
    return surprise(languageModel, this.#query.letters, start, end) - surprise(languageModel, targets.letters, first, first + this.size);
  }

  /** The feature at this position of `FEATURES`. */
  at(feature: number): number {
    return featureOf(this, feature);
  }

  #measureTarget(query: Query, { target, start, end, gapStart, gapEnd, distance }: Candidate): void {
    const { targets, pluginsBehind, pluginsBefore, neighbours, attacks, affixedAttacks } = this.#tables;
    this.rank = logRank(target, targets);
    this.size = targets.lengths[target]!;
    this.words = countWords(targets, target);
    this.prefixLength = start;
    this.suffixLength = query.length - end;
    this.innerLength = gapEnd - gapStart;
    this.isWhole = end - start - this.innerLength === query.length;
    this.coverage = (end - start - this.innerLength) / query.length;
    this.distance = distance;
    this.pluginsBehind = pluginsBehind[target]!;
    this.pluginsBefore = pluginsBefore[target]!;
    const affixed = affixedAttacks[target]! - this.#own.attacksOn(target, true);
    const whole = attacks[target]! - affixedAttacks[target]! - this.#own.attacksOn(target, false);
    this.attacks = affixed + whole;
    this.kindAttacks = this.isWhole ? whole : affixed;
    this.plugins = COUNTS[this.pluginsBehind]! + COUNTS[this.pluginsBefore]!;
    this.neighbours = neighbours[target]! - (this.#own.isListed && this.isWhole && distance === 1 ? 1 : 0);
  }

  #measureEdits(query: Query, { target, start, end, gapEnd, distance, reordered }: Candidate): void {
    const { alignment } = this;
    const { letters, starts } = this.#tables.targets;
    const targetStart = starts[target]!;
    const targetEnd = targetStart + this.size;
    // The same words in another order, or separated, are not edits of letters.
    const isSame = reordered || gapEnd > 0;
    align(query.letters, start, isSame ? start : end, letters, targetStart, isSame ? targetStart : targetEnd, alignment);
    this.editedMagnitude = distance > 0 ? this.#leastMagnitude(query, start + alignment.sharedStart, end - alignment.sharedEnd) : NO_WORD;
    this.distance = distance - alignment.joinedLookAlikes;
    // Bits of the name as a coined word, less the bits of the name as the target with these edits.
    const editBits = distance > 0 ? COST_BITS * alignment.cost + Math.log2(this.size) : 0;
    this.evidence = this.nameBits - this.affixBits - editBits - RANK_BITS * this.rank;
  }

  /** Of the words that touch the letters `[start, end]`. */
  #leastMagnitude({ tokens, tokenStarts }: Query, start: number, end: number): number {
    let least = NO_WORD;
    for (let t = 0; t < tokens; t++) {
      if (tokenStarts[t]! <= end && tokenStarts[t + 1]! >= start) {
        least = Math.min(least, this.#magnitudes[t]!);
      }
    }
    return least;
  }

  /** Bits of the letters `[start, end)` as known words joined in the cheapest way, or `most` if no way is cheaper. */
  #bitsOfParts({ prefixes }: Query, start: number, end: number, most: number): number {
    if (most <= 2 * LEAST_PART_BITS) {
      return most;
    }
    const partBits = this.#partBits;
    const { tokenCounts } = this.#tables;
    partBits[start] = 0;
    for (let to = start + 1; to <= end; to++) {
      let least = most;
      for (let from = to - MIN_PART; from >= start; from--) {
        if (partBits[from]! + LEAST_PART_BITS < least) {
          const magnitude = tokenCounts.magnitude(hashSpan(prefixes, from, to));
          if (magnitude > 0) {
            least = Math.min(least, partBits[from]! + GLUE_BITS + ALL_WORDS_BITS - magnitude / 2);
          }
        }
      }
      partBits[to] = least;
    }
    return partBits[end]!;
  }

  #measureAffix(query: Query, candidate: Candidate): void {
    this.affixMagnitude = NO_WORD;
    this.affixBits = 0;
    this.affixOdds = Number.NEGATIVE_INFINITY;
    this.#measureWords(query, 0, candidate.start, candidate.target);
    this.#measureWords(query, candidate.gapStart, candidate.gapEnd, candidate.target);
    this.#measureWords(query, candidate.end, query.length, candidate.target);
    if (this.affixOdds === Number.NEGATIVE_INFINITY) {
      this.affixOdds = 0;
    }
  }

  /** The words in `[start, end)`. A word that touches the target without a separator is glued. */
  #measureWords(query: Query, start: number, end: number, target: number): void {
    let from = start;
    for (let i = start + 1; i <= end; i++) {
      if (i < end && query.isBoundary[i] === 0) {
        continue;
      }
      const hash = hashSpan(query.prefixes, from, i);
      const magnitude = this.#tables.tokenCounts.magnitude(hash);
      const glued = query.isBoundary[from] === 0 || query.isBoundary[i] === 0;
      this.affixMagnitude = Math.min(this.affixMagnitude, magnitude);
      this.affixBits += this.#wordBits(query.letters, from, i, magnitude);
      this.affixOdds = Math.max(this.affixOdds, this.#odds(hash, glued, target));
      from = i;
    }
  }

  #wordBits(letters: Uint8Array, start: number, end: number, magnitude: number): number {
    const spelled = UNKNOWN_WORD_BITS + surprise(this.#tables.languageModel, letters, start, end);
    return magnitude > 0 ? Math.min(spelled, ALL_WORDS_BITS - magnitude / 2) : spelled;
  }
}
