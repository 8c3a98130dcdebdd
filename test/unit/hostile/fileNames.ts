import { readdirSync } from 'node:fs';
import path from 'node:path';
import { formatOf, formats } from '../../../server/src/formats/index';

const ROOT = path.join(__dirname, '../../fixtures');

/** A file name for each format: that of one of its fixtures. */
export const FILE_NAMES: readonly (readonly [id: string, file: string])[] = formats.map(({ id }) => {
  const names = readdirSync(path.join(ROOT, id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(path.join(ROOT, id), path.join(entry.parentPath, entry.name)).replace(/\\/g, '/'))
    .map((file) => file.slice(file.indexOf('/') + 1));
  const name = names.find((file) => formatOf(file)?.id === id);
  if (name === undefined) {
    throw new Error(`no fixture of ${id}`);
  }
  return [id, name];
});
