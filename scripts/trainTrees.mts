/**
 * Gradient-boosted trees for a yes-or-no question (Friedman 2001), with histograms of binned features, second-order leaf values and
 * monotone constraints (Chen and Guestrin 2016; Ke et al. 2017). Small and deterministic: the same rows and seed give the same trees.
 */

export interface TrainingRows {
  /** One array a feature, all of the same length. */
  readonly columns: readonly Float32Array[];
  readonly labels: Uint8Array;
  readonly weights: Float32Array;
}

export interface TreeOptions {
  readonly trees: number;
  readonly depth: number;
  readonly learningRate: number;
  /** Pulls leaf values towards 0. */
  readonly lambda: number;
  /** Least sum of second derivatives in a leaf. */
  readonly minHessian: number;
  /** Share of rows and of features that a tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** +1: the score may only rise with the feature, -1: only fall, 0: free. One a feature. */
  readonly monotone: readonly number[];
  readonly seed: number;
}

/** A complete binary tree: node `i` goes on at `2i + 1` when the feature's value is at most the threshold, else at `2i + 2`. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

export interface Forest {
  readonly bias: number;
  readonly depth: number;
  readonly trees: readonly Tree[];
  /** Total gain by feature: a first look at what matters, no more. */
  readonly gains: Float64Array;
}

const BINS = 64;
/** Threshold of a node that does not split. */
const ALWAYS_LOW = 1e9;

export function trainForest(rows: TrainingRows, options: TreeOptions): Forest {
  const { columns, labels, weights } = rows;
  const count = labels.length;
  const random = mulberry32(options.seed);
  const edges = columns.map(binEdges);
  const binned = columns.map((column, f) => binColumn(column, edges[f]!));
  const gains = new Float64Array(columns.length);

  let positive = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    total += weights[i]!;
    positive += labels[i] === 1 ? weights[i]! : 0;
  }
  const bias = Math.log(positive / (total - positive));
  const scores = new Float64Array(count).fill(bias);
  const gradients = new Float64Array(count);
  const hessians = new Float64Array(count);
  const trees: Tree[] = [];

  for (let t = 0; t < options.trees; t++) {
    for (let i = 0; i < count; i++) {
      const p = 1 / (1 + Math.exp(-scores[i]!));
      gradients[i] = weights[i]! * (p - labels[i]!);
      hessians[i] = weights[i]! * Math.max(p * (1 - p), 1e-6);
    }
    const sample = Int32Array.from({ length: count }, (_, i) => i).filter(() => random() < options.rowShare);
    const features = columns.map((_, f) => f).filter(() => random() < options.featureShare);
    const tree = growTree(binned, edges, gradients, hessians, sample, features, options, gains);
    for (let i = 0; i < count; i++) {
      scores[i]! += leafValue(tree, options.depth, (f, threshold) => columns[f]![i]! <= threshold);
    }
    trees.push(tree);
  }
  return { bias, depth: options.depth, trees, gains };
}

export function scoreRow(forest: Forest, row: ArrayLike<number>): number {
  let score = forest.bias;
  for (const tree of forest.trees) {
    score += leafValue(tree, forest.depth, (f, threshold) => row[f]! <= threshold);
  }
  return score;
}

function leafValue(tree: Tree, depth: number, isLow: (feature: number, threshold: number) => boolean): number {
  let node = 0;
  for (let level = 0; level < depth; level++) {
    node = isLow(tree.features[node]!, tree.thresholds[node]!) ? 2 * node + 1 : 2 * node + 2;
  }
  return tree.leaves[node - ((1 << depth) - 1)]!;
}

interface Node {
  readonly rows: Int32Array;
  readonly low: number;
  readonly high: number;
}

function growTree(
  binned: readonly Uint8Array[],
  edges: readonly Float32Array[],
  gradients: Float64Array,
  hessians: Float64Array,
  sample: Int32Array,
  features: readonly number[],
  options: TreeOptions,
  gains: Float64Array,
): Tree {
  const inner = (1 << options.depth) - 1;
  const treeFeatures = new Array<number>(inner).fill(0);
  const thresholds = new Array<number>(inner).fill(ALWAYS_LOW);
  let level: Node[] = [{ rows: sample, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }];
  for (let depth = 0; depth < options.depth; depth++) {
    const next: Node[] = [];
    level.forEach((node, i) => {
      const index = (1 << depth) - 1 + i;
      const split = bestSplit(node, binned, gradients, hessians, features, options);
      if (split === undefined) {
        // Nothing to gain: all rows go to the low side, whose leaves take this node's value.
        next.push(node, { ...node, rows: new Int32Array(0) });
        return;
      }
      gains[split.feature]! += split.gain;
      treeFeatures[index] = split.feature;
      thresholds[index] = Math.round(edges[split.feature]![split.bin]! * 1000) / 1000;
      const bins = binned[split.feature]!;
      const low = node.rows.filter((row) => bins[row]! <= split.bin);
      const high = node.rows.filter((row) => bins[row]! > split.bin);
      const middle = (split.lowValue + split.highValue) / 2;
      const direction = options.monotone[split.feature]!;
      next.push(
        { rows: low, low: direction < 0 ? middle : node.low, high: direction > 0 ? middle : node.high },
        { rows: high, low: direction > 0 ? middle : node.low, high: direction < 0 ? middle : node.high },
      );
    });
    level = next;
  }
  const leaves = level.map((node) => {
    let gradient = 0;
    let hessian = 0;
    for (const row of node.rows) {
      gradient += gradients[row]!;
      hessian += hessians[row]!;
    }
    const value = clamp(-gradient / (hessian + options.lambda), node.low, node.high) * options.learningRate;
    return Math.round(value * 1e4) / 1e4;
  });
  return { features: treeFeatures, thresholds, leaves };
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
  readonly lowValue: number;
  readonly highValue: number;
}

function bestSplit(
  node: Node,
  binned: readonly Uint8Array[],
  gradients: Float64Array,
  hessians: Float64Array,
  features: readonly number[],
  options: TreeOptions,
): Split | undefined {
  const { lambda, minHessian, monotone } = options;
  let totalGradient = 0;
  let totalHessian = 0;
  for (const row of node.rows) {
    totalGradient += gradients[row]!;
    totalHessian += hessians[row]!;
  }
  if (totalHessian < 2 * minHessian) {
    return undefined;
  }
  const g = new Float64Array(BINS);
  const h = new Float64Array(BINS);
  let best: Split | undefined;
  for (const feature of features) {
    g.fill(0);
    h.fill(0);
    const bins = binned[feature]!;
    for (const row of node.rows) {
      const bin = bins[row]!;
      g[bin]! += gradients[row]!;
      h[bin]! += hessians[row]!;
    }
    let lowGradient = 0;
    let lowHessian = 0;
    for (let bin = 0; bin < BINS - 1; bin++) {
      lowGradient += g[bin]!;
      lowHessian += h[bin]!;
      const highHessian = totalHessian - lowHessian;
      if (lowHessian < minHessian || highHessian < minHessian) {
        continue;
      }
      const highGradient = totalGradient - lowGradient;
      const lowValue = clamp(-lowGradient / (lowHessian + lambda), node.low, node.high);
      const highValue = clamp(-highGradient / (highHessian + lambda), node.low, node.high);
      if (monotone[feature]! * (highValue - lowValue) < 0) {
        continue;
      }
      const gain =
        worth(lowGradient, lowHessian, lowValue, lambda) +
        worth(highGradient, highHessian, highValue, lambda) -
        (totalGradient * totalGradient) / (totalHessian + lambda) / 2;
      if (gain > (best?.gain ?? 1e-9)) {
        best = { feature, bin, gain, lowValue, highValue };
      }
    }
  }
  return best;
}

/** How much a leaf of this value lowers the loss. */
function worth(gradient: number, hessian: number, value: number, lambda: number): number {
  return -(gradient * value + ((hessian + lambda) * value * value) / 2);
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** Upper edges of the bins at quantiles; equal values share a bin. The last bin has no edge. */
function binEdges(column: Float32Array): Float32Array {
  const sorted = Float32Array.from(column).sort();
  const distinct: number[] = [];
  for (let i = 0; i < sorted.length && distinct.length <= BINS; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) {
      distinct.push(sorted[i]!);
    }
  }
  const quantiles =
    distinct.length <= BINS
      ? distinct.slice(0, -1).map((value, i) => (value + distinct[i + 1]!) / 2)
      : Array.from({ length: BINS - 1 }, (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / BINS)]!);
  // Few decimals make a small model file; rows are binned by the rounded edges, so nothing is lost between fitting and scoring.
  return Float32Array.from([...new Set(quantiles.map((value) => Math.round(value * 1000) / 1000))]);
}

function binColumn(column: Float32Array, edges: Float32Array): Uint8Array {
  return Uint8Array.from(column, (value) => {
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= edges[middle]!) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  });
}

/** Mulberry32: a small generator of numbers in [0, 1) whose sequence depends on the seed alone. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
