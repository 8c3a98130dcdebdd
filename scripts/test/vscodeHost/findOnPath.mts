import fs from 'node:fs';
import path from 'node:path';

/** The absolute path of the first of `names` that is a program on PATH. */
export function findOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  for (const name of names) {
    for (const folder of folders) {
      for (const ending of endings) {
        const file = path.join(folder, name + ending);
        if (fs.existsSync(file)) {
          return file;
        }
      }
    }
  }
  return undefined;
}
