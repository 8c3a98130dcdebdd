import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DataManifest, FILES } from '../../server/src/names/files/compile';
import { decodeProjectList, type ProjectList } from '../../server/src/names/files/projectList';
import type { Listing } from '../../server/src/names/timeEvidence';
import { decompress } from '../../server/src/node/data/dataFiles';
import { root } from '../run.mjs';

/** The facts about time in the package data, for training and evaluation: the same that the program reads. */
export interface ListedFacts {
  readonly asOf: string;
  readonly list: ProjectList;
  /** Undefined: not listed. */
  readonly listingOf: (name: string) => Listing | undefined;
  /** A squat when it is new: registered and released once, in the month of the list. */
  readonly fresh: Listing;
}

export async function openListedFacts(): Promise<ListedFacts> {
  const read = (file: string): Promise<Uint8Array> => readFile(path.join(root, 'data', file));
  const { dates } = JSON.parse(new TextDecoder().decode(await read(FILES.manifest))) as DataManifest;
  const list = decodeProjectList(await read(FILES.projects), decompress);
  const asOf = dates.projects;
  const listingOf = (name: string): Listing | undefined => {
    const project = list.get(name);
    return project && { ...project, asOf };
  };
  return { asOf, list, listingOf, fresh: { asOf, firstListed: asOf, notListedIn: monthBefore(asOf), latestMonth: asOf } };
}

function monthBefore(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, month.length);
}
