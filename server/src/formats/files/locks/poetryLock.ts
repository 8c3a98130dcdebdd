import type { FileFormat, Manifest } from '../../manifest/format';
import type { TomlTable } from '../../syntax/toml/node';
import { indexSource, type LockedSource, packageTables, readTomlLock } from '../../tables/lock';

/** Poetry's lock file (its own format). */
export const poetryLock: FileFormat = {
  id: 'poetry-lock',
  title: 'poetry.lock',
  globs: ['**/poetry.lock'],
  comments: false,
  generated: true,
  lockedFrom: ['pyproject.toml'],
  parse: read,
  pieces: packageTables('package', read),
};

function sourceOf(table: TomlTable): LockedSource {
  const source = table.get('source');
  if (source?.kind !== 'table') {
    return { source: 'index' };
  }
  const url = source.string('url')?.text;
  switch (source.string('type')?.text) {
    case 'git':
    case 'hg':
    case 'svn':
      return { source: 'vcs', url };
    case 'file':
    case 'directory':
      return { source: 'path', url };
    case 'url':
      return { source: 'url', url };
    default:
      return indexSource(url);
  }
}

function read(text: string): Manifest {
  return readTomlLock(text, 'package', sourceOf);
}
