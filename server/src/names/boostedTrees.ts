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

/** Scores a row of features in log-odds. A row that cannot reach `least` may get any lower score: most rows are given up early. */
export type Scorer = (row: Float32Array, least?: number) => number;

/** How many trees are added up before the next look at whether `least` is still within reach. */
const STRIDE = 8;

export function createScorer(forest: StoredForest): Scorer {
  const { depth, bias } = forest;
  const inner = (1 << depth) - 1;
  const trees = forest.leaves.length >> depth;
  const features = Uint8Array.from(forest.features);
  const thresholds = Float32Array.from(forest.thresholds);
  const leaves = Float64Array.from(forest.leaves);
  const mostAfter = mostOfRest(leaves, trees, depth);
  return (row, least = Number.NEGATIVE_INFINITY) => {
    let score = bias;
    for (let tree = 0; tree < trees; tree++) {
      if (tree % STRIDE === 0 && score + mostAfter[tree]! < least) {
        return score + mostAfter[tree]!;
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

/** The most that the trees from each on can add. */
function mostOfRest(leaves: Float64Array, trees: number, depth: number): Float64Array {
  const most = new Float64Array(trees + 1);
  for (let tree = trees - 1; tree >= 0; tree--) {
    most[tree] = most[tree + 1]! + Math.max(...leaves.subarray(tree << depth, (tree + 1) << depth));
  }
  return most;
}
