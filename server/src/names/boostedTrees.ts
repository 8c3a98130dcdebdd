/** Boosted trees as they are stored: complete binary trees of one depth, one after the other. */
export interface StoredForest {
  readonly bias: number;
  readonly depth: number;
  /** `2 ** depth - 1` inner nodes a tree; node `i` goes on at `2i + 1` (value at most the threshold) or `2i + 2`. */
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  /** `2 ** depth` leaves a tree, in log-odds. */
  readonly leaves: readonly number[];
}

/** Scores a row of features in log-odds. */
export type Scorer = (row: Float32Array) => number;

export function createScorer(forest: StoredForest): Scorer {
  const { depth, bias } = forest;
  const inner = (1 << depth) - 1;
  const trees = forest.leaves.length >> depth;
  const features = Uint8Array.from(forest.features);
  const thresholds = Float32Array.from(forest.thresholds);
  const leaves = Float64Array.from(forest.leaves);
  return (row) => {
    let score = bias;
    for (let tree = 0; tree < trees; tree++) {
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
