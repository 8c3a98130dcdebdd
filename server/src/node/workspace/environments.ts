import path from 'node:path';
import type { Disk } from '../disk';
import { smallText } from './smallText';

/** Typical contents of a virtual environment and of a conda environment. */
export const ENVIRONMENT_MARKS: ReadonlySet<string> = new Set(['pyvenv.cfg', 'conda-meta']);

/** Python writes its own location into `pyvenv.cfg` (`home = …`), and conda writes its actions into `conda-meta/history`. */
export async function hasEnvironmentMark(disk: Disk, folder: string): Promise<boolean> {
  const history = await disk.lstat(path.join(folder, 'conda-meta', 'history'));
  return history?.isFile() === true || /^home[ \t]*=/m.test((await smallText(disk, path.join(folder, 'pyvenv.cfg'))) ?? '');
}
