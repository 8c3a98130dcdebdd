// npm run --silent eval -- [--squats FILE.csv] [--legit FILE.txt] [--trusted N] [--explain] [--cv [--unlabelled] [--without FEATURE,…]]
// Judges every name by its looks alone, as an existing and unranked project, and prints one JSON object (CONTRACT.md, "Evaluation").
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { FILES } from '../server/src/names/compile';
import type { NameJudgement } from '../server/src/names/engine';
import model from '../server/src/names/model.json';
import { createNameEngine } from '../server/src/names/nameEngine';
import { openNameTables } from '../server/src/names/nameTables';
import { decodePopularNames } from '../server/src/names/popularNames';
import { unpackSections } from '../server/src/names/sections';
import { crossValidate } from './crossValidate.mjs';
import { DEV_SQUATS, DEV_TAIL, readNames, readSquats, root, type Squat } from './trainingSet.mjs';

const { values } = parseArgs({
  options: {
    squats: { type: 'string', default: DEV_SQUATS },
    legit: { type: 'string', default: DEV_TAIL },
    trusted: { type: 'string' },
    explain: { type: 'boolean', default: false },
    cv: { type: 'boolean', default: false },
    unlabelled: { type: 'boolean', default: false },
    without: { type: 'string', default: '' },
  },
});
const trusted = values.trusted === undefined ? undefined : Number(values.trusted);
if (trusted !== undefined && !(Number.isInteger(trusted) && trusted > 0)) {
  console.error('--trusted takes a number of projects');
  process.exit(2);
}

if (values.cv) {
  console.log(JSON.stringify(await crossValidate({ keepsUnlabelled: values.unlabelled, without: values.without.split(',') })));
} else {
  await evaluate();
}

async function evaluate(): Promise<void> {
  const unpacked = (file: string): Buffer => brotliDecompressSync(readFileSync(path.join(root, 'data', file)));
  const tables = openNameTables(decodePopularNames(unpacked(FILES.popular)).byRank, unpackSections(unpacked(FILES.engine)));
  const engine = createNameEngine(tables, model, { trusted });
  const squats = await readSquats(values.squats);
  const legit = await readNames(values.legit);
  const names = [...squats.map((squat) => squat.name), ...legit];

  const judgements = new Map(names.map((name) => [name, engine.judge(name)]));
  const rounds = Math.max(1, Math.ceil(100_000 / Math.max(1, names.length)));
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      engine.judge(name);
    }
  }
  const microseconds = ((performance.now() - start) * 1000) / Math.max(1, rounds * names.length);

  const flagged = (list: readonly string[]): number => list.filter((name) => judgements.get(name) !== undefined).length;
  const warned = (list: readonly string[]): number => list.filter((name) => judgements.get(name)?.confidence === 'high').length;
  const squatNames = squats.map((squat) => squat.name);
  console.log(
    JSON.stringify({
      squats: {
        n: squats.length,
        flagged: flagged(squatNames),
        warned: warned(squatNames),
        topTarget: squats.filter((squat) => isRight(squat, judgements.get(squat.name))).length,
      },
      legit: { n: legit.length, flagged: flagged(legit), warned: warned(legit) },
      microsecondsPerLookup: Math.round(microseconds * 100) / 100,
    }),
  );
  if (values.explain) {
    explain(squats, legit, judgements);
  }
}

function isRight(squat: Squat, judgement: NameJudgement | undefined): boolean {
  return judgement !== undefined && squat.targets.includes(judgement.imitations[0]!.target);
}

/** To standard error, so that standard output stays one JSON object. */
function explain(squats: readonly Squat[], legit: readonly string[], judgements: ReadonlyMap<string, NameJudgement | undefined>): void {
  const byTechnique = new Map<string, Squat[]>();
  for (const squat of squats) {
    byTechnique.set(squat.technique, [...(byTechnique.get(squat.technique) ?? []), squat]);
  }
  const print = (line: string): void => console.error(line);
  for (const [technique, list] of [...byTechnique].sort((a, b) => b[1].length - a[1].length)) {
    const found = list.map((squat) => ({ squat, judgement: judgements.get(squat.name) }));
    const warned = found.filter(({ judgement }) => judgement?.confidence === 'high').length;
    const flagged = found.filter(({ judgement }) => judgement !== undefined).length;
    print(`${technique}: ${list.length}, warned ${warned}, flagged ${flagged}`);
    for (const { squat, judgement } of found) {
      const wanted = squat.targets.join('|');
      if (judgement === undefined) {
        print(`  missed  ${squat.name} (${wanted})`);
      } else if (!isRight(squat, judgement)) {
        print(`  wrong   ${squat.name} (${wanted}): ${judgement.imitations[0]!.target}`);
      } else if (judgement.confidence === 'low') {
        print(`  low     ${squat.name} (${wanted})`);
      }
    }
  }
  print('honest names flagged:');
  for (const name of legit) {
    const judgement = judgements.get(name);
    if (judgement !== undefined) {
      const { target, technique, score } = judgement.imitations[0]!;
      print(`  ${judgement.confidence.padEnd(5)} ${name}: ${technique} ${target} (${score.toFixed(2)})`);
    }
  }
}
