import { describe, expect, it } from 'vitest';
import { type ChosenConfiguration, ConfigurationStore } from '../../../server/src/configuration/store';
import { InMemoryHost, InMemoryWorkspace, ROOT } from '../../inMemoryHost';

type Files = Readonly<Record<string, string | { readonly why: string }>>;

function storeOn(files: Files, { folders = [ROOT], chosen }: { folders?: string[]; chosen?: ChosenConfiguration | null } = {}) {
  const host = new InMemoryHost();
  Object.assign(host, { workspace: new InMemoryWorkspace(files, () => folders) });
  return { host, files: host.workspace.files, reads: host.workspace.reads, store: new ConfigurationStore(host, chosen) };
}

const uri = (path: string): string => `${ROOT}/${path}`;
const pyproject = (names: string): string => `[tool.lookalike]\nprivate = [${names}]\n`;

describe('the configuration of a file', () => {
  const FILES = {
    'lookalike.toml': 'private = ["top"]\n',
    'pyproject.toml': pyproject('"beside"'),
    'service/pyproject.toml': pyproject('"service"'),
    'plain/pyproject.toml': '[project]\nname = "plain"\n',
    'both/lookalike.toml': 'private = ["both"]\n',
    'both/pyproject.toml': pyproject('"never"'),
  };

  it.each([
    ['requirements.txt', ['top']],
    ['service/requirements.txt', ['service']],
    ['service/deep/er/requirements.txt', ['service']],
    ['plain/requirements.txt', ['top']],
    ['both/requirements.txt', ['both']],
  ])('%s is the nearest one upwards', async (path, names) => {
    const { store } = storeOn(FILES);
    expect((await store.of(uri(path))).privatePatterns).toEqual(names);
  });

  it('may be above the workspace folder, in the same repository', async () => {
    const { store } = storeOn(FILES, { folders: [uri('plain')] });
    expect((await store.of(uri('plain/requirements.txt'))).privatePatterns).toEqual(['top']);
  });

  it.each([
    [false, ['top']],
    [true, []],
  ])('is not in a folder that only uv reads (%s)', async (onlyForUv, names) => {
    const { store, host } = storeOn(FILES, { folders: [uri('plain')] });
    host.workspace.foldersAbove = async () => [
      { uri: uri('plain'), onlyForUv: false },
      { uri: ROOT, onlyForUv },
    ];
    expect((await store.of(uri('plain/requirements.txt'))).privatePatterns).toEqual(names);
  });

  it('is absent for a file outside of the workspace', async () => {
    const { store } = storeOn(FILES, { folders: [uri('plain')] });
    expect((await store.of(uri('service/requirements.txt'))).project).toBeUndefined();
  });

  it.each(['untitled:Untitled-1', ''])('is none for a document without a place: %j', async (document) => {
    const { store } = storeOn(FILES);
    expect((await store.of(document)).project).toBeUndefined();
  });

  it('of a cell is that of its notebook', async () => {
    const { store } = storeOn(FILES);
    expect((await store.of(`vscode-notebook-cell:${uri('service/a.ipynb').slice('file:'.length)}#W0`)).privatePatterns).toEqual([
      'service',
    ]);
  });

  it('is searched in at most 32 folders', async () => {
    const { store } = storeOn(FILES);
    const below = (levels: number) => store.of(uri(`${'x/'.repeat(levels)}requirements.txt`));
    expect((await below(31)).project).toBeDefined();
    expect((await below(32)).project).toBeUndefined();
  });

  it('is made and read once', async () => {
    const { store, reads } = storeOn(FILES);
    const first = await store.of(uri('service/a.txt'));
    expect(await store.of(uri('service/b.txt'))).toBe(first);
    expect((await store.of(uri('service/c/d.txt'))).project).toBe(first.project);
    const read = reads.filter((each) => each === uri('service/pyproject.toml'));
    expect(read).toHaveLength(1);
  });

  it.each<[what: string, change: (host: InMemoryHost) => void]>([
    ['the date', (host) => (host.time += 86_400_000)],
    ['the trust in the workspace', (host) => (host.trusted = false)],
    ['the settings', (host) => (host.current = { ...host.current, private: ['other'] })],
  ])('is another one after a change of %s', async (_, change) => {
    const { host, store } = storeOn(FILES);
    const first = await store.of(uri('a.txt'));
    change(host);
    expect(await store.of(uri('a.txt'))).not.toBe(first);
  });

  it('has the day on which it was applied', async () => {
    const { store } = storeOn({});
    expect((await store.of(uri('a.txt'))).today).toBe('2026-11-23');
  });
});

describe('the folders that globs are relative to', () => {
  it('of the settings is the innermost workspace folder', async () => {
    const { host, store } = storeOn({}, { folders: [ROOT, uri('inner')] });
    host.current = { ...host.current, files: ['deps.list'] };
    const names = async (path: string) => (await store.of(uri(path))).namesFile(uri(path));
    expect(await names('deps.list')).toBe(true);
    expect(await names('inner/deps.list')).toBe(true);
    expect(await names('other/deps.list')).toBe(false);
  });

  it("of the settings is the file's own folder if it is in no workspace folder", async () => {
    const { host, store } = storeOn({}, { folders: [] });
    host.current = { ...host.current, files: ['deps.list'] };
    expect((await store.of(uri('any/deps.list'))).namesFile(uri('any/deps.list'))).toBe(true);
  });

  it('of a project is the folder of its configuration', async () => {
    const { store } = storeOn({ 'service/lookalike.toml': 'files = ["deps.list"]\nexclude = ["old"]\n' });
    const configuration = await store.of(uri('service/deps.list'));
    expect(configuration.namesFile(uri('service/deps.list'))).toBe(true);
    expect(configuration.namesFile(uri('deps.list'))).toBe(false);
    expect(configuration.excludedBy(uri('service/old/a.txt'))).toMatchObject({ kind: 'exclude' });
    expect(configuration.excludedBy(uri('old/a.txt'))).toBeUndefined();
    expect(configuration.isConfiguredBelow(uri('service'))).toBe(true);
    expect(configuration.isConfiguredBelow(uri('service/'))).toBe(true);
    expect(configuration.isConfiguredBelow(ROOT)).toBe(true);
    expect(configuration.isConfiguredBelow(uri('service/old'))).toBe(false);
  });
});

describe('the configuration of an untrusted workspace', () => {
  it('applies if it makes verdicts stricter', async () => {
    const { host, store } = storeOn({
      'lookalike.toml':
        'trust = ["a"]\nprivate = ["acme-core"]\nexclude = ["old"]\nfiles = ["deps.list"]\ncool-down = 0\naccept = [{ id = "CVE-1" }]\n[rules]\nunpinned = "error"\n',
    });
    host.trusted = false;
    const configuration = await store.of(uri('requirements.txt'));
    expect(configuration.trustedBy('a')).toBeUndefined();
    expect(configuration.excludedBy(uri('old/a.txt'))).toBeUndefined();
    expect(configuration.acceptsAny).toBe(false);
    expect(configuration.coolDown).toBe(3);
    expect(configuration.levelOf({ id: 'unpinned', level: 'hint' })).toEqual({ level: 'hint' });
    expect(configuration.isPrivate('acme-core')).toBe(true);
    expect(configuration.vouchedBy('acme-core')).toBeUndefined();
    expect(configuration.namesFile(uri('deps.list'))).toBe(true);
    expect(configuration.honoursComments).toBe(false);
  });
});

describe('a configuration that the user of a scan has chosen', () => {
  const FILES = { 'lookalike.toml': 'private = ["of-repository"]\n' };
  const chosen = { uri: 'file:///elsewhere/policy.toml', text: 'private = ["of-policy"]\nexclude = ["old"]\n' };

  it('applies to every file, relative to the workspace', async () => {
    const { store } = storeOn(FILES, { chosen });
    const configuration = await store.of(uri('a/requirements.txt'));
    expect(configuration.privatePatterns).toEqual(['of-policy']);
    expect(configuration.excludedBy(uri('old/x.txt'))).toMatchObject({ uri: chosen.uri, outside: true });
    expect(configuration.vouchedBy('of-policy')).toMatchObject({ kind: 'private', outside: true });
    expect(await store.textOf(chosen.uri)).toBe(chosen.text);
  });

  it('may be none', async () => {
    const { store } = storeOn(FILES, { chosen: null });
    expect((await store.of(uri('requirements.txt'))).project).toBeUndefined();
  });

  it('is not what a repository inside says', async () => {
    const { store } = storeOn(FILES);
    expect((await store.of(uri('requirements.txt'))).vouchedBy('of-repository')).toMatchObject({
      uri: uri('lookalike.toml'),
      outside: false,
    });
    expect(await store.textOf(uri('lookalike.toml'))).toBe(FILES['lookalike.toml']);
    expect(await store.textOf(uri('nothing.toml'))).toBeUndefined();
  });
});

describe('the file for a new entry', () => {
  it.each<[what: string, files: Files, home: object | undefined]>([
    [
      'the configuration in force',
      { 'lookalike.toml': 'trust = []', 'a/pyproject.toml': '[project]\n' },
      { uri: uri('lookalike.toml'), text: 'trust = []' },
    ],
    [
      'the nearest pyproject.toml',
      { 'pyproject.toml': 'x = 1', 'a/pyproject.toml': 'y = 2' },
      { uri: uri('a/pyproject.toml'), text: 'y = 2' },
    ],
    ['one further up', { 'pyproject.toml': 'x = 1' }, { uri: uri('pyproject.toml'), text: 'x = 1' }],
    ['a new file at the top', {}, { uri: uri('lookalike.toml') }],
    ['a new file where a pyproject.toml cannot be read', { 'pyproject.toml': { why: 'locked' } }, { uri: uri('lookalike.toml') }],
  ])('is %s', async (_, files, home) => {
    const { store } = storeOn(files);
    expect(await store.homeOf(uri('a/requirements.txt'))).toEqual(home);
  });

  it('is nowhere for a document without a place', async () => {
    const { store } = storeOn({});
    expect(await store.homeOf('untitled:Untitled-1')).toBeUndefined();
  });
});

describe('an unusable configuration', () => {
  it('has a problem if lookalike.toml cannot be read', async () => {
    const { store } = storeOn({ 'lookalike.toml': { why: 'it is locked' } });
    const { project } = await store.of(uri('requirements.txt'));
    expect(project).toMatchObject({ uri: uri('lookalike.toml'), broken: true });
    expect(project?.problems.map(({ message }) => message)).toEqual([
      'The configuration is not used, because it could not be read: it is locked',
    ]);
  });

  it('is none if pyproject.toml cannot be read', async () => {
    const { store } = storeOn({ 'pyproject.toml': { why: 'it is locked' } });
    expect((await store.of(uri('requirements.txt'))).project).toBeUndefined();
  });

  it.each<[what: string, saved: string | undefined, isBroken: boolean]>([
    ['what was saved counts', 'private = ["saved"]\n', false],
    ['what was saved is half typed too', 'private = ["saved"\n', true],
    ['nothing was saved', undefined, true],
  ])('is half typed, and %s', async (_, saved, isBroken) => {
    const { host, store } = storeOn({ 'lookalike.toml': 'private = ["typed", ]\ntrust = [\n' });
    const workspace = host.workspace as { readSaved?: unknown };
    workspace.readSaved = async () => (saved === undefined ? { kind: 'missing' } : { kind: 'found', value: saved });
    const { project } = await store.of(uri('requirements.txt'));
    expect(project?.broken).toBe(isBroken);
    expect(project?.private.map(({ value }) => value)).toEqual(isBroken ? ['typed'] : ['saved']);
  });

  it('is incomplete if no editor knows the saved text', async () => {
    const { store } = storeOn({ 'lookalike.toml': 'trust = [\n' });
    expect((await store.of(uri('requirements.txt'))).project?.broken).toBe(true);
  });
});

describe('a change of a configuration file', () => {
  const before = 'private = ["before"]\n';

  it.each<[what: string, text: string, judgesAnew: boolean]>([
    ['nothing', before, false],
    ['another name', 'private = ["after"]\n', true],
    ['only what is reported of it', `${before}nonsense = 1\n`, false],
  ])('of %s', async (_, text, judgesAnew) => {
    const { files, store } = storeOn({ 'lookalike.toml': before });
    const first = await store.of(uri('requirements.txt'));
    files.set(uri('lookalike.toml'), text);
    expect(await store.of(uri('requirements.txt'))).toBe(first);
    expect(await store.changed(uri('lookalike.toml'))).toBe(judgesAnew);
    const after = await store.of(uri('requirements.txt'));
    expect(after === first).toBe(text === before);
    expect(after.project?.problems).toHaveLength(text.includes('nonsense') ? 1 : 0);
  });

  it('that turns out to be none keeps the configuration, also for a request in between', async () => {
    const { store } = storeOn({ 'lookalike.toml': before });
    const first = await store.of(uri('requirements.txt'));
    const change = store.changed(uri('lookalike.toml'));
    expect((await store.of(uri('requirements.txt'))).privatePatterns).toEqual(['before']);
    expect(await change).toBe(false);
    expect(await store.of(uri('requirements.txt'))).toBe(first);
  });

  it('that is created or deleted affects the folders below', async () => {
    const { files, store } = storeOn({ 'pyproject.toml': pyproject('"beside"') });
    expect((await store.of(uri('a/b.txt'))).privatePatterns).toEqual(['beside']);
    files.set(uri('lookalike.toml'), before);
    expect(await store.changed(uri('lookalike.toml'))).toBe(true);
    expect((await store.of(uri('a/b.txt'))).privatePatterns).toEqual(['before']);
    files.delete(uri('lookalike.toml'));
    expect(await store.changed(uri('lookalike.toml'))).toBe(true);
    expect((await store.of(uri('a/b.txt'))).privatePatterns).toEqual(['beside']);
  });

  it('of pyproject.toml is read anew, and the lookalike.toml next to it is not', async () => {
    const { files, reads, store } = storeOn({ 'pyproject.toml': pyproject('"one"') });
    await store.of(uri('b.txt'));
    files.set(uri('pyproject.toml'), pyproject('"two"'));
    reads.length = 0;
    expect(await store.changed(uri('pyproject.toml'))).toBe(true);
    expect(reads).toEqual([uri('pyproject.toml')]);
    expect((await store.of(uri('b.txt'))).privatePatterns).toEqual(['two']);
  });

  it('changes nothing if no file was judged with it', async () => {
    const { files, reads, store } = storeOn({});
    files.set(uri('lookalike.toml'), before);
    expect(await store.changed(uri('lookalike.toml'))).toBe(false);
    expect(reads).toEqual([]);
  });

  it('is noticed after everything is forgotten', async () => {
    const { files, store } = storeOn({ 'lookalike.toml': before });
    const first = await store.of(uri('a.txt'));
    store.clear();
    const second = await store.of(uri('a.txt'));
    expect(second).not.toBe(first);
    expect(second.privatePatterns).toEqual(['before']);
    files.set(uri('lookalike.toml'), 'private = ["after"]\n');
    store.clear();
    expect((await store.of(uri('a.txt'))).privatePatterns).toEqual(['after']);
  });

  it('of the workspace folders is noticed after everything is forgotten', async () => {
    const folders = [uri('b')];
    const { store } = storeOn({ 'lookalike.toml': before }, { folders });
    expect((await store.of(uri('a/x.txt'))).project).toBeUndefined();
    folders.push(ROOT);
    store.clear();
    expect((await store.of(uri('a/x.txt'))).privatePatterns).toEqual(['before']);
  });
});

describe('the further files', () => {
  it('are those of the settings, of each workspace folder, and of known configurations below them', async () => {
    const { host, store } = storeOn(
      {
        'a/lookalike.toml': 'files = ["a.list"]\n',
        'b/lookalike.toml': 'files = ["b.list"]\n',
        'a/in/lookalike.toml': 'files = ["in.list"]\n',
      },
      { folders: [uri('a'), `${uri('b')}/`] },
    );
    host.current = { ...host.current, files: ['own.list'] };
    expect(new Set(await store.namedFiles())).toEqual(new Set(['own.list', 'a.list', 'b.list']));
    await store.of(uri('a/in/x.txt'));
    expect(new Set(await store.namedFiles())).toEqual(new Set(['own.list', 'a.list', 'b.list', 'in.list']));
  });
});
