import type { FileFormat } from './format';
import { indexSource, type LockedSource, readTomlLock } from './toml/lock';
import type { TomlTable } from './toml/node';

/** Poetry's lock file (its own format). */
export const poetryLock: FileFormat = {
  id: 'poetry-lock',
  title: 'poetry.lock',
  globs: ['**/poetry.lock'],
  comments: false,
  generated: true,
  madeFrom: ['pyproject.toml'],
  parse: (text) => readTomlLock(text, 'package', sourceOf),
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
