import type { Dirent, Stats } from 'node:fs';
import type { Disk } from '../disk';

/** The path without links. Undefined: there is no such file. */
export async function realOr(disk: Disk, file: string): Promise<string | undefined> {
  try {
    return await disk.realpath(file);
  } catch {
    return undefined;
  }
}

/** What a path or the target of its link is. Undefined: there is no such file. */
export async function statOr(disk: Disk, file: string): Promise<Stats | undefined> {
  try {
    return await disk.stat(file);
  } catch {
    return undefined;
  }
}

/** The target of a link. Undefined: none. */
export async function targetOf(
  disk: Disk,
  link: string,
): Promise<{ real: string; kind: Pick<Dirent, 'isFile' | 'isDirectory'> } | undefined> {
  const [real, kind] = [await realOr(disk, link), await statOr(disk, link)];
  return real === undefined || kind === undefined ? undefined : { real, kind };
}
