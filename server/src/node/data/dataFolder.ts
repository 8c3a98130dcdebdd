import { randomUUID } from 'node:crypto';
import { cp, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ADVISORIES_FILE, type AdvisoryIndex, openAdvisories } from '../../advisories/compact';
import { FILES, type FileStates } from '../../names/files/compile';
import { decodeMalicious } from '../../names/files/maliciousList';
import { decodePopularNames } from '../../names/files/popularNames';
import { decodeProjectList } from '../../names/files/projectList';
import type { PreviousData } from '../../names/files/sources';
import { makeFolder } from '../makeFolder';
import { dataReader, decompress, loadNameDataFrom, readManifest } from './dataFiles';
import { hasLength, isUndamaged } from './fileState';

/** Opens the data that fresh data continues. */
export async function openPreviousData(folder: string): Promise<PreviousData & { readonly advisories: AdvisoryIndex }> {
  const read = dataReader(folder);
  const { dates } = readManifest(folder);
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

const ALL_FILES = [...Object.values(FILES), ADVISORIES_FILE];

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

/** Whether a file of a folder is as it was written. Rejects if there is none. */
type FileCheck = (folder: string, file: string, states: FileStates) => Promise<boolean>;

const isOfLength: FileCheck = async (folder, file, states) => hasLength(file, (await stat(path.join(folder, file))).size, states);
const isOfContent: FileCheck = async (folder, file, states) => isUndamaged(file, await readFile(path.join(folder, file)), states);

/** The data for a refresh to continue: the same, but all files were read, so a refresh replaces damaged data. */
export function soundDataFolder(refreshed: string, bundled: string, now: number): Promise<string> {
  return newestDataFolder(refreshed, bundled, now, isOfContent);
}

/**
 * The refreshed folder, or the rest of an interrupted refresh, or the bundled one: the first that is complete and in no part older than the bundled one. A
 * folder with a date after `now`, from a wrong clock, would count as the newest for years, so it is ignored. By default, only manifests are read, and the
 * lengths of the other files compared: a start must not read data that is not needed yet.
 */
export async function newestDataFolder(refreshed: string, bundled: string, now: number, isWhole: FileCheck = isOfLength): Promise<string> {
  const { dates } = readManifest(bundled);
  const today = new Date(now).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const isSound = (date: string, least: string): boolean => date >= least && (date <= today || least > today);
  for (const folder of [refreshed, previousOf(refreshed)]) {
    try {
      const { dates: own, files } = readManifest(folder);
      const areWhole = await Promise.all(ALL_FILES.map((file) => isWhole(folder, file, files)));
      if (!areWhole.includes(false) && isSound(own.projects, dates.projects) && isSound(own.advisories, dates.advisories)) {
        return folder;
      }
    } catch {
      // Missing or incomplete.
    }
  }
  return bundled;
}
