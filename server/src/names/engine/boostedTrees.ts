/** Boosted trees as stored: complete binary trees of one depth, one after the other. */
export interface StoredForest {
  readonly bias: number;
  readonly depth: number;
  /** `2 ** depth - 1` inner nodes per tree. Node `i` continues at `2i + 1` (value at most the threshold) or `2i + 2`. */
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  /** `2 ** depth` leaves per tree, in log-odds. */
  readonly leaves: readonly number[];
  /** Before every `STRIDE`th tree: the most that this and the later ones add to a row worth reporting, as learned from examples. */
  readonly gains?: readonly number[];
}

/** Number of trees between two checks whether `least` is still within reach. */
export const STRIDE = 8;

/** Scores a row of features in log-odds. A row that will hardly reach `least` may get any lower score: the work on most rows stops early. */
export type Scorer = (row: Float32Array, least?: number) => number;

export function createScorer(forest: StoredForest): Scorer {
  const { depth, bias } = forest;
  const inner = (1 << depth) - 1;
  const trees = forest.leaves.length >> depth;
  const features = Uint8Array.from(forest.features);
  const thresholds = Float32Array.from(forest.thresholds);
  const leaves = Float64Array.from(forest.leaves);
  const gains = Float64Array.from({ length: trees }, (_, stride) => forest.gains?.[stride] ?? Number.POSITIVE_INFINITY);
  return (row, least = Number.NEGATIVE_INFINITY) => {
    let score = bias;
    for (let tree = 0; tree < trees; tree++) {
      if (tree % STRIDE === 0 && score + gains[tree / STRIDE]! < least) {
        return Number.NEGATIVE_INFINITY;
      }
      const base = tree * inner;
      let node = 0;
      for (let level = 0; level < depth; level++) {
        node = 2 * node + (row[features[base + node]!]! <= thresholds[base + node]! ? 1 : 2);
      }
      score += leaves[(tree << depth) + node - inner]!;
    }
    return score;
  };
}
