import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { pseudoTranslation, untranslated } from '../../pseudoTranslation';

const DIST = path.join(__dirname, '../../../dist');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-'));
  const files: Record<string, string> = {
    'requirements.txt': 'requests\npycryptoenv==1.0.7\n-r more.txt\n',
    'more.txt': 'quasarlib\n',
    'pyproject.toml': '[project]\ndependencies = ["numpy", "zqxw-nobody-has-this"]\n',
    '.gitignore': 'build/\n',
    'build/requirements.txt': 'pycryptoenv\n',
    'venv/pyvenv.cfg': 'home = /usr/bin\n',
    'venv/requirements.txt': 'pycryptoenv\n',
    'setup.py': 'import os\nopen("ran", "w").write("ran")\nfrom setuptools import setup\nsetup(install_requires=["requests"])\n',
    'latin/requirements.txt': '',
    'utf16/requirements.txt': '',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  writeFileSync(path.join(folder, 'utf16/requirements.txt'), Buffer.from('\ufeffpycryptoconf\r\n', 'utf16le'));
  writeFileSync(path.join(folder, 'latin/requirements.txt'), Buffer.from('# caf\xe9\npycryptoconf\n', 'latin1'));
  symlinkSync('/etc/passwd', path.join(folder, 'linked-requirements.txt'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function cli(args: string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [path.join(DIST, 'cli.js'), ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { ...process.env, LOOKALIKE_CACHE: path.join(folder, '.cache') },
  });
}

function scanFolder(cwd: string, folders: string[] = [], user: { uid?: number } = {}) {
  const args = [path.join(DIST, 'cli.js'), 'scan', ...folders, '--offline', '--format', 'json'];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', ...user });
  return { status, output: JSON.parse(stdout) };
}

describe('lookalike scan', () => {
  it('reports the folders that it could not open', () => {
    const open = mkdtempSync(path.join(os.tmpdir(), 'lookalike-'));
    // The path of the innermost folders is longer than the system allows.
    const nest =
      'name=$(printf %0200d 0); for i in $(seq 25); do mkdir "$name" && cd -P "$name" || exit 1; done; echo pycryptoenv > requirements.txt';
    expect(spawnSync('sh', ['-c', nest], { cwd: open }).status).toBe(0);
    const { status, output } = scanFolder(open);
    spawnSync('rm', ['-rf', open]);
    expect(output).toMatchObject({ files: 0, findings: [] });
    expect(output.notChecked).toHaveLength(1);
    expect(output.notChecked[0].why).toBe('The folder was skipped: it cannot be opened (its path is too long).');
    expect(status).toBe(0);
  });

  it('fails on a named folder that it cannot open', ({ skip }) => {
    const open = mkdtempSync(path.join(os.tmpdir(), 'lookalike-'));
    mkdirSync(path.join(open, 'closed'));
    chmodSync(open, 0o755);
    chmodSync(path.join(open, 'closed'), 0);
    // The superuser can open everything.
    const user = process.getuid?.() === 0 ? { uid: 65534 } : {};
    if (spawnSync(process.execPath, [path.join(DIST, 'cli.js'), '--version'], user).status !== 0) {
      skip('no other user can read this checkout');
    }
    const { status, output } = scanFolder(open, ['closed'], user);
    rmSync(open, { recursive: true });
    const why = 'The folder was skipped: it cannot be opened (permission was denied).';
    expect(output).toMatchObject({ files: 0, notChecked: [{ path: 'closed', why }] });
    expect(status).toBe(2);
  });

  it('finds problems in the files of a folder, and only known malware in files that git ignores', () => {
    const { status, stdout } = cli(['scan', '--offline', '--format', 'json']);
    const output = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(output.findings.map(({ path: file, rule, name, severity }: Record<string, string>) => [file, rule, name, severity])).toEqual([
      ['build/requirements.txt', 'known-malicious', 'pycryptoenv', 'warning'],
      ['latin/requirements.txt', 'known-malicious', 'pycryptoconf', 'error'],
      ['more.txt', 'known-malicious', 'quasarlib', 'error'],
      ['pyproject.toml', 'unknown-package', 'zqxw-nobody-has-this', 'information'],
      ['requirements.txt', 'known-malicious', 'pycryptoenv', 'error'],
      ['utf16/requirements.txt', 'known-malicious', 'pycryptoconf', 'error'],
    ]);
    expect(output).toMatchObject({
      data: { asOf: '2026-11', projects: '2026-11', advisories: '2026-07-23' },
      files: 6,
      requirements: 8,
      notChecked: [
        { path: 'linked-requirements.txt', why: 'it is a link to outside the workspace' },
        { path: 'venv', why: 'The folder was skipped: it looks like a virtual environment.' },
      ],
      skipped: [{ path: 'build/requirements.txt', why: 'Excluded by .gitignore. Checked for known malware only.' }],
    });
    expect(output.findings[4].range).toEqual({ start: { line: 1, character: 0 }, end: { line: 1, character: 11 } });
    // No code of the workspace was run.
    expect(() => readFileSync(path.join(folder, 'ran'))).toThrow();
  });

  it.each([
    [['scan', 'pyproject.toml', '--offline'], 0],
    [['scan', 'pyproject.toml', '--offline', '--fail-on', 'information'], 1],
    [['scan', '--offline', '--fail-on', 'never'], 0],
    [['scan', 'no-such-folder'], 2],
    [['scan', '--format', 'pdf'], 2],
    [['scan', '--no-such-option'], 2],
    [['no-such-command'], 2],
    [['check', 'requests', '--output', 'ignored.txt'], 2],
    [['check', '', '--offline'], 1],
    [['update-data', 'somewhere'], 2],
    [['scan', '--offline', '--output', 'no-such-folder/findings.txt'], 2],
    [[], 2],
    [['--help'], 0],
  ])('%j ends with %d', (args, expected) => {
    const { status, stderr } = cli(args as string[]);
    expect(status).toBe(expected);
    expect(stderr === '').toBe(expected !== 2 || args.length === 0);
  });

  it('reports for a named file whether it could be checked', () => {
    const file = (name: string, content: string): void => writeFileSync(path.join(folder, name), content);
    writeFileSync(path.join(folder, 'binary-requirements.txt'), Buffer.from([0x61, 0, 0xff, 0xfe]));
    file('base.txt', 'swapmempool\n');
    file('app-requirements.txt', '-r base.txt\n');
    symlinkSync('base.txt', path.join(folder, 'link-requirements.txt'));
    const scan = (...files: string[]) => {
      const { status, stdout } = cli(['scan', ...files, '--offline', '--format', 'json']);
      const { findings, notChecked } = JSON.parse(stdout);
      return { status, names: findings.map(({ name }: { name: string }) => name), whys: notChecked.map(({ why }: { why: string }) => why) };
    };
    expect(scan('binary-requirements.txt')).toEqual({ status: 2, names: [], whys: ['it is not a text file'] });
    expect(scan('base.txt')).toEqual({ status: 2, names: [], whys: ['Not a dependency file that Lookalike supports.'] });
    // In any order, a file that another one includes is a requirements file.
    expect(scan('base.txt', 'app-requirements.txt')).toEqual({ status: 1, names: ['swapmempool'], whys: [] });
    expect(scan('link-requirements.txt')).toEqual({ status: 1, names: ['swapmempool'], whys: [] });
    for (const name of ['binary-requirements.txt', 'base.txt', 'app-requirements.txt', 'link-requirements.txt']) {
      rmSync(path.join(folder, name));
    }
  });

  it('prints no control characters from file names', () => {
    const name = 'gone-\u001b[31mrequirements.txt';
    for (const args of [
      ['scan', name],
      ['parse', name],
      ['scan', '--format', '\u001b[0m'],
    ]) {
      const { status, stderr } = cli(args);
      expect(status).toBe(2);
      expect(stderr).toContain('\\u001b[');
      expect(stderr).not.toContain('\u001b');
    }
  });

  it.each(['{"findings":[null]}', '{"findings":[[]]}', '{"findings":null}', 'null', '[]', '{"findings":5}', '{', ''])(
    'refuses a baseline that is %s',
    (text) => {
      const baseline = path.join(folder, 'no-baseline.json');
      writeFileSync(baseline, text);
      const { status, stderr } = cli(['scan', '--offline', '--baseline', baseline]);
      rmSync(baseline);
      expect([status, stderr]).toEqual([2, expect.stringContaining('no-baseline.json')]);
    },
  );

  it('supports SARIF and the workflow commands of GitHub', () => {
    const sarif = JSON.parse(cli(['scan', 'requirements.txt', '--offline', '--format', 'sarif']).stdout);
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0].results[1]).toMatchObject({
      ruleId: 'known-malicious',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'requirements.txt' },
            region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 12 },
          },
        },
      ],
    });
    const github = cli(['scan', 'requirements.txt', '--offline', '--format', 'github']).stdout;
    expect(github).toContain('::error file=requirements.txt,line=2,endLine=2,col=1,endColumn=12,title=lookalike known-malicious::');
  });
});

describe('lookalike check', () => {
  it('answers in the given order', () => {
    const { status, stdout } = cli(
      ['check', '-', '--offline', '--format', 'jsonl'],
      'requests\nPyCryptoEnv\n\nyaml\nzqxw-nobody-has-this\n-bad-\nrequests==2.0\ndjangо\n',
    );
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(answers.map(({ name, verdict, rule }) => [name, verdict, rule])).toEqual([
      ['requests', 'ok', undefined],
      ['PyCryptoEnv', 'malicious', 'known-malicious'],
      ['', 'unknown', undefined],
      ['yaml', 'suspicious', 'import-name'],
      ['zqxw-nobody-has-this', 'unknown', 'unknown-package'],
      ['-bad-', 'unknown', 'invalid-requirement'],
      ['requests==2.0', 'unknown', 'invalid-requirement'],
      // The last letter is Cyrillic.
      ['djangо', 'suspicious', 'typosquat'],
    ]);
    expect(answers.map(({ name, offline = false }) => offline || name === '')).not.toContain(false);
    expect(answers[1]).toMatchObject({
      normalizedName: 'pycryptoenv',
      severity: 'error',
      targets: ['pycryptodome', 'pycrypto'],
      technique: 'suffix',
    });
  });
});

describe('a clean answer without online services', () => {
  it('says that none was contacted', () => {
    expect(cli(['check', '--offline', 'requests']).stdout).toBe('requests: ok: no online service was contacted\n');
    mkdirSync(path.join(folder, 'clean'));
    writeFileSync(path.join(folder, 'clean/requirements.txt'), 'requests\n');
    expect(cli(['scan', '--offline', 'clean']).stdout).toMatch(/^No findings\. .*\n.*No online service was contacted\.\n$/);
  });

  it('says so for a list that is too long for the index', () => {
    const { stdout } = cli(['check', '-'], 'requests\n'.repeat(101));
    const said = 'requests: ok: not checked: more than 100 names; no online service was contacted';
    expect(new Set(stdout.trim().split('\n'))).toEqual(new Set([said]));
  });
});

describe('the command line in another language', () => {
  it('follows the environment, if there is a translation', () => {
    const installed = path.join(folder, 'installed');
    mkdirSync(path.join(installed, 'l10n'), { recursive: true });
    mkdirSync(path.join(installed, 'dist'));
    copyFileSync(path.join(DIST, 'cli.js'), path.join(installed, 'dist/cli.js'));
    symlinkSync(path.join(DIST, '../data'), path.join(installed, 'data'), 'junction');
    writeFileSync(path.join(installed, 'l10n/bundle.l10n.pt-br.json'), JSON.stringify(pseudoTranslation('l10n/bundle.l10n.json')));
    const say = (args: string[], env: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, [path.join(installed, 'dist/cli.js'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, LOOKALIKE_CACHE: path.join(folder, '.cache'), LC_ALL: '', LC_MESSAGES: '', LANG: '', ...env },
      });
    const marked = { LANG: 'pt_PT.UTF-8', LANGUAGE: '' };
    const [first = '', ...rest] = say(['scan', 'requirements.txt', '--offline'], marked).stdout.split('\n');
    expect(untranslated(first).replace(/ +/g, ' ')).toBe('requirements.txt:2:1: error: [known-malicious]');
    expect(untranslated(rest.at(-2) ?? '')).toBe('');
    expect(untranslated(say(['gone'], marked).stderr)).toBe('lookalike:');
    expect(say(['--help'], marked).stdout).toMatch(/^⟦/);
    expect(say(['--help'], { ...marked, LC_ALL: 'C.UTF-8' }).stdout).toMatch(/^Lookalike /);
  });
});

describe('lookalike parse', () => {
  it('prints each manifest, and reports the files that it could not read', () => {
    const { status, stdout, stderr } = cli(['parse', 'requirements.txt', 'gone-requirements.txt', 'pyproject.toml', 'notes.md']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/gone-requirements.txt.*\n.*notes.md/);
    const [requirements, pyproject] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(requirements).toMatchObject({
      path: 'requirements.txt',
      format: 'requirements',
      requirements: [
        { name: 'requests' },
        { name: 'pycryptoenv', specifier: '==1.0.7', specifierRange: { start: { line: 1, character: 11 } } },
      ],
      includes: [{ kind: 'requirement', path: 'more.txt' }],
      indexes: [],
      problems: [],
    });
    expect(requirements.requirements[0]).not.toHaveProperty('specifier');
    expect(pyproject.format).toBe('pyproject');
  });

  it('reads standard input as the given file name', () => {
    const { status, stdout } = cli(['parse', '-', '--as', 'Pipfile'], '[packages]\nflask = "*"\n');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'pipfile', requirements: [{ name: 'flask' }] });
  });
});

describe('the shipped server', () => {
  it('works over standard input and output', async () => {
    const server = spawn(process.execPath, [path.join(DIST, 'server.js'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    connection.onNotification('textDocument/publishDiagnostics', () => undefined);
    connection.listen();
    const exited = new Promise((resolve) => server.once('exit', resolve));
    const uri = pathToFileURL(path.join(folder, 'requirements.txt')).toString();
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
    });
    await connection.sendNotification('initialized', {});
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'pip-requirements', version: 1, text: 'pycryptoenv' },
    });
    const { items } = await connection.sendRequest<{ items: { code: string; codeDescription: { href: string } }[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    expect(items.map(({ code }) => code)).toEqual(['known-malicious']);
    // The page of the rule is a file that is shipped.
    expect(readFileSync(new URL(items[0]!.codeDescription.href), 'utf8')).toContain('# known-malicious');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
    connection.dispose();
  });
});
