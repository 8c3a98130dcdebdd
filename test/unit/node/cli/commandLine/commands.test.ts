import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { readProjectConfiguration } from '../../../../../server/src/configuration/projectConfiguration';
import { RULE_IDS } from '../../../../../server/src/configuration/ruleLevels';
import { SHELLS } from '../../../../../server/src/node/cli/commandLine/commands';
import { OPTIONS } from '../../../../../server/src/node/cli/commandLine/options';
import { version } from '../../../../../server/src/node/version';
import { rules } from '../../../../../server/src/rules';
import { folderWith, lookalike } from '../calls';

const { file, folder, remove } = folderWith({
  'secret-requirements.txt': [
    '-i https://ann:pw-123@a.example/simple',
    '--trusted-host ann:pw-123@a.example',
    'a @ https://ann:pw-123@a.example/a.zip',
    '-r https://ann:pw-123@a.example/r.txt',
    '!! https://ann:pw-123@a.example',
  ].join('\n'),
  'requirements.txt': [
    'requests[socks]>=2; python_version < "3.12"',
    'plain',
    'other @ https://acme.example/other-1.0.tar.gz',
    '-r more.txt',
    '-i https://acme.example/simple',
    '--only-binary pycryptoenv',
    'not a requirement',
    '',
  ].join('\n'),
  'bare.txt': '\n',
  'pyproject.toml': '[tool.uv.sources]\nflask = { git = "https://acme.example/flask" }\n[dependency-groups]\ndev = ["ruff==0.1"]\n',
  'data.bin': 'x',
  'configured/pyproject.toml': '[tool.lookalike]\n',
});
afterAll(remove);

/** The keys of a value that have no value: `undefined`, an empty list that the format leaves out, or an empty text. */
function emptyKeys(value: unknown, path = '$'): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => {
    const isAlways = /^\$\.(?:requirements|includes|indexes|problems)$/.test(`${path}.${key}`);
    const isEmpty = member === null || member === '' || (Array.isArray(member) && member.length === 0);
    return [...(isEmpty && !isAlways ? [`${path}.${key}`] : []), ...emptyKeys(member, `${path}.${key}`)];
  });
}

describe('parse', () => {
  const parse = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await lookalike('parse', ...args);
    return {
      code,
      stderr,
      files: stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    };
  };

  it.each(['requirements.txt', 'pyproject.toml'])('prints no key of %s without a value', async (name) => {
    const { code, files } = await parse(file(name));
    expect(code).toBe(0);
    expect(files.flatMap((each) => emptyKeys(each))).toEqual([]);
  });

  it('prints an empty file as four empty lists', async () => {
    const { files } = await parse(file('bare.txt'), '--as', 'requirements.txt');
    expect(files).toEqual([{ path: file('bare.txt'), format: 'requirements', requirements: [], includes: [], indexes: [], problems: [] }]);
  });

  it('prints each part of a requirement', async () => {
    const [printed] = (await parse(file('requirements.txt'))).files;
    const at = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });
    expect(printed.requirements).toEqual([
      expect.objectContaining({
        name: 'requests',
        normalizedName: 'requests',
        extras: ['socks'],
        specifier: '>=2',
        marker: 'python_version < "3.12"',
        nameRange: at(0, 0, 8),
        specifierRange: at(0, 15, 18),
      }),
      { name: 'plain', normalizedName: 'plain', range: at(1, 0, 5), nameRange: at(1, 0, 5) },
      expect.objectContaining({ name: 'other', url: 'https://acme.example/other-1.0.tar.gz', source: 'url' }),
    ]);
    expect(printed.mentions).toEqual([expect.objectContaining({ name: 'pycryptoenv', role: 'reference' })]);
    expect(printed.includes).toEqual([{ kind: 'requirement', path: 'more.txt', range: at(3, 3, 11) }]);
    expect(printed.indexes).toEqual([expect.objectContaining({ url: 'https://acme.example/simple' })]);
    expect(printed.problems).toEqual([expect.objectContaining({ message: expect.any(String), range: expect.anything() })]);
  });

  it('continues after a file that cannot be read', async () => {
    const { code, stderr, files } = await parse(file('data.bin'), file('nothing/requirements.txt'), file('pyproject.toml'));
    expect(code).toBe(2);
    expect(stderr.split('\n').filter(Boolean)).toEqual([
      expect.stringMatching(/^lookalike: .*data\.bin: .*--as/),
      expect.stringMatching(/^lookalike: .*nothing\/requirements\.txt: .*exist/),
    ]);
    expect(files.map(({ format }) => format)).toEqual(['pyproject']);
    expect(files[0].requirements.map(({ name, group }: { name: string; group: string }) => [name, group])).toContainEqual([
      'ruff',
      'dependency-groups.dev',
    ]);
  });

  it('prints what it does not read, and why', async () => {
    const own = folderWith({ 'setup.py': 'setup(install_requires=read())\n' });
    const { code, files } = await parse(own.file('setup.py'));
    expect(code).toBe(0);
    expect(files[0].unchecked).toEqual([
      { text: 'read()', why: expect.any(String), range: expect.objectContaining({ start: { line: 0, character: 23 } }) },
    ]);
    own.remove();
  });

  it('says where it stopped, and shows that the name of a group is shortened', async () => {
    const own = folderWith({
      'requirements.txt': 'a\n'.repeat(5_001),
      'pyproject.toml': `[dependency-groups]\n${'x'.repeat(300)} = ["a"]\n`,
    });
    const [long, grouped] = (await parse(own.file('requirements.txt'), own.file('pyproject.toml'))).files;
    expect(long.requirements).toHaveLength(5_000);
    expect(long.problems).toEqual([
      {
        message: 'The file is too large. It was checked up to here.',
        range: expect.objectContaining({ start: { line: 5_000, character: 0 } }),
      },
    ]);
    expect(grouped.requirements[0].group).toBe(`dependency-groups.${'x'.repeat(181)}…`);
    own.remove();
  });

  it('does not read a folder with the name of a file', async () => {
    const own = folderWith({ 'requirements.txt/x': '' });
    const { code, stderr } = await parse(own.file('requirements.txt'));
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/requirements\.txt: \S/) });
    own.remove();
  });

  it('prints no password', async () => {
    const { files } = await parse(file('secret-requirements.txt'));
    expect(files[0].indexes.map(({ url }: { url: string }) => url)).toEqual(['https://***@a.example/simple', '***@a.example']);
    expect(JSON.stringify(files)).not.toContain('pw-123');
  });

  it('needs a file', async () => {
    expect(await lookalike('parse')).toMatchObject({ code: 2, usage: { command: 'parse' } });
  });
});

describe('check', () => {
  it('has a line per name, in text and as JSON', async () => {
    const { code, stdout } = await lookalike('check', '--offline', 'pycryptoenv', 'reqeusts', 'requests');
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^pycryptoenv: malicious: ./),
      expect.stringMatching(/^reqeusts: suspicious: ./),
      expect.stringMatching(/^requests: ok: ./),
      '',
    ]);
    const lines = (await lookalike('check', '--offline', '--format', 'jsonl', 'reqeusts', 'requests')).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ name: 'reqeusts', verdict: 'suspicious', targets: ['requests'] }),
      expect.objectContaining({ name: 'requests', verdict: 'ok' }),
    ]);
  });

  it('leaves out names without findings with --quiet', async () => {
    const { stdout } = await lookalike('check', '--offline', '--quiet', 'six', 'reqeusts');
    expect(stdout).toMatch(/^reqeusts: suspicious.*\n$|^six: ok.*not.*\nreqeusts.*\n$/);
  });

  it('needs a name', async () => {
    expect(await lookalike('check')).toMatchObject({ code: 2, usage: { command: 'check' } });
  });
});

describe('rules', () => {
  it('lists each rule with its severity and its summary', async () => {
    const { code, stdout } = await lookalike('rules', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).map(({ id, severity, summary }: Record<string, string>) => ({ id, severity, summary }))).toEqual(
      rules.map(({ id, level, summary }) => ({ id, severity: level, summary: summary() })),
    );
    const text = (await lookalike('rules')).stdout;
    expect([...text.matchAll(/^([a-z-]+) {2,}(\w+) /gm)].map(([, id, level]) => [id, level])).toEqual(
      rules.map(({ id, level }) => [id, level]),
    );
  });
});

describe('init', () => {
  it('writes a configuration in which every line may be used, once', async () => {
    const own = folderWith({});
    expect(await lookalike('init', own.folder)).toMatchObject({ code: 0, stderr: '' });
    const written = readFileSync(own.file('lookalike.toml'), 'utf8');
    expect(readProjectConfiguration('file:///lookalike.toml', written)).toMatchObject({ trust: [], rules: {}, problems: [] });
    const used = readProjectConfiguration('file:///lookalike.toml', written.replace(/^#(?! )/gm, ''));
    expect(used).toMatchObject({ problems: [], coolDown: 3, files: ['deps/*.list'] });
    expect(Object.keys(used?.rules ?? {})).toEqual(RULE_IDS);
    expect([used?.trust, used?.private, used?.exclude, used?.accept].map((list) => list?.length)).toEqual([2, 1, 1, 1]);
    expect(await lookalike('init', own.folder)).toMatchObject({ code: 2, message: expect.stringContaining('already exists') });
    expect(readFileSync(own.file('lookalike.toml'), 'utf8')).toBe(written);
    own.remove();
  });

  it.each([
    ['configured', 'already has a table'],
    ['nothing', "' could not be written: there is no such file or folder"],
  ])('writes nothing into the folder "%s": it %s', async (name, text) => {
    const { code, message, usage } = await lookalike('init', file(name));
    expect({ code, usage }).toEqual({ code: 2, usage: undefined });
    expect(message).toContain(text);
  });
});

describe('completion', () => {
  it.each(SHELLS)('for %s knows each command, option and rule', async (shell) => {
    const { code, stdout } = await lookalike('completion', shell);
    expect(code).toBe(0);
    for (const word of [...Object.keys(OPTIONS), ...RULE_IDS, 'update-data', 'sarif', 'powershell']) {
      expect(stdout).toContain(word);
    }
  });

  it.each([[[]], [['tcsh']]])('for %j is refused', async (args) => {
    expect(await lookalike('completion', ...args)).toMatchObject({ code: 2, usage: { command: 'completion' } });
  });
});

describe('explain', () => {
  it.each(RULE_IDS)('%s', async (id) => {
    const { code, stdout } = await lookalike('explain', '--offline', id);
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^${id} \\(default: \\w+`));
  });

  it('a package, and the rule that reports it', async () => {
    const { stdout } = await lookalike('explain', '--offline', 'pycryptoenv', 'typosquat');
    expect(stdout).toMatch(/^pycryptoenv: malicious/);
    expect(stdout).toContain("'lookalike explain known-malicious'");
    expect(stdout).toContain('\n\ntyposquat (default:');
  });

  it('repeats nothing', async () => {
    const { stdout } = await lookalike('explain', '--offline', 'pycryptoenv');
    const lines = stdout.split('\n').filter((line) => line !== '');
    for (const [i, line] of lines.entries()) {
      expect(lines.filter((other, j) => j !== i && other.includes(line))).toEqual([]);
    }
    expect(stdout).toContain('\nRecord: ');
  });

  it('needs an argument', async () => {
    expect(await lookalike('explain')).toMatchObject({ code: 2, usage: { command: 'explain' } });
  });
});

it.each(['--version', '-V'])('%s', async (option) => {
  expect(await lookalike(option)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(await lookalike('scan', folder, option)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
