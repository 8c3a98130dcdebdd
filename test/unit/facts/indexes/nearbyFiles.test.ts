import { describe, expect, it } from 'vitest';
import { NearbyFileFinder } from '../../../../server/src/facts/indexes/nearbyFiles';
import type { FolderAbove, FolderEntries } from '../../../../server/src/host';

const ROOT = 'file:///project';

/** The folders of these files, up to `ROOT`. Those in `forUv` are outside of it. */
function finderOn(files: readonly string[], { forUv = [] as readonly string[] } = {}) {
  const opened: string[] = [];
  const folders = new Map<string, { files: string[]; folders: Set<string> }>();
  for (const file of files) {
    const parts = (file.startsWith('file:') ? file : `${ROOT}/${file}`).split('/');
    for (let depth = parts.length - 1; depth > 0; depth--) {
      const folder = parts.slice(0, depth).join('/');
      const entries = folders.get(folder) ?? { files: [], folders: new Set() };
      folders.set(folder, entries);
      if (depth === parts.length - 1) {
        entries.files.push(parts[depth] as string);
      } else {
        entries.folders.add(parts[depth] as string);
      }
    }
  }
  const finder = new NearbyFileFinder({
    async foldersAbove(file): Promise<readonly FolderAbove[]> {
      const parts = file.slice(ROOT.length + 1).split('/');
      const own = parts.map((_, i) => ({ uri: [ROOT, ...parts.slice(0, parts.length - 1 - i)].join('/'), onlyForUv: false }));
      return [...own, ...forUv.map((uri) => ({ uri, onlyForUv: true }))];
    },
    async entries(folder): Promise<FolderEntries> {
      opened.push(folder);
      const entries = folders.get(folder);
      return { files: entries?.files ?? [], folders: [...(entries?.folders ?? [])] };
    },
  });
  const around = async (file: string) => {
    const { project, beside } = await finder.around(`${ROOT}/${file}`);
    const path = (uri: string): string => decodeURIComponent(uri.startsWith(`${ROOT}/`) ? uri.slice(ROOT.length + 1) : uri);
    return { project: project.map(path), beside: beside.map(path) };
  };
  return { finder, around, opened };
}

describe('the files around a file', () => {
  it.each<[what: string, files: string[], file: string, project: string[], beside: string[]]>([
    ['nothing', [], 'a.txt', [], []],
    ['files of known names', ['requirements.txt', 'Dockerfile', 'readme.md'], 'a.txt', ['requirements.txt', 'Dockerfile'], []],
    ['a text of any name, and a YAML file', ['other.txt', 'vars.yml', 'vars.yaml'], 'a.in', ['other.txt', 'vars.yml', 'vars.yaml'], []],
    ['no programs but noxfile.py', ['a.py', 'b.pyw', 'c.ipynb', 'setup.py', 'noxfile.py'], 'a.txt', ['noxfile.py'], []],
    ['a file that may name indexes', ['.env', 'pip.conf', 'a.vars', 'notes.md'], 'a.txt', ['.env', 'pip.conf', 'a.vars'], []],
    [
      'nearest first',
      ['a/b/requirements.txt', 'a/requirements.txt', 'requirements.txt'],
      'a/b/x.txt',
      ['a/b/requirements.txt', 'a/requirements.txt', 'requirements.txt'],
      [],
    ],
    ['folders of the project', ['reqs/base.txt', 'reqs/deep/more.txt'], 'a.txt', ['reqs/base.txt', 'reqs/deep/more.txt'], []],
    [
      'other projects below it',
      ['lib/pyproject.toml', 'lib/more.txt', 'lib/poetry.lock', 'lib/sub/x.txt'],
      'a.txt',
      [],
      ['lib/pyproject.toml', 'lib/more.txt'],
    ],
    // The project ends with the first mark above the file.
    ['what is beside its project', ['app/pyproject.toml', 'docs/x.txt'], 'app/a.txt', ['app/pyproject.toml'], ['docs/x.txt']],
    ['what is below a folder without a mark', ['app/a.txt', 'docs/x.txt'], 'app/a.txt', ['app/a.txt', 'docs/x.txt'], []],
    [
      'folders for all projects above its project, unless they are projects',
      ['app/pyproject.toml', 'docs/x.txt', 'docker/web/Dockerfile', 'Deploy/pip.conf', 'ci/setup.py', 'ci/Dockerfile'],
      'app/a.txt',
      ['app/pyproject.toml', 'Deploy/pip.conf', 'docker/web/Dockerfile'],
      ['ci/Dockerfile', 'docs/x.txt'],
    ],
    ['hidden folders above its project', ['app/pyproject.toml', '.ci/x.yml'], 'app/a.txt', ['app/pyproject.toml', '.ci/x.yml'], []],
  ])('%s', async (_, files, file, project, beside) => {
    expect(await finderOn(files).around(file)).toEqual({ project, beside });
  });

  it.each(['pyproject.toml', 'setup.py', 'setup.cfg', 'Pipfile', 'requirements.txt'])('a folder with a %s is a project', async (mark) => {
    const { beside, project } = await finderOn([`lib/${mark}`, 'lib/other.txt']).around('a.txt');
    expect(beside).toContain('lib/other.txt');
    expect(project).toEqual([]);
  });

  it("are only uv's files in a folder outside", async () => {
    const outside = ['uv.toml', 'pyproject.toml', 'requirements.txt', 'sub/uv.toml'].map((name) => `file:///home/${name}`);
    const { project, beside } = await finderOn(outside, { forUv: ['file:///home'] }).around('a.txt');
    expect(project).toEqual(['file:///home/uv.toml', 'file:///home/pyproject.toml']);
    expect(beside).toEqual([]);
  });
});

describe('the search', () => {
  const many = (count: number, name: (i: number) => string): string[] => Array.from({ length: count }, (_, i) => name(i));

  it('goes ten folders deep', async () => {
    const files = many(11, (i) => `${'d/'.repeat(i + 1)}a.txt`);
    const { project } = await finderOn(files).around('x.txt');
    expect(project).toEqual(files.slice(0, 10));
  });

  it('opens 200 folders at most, each once', async () => {
    const { around, opened } = finderOn(many(250, (i) => `d${i}/x.bin`));
    await around('a.txt');
    expect(opened).toHaveLength(200);
    expect(new Set(opened).size).toBe(200);
  });

  it('finds at most 300 files of each kind', async () => {
    const own = await finderOn(many(305, (i) => `d${i % 40}/${i}-requirements.txt`)).around('a.txt');
    expect(own.project).toHaveLength(300);
    const other = await finderOn([...many(305, (i) => `d${i % 40}/${i}-requirements.txt`), ...many(40, (i) => `d${i}/setup.cfg`)]).around(
      'a.txt',
    );
    expect(other.beside).toHaveLength(300);
    const one = await finderOn(many(305, (i) => `${String(i).padStart(3, '0')}-requirements.txt`)).around('a.txt');
    expect(one.project).toHaveLength(300);
  });

  it('looks below the own folder before it looks into those beside it', async () => {
    const { around } = finderOn([...many(250, (i) => `d${i}/x.bin`), 'own/a/b/c/pip.conf', 'docker/x/Dockerfile']);
    expect((await around('own/a.txt')).project).toEqual(['docker/x/Dockerfile', 'own/a/b/c/pip.conf']);
  });

  it('finds settings among any number of other files', async () => {
    const others = [...many(400, (i) => `${i}.csv`), ...many(320, (i) => `${i}-requirements.txt`)];
    const { project } = await finderOn([...others, 'uv.toml']).around('a.txt');
    expect(project).toHaveLength(300);
    expect(project[0]).toBe('uv.toml');
  });

  it('takes 20 files with ambiguous names per folder', async () => {
    const { project } = await finderOn([...many(25, (i) => `note${i}.txt`), ...many(25, (i) => `v${i}.yml`), 'requirements.txt']).around(
      'a.in',
    );
    expect(project).toEqual([...many(20, (i) => `note${i}.txt`), 'requirements.txt']);
  });

  it('is done once for all files of a folder, until files change', async () => {
    const { finder, around, opened } = finderOn(['a/x.txt', 'b/y.txt']);
    const first = await finder.around(`${ROOT}/a/x.txt`);
    expect(await finder.around(`${ROOT}/a/z.txt`)).toBe(first);
    const before = opened.length;
    await around('b/y.txt');
    // What is above and below was opened before.
    expect(opened).toHaveLength(before);
    finder.clear();
    expect(await finder.around(`${ROOT}/a/x.txt`)).not.toBe(first);
    await around('b/y.txt');
    expect(opened).toHaveLength(2 * before);
  });

  it('opens each folder once for files of two folders at the same time', async () => {
    const { around, opened } = finderOn(['a/x.txt', 'b/y.txt', 'c/z.txt']);
    await Promise.all([around('a/x.txt'), around('b/y.txt')]);
    expect(opened).toHaveLength(new Set(opened).size);
  });

  it.each<[what: string, files: string[], hidden: string]>([
    ['more than 200 folders', [...many(250, (i) => `d${i}/x.bin`), 'zz/pip.conf'], 'zz/pip.conf'],
    ['more than ten levels', [`${'d/'.repeat(14)}pip.conf`], `${'d/'.repeat(14)}pip.conf`],
    ['21 files with ambiguous names', many(21, (i) => `v${String(i).padStart(2, '0')}.yml`), 'v20.yml'],
    [
      'more than 300 files, and more than 20 with ambiguous names',
      [...many(305, (i) => `${i}-requirements.txt`), ...many(25, (i) => `v${i}.yml`)],
      'v24.yml',
    ],
    [
      'more than 300 files of the project and beside it',
      [...many(200, (i) => `a/${i}-requirements.txt`), ...many(100, (i) => `b/${i}-requirements.txt`), 'b/setup.cfg', 'c/pip.conf'],
      'c/pip.conf',
    ],
    ['more than 20 files with ambiguous names', many(25, (i) => `v${String(i).padStart(2, '0')}.yml`), 'v24.yml'],
    ['more than 300 files', many(305, (i) => `${String(i).padStart(3, '0')}-requirements.txt`), '304-requirements.txt'],
  ])('says that there are %s, and finds the rest in a wide search', async (_, files, hidden) => {
    const { finder } = finderOn(files);
    const file = `${ROOT}/a.in`;
    const near = await finder.around(file);
    expect([near.isCut, near.project.includes(`${ROOT}/${hidden}`)]).toEqual([true, false]);
    expect(await finder.searchWidely(file)).toBe(true);
    const wide = await finder.around(file);
    expect([wide.isCut, wide.project.includes(`${ROOT}/${hidden}`)]).toEqual([false, true]);
    expect(await finder.searchWidely(file)).toBe(false);
    // Until the next wide search, the last one is the best answer.
    finder.clear();
    expect((await finder.around(file)).project).toEqual(wide.project);
    expect(await finder.searchWidely(file)).toBe(true);
  });

  it('is not cut in an empty folder', async () => {
    const { finder } = finderOn([]);
    expect((await finder.around(`${ROOT}/a.txt`)).isCut).toBe(false);
  });

  it('has the new files where a wide search is not needed any more', async () => {
    let files = many(25, (i) => `v${i}.yml`);
    const finder = new NearbyFileFinder({
      foldersAbove: async () => [{ uri: ROOT, onlyForUv: false }],
      entries: async () => ({ files, folders: [] }),
    });
    await finder.searchWidely(`${ROOT}/a.txt`);
    expect((await finder.around(`${ROOT}/a.txt`)).project).toHaveLength(25);
    files = ['pip.conf'];
    finder.clear();
    expect(await finder.around(`${ROOT}/a.txt`)).toEqual({ project: [`${ROOT}/pip.conf`], beside: [], isCut: false });
  });

  it('needs no wide search within the limits', async () => {
    const { finder, opened } = finderOn(many(150, (i) => `d${i}/x.bin`));
    await finder.around(`${ROOT}/a.txt`);
    const before = opened.length;
    expect(await finder.searchWidely(`${ROOT}/a.txt`)).toBe(false);
    expect(opened).toHaveLength(before);
  });

  it.each<[what: string, fits: string[], tooMany: string[]]>([
    ['5,000 folders', many(4_999, (i) => `d${i}/x.bin`), many(5_000, (i) => `d${i}/x.bin`)],
    ['40 levels', [`${'d/'.repeat(40)}x.bin`], [`${'d/'.repeat(41)}x.bin`]],
    ['5,000 files', many(5_000, (i) => `${i}-requirements.txt`), many(5_001, (i) => `${i}-requirements.txt`)],
  ])('is wide for %s', async (_, fits, tooMany) => {
    for (const [files, isCut] of [
      [fits, false],
      [tooMany, true],
    ] as const) {
      const { finder } = finderOn(files);
      expect(await finder.searchWidely(`${ROOT}/a.txt`)).toBe(true);
      expect((await finder.around(`${ROOT}/a.txt`)).isCut).toBe(isCut);
    }
  });

  it('remembers a hundred wide searches', async () => {
    const { finder } = finderOn(many(25, (i) => `v${i}.yml`));
    const search = (i: number): Promise<boolean> => finder.searchWidely(`${ROOT}/f${i}/a.txt`);
    for (let i = 0; i <= 100; i++) {
      expect(await search(i)).toBe(true);
    }
    expect([await search(1), await search(0)]).toEqual([false, true]);
  });

  it('is cut where a folder has more entries than are listed', async () => {
    const cut = new NearbyFileFinder({
      foldersAbove: async () => [{ uri: ROOT, onlyForUv: false }],
      entries: async () => ({ files: ['x.bin'], folders: [], isCut: true }),
    });
    await cut.searchWidely(`${ROOT}/a.txt`);
    expect((await cut.around(`${ROOT}/a.txt`)).isCut).toBe(true);
  });

  it('keeps names that must be percent-encoded in an address', async () => {
    const { finder } = finderOn(['50% off.txt']);
    expect((await finder.around(`${ROOT}/a.txt`)).project).toEqual([`${ROOT}/50%25%20off.txt`]);
  });
});
