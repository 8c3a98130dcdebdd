import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { weighEvidence } from '../server/src/names/evidence';
import { FILES } from '../server/src/names/files/compile';
import { decodeProjectList } from '../server/src/names/files/projectList';
import type { Confidence } from '../server/src/names/judgement';
import type { NameData } from '../server/src/names/nameData';
import { isOldest } from '../server/src/names/timeEvidence';
import { decompress } from '../server/src/node/data/dataFiles';

export interface Suspect {
  readonly name: string;
  readonly target: string;
}

const LIST = path.join(__dirname, '../data', FILES.projects);

/**
 * A real, unpopular project with a suspicious name, to a degree at which the facts in the lists have the wanted effect. It is searched anew each time, because every
 * training changes which names are suspicious. `recent`: registered in the last two years. `old`: longer ago.
 */
export async function suspect(data: NameData, before: Confidence, age: 'recent' | 'old', after: Confidence | undefined): Promise<Suspect> {
  for (const name of decodeProjectList(await readFile(LIST), decompress).names()) {
    const judgement = data.engine.judge(name);
    const project = judgement && data.project(name);
    if (
      judgement?.confidence !== before ||
      project === undefined ||
      data.isMalicious(name) ||
      data.extensions(name, 1) > 0 ||
      data.importName(name) !== undefined
    ) {
      continue;
    }
    const listing = { ...project, asOf: data.asOf };
    if (isOldest(listing) === (age === 'old') && weighEvidence(judgement, { listing }).confidence === after) {
      return { name, target: judgement.imitations[0].target };
    }
  }
  throw new Error(`no ${age} name of ${before} confidence`);
}
