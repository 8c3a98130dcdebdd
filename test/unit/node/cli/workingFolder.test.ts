import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { folderWith, lookalike } from './calls';

const { file, folder, remove } = folderWith({
  'project/requirements.txt': 'reqeusts==2.31.0\n',
  'wrong/lookalike.toml': '[rules]\ntyposquat = "loud"\n',
  'other/notes.bin': 'requests\n',
  'empty/readme.md': '',
  'repository/.git/HEAD': 'ref: refs/heads/main\n',
  'repository/sub/requirements.txt': 'reqeusts==2.31.0\n',
});
afterAll(remove);

let cwd = folder;
beforeEach(() => {
  vi.spyOn(process, 'cwd').mockImplementation(() => cwd);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

it('is what a scan without paths reads', async () => {
  cwd = file('project');
  const { findings } = JSON.parse((await lookalike('scan', '--offline', '--format', 'json')).stdout);
  expect(findings.map(({ path, name }: Record<string, string>) => [path, name])).toEqual([['requirements.txt', 'reqeusts']]);
});

it.each<[format: string, args: readonly string[], path: string]>([
  ['json', [], 'requirements.txt'],
  ['text', [], 'requirements.txt'],
  ['sarif', [], 'sub/requirements.txt'],
  ['github', [], 'sub/requirements.txt'],
  ['json', ['--relative-to', '..'], 'sub/requirements.txt'],
  ['sarif', ['--relative-to', '.'], 'requirements.txt'],
  ['github', ['--relative-to', '../..'], 'repository/sub/requirements.txt'],
])('is what paths of %s with %j are relative to, unless it is read by a service that knows the repository', async (format, args, place) => {
  cwd = file('repository/sub');
  const { stdout } = await lookalike('scan', '--offline', '--format', format, ...args);
  expect([...new Set(stdout.match(/[\w./-]*requirements\.txt/g))]).toEqual([place]);
});

it('does not matter if the first scanned folder is in a repository elsewhere', async () => {
  cwd = file('empty');
  const paths = async (...args: readonly string[]) =>
    new Set((await lookalike('scan', '--offline', '--format', 'github', ...args)).stdout.match(/[\w./-]*requirements\.txt/g));
  expect([...(await paths('../repository/sub'))]).toEqual(['sub/requirements.txt']);
  expect(await paths('../repository/sub', '../project')).toContain('sub/requirements.txt');
});

it('is where a configuration is written, once', async () => {
  cwd = file('empty');
  expect((await lookalike('init')).code).toBe(0);
  expect(existsSync(file('empty/lookalike.toml'))).toBe(true);
  expect(await lookalike('init')).toMatchObject({ code: 2, message: "'lookalike.toml' already exists and was not changed." });
});

it('has the configuration of checked names and reports its problems', async () => {
  cwd = file('wrong');
  const { code, stderr } = await lookalike('check', '--offline', 'requests');
  expect(code).toBe(0);
  expect(stderr).toMatch(/^lookalike: lookalike\.toml:2:13: warning: .*loud/);
});

it('may have a named file that is not a dependency file, which is an error', async () => {
  cwd = file('other');
  expect((await lookalike('scan', '--offline', '.')).code).toBe(0);
  expect((await lookalike('scan', '--offline', 'notes.bin')).code).toBe(2);
  expect((await lookalike('scan', '--offline', 'notes.bin', '--as', 'requirements.txt')).code).toBe(0);
});

it.each(['LOOKALIKE_INDEX_URL', 'LOOKALIKE_ADVISORIES_URL'])('%s has to be a URL', async (name) => {
  cwd = file('empty');
  vi.stubEnv(name, 'nonsense');
  expect(await lookalike('check', '--offline', 'requests')).toMatchObject({
    code: 2,
    message: 'LOOKALIKE_INDEX_URL and LOOKALIKE_ADVISORIES_URL must be http or https URLs.',
    usage: { command: undefined },
  });
});

it('is the place of a rule or a name that is explained', async () => {
  cwd = file('empty');
  const explain = (...args: readonly string[]) => lookalike('explain', '--offline', ...args);
  expect((await explain('zqxw-nobody-has-this')).stdout).toContain("'lookalike explain unknown-package' explains this rule.");
  expect((await explain('typosquat', 'unpinned')).stdout).toMatch(/^typosquat [\s\S]*\n\nunpinned /);
});

it.each([
  ['--ofline', "Unknown option '--ofline'. Did you mean '--offline'?"],
  ['--zzzzzzzz', "Unknown option '--zzzzzzzz'."],
  ['-Z', "Unknown option '-Z'."],
])('a call with %s alone says what is unknown', async (option, message) => {
  expect(await lookalike(option)).toMatchObject({ code: 2, message, usage: { command: undefined } });
});
