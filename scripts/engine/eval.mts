// npm run --silent eval -- [--squats FILE.csv] [--legit FILE.txt] [--trusted N] [--facts] [--explain [NAME…]] [--cv [--unlabeled] [--without FEATURE,…] [--fits N]] [--suggestions]
// Judges every name by its spelling alone, as an existing and unranked project, and prints one JSON object. With --facts, the package data counts
// too: each squat counts as a project that was registered and released once, in the month of the list.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import model from '../../server/src/names/engine/model.json';
import { createNameEngine } from '../../server/src/names/engine/nameEngine';
import { openNameTables } from '../../server/src/names/engine/tables/nameTables';
import { type KnownFacts, timeWeight, weighEvidence } from '../../server/src/names/evidence';
import { FILES } from '../../server/src/names/files/compile';
import { decodePopularNames } from '../../server/src/names/files/popularNames';
import { unpackSections } from '../../server/src/names/files/sections';
import type { Confidence, NameEngine, NameJudgement } from '../../server/src/names/judgement';
import { namesakesOf } from '../../server/src/names/namesakes';
import { normalizeName } from '../../server/src/packaging/name';
import { root } from '../run.mjs';
import { crossValidate } from './crossValidate.mjs';
import { openListedFacts } from './listedFacts.mjs';
import { measureSuggestions } from './suggestions.mjs';
import { DEV_SQUATS, DEV_TAIL, readNames, readSquats, type Squat } from './trainingSet.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    squats: { type: 'string', default: DEV_SQUATS },
    legit: { type: 'string', default: DEV_TAIL },
    trusted: { type: 'string' },
    facts: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    cv: { type: 'boolean', default: false },
    unlabeled: { type: 'boolean', default: false },
    fits: { type: 'string' },
    without: { type: 'string', default: '' },
    suggestions: { type: 'boolean', default: false },
  },
});
const trusted = values.trusted === undefined ? undefined : Number(values.trusted);
if (trusted !== undefined && !(Number.isInteger(trusted) && trusted > 0)) {
  console.error('--trusted takes a number of projects');
  process.exit(2);
}

if (values.cv) {
  const fits = values.fits === undefined ? undefined : Number(values.fits);
  console.log(JSON.stringify(await crossValidate({ keepsUnlabeled: values.unlabeled, without: values.without.split(','), fits })));
} else if (values.suggestions) {
  console.log(JSON.stringify(await measureSuggestions()));
} else {
  await evaluate();
}

async function evaluate(): Promise<void> {
  const read = (file: string): Buffer => readFileSync(path.join(root, 'data', file));
  const tables = openNameTables(decodePopularNames(read(FILES.popular)).byRank, unpackSections(read(FILES.engine)));
  const engine = createNameEngine(tables, model, { trusted });
  const squats = await readSquats(values.squats);
  const legit = await readNames(values.legit);
  const names = [...squats.map((squat) => squat.name), ...legit];

  const asked = positionals.map(normalizeName);
  const factsOf = values.facts ? await knownFactsOf(new Set(squats.map((squat) => squat.name))) : () => ({});
  const verdicts = new Map(names.map((name) => [name, verdictOf(engine, name, factsOf(name), tables.targets.names)]));
  if (values.explain) {
    for (const name of asked) {
      explainName(name, engine, factsOf(name), tables.targets.names);
    }
  }
  const rounds = Math.max(1, Math.ceil(100_000 / Math.max(1, names.length)));
  const start = performance.now();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      engine.judge(name);
    }
  }
  const microseconds = ((performance.now() - start) * 1000) / Math.max(1, rounds * names.length);

  const flagged = (list: readonly string[]): number => list.filter((name) => verdicts.get(name) !== undefined).length;
  const warned = (list: readonly string[]): number => list.filter((name) => verdicts.get(name)?.confidence === 'high').length;
  const squatNames = squats.map((squat) => squat.name);
  console.log(
    JSON.stringify({
      squats: {
        n: squats.length,
        flagged: flagged(squatNames),
        warned: warned(squatNames),
        topTarget: squats.filter((squat) => isRight(squat, verdicts.get(squat.name))).length,
      },
      legit: { n: legit.length, flagged: flagged(legit), warned: warned(legit) },
      microsecondsPerLookup: Math.round(microseconds * 100) / 100,
    }),
  );
  if (values.explain && positionals.length === 0) {
    explain(squats, legit, verdicts);
  }
}

interface Reported {
  readonly confidence: Confidence;
  readonly imitations: NameJudgement['imitations'];
  readonly reason?: string | undefined;
}

/** The findings of the program. */
function verdictOf(engine: NameEngine, name: string, facts: KnownFacts, targets: readonly string[]): Reported | undefined {
  const judgement = engine.judge(name, { timeWeight: timeWeight(facts) });
  if (judgement === undefined) {
    return undefined;
  }
  const { confidence, reason } = weighEvidence(judgement, facts, 1 + targets.indexOf(judgement.imitations[0].target));
  return confidence && { confidence, reason, imitations: judgement.imitations };
}

/** The facts of the package data about a name. Each of `squats` counts as a new project. */
async function knownFactsOf(squats: ReadonlySet<string>): Promise<(name: string) => KnownFacts> {
  const { listingOf, fresh, list } = await openListedFacts();
  const sources = { extensions: list.extensions, namesStartingWith: list.startingWith, project: list.get };
  return (name) => {
    if (squats.has(name)) {
      return { listing: fresh };
    }
    const listing = listingOf(name);
    const { extensions, knownIn } = namesakesOf(name, listing, sources);
    return { listing: listing && { ...listing, knownIn }, extensions };
  };
}

function isRight(squat: Squat, judgement: Reported | undefined): boolean {
  return judgement !== undefined && squat.targets.includes(judgement.imitations[0].target);
}

/** The score of the name, the other facts, and the result. To standard error, so standard output stays one JSON object. */
function explainName(name: string, engine: NameEngine, facts: KnownFacts, targets: readonly string[]): void {
  const weight = timeWeight(facts);
  const judgement = engine.judge(name, { timeWeight: weight });
  const verdict = verdictOf(engine, name, facts, targets);
  console.error(
    JSON.stringify({
      name,
      thresholds: judgement?.thresholds,
      imitations: judgement?.imitations ?? [],
      facts,
      timeWeight: weight,
      byName: judgement?.confidence ?? 'nothing',
      verdict: verdict?.confidence ?? 'nothing',
      reason: verdict?.reason,
    }),
  );
}

/** To standard error, so standard output stays one JSON object. */
function explain(squats: readonly Squat[], legit: readonly string[], judgements: ReadonlyMap<string, Reported | undefined>): void {
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
        print(`  wrong   ${squat.name} (${wanted}): ${judgement.imitations[0].target}`);
      } else if (judgement.confidence === 'low') {
        print(`  low     ${squat.name} (${wanted})`);
      }
    }
  }
  print('honest names flagged:');
  for (const name of legit) {
    const judgement = judgements.get(name);
    if (judgement !== undefined) {
      const { target, technique, score } = judgement.imitations[0];
      print(`  ${judgement.confidence.padEnd(5)} ${name}: ${technique} ${target} (${score.toFixed(2)}) ${judgement.reason ?? ''}`);
    }
  }
}
