import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SEVERITIES, type Severity } from '../../../../server/src/configuration/ruleLevels';
import { failsScan } from '../../../../server/src/node/cli/scan';
import * as terminal from '../../../../server/src/node/cli/terminal/progress';
import { folderWith, lookalike } from './calls';

/** A project for each severity, with one finding of it. */
const LEVELS = Object.fromEntries(
  SEVERITIES.flatMap((severity) => [
    [`${severity}/requirements.txt`, 'reqeusts==2.31.0\n'],
    [`${severity}/lookalike.toml`, `[rules]\ntyposquat = "${severity}"\n`],
  ]),
);
const { file, folder, remove } = folderWith({
  ...LEVELS,
  'clean/requirements.txt': 'requests\n',
  'malicious/requirements.txt': 'pycryptoenv==1.0.7\n',
  'empty/readme.md': 'nothing\n',
  'own.toml': 'trust = ["reqeusts"]\n',
  'broken.toml': 'trust = [\n',
  'pyproject.toml': '[project]\nname = "x"\n',
});
afterAll(remove);

const scan = (...args: readonly string[]) => lookalike('scan', '--offline', ...args);

async function findings(...args: readonly string[]): Promise<{ rule: string; severity: string; name: string; path: string }[]> {
  return JSON.parse((await scan('--format', 'json', ...args)).stdout).findings;
}

describe('--fail-on', () => {
  const limits: readonly (Severity | 'never')[] = [...SEVERITIES, 'never'];
  it.each(SEVERITIES.flatMap((severity) => limits.map((limit) => [severity, limit] as const)))(
    'a finding that is %s, with %s',
    (severity, limit) => {
      const isAtLeast = limit !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
      expect(failsScan([{}, { severity }], limit)).toBe(isAtLeast);
      expect(failsScan([{}], limit)).toBe(false);
    },
  );

  it.each(SEVERITIES)('counts a finding that is %s', async (severity) => {
    expect((await scan(file(severity), '--fail-on', severity)).code).toBe(1);
    expect((await scan(file(severity), '--fail-on', 'never')).code).toBe(0);
  });

  it('is warning by default', async () => {
    expect(await Promise.all(SEVERITIES.map(async (severity) => (await scan(file(severity))).code))).toEqual([1, 1, 0, 0]);
  });

  it('also applies to checked names', async () => {
    const check = (name: string, limit: string) => lookalike('check', '--offline', name, '--fail-on', limit);
    expect((await check('pycryptoenv', 'error')).code).toBe(1);
    expect((await check('pycryptoenv', 'never')).code).toBe(0);
    expect((await check('reqeusts', 'error')).code).toBe(0);
    expect((await check('reqeusts', 'warning')).code).toBe(1);
    expect((await check('requests', 'hint')).code).toBe(0);
  });
});

it('progress is the number of files so far, and the last one', async () => {
  const said: string[] = [];
  const progress = vi.spyOn(terminal, 'progressOn').mockReturnValue({ show: (text) => said.push(text), clear: () => undefined });
  await scan(file('error'), file('pyproject.toml'));
  expect(said).toEqual(['Checked files: 1 (requirements.txt)', 'Checked files: 2 (pyproject.toml)']);
  progress.mockRestore();
});

describe('the folder', () => {
  it('has findings with the configured severity', async () => {
    for (const severity of SEVERITIES) {
      expect(await findings(file(severity), '--relative-to', folder)).toEqual([
        expect.objectContaining({
          rule: 'typosquat',
          severity,
          name: 'reqeusts',
          path: `${severity}/requirements.txt`,
          targets: ['requests'],
        }),
      ]);
    }
  });

  it('without findings does not fail; without files, only with --strict', async () => {
    expect((await scan(file('clean'), '--strict')).code).toBe(0);
    expect((await scan(file('empty'))).code).toBe(0);
    expect((await scan(file('empty'), '--strict')).code).toBe(1);
  });

  it.each([
    ['nothing is open', 'requests\n', 0],
    ['a package is not from an index', 'a @ https://acme.example/a-1.0.zip\n', 1],
    ['a file is not checked', '-r https://acme.example/r.txt\n', 1],
    ['a file is not checked, and a comment hides it', '-r https://acme.example/r.txt  # lookalike: ignore\n', 1],
    ['a file is too large', 'requests\n'.repeat(5_001), 1],
  ])('fails with --strict if something is open: %s', async (_, text, code) => {
    const own = folderWith({ 'requirements.txt': text, 'lookalike.toml': '[rules]\nunknown-package = "hint"\n' });
    expect((await scan(own.folder, '--fail-on', 'never')).code).toBe(0);
    expect((await scan(own.folder, '--fail-on', 'never', '--strict')).code).toBe(code);
    own.remove();
  });

  it('fails with --strict if a file is too large, although the rule is off', async () => {
    const own = folderWith({ 'requirements.txt': 'requests\n'.repeat(5_001), 'lookalike.toml': '[rules]\nnot-checked = "off"\n' });
    expect((await scan(own.folder)).code).toBe(0);
    expect((await scan(own.folder, '--strict')).code).toBe(1);
    own.remove();
  });

  it('fails with --strict if the project leaves a file out, not if the user does', async () => {
    const own = folderWith({
      'requirements.txt': 'requests\n',
      'old/requirements.txt': 'flask\n',
      'lookalike.toml': 'exclude = ["old"]\n',
    });
    const user = folderWith({ 'own.toml': 'exclude = ["old"]\n' });
    expect((await scan(own.folder, '--strict')).code).toBe(1);
    expect((await scan(own.folder)).code).toBe(0);
    expect((await scan(own.folder, '--strict', '--config', user.file('own.toml'))).code).toBe(0);
    own.remove();
    user.remove();
  });

  it('may have a configuration from elsewhere, or none', async () => {
    expect(await findings(file('error'), '--config', file('own.toml'))).toEqual([]);
    expect(await findings(file('error'), '--no-project-config')).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });
});

describe('a call without a valid answer', () => {
  it.each<[string, readonly string[], string]>([
    [
      '--config and --no-project-config',
      [folder, '--config', 'x', '--no-project-config'],
      "'--config' and '--no-project-config' cannot be combined.",
    ],
    ['--refresh and --offline', [folder, '--refresh'], "'--refresh' and '--offline' cannot be combined."],
    ['--quiet and --verbose', [folder, '--quiet', '--verbose'], "'--quiet' and '--verbose' cannot be combined."],
    ['standard input twice', ['-', '--baseline', '-'], "Standard input ('-') can be read only once."],
    ['--as for a folder', [folder, '--as', 'requirements.txt'], "'--as' works only for named files and standard input."],
    [
      '--as with a name of no format',
      [file('clean/requirements.txt'), '--as', 'nonsense.exe'],
      "'nonsense.exe' is not the name of a supported dependency file.",
    ],
    ['--output without a value', [folder, '--output'], "'--output' needs a value."],
  ])('%s', async (_, args, text) => {
    const { code, stdout, message, usage } = await scan(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(message).toBe(text);
    expect(usage).toBeDefined();
  });

  it.each<[string, readonly string[], string]>([
    ['a path that does not exist', [file('nothing')], `'${file('nothing')}' does not exist.`],
    ['a folder for paths that does not exist', ['--relative-to', file('nothing')], `'${file('nothing')}' does not exist.`],
    ['a file as the folder for paths', ['--relative-to', file('own.toml')], `'${file('own.toml')}' is not a folder.`],
    [
      'a configuration that does not exist',
      [folder, '--config', file('nothing.toml')],
      `The configuration '${file('nothing.toml')}' could not be read: there is no such file or folder`,
    ],
    [
      'a configuration that does not parse',
      [folder, '--config', file('broken.toml')],
      `The configuration '${file('broken.toml')}' could not be read: The configuration is ignored because the file is invalid: '[' has no closing ']'.`,
    ],
    [
      'a configuration without the table',
      [folder, '--config', file('pyproject.toml')],
      `'${file('pyproject.toml')}' has no table [tool.lookalike].`,
    ],
    [
      'a baseline that does not exist',
      [folder, '--baseline', file('nothing.json')],
      `The baseline '${file('nothing.json')}' could not be read: there is no such file or folder`,
    ],
    [
      'a baseline that is a folder',
      [folder, '--baseline', file('clean')],
      `The baseline '${file('clean')}' could not be read: it is a folder`,
    ],
  ])('%s: the call itself fits', async (_, args, text) => {
    const { code, stdout, message, usage } = await scan(...args);
    expect({ code, stdout, usage }).toEqual({ code: 2, stdout: '', usage: undefined });
    expect(message).toBe(text);
  });

  it.each([
    ['a folder', 'clean', 'it is a folder'],
    ['a file in a folder that does not exist', 'nothing/report.json', 'there is no such file or folder'],
    ['a file below a file', 'own.toml/report.json', 'part of its path is not a folder'],
  ])('--output with %s', async (_, name, why) => {
    const { code, stdout, message } = await scan(file('clean'), '--output', file(name));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(message).toBe(`'${file(name)}' could not be written: ${why}`);
  });
});

describe('--output', () => {
  it('contains the answer, and is named on standard error', async () => {
    const report = file('report.json');
    const { code, stdout, stderr } = await scan(file('error'), '--format', 'json', '--output', report);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`Wrote '${report}'`);
    expect(JSON.parse(readFileSync(report, 'utf8')).findings).toHaveLength(1);
    expect((await scan(file('error'), '--output', report, '--quiet')).stderr).toBe('');
  });

  it('is standard output for -', async () => {
    const { stdout } = await scan(file('error'), '--format', 'json', '--output', '-');
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });
});

describe('a baseline', () => {
  const write = async (...args: readonly string[]): Promise<string> => {
    const report = folderWith({ 'report.json': (await scan('--format', 'json', ...args)).stdout });
    onTestFinished(report.remove);
    return report.file('report.json');
  };

  it('leaves out the findings of an earlier run, and nothing else', async () => {
    const baseline = await write(file('error'));
    expect(await findings(file('error'), '--baseline', baseline)).toEqual([]);
    expect(await findings(file('malicious'), '--baseline', baseline)).toEqual([expect.objectContaining({ rule: 'known-malicious' })]);
    expect((await scan(file('error'), '--baseline', baseline)).code).toBe(0);
  });

  it('in the repository lowers known malware to a warning, and is named', async () => {
    const own = folderWith({ 'requirements.txt': 'pycryptoenv==1.0.7\nreqeusts==2.31.0\n' });
    writeFileSync(own.file('baseline.json'), (await scan('--format', 'json', own.folder)).stdout);
    const left = await findings(own.folder, '--baseline', own.file('baseline.json'));
    expect(left).toEqual([
      expect.objectContaining({
        rule: 'known-malicious',
        severity: 'warning',
        message: expect.stringMatching(/Lowered to a warning by .*baseline.json/),
      }),
    ]);
    own.remove();
  });

  it.each([
    'null',
    '5',
    '"x"',
    '[]',
    '{}',
    '{"findings":5}',
    '{"findings":[null]}',
    '{"findings":["x"]}',
    '{"findings":[[]]}',
    'nonsense',
    '',
  ])('%j is none', async (text) => {
    const own = folderWith({ 'report.json': text });
    const { code, stdout, message, usage } = await scan(file('error'), '--baseline', own.file('report.json'));
    expect({ code, stdout, usage }).toEqual({ code: 2, stdout: '', usage: undefined });
    const why = ['', 'nonsense'].includes(text)
      ? 'could not be read: it is not JSON'
      : "is not the output of 'lookalike scan --format json'.";
    expect(message).toBe(`The baseline '${own.file('report.json')}' ${why}`);
    own.remove();
  });

  it('with findings of an unknown form hides nothing', async () => {
    const own = folderWith({ 'report.json': '{"findings":[{},{"rule":5},{"rule":"nonsense","path":null}]}' });
    expect((await scan(file('error'), '--baseline', own.file('report.json'))).code).toBe(1);
    own.remove();
  });
});
