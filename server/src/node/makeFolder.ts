import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and its parents; an existing one is fine. Rejects if it cannot be made, also in `/proc` and the like,
 * which report a missing parent for any new folder: with `recursive`, Node.js then never ends.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  const missing: string[] = [];
  let at = path.resolve(folder);
  while (!(await tryToMake(at, mode))) {
    missing.push(at);
    const parent = path.dirname(at);
    if (parent === at) {
      break;
    }
    at = parent;
  }
  for (const each of missing.reverse()) {
    if (!(await tryToMake(each, mode))) {
      throw new Error(`'${folder}' cannot be made there`);
    }
  }
}

/** False: the parent is missing. */
async function tryToMake(folder: string, mode?: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      return false;
    }
    // A drive or a mount point may deny access instead of reporting that it exists.
    if ((await stat(folder).catch(() => undefined))?.isDirectory()) {
      return true;
    }
    throw error;
  }
}
