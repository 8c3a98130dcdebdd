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

/** The features of one candidate by position, such as a typed array. They are asked for when trees need them, most of them once. */
export interface Row {
  at(feature: number): number | undefined;
}

/** Scores a row of features in log-odds. A row that will hardly reach `least` may get any lower score: the work on most rows stops early. */
export type Scorer = (row: Row, least?: number) => number;

export function createScorer(forest: StoredForest): Scorer {
  const { depth, bias } = forest;
  const inner = (1 << depth) - 1;
  const trees = forest.leaves.length >> depth;
  /** For each node, its feature and the key of its threshold. */
  const nodes = Int32Array.from(forest.features.flatMap((feature, node) => [feature, keyOf(forest.thresholds[node]!)]));
  const leaves = Float64Array.from(forest.leaves);
  const gains = Float64Array.from({ length: trees }, (_, stride) => forest.gains?.[stride] ?? Number.POSITIVE_INFINITY);
  const needed = neededFeatures(forest, inner, trees);
  const keys = new Int32Array(1 + forest.features.reduce((most, feature) => Math.max(most, feature), 0));
  return (row, least = Number.NEGATIVE_INFINITY) => {
    let score = bias;
    for (let stride = 0, first = 0; first < trees; stride++, first += STRIDE) {
      if (score + gains[stride]! < least) {
        return Number.NEGATIVE_INFINITY;
      }
      const added = needed[stride]!;
      for (let i = 0; i < added.length; i++) {
        keys[added[i]!] = keyOf(row.at(added[i]!)!);
      }
      const last = Math.min(first + STRIDE, trees);
      for (let tree = first; tree < last; tree++) {
        const base = tree * inner;
        let node = 0;
        for (let level = 0; level < depth; level++) {
          const at = 2 * (base + node);
          // 1 for a larger value than the threshold, without a branch: half of these would be predicted wrongly.
          node = 2 * node + 1 + ((nodes[at + 1]! - keys[nodes[at]!]!) >>> 31);
        }
        score += leaves[(tree << depth) + node - inner]!;
      }
    }
    return score;
  };
}

/** For every `STRIDE` trees, the features that they use and the trees before them do not. */
function neededFeatures({ features }: StoredForest, inner: number, trees: number): readonly Uint8Array[] {
  const known = new Set<number>();
  return Array.from({ length: Math.ceil(trees / STRIDE) }, (_, stride) => {
    const used = new Set(features.slice(stride * STRIDE * inner, (stride + 1) * STRIDE * inner));
    const added = [...used].filter((feature) => !known.has(feature));
    for (const feature of added) {
      known.add(feature);
    }
    return Uint8Array.from(added);
  });
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** An integer of 31 bits that orders numbers in single precision like their values do (all but neighbors in the last bit), so two of them have a difference. */
function keyOf(value: number): number {
  // 0 is added to make one of the two zeros.
  float[0] = value + 0;
  const key = bits[0]!;
  return (key ^ ((key >> 31) & 0x7fffffff)) >> 1;
}
