import type { Disk } from '../disk';

const MAX_IGNORE_BYTES = 256 * 1024;

/** The text of a file, not of a link's target. Undefined: there is none, or it is too large or unreadable. */
export async function smallText(disk: Disk, file: string): Promise<string | undefined> {
  const kind = await disk.lstat(file);
  if (!kind?.isFile() || kind.size > MAX_IGNORE_BYTES) {
    return undefined;
  }
  try {
    return (await disk.read(file, kind.size)).toString('utf8');
  } catch {
    return '';
  }
}
