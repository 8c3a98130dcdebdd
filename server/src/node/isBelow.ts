import path from 'node:path';

/** Whether a file is the folder itself or in it, by the paths alone: links are not followed. */
export function isBelow(folder: string, file: string): boolean {
  // Most paths are recognized without splitting them.
  if (file.startsWith(folder) && file[folder.length] === path.sep && !file.includes(`${path.sep}..`)) {
    return true;
  }
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
