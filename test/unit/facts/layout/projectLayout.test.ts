import { describe, expect, it } from 'vitest';
import { ProjectLayouts } from '../../../../server/src/facts/layout/projectLayout';
import { InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

type Files = Readonly<Record<string, string>>;

const named = (name: string, more = ''): string => `[project]\nname = "${name}"\n${more}`;
const root = named('acme-root', '[tool.uv.workspace]\nmembers = ["libs/*"]\n');

/** The compared parts: paths below the root, and names. */
async function layoutOf(files: Files, file: string) {
  const layout = await new ProjectLayouts(new InMemoryWorkspace(files)).of(`${ROOT}/${file}`);
  const path = (uri: string | undefined): string | undefined => uri?.slice(ROOT.length + 1);
  return {
    project: path(layout.project?.manifest),
    name: layout.project?.name,
    members: layout.workspace?.members.map(({ folder, name }) => `${path(folder) || '.'} ${name ?? '?'}`),
    uvSettings: path(layout.uvSettings),
    own: [...layout.ownNames].sort(),
    paths: [...layout.pathNames].sort(),
  };
}

describe('the project around a file', () => {
  it.each<[what: string, files: Files, file: string, expected: object]>([
    ['nothing', { 'requirements.txt': '' }, 'requirements.txt', { project: undefined, own: [] }],
    ['its own folder', { 'pyproject.toml': named('Acme_App') }, 'requirements.txt', { project: 'pyproject.toml', name: 'acme-app' }],
    ['a folder above', { 'pyproject.toml': named('acme') }, 'docs/a/requirements.txt', { project: 'pyproject.toml', name: 'acme' }],
    [
      'the nearer of two',
      { 'pyproject.toml': named('a'), 'x/pyproject.toml': named('b') },
      'x/y/r.txt',
      { project: 'x/pyproject.toml', own: ['b'] },
    ],
    ['Poetry', { 'pyproject.toml': '[tool.poetry]\nname = "acme-p"' }, 'poetry.lock', { name: 'acme-p' }],
    ['Flit', { 'pyproject.toml': '[tool.flit.metadata]\nmodule = "acme_f"' }, 'a.txt', { name: 'acme-f' }],
    ['setup.cfg', { 'setup.cfg': '[metadata]\nname = acme.cfg\n' }, 'setup.cfg', { project: 'setup.cfg', name: 'acme-cfg' }],
    ['setup.cfg of other tools', { 'setup.cfg': '[flake8]\nname = x\n' }, 'setup.cfg', { project: undefined, name: undefined }],
    ['setup.py', { 'setup.py': 'from setuptools import setup\nsetup(name="acme-py")' }, 'setup.py', { name: 'acme-py' }],
    ['a variable of setup.py', { 'setup.py': 'NAME = "acme-v"\nsetup(name=NAME)' }, 'setup.py', { name: 'acme-v' }],
    [
      'arguments of setup.py',
      { 'setup.py': 'a = dict(name="acme-d")\nb = {"version": "1"}\nsetup(**b, **a)' },
      'setup.py',
      { name: 'acme-d' },
    ],
    ['a computed name', { 'setup.py': 'setup(name=read("name"))' }, 'setup.py', { project: 'setup.py', name: undefined }],
    [
      'the name in another file of the folder',
      { 'pyproject.toml': '[build-system]\nrequires = []', 'setup.cfg': '[metadata]\nname = acme-two' },
      'requirements.txt',
      { project: 'pyproject.toml', name: 'acme-two' },
    ],
    ['a name that no index could have', { 'pyproject.toml': named('{{ cookiecutter.name }}') }, 'a.txt', { name: undefined, own: [] }],
  ])('%s', async (_, files, file, expected) => {
    expect(await layoutOf(files, file)).toMatchObject(expected);
  });
});

describe('the workspace around a project', () => {
  const libs = { 'libs/a/pyproject.toml': named('acme-a'), 'libs/b/pyproject.toml': named('acme-b') };
  const members = ['. acme-root', 'libs/a acme-a', 'libs/b acme-b'];

  it.each<[what: string, files: Files, file: string, expected: string[] | undefined]>([
    ['from the root', { 'pyproject.toml': root, ...libs }, 'pyproject.toml', members],
    ['from a member', { 'pyproject.toml': root, ...libs }, 'libs/a/src/requirements.txt', members],
    ['from a folder that no glob has', { 'pyproject.toml': root, ...libs, 'x/pyproject.toml': named('x') }, 'x/pyproject.toml', undefined],
    ['a glob with a path before it', { 'pyproject.toml': root.replace('libs/*', './libs/?'), ...libs }, 'pyproject.toml', members],
    ['a plain folder', { 'pyproject.toml': root.replace('*', 'b/'), ...libs }, 'pyproject.toml', ['. acme-root', 'libs/b acme-b']],
    ['at any depth', { 'pyproject.toml': root.replace('libs/*', '**/b'), ...libs }, 'pyproject.toml', ['. acme-root', 'libs/b acme-b']],
    [
      'without the excluded',
      { 'pyproject.toml': `${root}exclude = ["libs/b"]`, ...libs },
      'pyproject.toml',
      ['. acme-root', 'libs/a acme-a'],
    ],
    ['from an excluded folder', { 'pyproject.toml': `${root}exclude = ["libs/b"]`, ...libs }, 'libs/b/pyproject.toml', undefined],
    ['a folder without a manifest', { 'pyproject.toml': root, 'libs/a/x.txt': '' }, 'pyproject.toml', ['. acme-root']],
    [
      'a root that is no project',
      { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]', ...libs },
      'libs/a/pyproject.toml',
      ['libs/a acme-a', 'libs/b acme-b'],
    ],
    [
      'another project between',
      { 'pyproject.toml': root.replace('libs/*', 'x/y'), 'x/pyproject.toml': named('x'), 'x/y/pyproject.toml': named('y') },
      'x/y/pyproject.toml',
      undefined,
    ],
    ['Rye', { 'pyproject.toml': root.replace('tool.uv', 'tool.rye'), ...libs }, 'libs/b/pyproject.toml', members],
    [
      'Hatch',
      { 'pyproject.toml': named('acme-root', '[tool.hatch.envs.default.workspace]\nmembers = ["libs/*"]'), ...libs },
      'libs/b/pyproject.toml',
      members,
    ],
    ['outside of all folders', { 'pyproject.toml': root.replace('libs/*', '../../*') }, 'pyproject.toml', ['. acme-root']],
    ['a glob that is no path', { 'pyproject.toml': root.replace('libs/*', 'http://x/\\\\ud800') }, 'pyproject.toml', ['. acme-root']],
  ])('%s', async (_, files, file, expected) => {
    expect((await layoutOf(files, file)).members).toEqual(expected);
  });
});

describe('a manifest that is broken', () => {
  it.each<[what: string, text: string | { readonly why: string }]>([
    ['nothing', ''],
    ['no TOML', '[project\nname = '],
    ['no text', { why: 'it is not a text file' }],
    ['a number for a name', '[project]\nname = 1\n'],
    ['a table for a name', '[project.name]\nx = "y"\n'],
    ['a list for a table', 'project = ["name"]\n'],
    ['halves of characters', '[project]\nname = "\ud800"\n'],
    ['a very long name', named('a-'.repeat(100_000))],
  ])('has no name, and is no end of the workspace: %s', async (_, text) => {
    const workspace = new InMemoryWorkspace({
      'pyproject.toml': root,
      'libs/a/pyproject.toml': named('acme-a'),
      'libs/b/pyproject.toml': text,
    });
    const layouts = new ProjectLayouts(workspace);
    expect([...(await layouts.of(`${ROOT}/pyproject.toml`)).ownNames].sort()).toEqual(['acme-a', 'acme-root']);
    expect((await layouts.of(`${ROOT}/libs/b/requirements.txt`)).ownNames.has('acme-b')).toBe(false);
    expect((await layouts.at(ROOT, 'libs/b')).kind).not.toBe('project');
  });

  it.each<[what: string, table: string, expected: string[]]>([
    ['a number', 'members = 1', ['acme-root']],
    ['numbers', 'members = [1, {}, []]', ['acme-root']],
    ['brackets that never close', 'members = ["libs/[a", "[[[[", "**/**/**/**/**/[z"]', ['acme-root']],
    ['a text, which is taken for a list of one', 'members = "libs/*"', ['acme-b', 'acme-root']],
    ['an exclusion that is none', 'members = ["libs/*"]\nexclude = 7', ['acme-b', 'acme-root']],
  ])('has the members that are texts: %s', async (_, table, expected) => {
    const files = { 'pyproject.toml': named('acme-root', `[tool.uv.workspace]\n${table}\n`), 'libs/b/pyproject.toml': named('acme-b') };
    const { own } = await layoutOf(files, 'pyproject.toml');
    expect(own).toEqual(expected);
  });
});

describe("uv's settings", () => {
  it.each<[what: string, files: Files, file: string, expected: string | undefined]>([
    ['none', { 'pyproject.toml': named('a') }, 'pyproject.toml', undefined],
    ['beside', { 'pyproject.toml': named('a', '[tool.uv]') }, 'pyproject.toml', 'pyproject.toml'],
    ['uv.toml before pyproject.toml', { 'pyproject.toml': named('a', '[tool.uv]'), 'uv.toml': '' }, 'pyproject.toml', 'uv.toml'],
    ['uv.toml above', { 'pyproject.toml': named('a'), 'uv.toml': '' }, 'x/requirements.txt', 'uv.toml'],
    [
      "the root's for a member",
      { 'pyproject.toml': root, 'libs/a/pyproject.toml': named('a'), 'libs/a/uv.toml': '' },
      'libs/a/pyproject.toml',
      'pyproject.toml',
    ],
  ])('%s', async (_, files, file, expected) => {
    expect((await layoutOf(files, file)).uvSettings).toBe(expected);
  });
});

describe('the target of a path', () => {
  it.each<[path: string, expected: object]>([
    ['libs/a', { kind: 'project', name: 'acme-a' }],
    ['./libs/a/', { kind: 'project', name: 'acme-a' }],
    ['libs\\a', { kind: 'project', name: 'acme-a' }],
    ['libs/nope', { kind: 'missing' }],
    ['libs', { kind: 'missing' }],
    ['libs/unnamed', { kind: 'unnamed' }],
    ['../elsewhere', { kind: 'outside' }],
    ['https://x.example/a', { kind: 'outside' }],
    ['wheels/acme_w-1.0-py3-none-any.whl', { kind: 'project', name: 'acme-w' }],
    ['wheels/acme-s-1.0.tar.gz', { kind: 'project', name: 'acme-s' }],
    ['wheels/other-1.0-py3-none-any.whl', { kind: 'missing' }],
  ])('%s', async (path, expected) => {
    const workspace = new InMemoryWorkspace({
      'libs/a/pyproject.toml': named('acme-a'),
      'libs/unnamed/setup.py': 'setup()',
      'wheels/acme-s-1.0.tar.gz': { why: 'it is no text' },
      'wheels/acme_w-1.0-py3-none-any.whl': { why: 'it is no text' },
    });
    expect(await new ProjectLayouts(workspace).at(ROOT, path)).toEqual(expected);
  });

  it('names the projects that are taken from a path', async () => {
    const files = {
      'pyproject.toml': named('app', '[tool.uv.sources]\nx = { path = "../lib" }\n[tool.poetry.dependencies]\ny = [{ path = "b" }]'),
      'b/setup.cfg': '[metadata]\nname = acme-b',
    };
    expect(await layoutOf(files, 'pyproject.toml')).toMatchObject({ own: ['app'], paths: ['acme-b'] });
  });
});

it('sees the workspace of a member that is opened alone, up to the top of the repository', async () => {
  const files = { 'pyproject.toml': root, 'libs/a/pyproject.toml': named('acme-a'), 'libs/b/pyproject.toml': named('acme-b') };
  const layouts = new ProjectLayouts(new InMemoryWorkspace(files, () => [`${ROOT}/libs/a`]));
  expect([...(await layouts.of(`${ROOT}/libs/a/pyproject.toml`)).ownNames].sort()).toEqual(['acme-a', 'acme-b', 'acme-root']);
  expect(await layouts.at(`${ROOT}/libs/a`, '../b')).toEqual({ kind: 'project', name: 'acme-b' });
  expect(await layouts.at(`${ROOT}/libs/a`, '../../../b')).toEqual({ kind: 'outside' });
});

describe('the cache of the layout', () => {
  it('reads each file once, and again if its statements about the project change', async () => {
    const workspace = new InMemoryWorkspace({ 'pyproject.toml': root, 'libs/a/pyproject.toml': named('acme-a') });
    const layouts = new ProjectLayouts(workspace);
    await layouts.of(`${ROOT}/pyproject.toml`);
    await layouts.of(`${ROOT}/libs/a/pyproject.toml`);
    expect(workspace.reads).toHaveLength(new Set(workspace.reads).size);

    const member = `${ROOT}/libs/a/pyproject.toml`;
    workspace.files.set(member, named('acme-a', 'dependencies = ["requests"]'));
    expect(await layouts.changed(member)).toBe(false);
    workspace.files.set(member, named('acme-c'));
    expect(await layouts.changed(member)).toBe(true);
    expect([...(await layouts.of(`${ROOT}/pyproject.toml`)).ownNames].sort()).toEqual(['acme-c', 'acme-root']);
  });

  it('opens only the folders that it needs', async () => {
    const files: Record<string, string> = { 'pyproject.toml': root.replace('libs/*', '**') };
    for (let i = 0; i < 3_000; i++) {
      files[`d${i}/pyproject.toml`] = named(`p${i}`);
    }
    const layout = await new ProjectLayouts(new InMemoryWorkspace(files)).of(`${ROOT}/pyproject.toml`);
    expect(layout.workspace?.members.length).toBeLessThanOrEqual(2_000);
  });
});
