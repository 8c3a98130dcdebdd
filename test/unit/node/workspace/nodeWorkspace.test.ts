import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { URI } from 'vscode-uri';
import { formatOf } from '../../../../server/src/formats';
import type { PassedOver } from '../../../../server/src/host';
import { NodeWorkspace } from '../../../../server/src/node/workspace/nodeWorkspace';

let folder: string;
let outside: string;

beforeEach(() => {
  const base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lookalike-')));
  folder = path.join(base, 'in');
  outside = path.join(base, 'out');
  write(outside, 'requirements.txt', 'outside');
  mkdirSync(folder);
});

afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

function write(top: string, name: string, text = 'requests\n'): void {
  mkdirSync(path.dirname(path.join(top, name)), { recursive: true });
  writeFileSync(path.join(top, name), text);
}

function git(...args: string[]): void {
  gitIn('.', ...args);
}

function gitIn(inside: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'init.defaultBranch=main', ...args], { cwd: path.join(folder, inside), stdio: 'pipe' });
}

/** `(…)` around files that git ignores. `said`: folders that cannot be opened, and skipped ones. */
async function find(): Promise<{ found: string[]; said: string[] }> {
  const workspace = new NodeWorkspace(() => [URI.file(folder).toString()]);
  const found: string[] = [];
  const said: string[] = [];
  const relative = (uri: string): string => path.relative(folder, URI.parse(uri).fsPath);
  const options = {
    matcherOf: async () => (file: string) => formatOf(file) !== undefined,
    signal: new AbortController().signal,
    onUnreadable: (uri: string) => said.push(relative(uri)),
    onPassedOver: (uri: string, { why }: PassedOver) => said.push(`${why} ${relative(uri)}`),
  };
  for await (const { uri, ignoredBy } of workspace.findFiles(URI.file(folder).toString(), options)) {
    found.push(ignoredBy === undefined ? relative(uri) : `(${relative(uri)})`);
    // Both ways of access agree.
    expect([uri, (await workspace.passedOver(uri))?.by]).toEqual([uri, ignoredBy]);
  }
  return { found, said };
}

const VENV = 'home = /usr/bin\nversion = 3.12\n';

describe('what hides a file', () => {
  it.each<[string, Record<string, string>, string[], string[]?]>([
    [
      '.gitignore hides no file',
      { '.gitignore': 'requirements.txt\n*.toml\n', 'requirements.txt': '', 'pyproject.toml': '' },
      ['pyproject.toml', 'requirements.txt'],
    ],
    [
      '.gitignore hides a folder',
      { '.gitignore': 'build/\n', 'build/requirements.txt': '', 'a/build/setup.py': '' },
      ['(a/build/setup.py)', '(build/requirements.txt)'],
    ],
    ['an empty pyvenv.cfg hides nothing', { 'requirements/pyvenv.cfg': '', 'requirements/base.txt': '' }, ['requirements/base.txt']],
    ['a pyvenv.cfg of Python hides its folder', { 'env/pyvenv.cfg': VENV, 'env/requirements.txt': '' }, [], ['env']],
    ['an empty conda-meta hides nothing', { 'env/conda-meta/x': '', 'env/requirements.txt': '' }, ['env/requirements.txt']],
    ["conda's history hides its folder", { 'env/conda-meta/history': '', 'env/setup.md': '' }, [], ['environment env']],
    [
      'installed packages',
      { 'node_modules/a/setup.py': '', '.tox/requirements.txt': '', 'lib/site-packages/a/setup.py': '', '.git/requirements.txt': '' },
      [],
      ['installed .tox', 'installed lib/site-packages', 'installed node_modules'],
    ],
  ])('%s', async (_name, files, expected, said = []) => {
    for (const [name, text] of Object.entries(files)) {
      write(folder, name, text);
    }
    expect(await find()).toEqual({ found: expected, said });
  });

  it.each([[2], [4]])('nothing hides tracked files (index of version %d)', async (version) => {
    const files = ['.gitignore', 'build/deep/requirements.txt', 'env/pyvenv.cfg', 'env/requirements.txt', '.tox/requirements.txt'];
    for (const name of files) {
      write(folder, name, name === '.gitignore' ? 'build\nenv\n' : VENV);
    }
    git('init');
    git('add', '-f', '.');
    git('update-index', '--index-version', String(version));
    write(folder, 'build/other/requirements.txt');
    write(folder, 'venv/pyvenv.cfg', VENV);
    write(folder, 'venv/requirements.txt');
    expect(await find()).toEqual({
      found: ['.tox/requirements.txt', 'build/deep/requirements.txt', '(build/other/requirements.txt)', 'env/requirements.txt'],
      said: ['environment venv'],
    });
  });

  it.each([
    ['inside', []],
    ['elsewhere, as of a submodule', ['--separate-git-dir', '../.git/sub']],
  ])('nothing hides files that a repository inside tracks (its data: %s)', async (_name, options) => {
    git('init');
    for (const name of ['pyvenv.cfg', 'requirements.txt', '.tox/requirements.txt', 'a/env/pyvenv.cfg', 'a/env/requirements.txt']) {
      write(folder, `sub/${name}`, VENV);
    }
    gitIn('sub', 'init', ...options);
    gitIn('sub', 'add', '-f', '.');
    write(folder, 'sub/node_modules/requirements.txt');
    write(folder, '.tox/requirements.txt');
    expect(await find()).toEqual({
      found: ['sub/.tox/requirements.txt', 'sub/a/env/requirements.txt', 'sub/requirements.txt'],
      said: ['installed .tox', 'installed sub/node_modules'],
    });
  });

  it('files that a repository tracks stay tracked below another one', async () => {
    write(folder, 'sub/env/pyvenv.cfg', VENV);
    write(folder, 'sub/env/requirements.txt');
    git('init');
    git('add', '-f', '.');
    gitIn('sub', 'init');
    expect(await find()).toEqual({ found: ['sub/env/requirements.txt'], said: [] });
  });

  it('an index with object names of SHA-256 counts, too', async () => {
    write(folder, '.gitignore', 'build\n');
    write(folder, 'build/requirements.txt');
    write(folder, 'a.txt');
    write(folder, 'z/requirements.txt');
    git('init', '--object-format=sha256');
    git('add', '-f', '.');
    expect(await find()).toEqual({ found: ['build/requirements.txt', 'z/requirements.txt'], said: [] });
  });

  it('an index that is split says nothing', async () => {
    write(folder, 'venv/pyvenv.cfg', VENV);
    write(folder, 'venv/requirements.txt');
    write(folder, 'a.txt');
    git('init');
    git('add', '-f', 'a.txt');
    expect((await find()).said).toEqual(['environment venv']);
    git('update-index', '--split-index');
    expect((await find()).said).toEqual(['venv']);
  });

  it('a truncated index is ignored', async () => {
    write(folder, '.gitignore', 'build\n');
    write(folder, 'build/requirements.txt');
    write(folder, '.git/index', 'DIRC\0\0\0\x02\0\0\0\x05');
    expect((await find()).found).toEqual(['(build/requirements.txt)']);
  });
});

describe.skipIf(process.platform === 'win32')('links', () => {
  const link = (target: string, name: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    symlinkSync(target, path.join(folder, name));
  };

  it('to files inside are read', async () => {
    write(folder, 'real/stuff');
    link('real/stuff', 'requirements.txt');
    expect(await find()).toEqual({ found: ['requirements.txt'], said: [] });
  });

  it('to folders inside are followed, once', async () => {
    write(folder, 'real/base.txt');
    link('../real', 'a/requirements');
    link('../real', 'b/requirements');
    link('..', 'real/around');
    link('loop', 'loop');
    expect(await find()).toEqual({ found: ['a/requirements/base.txt'], said: [] });
  });

  it('that lead out are reported, if they would be read', async () => {
    link(path.join(outside, 'requirements.txt'), 'requirements.txt');
    link(path.join(outside, 'requirements.txt'), 'notes.md');
    link(outside, 'more');
    expect(await find()).toEqual({ found: [], said: ['more', 'requirements.txt'] });
  });

  it('that lead nowhere are reported, if they would be read', async () => {
    link('nowhere', 'requirements.txt');
    link('setup.py', 'setup.py');
    link('nowhere', 'notes.md');
    expect(await find()).toEqual({ found: [], said: ['requirements.txt', 'setup.py'] });
  });
});

describe('many folders', () => {
  const many = (top: string): string[] => Array.from({ length: 20_000 }, (_, i) => URI.file(path.join(top, `folder${i}`)).toString());

  it('are searched in a time that does not depend on their number', () => {
    const folders = many(folder);
    const workspace = new NodeWorkspace(() => folders);
    expect(folders.filter((uri) => workspace.isInside(`${uri}/a/requirements.txt`))).toHaveLength(folders.length);
    expect(workspace.isInside(URI.file(path.join(folder, 'folder', 'a.txt')).toString())).toBe(false);
  });

  it('hold neither the folders above them nor what dots lead to', () => {
    const workspace = new NodeWorkspace(() => [URI.file(folder).toString()]);
    const at = (name: string): boolean => workspace.isInside(`file://${URI.file(folder).path}${name}`);
    expect(['', '/', '/a', '/a/../b', '/..', '/../out/a', '/a/../../out', 'x/a'].map(at)).toEqual([
      ...[true, true, true, true],
      ...[false, false, false, false],
    ]);
  });
});
