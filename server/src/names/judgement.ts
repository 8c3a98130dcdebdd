/** How a name differs from the one that it imitates. `labels.ts` has the text for each. */
export type Technique =
  | 'separators'
  | 'transposition'
  | 'omission'
  | 'addition'
  | 'repetition'
  | 'replacement'
  | 'homoglyph'
  | 'plural'
  | 'numeral'
  | 'several-edits'
  | 'prefix'
  | 'suffix'
  | 'prefix-and-suffix'
  | 'infix'
  | 'affix-and-typo'
  | 'word-order'
  | 'python-word'
  | 'standard-library';

const BESIDE_WORDS: ReadonlySet<Technique> = new Set([
  'prefix',
  'suffix',
  'prefix-and-suffix',
  'infix',
  'affix-and-typo',
  'standard-library',
]);

/** Whether the whole name represents a project, with nothing else in it. */
export function coversName(technique: Technique): boolean {
  return !BESIDE_WORDS.has(technique);
}

/** One popular (or private) name that the judged name may imitate. */
export interface Imitation {
  /** Normalized name of the imitated project. */
  readonly target: string;
  readonly technique: Technique;
  /** The letters or the affix of the difference, if the technique has one: `env` in `pycryptoenv`. */
  readonly detail?: string;
  /** Edits between the two names (Damerau, optimal string alignment), 0 for pure separator or order changes. */
  readonly distance: number;
  /** Model score in log-odds: higher is more suspicious. */
  readonly score: number;
}

/** `high` is shown as a warning, `low` as information. */
export type Confidence = 'high' | 'low';

export interface NameJudgement {
  /** Confidence by the name alone. Undefined: only time can make it suspicious. */
  readonly confidence?: Confidence | undefined;
  /** The scores, including all other facts, from which a name is suspicious, and highly suspicious. */
  readonly thresholds: Thresholds;
  /** Best first. */
  readonly imitations: readonly [Imitation, ...Imitation[]];
}

/** In log-odds, as an imitation's score. */
export interface Thresholds {
  readonly high: number;
  readonly low: number;
}

export interface JudgeOptions {
  /** False: no index has the name. The threshold is then wider, because no one can have meant it. Default true. */
  readonly exists?: boolean;
  /** Normalized names of the project's own private packages, which can be imitated like popular ones. `acme-*` covers all names with that beginning. */
  readonly privateNames?: readonly string[];
  /** The weight of the project's age in the score, in log-odds. Default 0. */
  readonly timeWeight?: number;
}

/** Judges names by their spelling alone: pure, synchronous, about 10 µs per name. */
export interface NameEngine {
  /** `name` is normalized. Undefined: it imitates no known name. */
  judge(name: string, options?: JudgeOptions): NameJudgement | undefined;
}
