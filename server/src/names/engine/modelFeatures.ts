import type { Alignment } from './letters/alignment';

/** The input of the features of one candidate. "name" is the judged name, "target" the popular one, "affix" the rest of the name. */
export interface Measurement {
  readonly rank: number;
  readonly size: number;
  readonly words: number;
  readonly isWhole: boolean;
  readonly prefixLength: number;
  readonly suffixLength: number;
  readonly innerLength: number;
  readonly coverage: number;
  readonly distance: number;
  readonly alignment: Alignment;
  readonly nameWords: number;
  readonly nameBits: number;
  readonly compoundBits: number;
  readonly mostMagnitude: number;
  readonly editedMagnitude: number;
  readonly affixMagnitude: number;
  readonly affixBits: number;
  readonly affixOdds: number;
  readonly evidence: number;
  readonly unlikelier: number;
  readonly pluginsBehind: number;
  readonly pluginsBefore: number;
  readonly neighbours: number;
  readonly editCandidates: number;
  readonly attacks: number;
  /** The attacks that add something to the target if this name does, otherwise the others. */
  readonly kindAttacks: number;
  readonly plugins: number;
}

/** Smaller counts are meaningless, and the judged name may be one of them. */
const LEAST_NEIGHBOURS = 5;

/**
 * The inputs of the score. A "magnitude" of a word is twice the binary logarithm of the number of projects that have it in their names, 0
 * for fewer than five. "bits" measure how surprising something is as (a part of) a project name. docs/name-engine.md explains each.
 */
const TABLE = [
  { name: 'logRank', of: (m) => m.rank },
  { name: 'targetLength', of: (m) => m.size },
  { name: 'distance', of: (m) => m.distance },
  { name: 'cost', of: (m) => m.alignment.cost },
  { name: 'relativeCost', of: (m) => m.alignment.cost / m.size },
  { name: 'sharedStart', of: (m) => m.alignment.sharedStart },
  { name: 'sharedEnd', of: (m) => m.alignment.sharedEnd },
  { name: 'firstLetterChanged', of: (m) => (m.distance > 0 && m.alignment.sharedStart === 0 ? 1 : 0) },
  { name: 'prefixLength', of: (m) => m.prefixLength },
  { name: 'suffixLength', of: (m) => m.suffixLength },
  { name: 'affixMagnitude', of: (m) => m.affixMagnitude },
  { name: 'affixBits', of: (m) => m.affixBits },
  { name: 'affixBitsPerLetter', of: (m) => (m.isWhole ? 0 : m.affixBits / (m.prefixLength + m.suffixLength + m.innerLength)) },
  { name: 'affixOdds', of: (m) => m.affixOdds },
  { name: 'nameBits', of: (m) => m.nameBits },
  { name: 'evidence', of: (m) => m.evidence },
  { name: 'mostMagnitude', of: (m) => m.mostMagnitude },
  { name: 'editedMagnitude', of: (m) => m.editedMagnitude },
  { name: 'targetWords', of: (m) => m.words },
  { name: 'wordDifference', of: (m) => (m.isWhole ? m.nameWords - m.words : 0) },
  { name: 'pluginsBehind', of: (m) => m.pluginsBehind },
  { name: 'pluginsBefore', of: (m) => m.pluginsBefore },
  { name: 'digitEdits', of: (m) => m.alignment.digits },
  { name: 'transpositions', of: (m) => m.alignment.transpositions },
  { name: 'repetitions', of: (m) => m.alignment.repetitions },
  { name: 'deletions', of: (m) => m.alignment.deletions },
  { name: 'replacements', of: (m) => m.alignment.replacements },
  { name: 'candidates', of: (m) => m.editCandidates },
  { name: 'coverage', of: (m) => m.coverage },
  { name: 'neighbours', of: (m) => (m.neighbours < LEAST_NEIGHBOURS ? 0 : 2 * Math.log2(m.neighbours)) },
  { name: 'compoundBits', of: (m) => m.compoundBits },
  { name: 'unlikelier', of: (m) => m.unlikelier },
  { name: 'attackShare', of: (m) => 2 * Math.log2((1 + m.attacks) / (1 + m.plugins + m.neighbours)) },
  { name: 'kindAttackShare', of: (m) => 2 * Math.log2((1 + m.kindAttacks) / (1 + (m.isWhole ? m.neighbours : m.plugins))) },
] as const satisfies readonly { readonly name: string; readonly of: (m: Measurement) => number }[];

export type Feature = (typeof TABLE)[number]['name'];

/** Names of the features, in the order of a row. */
export const FEATURES: readonly Feature[] = TABLE.map(({ name }) => name);

/** The feature at a position of `FEATURES`. */
export function featureOf(measurement: Measurement, feature: number): number {
  return TABLE[feature]!.of(measurement);
}
