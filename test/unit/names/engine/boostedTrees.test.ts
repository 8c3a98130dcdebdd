import { describe, expect, it } from 'vitest';
import { Random } from '../../../../scripts/fuzz/random.mjs';
import { createScorer, type Row, STRIDE, type StoredForest } from '../../../../server/src/names/engine/boostedTrees';

const DEPTH = 3;
const INNER = 2 ** DEPTH - 1;
const TREES = 4 * STRIDE + 3;
/** Among them numbers that only differ in the last bits that count. */
const VALUES = [0, -0, 0.5, -0.5, 1, -1, 1 + 2 ** -22, -1 - 2 ** -22, 1e-3, -1e-3, 7.25, -7.25, 1e9, -1e9];
const random = new Random(5);
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Every `STRIDE` trees use one feature more. */
function forest(gains?: readonly number[]): StoredForest {
  return {
    bias: 0.25,
    depth: DEPTH,
    features: many(TREES * INNER, (node) => random.below(1 + Math.floor(node / (STRIDE * INNER)))),
    thresholds: many(TREES * INNER, () => random.pick(VALUES)),
    leaves: many(TREES << DEPTH, () => random.below(1_000) / 1_000 - 0.5),
    ...(gains === undefined ? {} : { gains }),
  };
}

/** The score as the documentation of `StoredForest` describes it. */
function scoreOf({ bias, features, thresholds, leaves }: StoredForest, row: readonly number[]): number {
  return many(TREES, (tree) => {
    let node = 0;
    while (node < INNER) {
      const at = tree * INNER + node;
      node = 2 * node + (row[features[at]!]! <= thresholds[at]! ? 1 : 2);
    }
    return leaves[(tree << DEPTH) + node - INNER]!;
  }).reduce((sum, leaf) => sum + leaf, bias);
}

class AskedRow implements Row {
  readonly asked: number[] = [];

  constructor(readonly values: readonly number[]) {}

  at(feature: number): number {
    this.asked.push(feature);
    return this.values[feature]!;
  }
}

describe('a scorer', () => {
  it('compares values of any sign and size', () => {
    for (let i = 0; i < 50; i++) {
      const stored = forest();
      const score = createScorer(stored);
      for (let j = 0; j < 20; j++) {
        const row = many(5, () => random.pick(VALUES));
        expect(score(row)).toBeCloseTo(scoreOf(stored, row), 9);
      }
    }
  });

  it('asks for each feature once, when the first tree needs it', () => {
    const row = new AskedRow([1, 1, 1, 1, 1]);
    createScorer(forest())(row);
    expect(row.asked).toEqual([...new Set(row.asked)]);
    expect([...row.asked].sort()).toEqual([0, 1, 2, 3, 4]);
    const early = new AskedRow(row.values);
    // After the first trees, nothing more can be gained.
    expect(createScorer(forest([9, -1e9, 0, 0, 0]))(early, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(early.asked).toEqual([0]);
  });

  it('gives up if the trees that follow cannot add enough', () => {
    const stored = forest([9, 2, 2, 2, 2]);
    const score = createScorer(stored);
    for (let i = 0; i < 200; i++) {
      const row = many(5, () => random.pick(VALUES));
      const exact = scoreOf(stored, row);
      const hasty = score(row, -1);
      if (hasty === Number.NEGATIVE_INFINITY) {
        continue;
      }
      expect(hasty).toBeCloseTo(exact, 9);
    }
    expect(score([1, 1, 1, 1, 1], 100)).toBe(Number.NEGATIVE_INFINITY);
  });
});
