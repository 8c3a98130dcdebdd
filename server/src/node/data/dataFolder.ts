import { randomUUID } from 'node:crypto';
import { access, cp, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { ADVISORIES_FILE, type AdvisoryIndex, openAdvisories } from '../../advisories/compact';
import { type DataManifest, FILES } from '../../names/files/compile';
import { decodeMalicious } from '../../names/files/maliciousList';
import { decodePopularNames } from '../../names/files/popularNames';
import { decodeProjectList } from '../../names/files/projectList';
import type { PreviousData } from '../../names/files/snapshot';
import { makeFolder } from '../makeFolder';
import { dataReader, decompress, loadNameDataFrom } from './dataFiles';

/** The manifest of a data folder. Rejects for a folder of another format. */
export async function readManifest(folder: string): Promise<DataManifest> {
  const manifest = JSON.parse(new TextDecoder().decode(await dataReader(folder)(FILES.manifest))) as Partial<DataManifest>;
  if (manifest.dates === undefined || manifest.sizes === undefined) {
    throw new Error(`not a folder of package data: ${folder}`);
  }
  return { ...manifest, dates: manifest.dates, sizes: manifest.sizes };
}

/** Opens the data that fresh data continues. */
export async function openPreviousData(folder: string): Promise<PreviousData & { readonly advisories: AdvisoryIndex }> {
  const read = dataReader(folder);
  const { dates } = await readManifest(folder);
  return {
    dates,
    projects: decodeProjectList(await read(FILES.projects), decompress),
    removed: decodeProjectList(await read(FILES.removed), decompress),
    popular: decodePopularNames(await read(FILES.popular)),
    malicious: decodeMalicious(await read(FILES.malicious)),
    advisories: openAdvisories(new TextDecoder().decode(await read(ADVISORIES_FILE))),
    engine: (await loadNameDataFrom(folder)).engine,
  };
}

/**
 * The new folder is complete and on disk before it replaces the old one. A crash between the two renames leaves `<out>.previous`, which
 * `newestDataFolder` finds.
 */
export async function replaceFolder(current: string, out: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const temporary = `${out}.${randomUUID()}.tmp`;
  try {
    await makeFolder(temporary);
    // Hand-written tables are not refreshed.
    await cp(current, temporary, { recursive: true, filter: (source) => !files.has(path.basename(source)) });
    for (const [name, bytes] of files) {
      const file = await open(path.join(temporary, name), 'w');
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
    }
    await rm(previousOf(out), { recursive: true, force: true });
    await rename(out, previousOf(out)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') {
        throw error;
      }
    });
    await rename(temporary, out);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function previousOf(folder: string): string {
  return `${folder}.previous`;
}

/**
 * The refreshed folder, or the rest of an interrupted refresh, or the bundled one: the first that is complete and in no part older than the bundled one. A
 * folder with a date after `now`, from a wrong clock, would count as the newest for years, so it is ignored. Only manifests are read: a start must not read
 * data that is not needed yet.
 */
export async function newestDataFolder(refreshed: string, bundled: string, now: number): Promise<string> {
  const { dates } = await readManifest(bundled);
  const today = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const isSound = (date: string, least: string): boolean => date >= least && (date <= today || least > today);
  for (const folder of [refreshed, previousOf(refreshed)]) {
    try {
      const manifest = await readManifest(folder);
      await Promise.all([...Object.values(FILES), ADVISORIES_FILE].map((file) => access(path.join(folder, file))));
      if (isSound(manifest.dates.projects, dates.projects) && isSound(manifest.dates.advisories, dates.advisories)) {
        return folder;
      }
    } catch {
      // Missing or incomplete.
    }
  }
  return bundled;
}
