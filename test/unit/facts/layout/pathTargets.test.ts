import { describe, expect, it } from 'vitest';
import { type LayoutReader, ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { found, MISSING } from '../../../../server/src/lookup';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

const named = (name: string, more = ''): string => `[project]\nname = "${name}"\n${more}`;

describe('a path', () => {
  const files = {
    'pyproject.toml': named('top'),
    'tools/pyproject.toml': '[tool.black]\n',
    'tools/sub/setup.py': 'setup()',
    'my%20lib/setup.py': 'setup(name="my-lib")',
  };
  const archives = ['a_b-1.0-py3-none-any.whl', 'A.B-1.0-1-py3-none-any.whl', 'a-b-1.0.ZIP', 'a-1.0.tgz', 'a-1.0.tar', 'a-1.0.tar.xz'];
  const none = [
    'a-1.0.whl',
    'a-1.0-py3.whl',
    'a-1.0-1-py3-none-any-x.whl',
    'a-1.0.rar',
    'a.zip',
    '-1.0.zip',
    '%61-1.0.zip',
    'ä-1.0.zip',
    'a-1.0.zip.txt',
  ];

  it.each<[path: string, expected: object]>([
    ['.', { kind: 'project', name: 'top' }],
    ['', { kind: 'project', name: 'top' }],
    ['my lib', { kind: 'project', name: 'my-lib' }],
    ['my lib//', { kind: 'project', name: 'my-lib' }],
    ['tools', { kind: 'missing' }],
    ['tools/sub', { kind: 'unnamed' }],
    ['/project/tools/sub', { kind: 'unnamed' }],
    ['/other', { kind: 'outside' }],
    ['../project2', { kind: 'outside' }],
    ['file:///project/tools/sub', { kind: 'outside' }],
    ['C:\\tools', { kind: 'missing' }],
    ['a\0b', { kind: 'outside' }],
    ['a\ud800', { kind: 'outside' }],
    ['gone', { kind: 'missing' }],
    ['gone-1.0.zip', { kind: 'missing' }],
    ...archives.map((name): [string, object] => [
      name,
      { kind: 'project', name: name.startsWith('a_b') || name.startsWith('A.B') || name.startsWith('a-b') ? 'a-b' : 'a' },
    ]),
    ...none.map((name): [string, object] => [name, { kind: 'missing' }]),
  ])('%j leads to a project or not', async (path, expected) => {
    const workspace = new InMemoryWorkspace(files);
    const read = workspace.readAround.bind(workspace);
    workspace.readAround = async (uri) =>
      [...archives, ...none].some((name) => uri === `${ROOT}/${encodeURIComponent(name)}`) ? found('') : read(uri);
    expect(await new ProjectLayouts(workspace).at(ROOT, path)).toEqual(expected);
  });

  it('has no target in a place that may not be read', async () => {
    expect(await new ProjectLayouts(new InMemoryWorkspace(files)).at('file:///elsewhere', 'a')).toEqual({ kind: 'outside' });
  });

  it('may have any target below a root folder, but not where only uv looks', async () => {
    const reader: LayoutReader = {
      foldersAbove: async () => ['file:///a/b', 'file:///a', 'file:///'].map((uri) => ({ uri, onlyForUv: uri === 'file:///a' })),
      entries: async () => ({ files: [], folders: [] }),
      readAround: async (uri) => (uri === 'file:///c/setup.py' || uri === 'file:///a/setup.py' ? found('setup(name="c")') : MISSING),
    };
    const layouts = new ProjectLayouts(reader);
    expect(await layouts.at('file:///a/b', '../../c')).toEqual({ kind: 'project', name: 'c' });
    expect((await layouts.of('file:///a/b/x.txt')).project).toBeUndefined();
  });
});
