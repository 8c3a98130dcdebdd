import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** What a pull request can and cannot do to the command line that judges it. */

const CLI = path.join(__dirname, '../../../dist/cli.js');
let base: string;
let folder: string;
let count = 0;

beforeAll(() => {
  base = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lookalike-')));
});

beforeEach(() => {
  folder = path.join(base, `repository-${count++}`);
  mkdirSync(path.join(folder, '.git'), { recursive: true });
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>, into = folder): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(into, name)), { recursive: true });
    writeFileSync(path.join(into, name), text);
  }
}

interface Run {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function lookalike(args: readonly string[], { cwd = folder, input = '', env = {} }: Run = {}) {
  const options = { cwd, input, encoding: 'utf8', env: { ...process.env, LOOKALIKE_CACHE: path.join(base, 'cache'), ...env } } as const;
  return spawnSync(process.execPath, [CLI, ...args], options);
}

interface Printed {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly path: string;
  readonly by?: { readonly kind: string; readonly path?: string; readonly reason?: string };
}

function scan(args: readonly string[] = [], run: Run = {}) {
  const { status, stdout, stderr } = lookalike(['scan', '--offline', '--format', 'json', ...args], run);
  expect(stderr).toBe('');
  const { findings, suppressed, skipped, notChecked } = JSON.parse(stdout) as Record<string, Printed[]>;
  const short = (list: Printed[] = []) => list.map(({ path: file, rule, severity }) => `${file} ${rule} ${severity}`);
  return { status, findings, suppressed, skipped, notChecked, said: short(findings) };
}

const MALWARE = { 'requirements.txt': 'pycryptoenv\n' };

describe('known malware stays a warning, and the scan fails', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a comment', { 'requirements.txt': 'pycryptoenv  # lookalike: ignore\n' }, 'Lowered to a warning by the comment on line 1.'],
    ['trust', { ...MALWARE, 'lookalike.toml': 'trust = ["pycryptoenv"]\n' }, "'trust' in lookalike.toml:1"],
    ['a rule level', { ...MALWARE, 'pyproject.toml': '[tool.lookalike.rules]\nknown-malicious = "off"\n' }, "'rules' in pyproject.toml:2"],
    ['private', { ...MALWARE, 'lookalike.toml': 'private = ["*"]\n' }, "'private' in lookalike.toml:1"],
    ['exclude', { ...MALWARE, 'lookalike.toml': 'exclude = ["**"]\n' }, "'exclude' in lookalike.toml:1"],
    [
      'exclude of a folder',
      { 'old/requirements.txt': 'pycryptoenv\n', 'lookalike.toml': 'exclude = ["old"]\n' },
      "'exclude' in lookalike.toml:1",
    ],
    [
      'exclude of what includes it',
      { 'old/requirements.txt': '-r base.dat\n', 'old/base.dat': 'pycryptoenv\n', 'lookalike.toml': 'exclude = ["old"]\n' },
      "'exclude' in lookalike.toml:1",
    ],
    ['.gitignore', { 'old/requirements.txt': 'pycryptoenv\n', '.gitignore': 'old/\n' }, 'Lowered to a warning by .gitignore.'],
  ])('whatever %s says', (_, files, who) => {
    write(files);
    const { status, findings = [] } = scan();
    const malware = findings.filter(({ rule }) => rule === 'known-malicious');
    expect(malware).toEqual([expect.objectContaining({ severity: 'warning', message: expect.stringContaining(who) })]);
    expect(status).toBe(1);
  });

  it('with any baseline in the repository, but not with one outside of it', () => {
    write(MALWARE);
    const inside = path.join(folder, 'baseline.json');
    const outside = path.join(base, 'baseline.json');
    lookalike(['scan', '--offline', '--format', 'json', '--output', inside]);
    lookalike(['scan', '--offline', '--format', 'json', '--output', outside]);
    const { status, findings = [] } = scan(['--baseline', inside]);
    expect([status, findings.map(({ severity }) => severity)]).toEqual([1, ['warning']]);
    expect(findings[0]?.message).toContain('Lowered to a warning by the baseline baseline.json.');
    const link = path.join(folder, 'link.json');
    symlinkSync(outside, link);
    expect(scan(['--baseline', link]).findings?.map(({ severity }) => severity)).toEqual(['warning']);
    const trusted = scan(['--baseline', outside]);
    expect([trusted.status, trusted.findings, trusted.suppressed?.map(({ by }) => by?.kind)]).toEqual([0, [], ['baseline']]);
  });
});

it('a baseline in the repository around a submodule is one of the repository', () => {
  write({ 'sub/requirements.txt': 'pycryptoenv\n', 'sub/.git': 'gitdir: ../.git/modules/sub\n' });
  const cwd = path.join(folder, 'sub');
  const file = path.join(folder, 'baseline.json');
  lookalike(['scan', '--offline', '--format', 'json', '--output', file], { cwd });
  const { status, findings = [] } = scan(['--baseline', file], { cwd });
  expect([status, findings.map(({ severity }) => severity)]).toEqual([1, ['warning']]);
});

describe('a configuration from outside', () => {
  it.each([
    ['trust', 'trust = ["pycryptoenv"]\n'],
    ['rule-level', '[rules]\nknown-malicious = "off"\n'],
    ['private', 'private = ["pycryptoenv"]\n'],
    ['exclude', 'exclude = ["requirements.txt"]\n'],
  ])('hides known malware by %s, and replaces that of the project', (kind, text) => {
    write({ ...MALWARE, 'lookalike.toml': '[rules]\nunpinned = "error"\n' });
    write({ [`${kind}.toml`]: text }, base);
    const { findings = [], suppressed = [] } = scan(['--config', path.join(base, `${kind}.toml`)]);
    expect(findings.filter(({ rule }) => rule === 'known-malicious' || rule === 'unpinned')).toEqual([]);
    expect(suppressed.filter(({ rule }) => rule === 'known-malicious').map(({ by }) => by?.kind)).toEqual([kind]);
  });

  it('can be none, with --no-project-config', () => {
    write({ 'requirements.txt': 'yaml\n', 'lookalike.toml': 'trust = ["yaml"]\ntrsut = 1\n' });
    expect(scan().said).toEqual(['lookalike.toml invalid-configuration warning']);
    expect(scan(['--no-project-config']).said).toEqual(['requirements.txt import-name warning']);
  });

  it.each([
    ['lookalike.toml', 'trust = ["x"\n'],
    ['pyproject.toml', '[tool.lookalike]\nrules.typosquat = "error"\nrules.typosquat = "off"\n'],
  ])('that does not parse is an error: a gate would run without its policy: %s', (name, text) => {
    write({ 'requirements.txt': 'requests\n' });
    write({ [`broken/${name}`]: text }, base);
    for (const command of [['scan'], ['check', 'requests']]) {
      const { status, stdout, stderr } = lookalike([...command, '--offline', '--config', path.join(base, 'broken', name)]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(
        /^lookalike: The configuration '.*\.toml' could not be read: The configuration is ignored because the file is invalid: /,
      );
    }
  });
});

describe('the configuration of the project', () => {
  it('leaves files out, which is reported', () => {
    write({
      'requirements.txt': 'reqeusts\n',
      'legacy/requirements.txt': 'reqeusts\n',
      'sub/old/requirements.txt': 'reqeusts\n',
      'pyproject.toml': '[tool.lookalike]\nexclude = ["legacy/**"]\n',
      'sub/lookalike.toml': 'exclude = ["old"]\n',
    });
    for (const args of [[], ['.'], [folder]]) {
      const { said, skipped } = scan(args);
      expect(said).toEqual(['requirements.txt typosquat warning']);
      expect(skipped?.map(({ path: file }) => file)).toEqual(['legacy/requirements.txt', 'sub/old/requirements.txt']);
    }
    // A named file is always checked.
    expect(scan(['legacy/requirements.txt']).said).toEqual(['legacy/requirements.txt typosquat warning']);
  });

  it('adds files that are read as requirements files', () => {
    write({ 'deps.lock': 'pycryptoenv\n', 'reqs/base.list': 'pycryptoconf\n', 'other.lock': 'quasarlib\n' });
    expect(scan().said).toEqual([]);
    write({ 'lookalike.toml': 'files = ["deps.lock", "reqs/*.list"]\n' });
    expect(scan().said).toEqual(['deps.lock known-malicious error', 'reqs/base.list known-malicious error']);
  });

  it('is checked wherever it applies, once each', () => {
    write({
      'requirements.txt': 'requests\n',
      'pyproject.toml': '[project]\nname = "x"\n[tool.lookalike]\ntrsut = []\n',
      'sub/requirements.txt': 'requests\nflask\n',
      'sub/lookalike.toml': '[rules]\ntyposqat = "off"\n',
    });
    expect(scan().said).toEqual(['pyproject.toml invalid-configuration warning', 'sub/lookalike.toml invalid-configuration warning']);
    expect(scan(['sub']).said).toEqual(['sub/lookalike.toml invalid-configuration warning']);
  });

  it('cannot leave a file out because of the name of its folder', () => {
    write({ 'a\n/requirements.txt': 'pycryptoenv\n', 'b\u2028/requirements.txt': 'pycryptoenv\n' });
    expect(scan().findings?.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['known-malicious', 'error'],
      ['known-malicious', 'error'],
    ]);
  });

  it('is reported if it cannot be read', () => {
    write({ 'requirements.txt': 'requests\n' });
    symlinkSync('/dev/zero', path.join(folder, 'lookalike.toml'));
    const { findings = [], status } = scan();
    expect([status, findings.map(({ rule, path: file }) => [rule, file])]).toEqual([1, [['invalid-configuration', 'lookalike.toml']]]);
    expect(findings[0]?.message).toMatch(/^The configuration is not used, because it could not be read: /);
    expect(lookalike(['check', 'requests', '--offline']).stderr).toContain('lookalike.toml:1:1: warning: The configuration is not used');
  });

  it('has no entry that lasts until a day that does not exist', () => {
    write({ 'requirements.txt': 'yaml\n', 'lookalike.toml': 'trust = [{ name = "yaml", until = "2027-02-30" }]\n' });
    expect(scan().said).toEqual(['lookalike.toml invalid-configuration warning', 'requirements.txt import-name warning']);
  });

  it('has its expired and unneeded advisory entries reported', () => {
    write({
      'requirements.txt': 'flask==0.12.2\n',
      'lookalike.toml':
        '[[accept]]\nid = "CVE-2018-1000656"\nreason = "not reachable"\n[[accept]]\nid = "CVE-1-1"\n[[accept]]\nid = "CVE-2-2"\nuntil = 2020-01-01\n',
    });
    const { findings = [], suppressed = [] } = scan();
    const own = findings.filter(({ rule }) => rule === 'invalid-configuration');
    expect(own.map(({ severity, message }) => [severity, message.split(' ').slice(0, 4).join(' ')])).toEqual([
      ['information', "The entry for 'CVE-1-1'"],
      ['warning', 'This entry expired on'],
    ]);
    expect(suppressed.map(({ rule, by }) => [rule, by])).toEqual([
      ['vulnerable-version', expect.objectContaining({ kind: 'accept', path: 'lookalike.toml', reason: 'not reachable' })],
    ]);
    // A part of the project cannot tell what the rest needs.
    expect(scan(['requirements.txt']).said).not.toContain('lookalike.toml invalid-configuration information');
  });
});

describe('the configuration at the top of the repository', () => {
  const FILES = {
    'lookalike.toml': 'private = ["acme-*"]\n[rules]\ntyposquat = "off"\n',
    'sub/requirements.txt': 'reqeusts\nacme-utlils\n',
  };

  it.each(['sub', '.'])('holds for a scan that starts in %j', (start) => {
    write(FILES);
    const { said, suppressed = [], status } = scan(start === '.' ? ['sub'] : [], { cwd: path.join(folder, start) });
    const place =
      start === '.'
        ? { file: 'sub/requirements.txt', by: 'lookalike.toml' }
        : { file: 'requirements.txt', by: path.join(folder, 'lookalike.toml') };
    expect(said).toEqual([`${place.file} dependency-confusion information`]);
    expect(suppressed.map(({ by }) => `${by?.kind} ${by?.path}`)).toContain(`rule-level ${place.by}`);
    expect(status).toBe(0);
  });

  it('has its problems reported', () => {
    write({ ...FILES, 'lookalike.toml': 'pirvate = ["acme-*"]\n' });
    const { said } = scan([], { cwd: path.join(folder, 'sub') });
    expect(said).toContain(`${path.join(folder, 'lookalike.toml')} invalid-configuration warning`);
  });

  it('does not apply outside of its repository', () => {
    write(FILES);
    mkdirSync(path.join(folder, 'sub/.git'));
    expect(scan([], { cwd: path.join(folder, 'sub') }).said).toContain('requirements.txt typosquat warning');
  });
});

describe('a baseline', () => {
  it.each([
    ['the same', 'flask==2.3.0\n', 0],
    ['a line further down', '# why\nflask==2.3.0\n', 0],
    ['a downgrade', 'flask==0.12\n', 1],
    ['twice the same', 'flask==2.3.0\nflask==2.3.0\n', 1],
  ])('knows %s: %j', (_, text, status) => {
    write({ 'requirements.txt': 'flask==2.3.0\n' });
    const file = path.join(folder, 'baseline.json');
    lookalike(['scan', '--offline', '--format', 'json', '--output', file]);
    write({ 'requirements.txt': text });
    expect(scan(['--baseline', file]).status).toBe(status);
  });

  it('does not cover a new advisory', () => {
    write({ 'requirements.txt': 'flask==2.3.0\n' });
    const { stdout } = lookalike(['scan', '--offline', '--format', 'json']);
    const [{ ids, version, fixed }] = JSON.parse(stdout).findings;
    expect([version, ids.includes('CVE-2023-30861'), fixed.includes('2.3.2')]).toEqual(['2.3.0', true, true]);
    write({ 'baseline.json': stdout.replaceAll('CVE-2023-30861', 'CVE-1-1') });
    expect(scan(['--baseline', 'baseline.json']).status).toBe(1);
  });

  it.each([['{"findings":[null]}'], ['[]'], ['5'], ['null'], ['not JSON'], ['{}']])('that is none is refused: %s', (text) => {
    write({ 'requirements.txt': 'requests\n', 'baseline.json': text });
    const { status, stderr } = lookalike(['scan', '--offline', '--baseline', 'baseline.json']);
    expect([status, stderr.split(' ').slice(0, 3).join(' ')]).toEqual([2, 'lookalike: The baseline']);
  });
});

describe('a file that cannot be read', () => {
  it('is listed, even with an invalid name or as a pipe', ({ skip }) => {
    if (process.platform === 'win32') {
      skip();
    }
    write({ 'requirements.txt': 'requests\n' });
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/requirements-`), Buffer.from([0xff]), Buffer.from('.txt')]), 'pycryptoenv\n');
    expect(spawnSync('mkfifo', [path.join(folder, 'constraints.txt')]).status).toBe(0);
    const { status, notChecked } = scan();
    expect([status, notChecked?.map(({ path: file }) => file)]).toEqual([0, ['constraints.txt', 'requirements-\ufffd.txt']]);
    expect(scan(['--strict']).status).toBe(1);
  });

  it.each([
    ['.github/workflows/a.yml', (depth: number) => `a:\n${'- '.repeat(depth)}a\nx: pip install pycryptoenv\n`],
    ['environment.yml', (depth: number) => `a:\n${'- '.repeat(depth)}a\ndependencies:\n- pip:\n  - pycryptoenv\n`],
    ['Pipfile.lock', (depth: number) => `{"a": ${'['.repeat(depth)}${']'.repeat(depth)}, "default": {"pycryptoenv": {}}}`],
    ['pyproject.toml', (depth: number) => `a = ${'['.repeat(depth)}${']'.repeat(depth)}\n[project]\ndependencies = ["pycryptoenv"]\n`],
  ])('fails the scan where %s is nested too deeply', (file, textOf) => {
    write({ [file]: textOf(5_000) });
    const { status, findings } = scan();
    expect(status).toBe(1);
    expect(findings?.map(({ rule }) => rule)).toContain('invalid-requirement');
  });
});

describe('a path on the command line', () => {
  it.each<[string[], number, string[], Run?]>([
    [['deps.list'], 2, []],
    [['deps.txt'], 1, ['deps.txt known-malicious error']],
    [['dependencies.txt'], 2, []],
    [['.'], 0, []],
    [['deps.txt', '--as', 'requirements.txt'], 1, ['deps.txt known-malicious error']],
    [['-'], 1, ['- known-malicious error'], { input: 'quasarlib\n' }],
    [['-', '--as', 'Pipfile'], 1, ['- known-malicious error'], { input: '[packages]\nquasarlib = "*"\n' }],
    [['-'], 0, [], { input: '' }],
  ])('%j ends with %d', (args, status, said, run) => {
    write({ 'deps.txt': 'pycryptoenv\n', 'deps.list': 'pycryptoenv\n', 'dependencies.txt': 'Install pycryptoenv first.\n' });
    const result = scan(args, run);
    expect([result.status, result.said]).toEqual([status, said]);
  });

  it.each([
    ['scan', 'requirements.txt', '--as', 'notes.md'],
    ['scan', '.', '--as', 'requirements.txt'],
    ['scan', '--config', 'no-such.toml'],
    ['scan', '--config', 'pyproject.toml'],
    ['scan', '--config', 'lookalike.toml', '--no-project-config'],
    ['scan', '--output'],
    ['scan', '--output', 'a/b/c.json'],
    ['scan', '--fail-on', 'high'],
    ['scan', '--offline=yes'],
    ['check', 'x', '--baseline', 'b.json'],
    ['parse', 'requirements.txt', '--strict'],
  ])('%s %s %s %s ends with 2 and says why', (...args) => {
    write({ 'requirements.txt': 'requests\n', 'pyproject.toml': '', 'lookalike.toml': '' });
    const { status, stderr } = lookalike([...args, ...(args[0] === 'scan' ? ['--offline'] : [])]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^lookalike: \S/);
  });

  it.each([
    ['error', 0],
    ['warning', 1],
    ['information', 1],
    ['hint', 1],
    ['never', 0],
  ])('fails from --fail-on %s', (level, expected) => {
    write({ 'requirements.txt': 'yaml\n' });
    expect(scan(['--fail-on', level]).status).toBe(expected);
  });

  it('fails with --strict if anything was not checked', () => {
    write({ 'requirements.txt': 'requests\n-e .\n' });
    expect(scan().status).toBe(0);
    write({ 'requirements.txt': 'requests\nflask @ https://example.org/flask.zip\n' });
    expect([scan().status, scan(['--strict']).status]).toEqual([0, 1]);
    write({ 'requirements.txt': 'requests\n' });
    expect(scan(['--strict']).status).toBe(0);
  });

  it.each<[string, Record<string, string>]>([
    ['the configuration', { 'lookalike.toml': 'exclude = ["old"]\n' }],
    ['git', { '.gitignore': 'old/\n' }],
  ])('fails with --strict on a file that %s leaves out, but not on what the user leaves out', (_, files) => {
    write({ ...files, 'requirements.txt': 'requests\n', 'old/requirements.txt': 'yaml\n' });
    expect([scan().status, scan(['--strict']).status]).toEqual([0, 1]);
    write({ 'outside.toml': 'exclude = ["old"]\n' }, base);
    expect(scan(['--strict', '--config', path.join(base, 'outside.toml')]).status).toBe(0);
  });

  it('does not fail with --strict on installed packages and virtual environments', () => {
    write({ 'requirements.txt': 'requests\n', 'node_modules/x/requirements.txt': 'yaml\n', 'lookalike.toml': '' });
    const { status, skipped } = scan(['--strict']);
    expect([status, skipped?.map(({ path: file }) => file)]).toEqual([0, ['node_modules']]);
  });

  it('counts what is left out beyond a thousand entries, and hides none that is unchecked', () => {
    const files: Record<string, string> = { 'lookalike.toml': 'exclude = ["zz"]\n', 'zz/requirements.txt': 'yaml\n' };
    for (let i = 0; i < 1_005; i++) {
      files[`a${i}/node_modules/a.txt`] = '';
    }
    write(files);
    const { skipped = [] } = scan();
    expect(skipped).toHaveLength(1_001);
    expect(skipped[0]?.path).toBe('zz/requirements.txt');
    expect(skipped.at(-1)).toMatchObject({ why: 'More files and folders that were left out: 6.' });
  });

  it('lists every option in the help of its command', () => {
    const stdout = ['scan', 'update-data'].map((command) => lookalike([command, '--help']).stdout).join('');
    for (const option of [
      ...['format', 'offline', 'fail-on', 'strict', 'output', 'baseline', 'config', 'no-project-config', 'relative-to', 'show-suppressed'],
      ...['as', 'refresh', 'from', 'out', 'help', 'version'],
    ]) {
      expect(stdout).toMatch(new RegExp(`--${option}\\b`));
    }
    expect(stdout).toMatch(/\[error, warning, information, hint, never\]/);
  });
});

describe('each output has what was suppressed and left out', () => {
  const files = {
    'requirements.txt': 'yaml  # lookalike: ignore\nusb\n',
    'lookalike.toml': 'trust = [{ name = "usb", reason = "ours" }]\nexclude = ["old"]\n',
    'old/requirements.txt': 'yaml\n',
  };
  const run = (format: string, ...args: string[]): string => {
    write(files);
    return lookalike(['scan', '--offline', '--format', format, ...args]).stdout;
  };

  it('text', () => {
    expect(run('text')).toMatch(/^No findings\. .* Suppressed: 2 \(comment 1, trust 1\)\. Left out: 1\.\n/);
    const lines = run('text', '--show-suppressed').split('\n');
    expect(lines[0]).toMatch(/^requirements\.txt:1:1: suppressed \(comment, requirements\.txt:1\): .* \[import-name\]$/);
    expect(lines[1]).toMatch(/^requirements\.txt:2:1: suppressed \(trust, lookalike\.toml:1; ours\): .* \[import-name\]$/);
    expect(lines[2]).toMatch(/^old\/requirements\.txt: left out: /);
  });

  it('GitHub', () => {
    expect(run('github')).toContain('::notice title=lookalike::Suppressed: 2 (comment 1, trust 1). Left out: 1.\n');
  });

  it('JSON lines', () => {
    const lines = run('jsonl').trim().split('\n');
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).toEqual(['suppressed', 'suppressed', 'skipped']);
  });

  it('SARIF', () => {
    const [{ results }] = JSON.parse(run('sarif')).runs;
    expect(results.map(({ suppressions }: { suppressions: { kind: string }[] }) => suppressions.map(({ kind }) => kind))).toEqual([
      ['inSource'],
      ['external'],
    ]);
  });

  it('JSON, without a key that has no value', () => {
    const output = JSON.parse(run('json'));
    expect(output.suppressed[0].by).toMatchObject({ kind: 'comment', path: 'requirements.txt', range: { start: { line: 0 } } });
    expect(output.skipped).toEqual([{ path: 'old/requirements.txt', why: expect.stringContaining("'exclude' in lookalike.toml:2") }]);
    const valueless = (value: unknown): boolean =>
      value === null || value === '' || (typeof value === 'object' && Object.values(value as object).some(valueless));
    expect(valueless(output)).toBe(false);
  });
});

describe('paths', () => {
  it('are relative to the repository for GitHub, wherever the job runs', () => {
    write({ 'backend/requirements.txt': 'yaml\n' });
    const cwd = path.join(folder, 'backend');
    const sarif = (run: Run, ...args: string[]) =>
      JSON.parse(lookalike(['scan', '--offline', '--format', 'sarif', ...args], run).stdout).runs[0];
    const uriOf = ({ results }: ReturnType<typeof sarif>) => results[0].locations[0].physicalLocation.artifactLocation.uri;
    const [above, inside] = [sarif({}), sarif({ cwd })];
    expect([uriOf(above), uriOf(inside)]).toEqual(['backend/requirements.txt', 'backend/requirements.txt']);
    expect(inside.results[0].partialFingerprints).toEqual(above.results[0].partialFingerprints);
    expect(inside.originalUriBaseIds['%SRCROOT%'].uri).toBe(`file://${folder}/`);
    expect(lookalike(['scan', '--offline', '--format', 'github'], { cwd }).stdout).toMatch(/^::warning file=backend\/requirements\.txt,/);
    expect(uriOf(sarif({ cwd }, '--relative-to', '.'))).toBe('requirements.txt');
    rmSync(path.join(folder, '.git'), { recursive: true });
    expect(uriOf(sarif({ cwd }))).toBe('requirements.txt');
    expect(uriOf(sarif({ cwd, env: { GITHUB_WORKSPACE: folder } }))).toBe('backend/requirements.txt');
  });
});

describe('lookalike check', () => {
  it('uses a configuration from outside, and reports what it did not check', () => {
    write({ 'lookalike.toml': 'trust = ["yaml"]\n' });
    const check = (...args: string[]) => lookalike(['check', 'yaml', '--offline', ...args]);
    expect(check().stdout).toMatch(/^yaml: ok/);
    expect(check('--no-project-config')).toMatchObject({ status: 1, stdout: expect.stringMatching(/^yaml: suspicious/) });
    const names = 'requests\n'.repeat(101);
    const { status, stdout } = lookalike(['check', '-', '--format', 'jsonl', '--strict'], { input: names });
    expect(status).toBe(1);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ verdict: 'ok', notChecked: expect.stringContaining('100 names') });
  });

  it('reports problems of the configuration on standard error', () => {
    write({ 'lookalike.toml': 'trsut = ["yaml"]\n' });
    const { status, stdout, stderr } = lookalike(['check', 'requests', '--offline']);
    expect([status, stdout]).toEqual([0, 'requests: ok: no online service was contacted\n']);
    expect(stderr).toBe("lookalike: lookalike.toml:1:1: warning: Unknown setting 'trsut'. Did you mean 'trust'?\n");
  });

  it("never hides known malware because of the project's settings", () => {
    write({ 'lookalike.toml': 'trust = ["pycryptoenv"]\n' });
    const { status, stdout } = lookalike(['check', 'pycryptoenv', '--offline', '--format', 'jsonl']);
    expect([status, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ verdict: 'malicious', severity: 'warning' })]);
  });
});
