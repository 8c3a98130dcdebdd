import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it; one that is there already is fine. Rejects where none can be made, also in `/proc` and its like,
 * which answer that the folder above is missing whatever is made there: Node's own `recursive` never ends then.
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

/** False: the folder above is missing. */
async function tryToMake(folder: string, mode?: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      return false;
    }
    // A drive or a mount point may refuse instead of saying that it is there.
    if ((await stat(folder).catch(() => undefined))?.isDirectory()) {
      return true;
    }
    throw error;
  }
}
