import { Alignment, align } from './alignment';
import type { Candidate } from './candidates';
import { surprise } from './languageModel';
import type { NameTables } from './nameTables';
import type { Query } from './query';
import { MAX_TOKENS } from './query';
import { logRank } from './reading';
import { hashSpan, MAX_LETTERS } from './rollingHash';
import { wordsOf } from './targets';

/**
 * What the score looks at, in the order of the model's rows. "Name" is the judged name, "target" the popular one, "affix" what the name
 * has besides the target, "magnitude" of a word twice the binary logarithm of the number of projects that have it in their names, 0 for
 * fewer than five, and "bits" how surprising something is as (a part of) a project name. docs/name-engine.md explains each.
 */
export const FEATURES = [
  'logRank',
  'targetLength',
  'distance',
  'cost',
  'relativeCost',
  'sharedStart',
  'sharedEnd',
  'firstLetterChanged',
  'prefixLength',
  'suffixLength',
  'affixMagnitude',
  'affixBits',
  'affixBitsPerLetter',
  'affixOdds',
  'nameBits',
  'evidence',
  'mostMagnitude',
  'editedMagnitude',
  'targetWords',
  'wordDifference',
  'pluginsBehind',
  'pluginsBefore',
  'digitEdits',
  'transpositions',
  'repetitions',
  'deletions',
  'replacements',
  'candidates',
  'coverage',
  'neighbours',
  'compoundBits',
  'unlikelier',
] as const;

export type Feature = (typeof FEATURES)[number];

/**
 * How much more often squatters than honest projects put this word around a popular name, in bits. `hash` is of the word's letters;
 * `glued` where no separator stands between it and the target; `target` is the candidate's.
 */
export type AffixOdds = (hash: number, glued: boolean, target: number) => number;

/** Magnitude where there is no word to speak of: more than any word has. */
const NO_WORD = 31;
/** Bits of a word that one project in two million has: the number of words in all names. */
const ALL_WORDS_BITS = 21;
/** A word outside the list of words costs this much before its letters are looked at. */
const UNKNOWN_WORD_BITS = 2;
/** Bits of one unit of edit cost, and of one doubling of the rank, in the comparison of "coined" and "imitated". */
const COST_BITS = 4;
const RANK_BITS = 0.7;
/** Fewer than so many say nothing, and the judged name may be one of them. */
const LEAST_NEIGHBOURS = 5;

/** Shorter words are found in others by chance. */
const MIN_PART = 3;
/** Putting two words together without a separator. */
const GLUE_BITS = 2;

/** Measures candidates of one name after another; allocates nothing. */
export class FeatureExtractor {
  readonly row = new Float32Array(FEATURES.length);
  readonly alignment = new Alignment();
  private readonly magnitudes = new Uint8Array(MAX_TOKENS);
  private readonly partBits = new Float64Array(MAX_LETTERS + 1);
  private isCounted = false;
  private nameBits = 0;
  private compoundBits = 0;
  private most = 0;
  private affixMagnitude = 0;
  private affixBits = 0;
  private affixOdds = 0;

  constructor(
    private readonly tables: NameTables,
    private readonly odds: AffixOdds,
  ) {}

  /**
   * To be called once for a name, before its candidates are measured. `isCounted`: the name is one of those that the tables were counted
   * on, which training must not see; a name under judgement is taken as unlisted.
   */
  begin(query: Query, isCounted = false): void {
    this.isCounted = isCounted;
    this.nameBits = 0;
    this.compoundBits = 0;
    this.most = 0;
    for (let t = 0; t < query.tokens; t++) {
      const start = query.tokenStarts[t]!;
      const end = query.tokenStarts[t + 1]!;
      const magnitude = this.tables.tokenCounts.magnitude(hashSpan(query.prefixes, start, end));
      const bits = this.wordBits(query.letters, start, end, magnitude);
      this.magnitudes[t] = magnitude;
      this.nameBits += bits;
      this.compoundBits += Math.min(bits, this.bitsOfParts(query, start, end));
      this.most = Math.max(this.most, magnitude);
    }
  }

  /** Fills `row` (and `alignment`) for one of the name's candidates. `editCandidates`: how many targets the whole name is an edit of. */
  measure(query: Query, candidate: Candidate, editCandidates: number): void {
    const { tables, row, alignment } = this;
    const { targets } = tables;
    const { target, start, end, distance, reordered } = candidate;
    const targetStart = targets.starts[target]!;
    const targetEnd = targetStart + targets.lengths[target]!;
    const size = targetEnd - targetStart;
    const suffixLength = query.length - end;
    const whole = start === 0 && suffixLength === 0;
    const rank = logRank(target, targets);
    const words = wordsOf(targets, target);
    // The same words in another order are no edits of letters.
    align(query.letters, start, reordered ? start : end, targets.letters, targetStart, reordered ? targetStart : targetEnd, alignment);
    this.measureAffix(query, candidate);

    let editedMagnitude = NO_WORD;
    if (distance > 0) {
      const firstEdit = start + alignment.sharedStart;
      const lastEdit = end - alignment.sharedEnd;
      for (let t = 0; t < query.tokens; t++) {
        if (query.tokenStarts[t]! <= lastEdit && query.tokenStarts[t + 1]! >= firstEdit) {
          editedMagnitude = Math.min(editedMagnitude, this.magnitudes[t]!);
        }
      }
    }
    // Bits of the name as something coined, less the bits of the name as the target with these edits.
    const editBits = distance > 0 ? COST_BITS * alignment.cost + Math.log2(size) : 0;
    const evidence = this.nameBits - this.affixBits - editBits - RANK_BITS * rank;

    let f = 0;
    row[f++] = rank;
    row[f++] = size;
    row[f++] = distance;
    row[f++] = alignment.cost;
    row[f++] = alignment.cost / size;
    row[f++] = alignment.sharedStart;
    row[f++] = alignment.sharedEnd;
    row[f++] = distance > 0 && alignment.sharedStart === 0 ? 1 : 0;
    row[f++] = start;
    row[f++] = suffixLength;
    row[f++] = this.affixMagnitude;
    row[f++] = this.affixBits;
    row[f++] = whole ? 0 : this.affixBits / (start + suffixLength);
    row[f++] = this.affixOdds;
    row[f++] = this.nameBits;
    row[f++] = evidence;
    row[f++] = this.most;
    row[f++] = editedMagnitude;
    row[f++] = words;
    row[f++] = whole ? query.tokens - words : 0;
    row[f++] = tables.pluginsBehind[target]!;
    row[f++] = tables.pluginsBefore[target]!;
    row[f++] = alignment.digits;
    row[f++] = alignment.transpositions;
    row[f++] = alignment.repetitions;
    row[f++] = alignment.deletions;
    row[f++] = alignment.replacements;
    row[f++] = editCandidates;
    row[f++] = (end - start) / query.length;
    const neighbours = tables.neighbours[target]! - (this.isCounted && whole && distance === 1 ? 1 : 0);
    row[f++] = neighbours < LEAST_NEIGHBOURS ? 0 : 2 * Math.log2(neighbours);
    row[f++] = this.compoundBits;
    row[f++] =
      distance > 0
        ? surprise(tables.languageModel, query.letters, start, end) -
          surprise(tables.languageModel, targets.letters, targetStart, targetEnd)
        : 0;
  }

  /** Bits of the letters `[start, end)` as known words put together, the cheapest way; infinite where they are none. */
  private bitsOfParts({ prefixes }: Query, start: number, end: number): number {
    const { partBits } = this;
    const { tokenCounts } = this.tables;
    partBits[start] = 0;
    for (let to = start + 1; to <= end; to++) {
      let least = Number.POSITIVE_INFINITY;
      for (let from = to - MIN_PART; from >= start; from--) {
        if (partBits[from]! < least) {
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

  private measureAffix(query: Query, candidate: Candidate): void {
    this.affixMagnitude = NO_WORD;
    this.affixBits = 0;
    this.affixOdds = Number.NEGATIVE_INFINITY;
    this.measureWords(query, 0, candidate.start, candidate.target);
    this.measureWords(query, candidate.end, query.length, candidate.target);
    if (this.affixOdds === Number.NEGATIVE_INFINITY) {
      this.affixOdds = 0;
    }
  }

  /** The words in `[start, end)`; one that touches the target without a separator is a glued one. */
  private measureWords(query: Query, start: number, end: number, target: number): void {
    let from = start;
    for (let i = start + 1; i <= end; i++) {
      if (i < end && query.isBoundary[i] === 0) {
        continue;
      }
      const hash = hashSpan(query.prefixes, from, i);
      const magnitude = this.tables.tokenCounts.magnitude(hash);
      const glued = query.isBoundary[from] === 0 || query.isBoundary[i] === 0;
      this.affixMagnitude = Math.min(this.affixMagnitude, magnitude);
      this.affixBits += this.wordBits(query.letters, from, i, magnitude);
      this.affixOdds = Math.max(this.affixOdds, this.odds(hash, glued, target));
      from = i;
    }
  }

  private wordBits(letters: Uint8Array, start: number, end: number, magnitude: number): number {
    const spelled = UNKNOWN_WORD_BITS + surprise(this.tables.languageModel, letters, start, end);
    return magnitude > 0 ? Math.min(spelled, ALL_WORDS_BITS - magnitude / 2) : spelled;
  }
}
