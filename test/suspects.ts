import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NameData } from '../server/src/names/data';
import type { Confidence } from '../server/src/names/engine';
import { weighEvidence } from '../server/src/names/evidence';

export interface Suspect {
  readonly name: string;
  readonly target: string;
}

const TAIL = path.join(__dirname, '../data/training/legit-tail-dev.txt');

/**
 * A real, unpopular project that is suspicious by its name, to a degree that `age` moves as wanted; found anew each time, since every training moves what
 * is suspicious. `recent`: the bundled list has nothing to say of it. `old`: it has stood there for years.
 */
export async function suspect(data: NameData, before: Confidence, age: 'recent' | 'old', after: Confidence | undefined): Promise<Suspect> {
  for (const name of (await readFile(TAIL, 'utf8')).split('\n')) {
    const judgement = data.engine.judge(name);
    const month = data.project(name)?.latestMonth ?? '';
    const isOfAge = age === 'recent' ? month >= '2025-06' : month !== '' && month < '2022';
    if (judgement?.confidence === before && isOfAge && data.extensions(name, 1) === 0 && data.importName(name) === undefined) {
      if (weighEvidence(judgement, { monthsSinceRelease: age === 'old' ? 48 : 0 }).confidence === after) {
        return { name, target: judgement.imitations[0]!.target };
      }
    }
  }
  throw new Error(`no ${age} name of ${before} confidence`);
}
