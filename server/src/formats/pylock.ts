import type { FileFormat } from './format';
import { indexSource, type LockedSource, readTomlLock } from './toml/lock';
import type { TomlTable } from './toml/node';

/** The standard lock file (PEP 751). */
export const pylock: FileFormat = {
  id: 'pylock',
  title: 'pylock.toml',
  globs: ['**/pylock.toml', '**/pylock.*.toml'],
  comments: false,
  generated: true,
  madeFrom: ['pyproject.toml'],
  parse: (text) => readTomlLock(text, 'packages', sourceOf),
};

function sourceOf(table: TomlTable): LockedSource {
  const place = (key: string): { url?: string } | undefined => {
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
