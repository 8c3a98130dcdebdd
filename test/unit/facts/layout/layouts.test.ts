import { describe, expect, it } from 'vitest';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

type Files = Readonly<Record<string, string | { readonly why: string }>>;

const named = (name: string, more = ''): string => `[project]\nname = "${name}"\n${more}`;

describe('a layout', () => {
  const empty = { ownNames: new Set(), pathNames: new Set() };

  it.each(['', 'untitled:Untitled-1'])('of a document without a place is empty: %j', async (uri) => {
    const workspace = new InMemoryWorkspace();
    workspace.foldersAbove = async () => [{ uri: ROOT, onlyForUv: false }];
    workspace.files.set(`${ROOT}/pyproject.toml`, named('app'));
    expect(await new ProjectLayouts(workspace).of(uri)).toEqual(empty);
    expect(workspace.reads).toEqual([]);
  });

  it('has only the facts in its files', async () => {
    expect(await new ProjectLayouts(new InMemoryWorkspace()).of(`${ROOT}/a.txt`)).toStrictEqual(empty);
    const manifest = `${ROOT}/setup.py`;
    expect(await new ProjectLayouts(new InMemoryWorkspace({ 'setup.py': 'setup()' })).of(manifest)).toStrictEqual({
      ...empty,
      project: { folder: ROOT, manifest },
    });
  });

  it('has all facts in its files', async () => {
    const files = {
      'pyproject.toml': named(
        'top',
        'requires-python = ">=3.9"\n[tool.uv.workspace]\nmembers = ["a"]\n[tool.uv.sources]\nLib_X = { index = "corp" }\nb = { path = "b" }\n[[tool.uv.index]]\nname = "corp"\n',
      ),
      'a/pyproject.toml': named('a', 'requires-python = ">=3.10"\n[tool.uv.sources]\nc = { path = "../c" }'),
      'b/setup.py': 'setup(name="b")',
      'c/setup.cfg': '[metadata]\nname = c\n',
    };
    const layouts = new ProjectLayouts(new InMemoryWorkspace(files));
    const root = { folder: ROOT, manifest: `${ROOT}/pyproject.toml`, name: 'top' };
    const project = { folder: `${ROOT}/a`, manifest: `${ROOT}/a/pyproject.toml`, name: 'a' };
    const layout = await layouts.of(`${ROOT}/a/x.txt`);
    expect(layout).toEqual({
      project,
      requiresPython: '>=3.10',
      uvSettings: `${ROOT}/pyproject.toml`,
      workspace: { tool: 'uv', root, members: [root, project], sources: expect.any(Map), indexNames: new Set(['corp']) },
      ownNames: new Set(['a', 'top']),
      pathNames: new Set(['b', 'c']),
    });
    expect([...(layout.workspace?.sources ?? [])]).toMatchObject([
      ['lib-x', { indexName: 'corp' }],
      ['b', { path: 'b' }],
    ]);
  });

  it('of a cell is that of its notebook', async () => {
    const layouts = new ProjectLayouts(new InMemoryWorkspace({ 'sub/pyproject.toml': named('sub') }));
    const { project } = await layouts.of('vscode-notebook-cell:/project/sub/a.ipynb#W0sZmlsZQ%3D%3D');
    expect(project?.name).toBe('sub');
  });

  it.each<[what: string, files: Files, expected: object]>([
    [
      'the first name of a folder',
      { 'setup.cfg': '[metadata]\nname = b\n', 'setup.py': 'setup(name="c")' },
      { manifest: 'setup.cfg', name: 'b' },
    ],
    [
      'no name where setup.cfg has settings of tools',
      { 'pyproject.toml': '[tool.black]\n', 'setup.cfg': '[flake8]\n' },
      { manifest: 'pyproject.toml', name: undefined },
    ],
    [
      'a name of setup.py behind such a setup.cfg',
      { 'setup.cfg': '[flake8]\n', 'setup.py': 'setup(name="c")' },
      { manifest: 'setup.py', name: 'c' },
    ],
    [
      'nothing of a file that cannot be read',
      { 'pyproject.toml': { why: 'no text' }, 'setup.py': 'setup(name="c")' },
      { manifest: 'setup.py', name: 'c' },
    ],
    [
      'what a broken file says before it breaks',
      { 'pyproject.toml': '[project]\nname = "a"\n[[[\n' },
      { manifest: 'pyproject.toml', name: 'a' },
    ],
    [
      'a table that is a text',
      { 'pyproject.toml': 'project = "a"\n[tool]\nuv = 1\npoetry = []\n' },
      { manifest: 'pyproject.toml', name: undefined },
    ],
    ['a name that is a table', { 'pyproject.toml': '[project.name]\nx = 1\n' }, { manifest: 'pyproject.toml', name: undefined }],
  ])('has %s', async (_what, files, expected) => {
    const { project } = await new ProjectLayouts(new InMemoryWorkspace(files)).of(`${ROOT}/a.txt`);
    expect({ manifest: project?.manifest.slice(ROOT.length + 1), name: project?.name }).toEqual(expected);
  });
});
