import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeSquats } from '../../../scripts/engine/syntheticSquats.mjs';
import { mulberry32, trainForest } from '../../../scripts/engine/trainTrees.mjs';
import { createScorer } from '../../../server/src/names/engine/boostedTrees';
import { FEATURES } from '../../../server/src/names/engine/modelFeatures';

const root = path.join(import.meta.dirname, '../../..');

const OPTIONS = {
  trees: 20,
  depth: 3,
  learningRate: 0.3,
  lambda: 1,
  minHessian: 1,
  rowShare: 0.8,
  featureShare: 1,
  monotone: [1, 0, 0],
  seed: 5,
};

/** Yes where the first feature is large, unless the second is; the third is noise. */
function sample() {
  const random = mulberry32(3);
  const rows = Array.from({ length: 4000 }, () => [random(), random(), random()] as const);
  return {
    columns: [0, 1, 2].map((f) => Float32Array.from(rows, (row) => row[f]!)),
    labels: Uint8Array.from(rows, ([a, b]) => (a > 0.6 && b < 0.7 ? 1 : 0)),
    weights: new Float32Array(rows.length).fill(1),
  };
}

function scorerOf(options = OPTIONS) {
  const forest = trainForest(sample(), options);
  return createScorer({
    bias: forest.bias,
    depth: forest.depth,
    features: forest.trees.flatMap((tree) => tree.features),
    thresholds: forest.trees.flatMap((tree) => tree.thresholds),
    leaves: forest.trees.flatMap((tree) => tree.leaves),
  });
}

describe('boosted trees', () => {
  it('learn, and keep to a monotone constraint', () => {
    const score = scorerOf();
    expect(score(Float32Array.of(0.9, 0.2, 0.5))).toBeGreaterThan(2);
    expect(score(Float32Array.of(0.9, 0.9, 0.5))).toBeLessThan(-2);
    expect(score(Float32Array.of(0.1, 0.2, 0.5))).toBeLessThan(-2);
    for (const b of [0.1, 0.5, 0.9]) {
      let last = Number.NEGATIVE_INFINITY;
      for (let a = 0; a <= 1; a += 0.02) {
        const value = score(Float32Array.of(a, b, 0.5));
        expect(value).toBeGreaterThanOrEqual(last);
        last = value;
      }
    }
  });

  it('are the same for the same seed', () => {
    expect(trainForest(sample(), OPTIONS)).toEqual(trainForest(sample(), OPTIONS));
    expect(trainForest(sample(), { ...OPTIONS, seed: 6 })).not.toEqual(trainForest(sample(), OPTIONS));
  });

  it('are given up early only below the requested score', () => {
    const score = scorerOf();
    for (let a = 0; a <= 1; a += 0.05) {
      const row = Float32Array.of(a, 0.5, 0.5);
      const exact = score(row);
      const hasty = score(row, 0);
      if (exact >= 0) {
        expect(hasty).toBe(exact);
      } else {
        expect(hasty).toBeLessThan(0);
      }
    }
  });
});

describe('generated misspellings', () => {
  it('depend on the seed alone, and avoid taken names', () => {
    const popular = Array.from({ length: 15_000 }, (_, i) => `project${i}`);
    const taken = new Set(['project1']);
    const make = (): unknown => makeSquats(popular, 200, (name) => taken.has(name), mulberry32(1));
    expect(make()).toEqual(make());
    expect(makeSquats(popular, 200, (name) => taken.has(name), mulberry32(1)).some((squat) => taken.has(squat.name))).toBe(false);
  });
});

describe('the model', () => {
  it('has the features that the engine measures', async () => {
    const model = JSON.parse(await readFile(path.join(root, 'server/src/names/engine/model.json'), 'utf8'));
    expect(model.features).toEqual([...FEATURES]);
    expect(Math.max(...model.forest.features)).toBeLessThan(FEATURES.length);
    expect(model.thresholds.existing.high).toBeGreaterThan(model.thresholds.existing.low);
    expect(model.thresholds.missing.high).toBeLessThanOrEqual(model.thresholds.existing.high);
  });
});

describe('npm run eval', () => {
  it('prints the object of the contract for the files given', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'lookalike-eval-'));
    try {
      await writeFile(path.join(folder, 's.csv'), 'squat,target,technique\nreqeusts,requests,transposition\nxq-zv,numpy|flask,other\n');
      await writeFile(path.join(folder, 'l.txt'), 'requests\nsome-honest-name-of-mine\n');
      const files = ['--squats', path.join(folder, 's.csv'), '--legit', path.join(folder, 'l.txt')];
      const run = (...args: string[]) => promisify(execFile)('npm', ['run', '--silent', 'eval', '--', ...args], { cwd: root });
      const { stdout } = await run(...files, '--trusted', '5000');
      expect(JSON.parse(stdout)).toEqual({
        squats: { n: 2, flagged: 1, warned: 1, topTarget: 1 },
        legit: { n: 2, flagged: 0, warned: 0 },
        microsecondsPerLookup: expect.any(Number),
      });
      // A new project is reported that its name alone would not make suspicious. A project that has been listed for years is not.
      await writeFile(path.join(folder, 's.csv'), 'squat,target,technique\nzyqqa-telethon,telethon,combo\nzyqqa-stripe,stripe,combo\n');
      const alone = JSON.parse((await run(...files)).stdout);
      const known = JSON.parse((await run(...files, '--facts')).stdout);
      expect([alone.squats.flagged, known.squats.flagged]).toEqual([0, 2]);
      expect(known.legit).toEqual({ n: 2, flagged: 0, warned: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
