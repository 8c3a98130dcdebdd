import type { FileFormat, Manifest } from '../../manifest/format';
import { packageTables, readTomlLock } from '../../tables/lock';
import { sourceOfTable } from '../../tables/namedTables';

/** PDM's lock files (its own format); `pdm lock -L` gives them other names. */
export const pdmLock: FileFormat = {
  id: 'pdm-lock',
  title: 'pdm.lock',
  globs: ['**/pdm.lock', '**/pdm.*.lock'],
  comments: false,
  generated: true,
  lockedFrom: ['pyproject.toml'],
  parse: read,
  pieces: packageTables('package', read),
};

function read(text: string): Manifest {
  return readTomlLock(text, 'package', sourceOfTable);
}
