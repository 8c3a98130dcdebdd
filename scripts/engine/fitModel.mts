/** Fits the score: examples from names, weights for the unlabeled, boosted trees. Used by training and by cross-validation. */
import { createScorer, type Scorer, STRIDE, type StoredForest } from '../../server/src/names/engine/boostedTrees';
import type { Interpretation } from '../../server/src/names/engine/interpretation';
import { FEATURES, type Feature } from '../../server/src/names/engine/modelFeatures';
import type { StoredThresholds } from '../../server/src/names/engine/nameModel';
import { makeSquats } from './syntheticSquats.mjs';
import { type Measured, Measurer, type TrainingNames } from './trainingSet.mjs';
import { mulberry32, type TreeOptions, trainForest } from './trainTrees.mjs';

/** The direction in which a feature may move the score, if only one is plausible. */
const MONOTONE: Partial<Record<Feature, 1 | -1>> = {
  logRank: -1,
  cost: -1,
  relativeCost: -1,
  affixOdds: 1,
  evidence: 1,
  unlikelier: 1,
  attackShare: 1,
  kindAttackShare: 1,
};

const TREES = 100;
/** Enough for weighing the unlabeled names. */
const FIRST_TREES = 80;
const DEPTH = 4;
/** The weight of all honest names together: there are many times more of them than squats. */
const HONEST_WEIGHT = 20_000;
/** Honest names for a first forest, which then finds those of all names that are hard to distinguish from squats. */
const FIRST_HONEST = 50_000;
/** Share of honest names that counts as hard. Of the others, a sample represents all. */
const HARD = 0.08;
const ONE_IN = 16;
/** A squat's other candidates are wrong readings, unless they are honest names. */
const WRONG_TARGET_WEIGHT = 0.3;
/** Squats that add words are fewer than misspellings, and more diverse. */
const AFFIX_WEIGHT = 2;
const COVERAGE = FEATURES.indexOf('coverage');
const DISTANCE = FEATURES.indexOf('distance');
/** Generated misspellings, and their weight. */
const SYNTHETIC = 4000;
const SYNTHETIC_WEIGHT = 0.08;
/** Maximum weight of the squats of one target: whole campaigns imitate the same name. */
const MOST_OF_A_TARGET = 22;
/** Unlabeled names that are squats with less than this probability are left out. */
const LEAST_PROBABILITY = 0.3;
const BINS = 20;
const SEED = 1;
/** Share of the squats for which the trees must not stop early. */
const MOST = 0.998;

export interface Examples {
  readonly names: TrainingNames;
  readonly measurer: Measurer;
  readonly squats: Measured;
  /** Names without labels, then the labeled squats again, which cross-validation can treat as unlabeled. */
  readonly malicious: Measured;
  readonly honest: Measured;
  readonly synthetic: Measured;
  /** Targets of each labeled squat. */
  readonly targetsOf: (name: string) => ReadonlySet<number>;
}

/** Measures everything once. `honestCount`: number of unpopular projects for training. */
export function prepareExamples(names: TrainingNames, honestCount: number): Examples {
  const ids = new Map(names.tables.targets.names.map((name, id) => [name, id]));
  const labels = new Map<string, ReadonlySet<number>>();
  for (const squat of names.squats) {
    labels.set(squat.name, new Set(squat.targets.flatMap((target) => ids.get(target) ?? [])));
  }
  const measurer = new Measurer(names);
  for (const name of names.malicious) {
    const attack = measurer.guess(name);
    labels.set(name, new Set(attack === undefined ? [] : [attack.target]));
  }
  const none: ReadonlySet<number> = new Set();
  const targetsOf = (name: string): ReadonlySet<number> => labels.get(name) ?? none;
  const attackers = [...names.malicious, ...names.squats.map((squat) => squat.name)];
  measurer.countAffixes(
    attackers.map((name) => ({ name, targets: targetsOf(name) })),
    names.tail,
  );
  const taken = new Set([...names.tail, ...names.devTail]);
  const made = makeSquats(
    names.tables.targets.names.slice(0, names.tables.targets.popularCount),
    SYNTHETIC,
    (name) => taken.has(name),
    mulberry32(77),
  );
  for (const squat of made) {
    labels.set(squat.name, new Set(squat.targets.flatMap((target) => ids.get(target) ?? [])));
  }
  return {
    names,
    measurer,
    synthetic: measurer.measure(
      made.map((squat) => squat.name),
      targetsOf,
      false,
    ),
    targetsOf,
    squats: measurer.measure(
      names.squats.map((squat) => squat.name),
      targetsOf,
      false,
    ),
    malicious: measurer.measure(attackers, targetsOf, false),
    honest: measurer.measure(names.tail.slice(0, honestCount), targetsOf, true),
  };
}

interface Row {
  readonly of: Measured;
  readonly row: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

export interface FitOptions {
  /** Targets with labels that the fit must not see. */
  readonly isHeldOut?: (target: number) => boolean;
  /** Whether attacks on these stay among the unlabeled names, like those on targets without labels. */
  readonly keepsUnlabeled?: boolean;
  /** Features to leave out. */
  readonly without?: readonly string[];
  /** Seed of the random numbers that choose the rows and features of each tree. */
  readonly seed?: number;
}

export function fitForest(
  examples: Examples,
  { isHeldOut = () => false, keepsUnlabeled = false, without = [], seed = SEED }: FitOptions,
): StoredForest {
  const { names, malicious, honest, targetsOf } = examples;
  const labelled = labelledRows(examples, isHeldOut);
  const firstHonest = Math.min(FIRST_HONEST, honest.names.length);
  const someHonest = honestRows(honest, 0, firstHonest, HONEST_WEIGHT / firstHonest);
  const first = createScorer(boost([...labelled, ...someHonest], FIRST_TREES, { without, seed, ...SMALL_LEAVES }));
  const isUnlabeled = (name: string, i: number): boolean =>
    i < names.malicious.length || (keepsUnlabeled && [...targetsOf(name)].some(isHeldOut));
  const likely: Row[] = [];
  for (const [row, weight] of squatProbabilities(malicious, isUnlabeled, honest, first)) {
    if (keepsUnlabeled || !isHeldOut(malicious.targets[row]!)) {
      likely.push({ of: malicious, row, label: 1, weight: weight * kindWeight(malicious, row) });
    }
  }
  return boost([...labelled, ...likely, ...hardRows(honest, first)], TREES, { without, seed, ...LARGE_LEAVES });
}

function* honestRows(honest: Measured, from: number, to: number, weight: number): Generator<Row> {
  for (let row = honest.starts[from]!; row < honest.starts[to]!; row++) {
    yield { of: honest, row, label: 0, weight };
  }
}

/** The honest names that look most like squats, and a sample of the others with the weight of all of them. */
function* hardRows(honest: Measured, first: Scorer): Generator<Row> {
  const count = honest.names.length;
  const weight = HONEST_WEIGHT / count;
  const scores = Float64Array.from(honest.names, (_, i) => bestCandidate(honest, i, first)?.score ?? Number.NEGATIVE_INFINITY);
  const hard = Float64Array.from(scores).sort()[Math.floor(count * (1 - HARD))]!;
  for (let i = 0; i < count; i++) {
    if (scores[i]! >= hard) {
      yield* honestRows(honest, i, i + 1, weight);
    } else if (i % ONE_IN === 0) {
      yield* honestRows(honest, i, i + 1, weight * ONE_IN);
    }
  }
}

function labelledRows({ squats, synthetic, targetsOf }: Examples, isHeldOut: (target: number) => boolean): Row[] {
  const rows: Row[] = [];
  squats.names.forEach((name, i) => {
    const targets = targetsOf(name);
    if ([...targets].some(isHeldOut)) {
      return;
    }
    for (let row = squats.starts[i]!; row < squats.starts[i + 1]!; row++) {
      const isRight = targets.has(squats.targets[row]!);
      rows.push({ of: squats, row, label: isRight ? 1 : 0, weight: isRight ? kindWeight(squats, row) : WRONG_TARGET_WEIGHT });
    }
  });
  synthetic.names.forEach((name, i) => {
    const targets = targetsOf(name);
    for (let row = synthetic.starts[i]!; row < synthetic.starts[i + 1]!; row++) {
      if (targets.has(synthetic.targets[row]!)) {
        rows.push({ of: synthetic, row, label: 1, weight: SYNTHETIC_WEIGHT });
      }
    }
  });
  return rows;
}

function kindWeight(of: Measured, row: number): number {
  return of.columns[COVERAGE]![row]! < 1 ? AFFIX_WEIGHT : 1;
}

/**
 * The best candidate of each unlabeled malicious name with the probability that it is a squat: how much more frequent scores like its
 * are among malicious than among honest names (positive-unlabeled learning in the manner of Elkan and Noto 2008).
 */
function squatProbabilities(
  malicious: Measured,
  isUnlabeled: (name: string, i: number) => boolean,
  honest: Measured,
  score: Scorer,
): Map<number, number> {
  const unlabeled = malicious.names.map((_, i) => i).filter((i) => isUnlabeled(malicious.names[i]!, i));
  const best = unlabeled.flatMap((i) => bestCandidate(malicious, i, score) ?? []);
  const honestScores = honest.names.flatMap((_, i) => bestCandidate(honest, i, score)?.score ?? []);
  const sorted = best.map((candidate) => candidate.score).sort((a, b) => a - b);
  const edges = Array.from({ length: BINS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / BINS)]!);
  const binOf = (value: number): number => edges.filter((edge) => value >= edge).length;
  const maliciousIn = new Float64Array(BINS);
  const honestIn = new Float64Array(BINS);
  for (const candidate of best) {
    maliciousIn[binOf(candidate.score)]!++;
  }
  for (const value of honestScores) {
    honestIn[binOf(value)]!++;
  }
  const expected = unlabeled.length / honest.names.length;
  let probability = 0;
  const probabilities = Array.from(maliciousIn, (count, bin) => {
    probability = Math.max(probability, count === 0 ? 0 : 1 - (expected * honestIn[bin]!) / count);
    return probability;
  });
  const likely = best.map((candidate) => ({ ...candidate, weight: probabilities[binOf(candidate.score)]! }));
  const kept = likely.filter((candidate) => candidate.weight >= LEAST_PROBABILITY);
  const ofTarget = new Map<number, number>();
  for (const { row, weight } of kept) {
    const target = malicious.targets[row]!;
    ofTarget.set(target, (ofTarget.get(target) ?? 0) + weight);
  }
  return new Map(kept.map(({ row, weight }) => [row, weight * Math.min(1, MOST_OF_A_TARGET / ofTarget.get(malicious.targets[row]!)!)]));
}

type Leaves = Pick<TreeOptions, 'lambda' | 'minHessian'>;

/** The first model has to tell labeled squats from any honest names. */
const SMALL_LEAVES: Leaves = { lambda: 4, minHessian: 5 };
/** The shipped one meets attacks that look different from those that it has learned: small leaves would fit the latter. */
const LARGE_LEAVES: Leaves = { lambda: 8, minHessian: 40 };

interface BoostOptions extends Leaves {
  readonly without: readonly string[];
  readonly seed: number;
}

function boost(rows: readonly Row[], trees: number, { without, seed, lambda, minHessian }: BoostOptions): StoredForest {
  // A feature with the same value in all rows is never split on.
  const columns = FEATURES.map((feature, f) =>
    Float32Array.from(rows, ({ of, row }) => (without.includes(feature) ? 0 : of.columns[f]![row]!)),
  );
  const forest = trainForest(
    { columns, labels: Uint8Array.from(rows, (row) => row.label), weights: Float32Array.from(rows, (row) => row.weight) },
    {
      trees,
      depth: DEPTH,
      learningRate: 0.14,
      lambda,
      minHessian,
      rowShare: 0.7,
      featureShare: 0.6,
      monotone: FEATURES.map((feature) => MONOTONE[feature] ?? 0),
      seed,
    },
  );
  return {
    bias: forest.bias,
    depth: forest.depth,
    features: forest.trees.flatMap((tree) => tree.features),
    thresholds: forest.trees.flatMap((tree) => tree.thresholds),
    leaves: forest.trees.flatMap((tree) => tree.leaves),
  };
}

export interface BestCandidate {
  readonly row: number;
  readonly score: number;
}

/** Scores of all readings of name `i`. */
export function scoredReadings(measured: Measured, i: number, score: Scorer): (BestCandidate & Interpretation)[] {
  const values = new Float32Array(FEATURES.length);
  return Array.from({ length: measured.starts[i + 1]! - measured.starts[i]! }, (_, k) => {
    const row = measured.starts[i]! + k;
    measured.columns.forEach((column, f) => {
      values[f] = column[row]!;
    });
    return {
      row,
      score: score(values),
      id: measured.targets[row]!,
      distance: values[DISTANCE]!,
      isWhole: values[COVERAGE] === 1,
    };
  });
}

/** The most suspicious reading of name `i`; undefined when it has none. */
export function bestCandidate(measured: Measured, i: number, score: Scorer): BestCandidate | undefined {
  const readings = scoredReadings(measured, i, score);
  return readings.length === 0 ? undefined : readings.reduce((a, b) => (b.score > a.score ? b : a));
}

/** Shares of honest names that may be flagged. */
const SHARES = {
  warning: 0.006,
  information: 0.025,
  missingWarning: 0.025,
  missingInformation: 0.08,
} as const;

/**
 * For every stride of trees: the most that the later trees add to a squat that is reported in the end (a soft cascade: Bourdev
 * and Brandt 2005, on the remaining sum instead of the current one). `MOST` leaves out the few oddest squats.
 */
export function latestGains(forest: StoredForest, { squats, malicious, synthetic, targetsOf }: Examples, least: number): number[] {
  const strides = Math.ceil((forest.leaves.length >> forest.depth) / STRIDE);
  const gains = Array.from({ length: strides }, (): number[] => []);
  const values = new Float32Array(FEATURES.length);
  const partials = gains.map((_, stride) => createScorer(firstTrees(forest, stride * STRIDE)));
  const score = createScorer(forest);
  for (const { names, starts, columns, targets } of [squats, malicious, synthetic]) {
    for (let i = 0; i < names.length; i++) {
      for (let row = starts[i]!; row < starts[i + 1]!; row++) {
        columns.forEach((column, f) => {
          values[f] = column[row]!;
        });
        const final = targetsOf(names[i]!).has(targets[row]!) ? score(values) : Number.NEGATIVE_INFINITY;
        if (final >= least) {
          partials.forEach((partial, stride) => {
            gains[stride]!.push(final - partial(values));
          });
        }
      }
    }
  }
  return gains.map((of) => Math.round(of.sort((a, b) => a - b)[Math.floor(of.length * MOST)]! * 100) / 100);
}

function firstTrees(forest: StoredForest, trees: number): StoredForest {
  const inner = trees * ((1 << forest.depth) - 1);
  return {
    ...forest,
    features: forest.features.slice(0, inner),
    thresholds: forest.thresholds.slice(0, inner),
    leaves: forest.leaves.slice(0, trees << forest.depth),
  };
}

/** Thresholds that flag the wanted shares of `honest` names, which the forest has not seen, by their spelling alone. */
export function chooseThresholds(honest: Measured, score: Scorer): StoredThresholds {
  const sorted = Float64Array.from(honest.names, (_, i) => bestCandidate(honest, i, score)?.score ?? Number.NEGATIVE_INFINITY).sort();
  const at = (share: number): number => Math.round(sorted[Math.floor(sorted.length * (1 - share))]! * 1000) / 1000;
  return {
    existing: { high: at(SHARES.warning), low: at(SHARES.information) },
    missing: { high: at(SHARES.missingWarning), low: at(SHARES.missingInformation) },
  };
}
