/** How a name differs from the one it imitates; `labels.ts` words each for people. */
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

/** Whether the whole name stands for a project, with nothing beside it. */
export function coversName(technique: Technique): boolean {
  return !BESIDE_WORDS.has(technique);
}

/** One popular (or private) name that the judged name may imitate. */
export interface Imitation {
  /** Normalized name of the imitated project. */
  readonly target: string;
  readonly technique: Technique;
  /** The letters or the affix that make the difference, where the technique has one: `env` in `pycryptoenv`. */
  readonly detail?: string;
  /** Edits between the two names (Damerau, optimal string alignment), 0 for pure separator or order changes. */
  readonly distance: number;
  /** Model score in log-odds: higher is more suspicious. */
  readonly score: number;
}

/** `high` is shown as a warning, `low` as information. */
export type Confidence = 'high' | 'low';

export interface NameJudgement {
  /** By the name alone; undefined where only what time adds can make it suspicious. */
  readonly confidence?: Confidence | undefined;
  /** From which on the score, with all that other facts add to it, is suspicious, and highly so. */
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
  /** False when no index has the name: a wider threshold, since no one can have meant it. Default true. */
  readonly exists?: boolean;
  /** Normalized names of the project's own private packages, imitated like popular ones; `acme-*` stands for all names that begin so. */
  readonly privateNames?: readonly string[];
  /** What the project's age adds to the score, in log-odds. Default 0. */
  readonly timeWeight?: number;
}

/** Judges names by their looks alone: pure, synchronous, about 10 µs a name. */
export interface NameEngine {
  /** `name` is normalized. Undefined: imitates nothing that we know of. */
  judge(name: string, options?: JudgeOptions): NameJudgement | undefined;
}
