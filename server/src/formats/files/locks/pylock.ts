import type { FileFormat, Manifest } from '../../manifest/format';
import type { TomlTable } from '../../syntax/toml/node';
import { indexSource, type LockedSource, packageTables, readTomlLock } from '../../tables/lock';

/** The standard lock file (PEP 751). */
export const pylock: FileFormat = {
  id: 'pylock',
  title: 'pylock.toml',
  globs: ['**/pylock.toml', '**/pylock.*.toml'],
  comments: false,
  generated: true,
  lockedFrom: ['pyproject.toml'],
  parse: read,
  pieces: packageTables('packages', read),
};

function sourceOf(table: TomlTable): LockedSource {
  const place = (key: string): { url?: string | undefined } | undefined => {
    const value = table.get(key);
    return value?.kind === 'table' ? { url: (value.string('url') ?? value.string('path'))?.text } : undefined;
  };
  const vcs = place('vcs');
  const directory = place('directory');
  const archive = place('archive');
  if (vcs !== undefined) {
    return { source: 'vcs', ...vcs };
  }
  if (directory !== undefined) {
    return { source: 'path', ...directory };
  }
  return archive === undefined ? indexSource(table.string('index')?.text) : { source: 'url', ...archive };
}

function read(text: string): Manifest {
  return readTomlLock(text, 'packages', sourceOf);
}
