// npm run data -- model: fits the score of the name engine and writes server/src/names/engine/model.json. Deterministic: the same data gives the same file.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createScorer } from '../../server/src/names/engine/boostedTrees';
import { FEATURES } from '../../server/src/names/engine/modelFeatures';
import type { StoredModel } from '../../server/src/names/engine/nameModel';
import { weightOfAge } from '../../server/src/names/timeEvidence';
import { root } from '../run.mjs';
import { chooseThresholds, fitForest, latestGains, prepareExamples } from './fitModel.mjs';
import { fitTime } from './fitTime.mjs';
import { readTrainingNames } from './trainingSet.mjs';

/** Honest names for the fit, and others for choosing the thresholds. */
const HONEST = 240_000;
const HELD_OUT = 200_000;

const names = await readTrainingNames();
const examples = prepareExamples(names, HONEST);
const forest = fitForest(examples, {});
const time = await fitTime();
const heldOut = examples.measurer.measure(names.tail.slice(HONEST, HONEST + HELD_OUT), examples.targetsOf, true);
const thresholds = chooseThresholds(heldOut, createScorer(forest));
const gains = latestGains(forest, examples, Math.min(thresholds.missing.low, thresholds.existing.low - weightOfAge(time, 0)));
const model: StoredModel = {
  features: FEATURES,
  thresholds,
  forest: { ...forest, gains },
  affixes: examples.measurer.storedAffixes(),
  time,
};
const lines = Object.entries(model).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
await writeFile(path.join(root, 'server/src/names/engine/model.json'), `{\n${lines.join(',\n')}\n}\n`);
console.log(model.thresholds, `${Object.keys(model.affixes).length} affixes`);
