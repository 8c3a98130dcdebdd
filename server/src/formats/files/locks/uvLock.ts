import type { FileFormat, Manifest } from '../../manifest/format';
import type { TomlTable } from '../../syntax/toml/node';
import { indexSource, type LockedSource, packageTables, readTomlLock } from '../../tables/lock';

/** uv's lock files, for projects and for scripts (uv, "Resolver internals"; the format is uv's own). */
export const uvLock: FileFormat = {
  id: 'uv-lock',
  title: 'uv.lock',
  globs: ['**/uv.lock', '**/*.py.lock'],
  comments: false,
  generated: true,
  usesUv: () => true,
  lockedFrom: ['pyproject.toml'],
  parse: read,
  pieces: packageTables('package', read),
};

function sourceOf(table: TomlTable): LockedSource {
  const source = table.get('source');
  if (source?.kind !== 'table') {
    return { source: 'index' };
  }
  const url = (key: string): string | undefined => source.string(key)?.text;
  if (source.get('git') !== undefined) {
    return { source: 'vcs', url: url('git') };
  }
  if (source.get('url') !== undefined) {
    return { source: 'url', url: url('url') };
  }
  const path = url('path') ?? url('directory') ?? url('editable') ?? url('virtual');
  return path === undefined ? indexSource(url('registry')) : { source: 'path', url: path };
}

function read(text: string): Manifest {
  return readTomlLock(text, 'package', sourceOf);
}
