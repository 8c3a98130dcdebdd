/**
 * Gradient-boosted trees for a yes-or-no question (Friedman 2001), with histograms of binned features, second-order leaf values and
 * monotone constraints (Chen and Guestrin 2016; Ke et al. 2017). Small and deterministic: the same rows and seed give the same trees.
 */

export interface TrainingRows {
  /** One array per feature, all of the same length. */
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
  /** Share of rows and of features for one tree. */
  readonly rowShare: number;
  readonly featureShare: number;
  /** +1: the score may only rise with the feature, -1: only fall, 0: free. One per feature. */
  readonly monotone: readonly number[];
  readonly seed: number;
}

/** A complete binary tree: node `i` continues at `2i + 1` if the feature's value is at most the threshold, else at `2i + 2`. */
export interface Tree {
  readonly features: readonly number[];
  readonly thresholds: readonly number[];
  readonly leaves: readonly number[];
}

export interface Forest {
  readonly bias: number;
  readonly depth: number;
  readonly trees: readonly Tree[];
  /** Total gain by feature: only a rough measure of importance. */
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
    addLeaves(tree, options.depth, columns, scores);
    trees.push(tree);
  }
  return { bias, depth: options.depth, trees, gains };
}

function addLeaves(tree: Tree, depth: number, columns: readonly Float32Array[], scores: Float64Array): void {
  const inner = (1 << depth) - 1;
  const nodes = new Uint8Array(scores.length);
  for (let level = 0; level < depth; level++) {
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      nodes[i] = 2 * node + (columns[tree.features[node]!]![i]! <= tree.thresholds[node]! ? 1 : 2);
    }
  }
  for (let i = 0; i < nodes.length; i++) {
    scores[i]! += tree.leaves[nodes[i]! - inner]!;
  }
}

/** Sums of first and second derivatives by feature and bin. */
interface Histogram {
  readonly gradients: Float64Array;
  readonly hessians: Float64Array;
}

interface Node {
  readonly rows: Int32Array;
  readonly histogram: Histogram;
  /** Bounds of the leaves below, from monotone splits above. */
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
  const histogramOf = (rows: Int32Array): Histogram => sumByBin(rows, binned, gradients, hessians, features);
  let level: Node[] = [{ rows: sample, histogram: histogramOf(sample), low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }];
  for (let depth = 0; depth < options.depth; depth++) {
    const next: Node[] = [];
    level.forEach((node, i) => {
      const index = (1 << depth) - 1 + i;
      const split = bestSplit(node, features, options);
      if (split === undefined) {
        // No gain: all rows go to the lower side, where the leaves take this node's value.
        const none = new Int32Array(0);
        next.push(node, { ...node, rows: none, histogram: histogramOf(none) });
        return;
      }
      gains[split.feature]! += split.gain;
      treeFeatures[index] = split.feature;
      thresholds[index] = Math.round(edges[split.feature]![split.bin]! * 1000) / 1000;
      const { low, high } = partition(node.rows, binned[split.feature]!, split.bin);
      // The sums of the larger side are the rest.
      const smaller = histogramOf(low.length < high.length ? low : high);
      const larger = subtract(node.histogram, smaller);
      const middle = (split.lowValue + split.highValue) / 2;
      const direction = options.monotone[split.feature]!;
      next.push(
        {
          rows: low,
          histogram: low.length < high.length ? smaller : larger,
          low: direction < 0 ? middle : node.low,
          high: direction > 0 ? middle : node.high,
        },
        {
          rows: high,
          histogram: low.length < high.length ? larger : smaller,
          low: direction > 0 ? middle : node.low,
          high: direction < 0 ? middle : node.high,
        },
      );
    });
    level = next;
  }
  const leaves = level.map((node) => {
    let gradient = 0;
    let hessian = 0;
    for (let i = 0; i < node.rows.length; i++) {
      gradient += gradients[node.rows[i]!]!;
      hessian += hessians[node.rows[i]!]!;
    }
    const value = clamp(-gradient / (hessian + options.lambda), node.low, node.high) * options.learningRate;
    return Math.round(value * 1e4) / 1e4;
  });
  return { features: treeFeatures, thresholds, leaves };
}

function partition(rows: Int32Array, bins: Uint8Array, lastLow: number): { low: Int32Array; high: Int32Array } {
  const low = new Int32Array(rows.length);
  const high = new Int32Array(rows.length);
  let lows = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (bins[row]! <= lastLow) {
      low[lows++] = row;
    } else {
      high[i - lows] = row;
    }
  }
  return { low: low.subarray(0, lows), high: high.subarray(0, rows.length - lows) };
}

function sumByBin(
  rows: Int32Array,
  binned: readonly Uint8Array[],
  gradients: Float64Array,
  hessians: Float64Array,
  features: readonly number[],
): Histogram {
  const sums: Histogram = { gradients: new Float64Array(features.length * BINS), hessians: new Float64Array(features.length * BINS) };
  for (let f = 0; f < features.length; f++) {
    const bins = binned[features[f]!]!;
    const g = sums.gradients.subarray(f * BINS, (f + 1) * BINS);
    const h = sums.hessians.subarray(f * BINS, (f + 1) * BINS);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const bin = bins[row]!;
      g[bin]! += gradients[row]!;
      h[bin]! += hessians[row]!;
    }
  }
  return sums;
}

function subtract(whole: Histogram, part: Histogram): Histogram {
  return {
    gradients: whole.gradients.map((value, i) => value - part.gradients[i]!),
    hessians: whole.hessians.map((value, i) => value - part.hessians[i]!),
  };
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
  readonly lowValue: number;
  readonly highValue: number;
}

function bestSplit({ histogram, low, high }: Node, features: readonly number[], options: TreeOptions): Split | undefined {
  const { lambda, minHessian, monotone } = options;
  let totalGradient = 0;
  let totalHessian = 0;
  for (let bin = 0; bin < BINS && features.length > 0; bin++) {
    totalGradient += histogram.gradients[bin]!;
    totalHessian += histogram.hessians[bin]!;
  }
  if (totalHessian < 2 * minHessian) {
    return undefined;
  }
  let best: Split | undefined;
  for (let f = 0; f < features.length; f++) {
    const feature = features[f]!;
    let lowGradient = 0;
    let lowHessian = 0;
    for (let bin = 0; bin < BINS - 1; bin++) {
      lowGradient += histogram.gradients[f * BINS + bin]!;
      lowHessian += histogram.hessians[f * BINS + bin]!;
      const highHessian = totalHessian - lowHessian;
      if (lowHessian < minHessian || highHessian < minHessian) {
        continue;
      }
      const highGradient = totalGradient - lowGradient;
      const lowValue = clamp(-lowGradient / (lowHessian + lambda), low, high);
      const highValue = clamp(-highGradient / (highHessian + lambda), low, high);
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

/** The reduction of the loss by a leaf of this value. */
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

/** Mulberry32: a small generator of numbers in [0, 1); its sequence depends on the seed alone. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
