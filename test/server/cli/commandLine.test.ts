import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../../server/src/configuration/ruleLevels';

/** The behavior of the shipped command line: help, suggestions, colors, `-`, and the commands that explain. */

const CLI = path.join(__dirname, '../../../dist/cli.js');
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lookalike-cli-')));
  writeFileSync(path.join(folder, 'requirements.txt'), 'requests\npycryptoenv==1.0.7\nreqeusts\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

function lookalike(args: readonly string[], { input = '', env = {}, cwd = folder }: Run = {}) {
  return spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', LOOKALIKE_CACHE: path.join(folder, '.cache'), ...env },
  });
}

/** Whether a program is installed on this machine. */
function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

const COMMANDS = ['scan', 'check', 'explain', 'rules', 'init', 'parse', 'update-data', 'lsp', 'completion'];

describe('help', () => {
  it('lists every command', () => {
    for (const args of [['--help'], ['-h'], ['help']]) {
      const { status, stdout, stderr } = lookalike(args);
      expect([status, stderr]).toEqual([0, '']);
      expect([...stdout.matchAll(/^ {2}([a-z-]+) {2,}\S/gm)].map(([, name]) => name)).toEqual(COMMANDS);
    }
  });

  it.each(COMMANDS)('of %s has its options and an example', (command) => {
    const { status, stdout } = lookalike([command, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: lookalike ${command}\\b`, 'm'));
    expect(stdout).toContain('--language');
    expect(stdout).toMatch(new RegExp(`Examples:\\n  .*lookalike ${command}`));
    expect(lookalike(['help', command]).stdout).toBe(stdout);
  });

  it('fits into 100 columns', () => {
    const lines = [[], ...COMMANDS.map((name) => [name])].flatMap((args) => lookalike([...args, '--help']).stdout.split('\n'));
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it('names a version', () => {
    const { version } = JSON.parse(readFileSync(path.join(__dirname, '../../../package.json'), 'utf8'));
    expect([lookalike(['--version']).stdout, lookalike(['-V']).stdout]).toEqual([`${version}\n`, `${version}\n`]);
  });
});

describe('an invalid call', () => {
  it.each([
    [['scna'], "Unknown command 'scna'. Did you mean 'scan'?", ''],
    [['expalin', 'x'], "Unknown command 'expalin'. Did you mean 'explain'?", ''],
    [['help', 'ruels'], "Unknown command 'ruels'. Did you mean 'rules'?", ''],
    [['requirements.txt'], "Unknown command 'requirements.txt'. Did you mean 'lookalike scan requirements.txt'?", ''],
    [['scan', '--offlien'], "Unknown option '--offlien'. Did you mean '--offline'?", ' scan'],
    [['check', 'x', '--fial-on', 'error'], "Unknown option '--fial-on'. Did you mean '--fail-on'?", ' check'],
    [['--formt', 'json', 'scan'], "Unknown option '--formt'. Did you mean '--format'?", ''],
    [['scan', '-x'], "Unknown option '-x'.", ' scan'],
    [['scan', '--format', 'jsno'], "'jsno' is not a value of '--format'. Did you mean 'json'?", ' scan'],
    [['check', 'x', '--format=sarif'], "'sarif' is not a value of '--format'. Known values: text, jsonl.", ' check'],
    [
      ['scan', '--fail-on', 'high'],
      "'high' is not a value of '--fail-on'. Known values: error, warning, information, hint, never.",
      ' scan',
    ],
    [['scan', '--color', 'alwyas'], "'alwyas' is not a value of '--color'. Did you mean 'always'?", ' scan'],
    [['scan', '--language', 'klingon'], "'klingon' is not a value of '--language'.", ' scan'],
    [['scan', '--format'], "'--format' needs a value.", ''],
    [['scan', '--format', '--offline'], "'--format' needs a value.", ''],
    [['scan', '--offline=yes'], "'--offline' takes no value.", ''],
    [['parse', 'x', '--offline'], "'lookalike parse' has no option '--offline'.", ' parse'],
    [['scan', '-q', '-v'], "'--quiet' and '--verbose' cannot be combined.", ''],
    [['rules', 'typosquat'], "Unexpected argument 'typosquat'.", ' rules'],
    [['completion', 'bsah'], "Unknown shell 'bsah'. Did you mean 'bash'?", ' completion'],
    [['scan', '--fail-on', 'warn'], "'warn' is not a value of '--fail-on'. Did you mean 'warning'?", ' scan'],
    [['check'], 'No names given.', ' check'],
    [['explain'], 'Pass a rule or a package name.', ' explain'],
    [['scan', '-', '--baseline', '-'], "Standard input ('-') can be read only once.", ''],
  ])('%j', (args, message, command) => {
    const { status, stdout, stderr } = lookalike(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`lookalike: ${message}`), stderr).toBe(true);
    expect(stderr.endsWith(`\nSee 'lookalike${command} --help'.\n`), stderr).toBe(true);
  });

  it.each([
    [['scan', 'gone'], "'gone' does not exist."],
    [['parse', 'gone'], 'gone: The file does not exist.'],
    [['scan', '--config', 'gone.toml'], "The configuration '"],
    [['scan', '--baseline', 'gone.json'], "The baseline '"],
  ])('%j: the help has no answer to a file that is not there', (args, message) => {
    const { status, stdout, stderr } = lookalike(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`lookalike: ${message}`), stderr).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('sentences in a language without spaces', () => {
  it.each(['ja', 'zh-cn', 'zh-tw'])('%s: have none between them', (language) => {
    const { stdout } = lookalike(['scan', '--offline', '--language', language]);
    expect(stdout).toContain('。');
    expect(stdout).not.toMatch(/。 (?!\[)/);
  });
});

describe('colors', () => {
  const scan = (args: string[], env: Record<string, string> = {}) => lookalike(['scan', '--offline', ...args], { env }).stdout;

  it('are used on terminals, or on demand', () => {
    const plain = scan([]);
    expect(plain).not.toContain('\u001b');
    expect(scan(['--color', 'always'])).toContain('\u001b[31m');
    expect(scan([], { FORCE_COLOR: '1' })).toContain('\u001b[31m');
    expect(scan([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(plain);
    expect(scan(['--color', 'never'], { FORCE_COLOR: '1' })).toBe(plain);
    // Only the style changes.
    expect(scan(['--color=always']).replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it('are not used in files and in formats for programs', () => {
    scan(['--output', 'out.txt'], { FORCE_COLOR: '1' });
    expect(readFileSync(path.join(folder, 'out.txt'), 'utf8')).not.toContain('\u001b');
    rmSync(path.join(folder, 'out.txt'));
    for (const format of ['json', 'jsonl', 'sarif', 'github']) {
      expect(scan(['--format', format, '--color', 'always']), format).not.toContain('\u001b');
    }
  });

  it.runIf(has('script'))('and progress are there on a real terminal', () => {
    const many = path.join(folder, 'many');
    mkdirSync(many);
    for (let i = 0; i < 400; i++) {
      writeFileSync(path.join(many, `r${i}-requirements.txt`), 'flask\n'.repeat(20));
    }
    const call = `${process.execPath} ${CLI} scan ${many} requirements.txt --offline`;
    const { stdout } = spawnSync('script', ['-qec', call, '/dev/null'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TERM: 'xterm', LOOKALIKE_CACHE: path.join(folder, '.cache') },
    });
    rmSync(many, { recursive: true });
    expect(stdout).toContain('\u001b[31m');
    // The remaining output after each progress line is erased.
    expect(stdout.replace(/\r\u001b\[K[^\r\n\u001b]*(?=\r\u001b\[K)/g, '').replace(/\r\u001b\[K/g, '')).not.toContain('Checked files');
  });
});

describe('the amount of output', () => {
  it('is only the findings with --quiet', () => {
    const { status, stdout } = lookalike(['scan', '-q', '--offline']);
    expect(status).toBe(1);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['requirements.txt', 'requirements.txt']);
    expect(lookalike(['check', '-q', '--offline', 'requests', 'reqeusts']).stdout).toMatch(/^reqeusts: suspicious: .*\n$/);
  });

  it('includes suppressed findings with --verbose', () => {
    const input = 'reqeusts  # lookalike: ignore\n';
    expect(lookalike(['scan', '-', '--offline'], { input }).stdout).not.toContain('suppressed (');
    expect(lookalike(['scan', '-', '-v', '--offline'], { input }).stdout).toContain('suppressed (comment');
  });

  it('is one line if the output goes into a file', () => {
    const { stdout, stderr } = lookalike(['scan', '--offline', '-f', 'json', '-o', 'out.json']);
    expect([stdout, stderr]).toEqual([
      '',
      "1 malicious package and 1 look-alike in 1 file. Requirements: 3. Files: 1. Wrote 'out.json'.\n",
    ]);
    expect(lookalike(['scan', '--offline', '-q', '-f', 'json', '-o', 'out.json']).stderr).toBe('');
    rmSync(path.join(folder, 'out.json'));
  });
});

describe("standard input ('-')", () => {
  it('is supported by every command that reads files', () => {
    expect(lookalike(['scan', '-', '--offline'], { input: 'reqeusts\n' }).stdout).toMatch(/^-:1:1: warning: /);
    expect(lookalike(['check', '-', '--offline'], { input: 'requests\nreqeusts\n' }).stdout).toMatch(
      /^requests: ok.*\nreqeusts: suspicious/,
    );
    expect(JSON.parse(lookalike(['parse', '-'], { input: 'flask\n' }).stdout)).toMatchObject({
      path: '-',
      requirements: [{ name: 'flask' }],
    });
    expect(lookalike(['explain', '-', '--offline'], { input: 'unpinned\n\nreqeusts\n' }).stdout).toMatch(
      /^unpinned \([\s\S]*\nreqeusts: suspicious/,
    );
  });

  it('can be a baseline or a configuration', () => {
    const known = lookalike(['scan', '--offline', '--format', 'json', '--output', '-']).stdout;
    const { findings, suppressed } = JSON.parse(
      lookalike(['scan', '--offline', '--format', 'json', '--baseline', '-'], { input: known }).stdout,
    );
    // A baseline cannot hide malware, wherever it comes from.
    expect(findings.map(({ rule, severity }: Record<string, string>) => [rule, severity])).toEqual([['known-malicious', 'warning']]);
    expect(suppressed.map(({ rule }: Record<string, string>) => rule)).toEqual(['typosquat']);
    const strict = lookalike(['scan', '--offline', '--format', 'jsonl', '--config', '-'], { input: '[rules]\nunpinned = "error"\n' });
    expect(strict.stdout).toContain('"rule":"unpinned"');
  });
});

describe('a notebook', () => {
  it('has findings with cell and line', () => {
    const cells = [
      { cell_type: 'markdown', metadata: {}, source: ['# Title\n', '!pip install reqeusts'] },
      { cell_type: 'code', metadata: {}, source: ['!pip install reqeusts\n', 'import x\n', '%pip install pycryptoenv'] },
      { cell_type: 'code', metadata: {}, source: 'x = 1\n\n!pip install djagno' },
    ];
    const notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
    writeFileSync(path.join(folder, 'a.ipynb'), JSON.stringify(notebook));
    const text = lookalike(['scan', 'a.ipynb', '--offline']).stdout;
    const json = JSON.parse(lookalike(['scan', 'a.ipynb', '--offline', '--format', 'json']).stdout);
    rmSync(path.join(folder, 'a.ipynb'));
    expect(text.match(/^a\.ipynb:.*?: (?=error|warning)/gm)).toEqual([
      'a.ipynb:cell 2, line 1: ',
      'a.ipynb:cell 2, line 3: ',
      'a.ipynb:cell 3, line 3: ',
    ]);
    expect(json.findings.map(({ cell }: { cell: object }) => cell)).toEqual([
      { cell: 2, line: 1 },
      { cell: 2, line: 3 },
      { cell: 3, line: 3 },
    ]);
  });
});

describe('lookalike rules', () => {
  it('lists each rule once, as text and as JSON', () => {
    const { status, stdout } = lookalike(['rules']);
    expect(status).toBe(0);
    expect([...stdout.matchAll(/^([a-z-]+) +(?:error|warning|information|off) +\S/gm)].map(([, id]) => id)).toEqual([...RULE_IDS]);
    const json = JSON.parse(lookalike(['rules', '--format', 'json']).stdout);
    expect(json.map(({ id }: { id: string }) => id)).toEqual([...RULE_IDS]);
    expect(json[0]).toMatchObject({ severity: 'error', summary: expect.stringMatching(/\.$/) });
  });
});

describe('lookalike explain', () => {
  it.each(RULE_IDS)('%s', (id) => {
    const { status, stdout } = lookalike(['explain', id]);
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toMatch(new RegExp(`^${id} \\(default: .+\\)$`));
    expect(stdout.split('\n').length).toBeGreaterThan(10);
    // No Markdown syntax, and no examples for the tests.
    expect(stdout).not.toMatch(/(?:^|\s)\*\*\w|^#+ [A-Z]|\]\(|^## |^Examples$/m);
  });

  it('a name, with the facts about it', () => {
    const { status, stdout } = lookalike(['explain', 'pycryptoenv', 'requests', '--offline']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^pycryptoenv: malicious: /);
    expect(stdout).toContain("'lookalike explain known-malicious' explains this rule.");
    expect(stdout).toMatch(/^requests: ok/m);
    expect(stdout).not.toMatch(/\*\*|\]\(|\\/);
  });

  it('a misspelled rule', () => {
    expect(lookalike(['explain', 'typosqat', '--offline']).stdout).toContain("Did you mean 'lookalike explain typosquat'?");
  });
});

describe('lookalike init', () => {
  const fresh = (name: string): string => {
    const project = path.join(folder, name);
    mkdirSync(project);
    return project;
  };

  it('writes a configuration that changes nothing and has only valid settings', () => {
    const project = fresh('init');
    expect(lookalike(['init'], { cwd: project })).toMatchObject({ status: 0, stdout: "Wrote 'lookalike.toml'.\n" });
    const file = path.join(project, 'lookalike.toml');
    const text = readFileSync(file, 'utf8');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    // With everything uncommented: each example is a valid setting.
    writeFileSync(file, text.replace(/^#(?! )/gm, ''));
    writeFileSync(path.join(project, 'requirements.txt'), 'requests==2.30.0\n');
    const { findings } = JSON.parse(lookalike(['scan', '--offline', '--format', 'json'], { cwd: project }).stdout);
    expect(findings.filter(({ rule }: { rule: string }) => rule === 'invalid-configuration')).toEqual([]);
    expect(readFileSync(file, 'utf8').match(/^[a-z-]+ = "(?:error|warning|information|off)"/gm)).toHaveLength(RULE_IDS.length);
  });

  it('overwrites nothing', () => {
    const project = fresh('init-again');
    writeFileSync(path.join(project, 'lookalike.toml'), 'trust = []\n');
    expect(lookalike(['init', 'init-again'])).toMatchObject({ status: 2, stderr: expect.stringContaining('was not changed') });
    expect(readFileSync(path.join(project, 'lookalike.toml'), 'utf8')).toBe('trust = []\n');
    const other = fresh('init-pyproject');
    writeFileSync(path.join(other, 'pyproject.toml'), '[tool.lookalike]\ntrust = []\n');
    expect(lookalike(['init'], { cwd: other })).toMatchObject({ status: 2, stderr: expect.stringContaining('[tool.lookalike]') });
    expect(existsSync(path.join(other, 'lookalike.toml'))).toBe(false);
  });
});

describe('lookalike completion', () => {
  const script = (shell: string): string => lookalike(['completion', shell]).stdout;

  /** The completions of bash after `words`, the last one unfinished. */
  function bash(...words: string[]): string[] {
    const list = words.map((word) => `'${word}'`).join(' ');
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-c', `eval "$(cat)"; COMP_WORDS=(lookalike ${list}); COMP_CWORD=${words.length}; _lookalike; printf '%s\\n' "\${COMPREPLY[@]}"`],
      { cwd: folder, input: script('bash'), encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  }

  it.runIf(has('bash'))('works in bash', () => {
    expect(bash('')).toEqual(expect.arrayContaining(COMMANDS));
    expect(bash('sc')).toEqual(['scan']);
    expect(bash('scan', '--fo')).toEqual(['--format']);
    expect(bash('scan', '--format', 'j')).toEqual(['json', 'jsonl']);
    expect(bash('scan', '--format', '=', 's')).toEqual(['sarif']);
    expect(bash('check', '--format', '')).toEqual(['text', 'jsonl']);
    expect(bash('scan', 'req')).toEqual(['requirements.txt']);
    expect(bash('scan', '--config', 'req')).toEqual(['requirements.txt']);
    expect(bash('explain', 'typo')).toEqual(['typosquat']);
    expect(bash('completion', 'f')).toEqual(['fish']);
    expect(bash('--color', 'scan', '--fail-on', 'w')).toEqual(['warning']);
  });

  it.runIf(has('zsh'))('is valid for zsh', () => {
    const { status, stderr } = spawnSync('zsh', ['-f', '-c', 'autoload -U compinit; compinit -D -u; eval "$(cat)"; whence _lookalike'], {
      input: script('zsh'),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.runIf(has('fish'))('works in fish', () => {
    const file = path.join(folder, 'lookalike.fish');
    writeFileSync(file, script('fish'));
    // Each line is a word and, after a tab, its description.
    const offers = (line: string): string[] =>
      spawnSync('fish', ['--no-config', '-c', `source $argv[1]; complete -C $argv[2]`, file, line], { cwd: folder, encoding: 'utf8' })
        .stdout.split('\n')
        .map((offer) => offer.split('\t')[0] ?? '')
        .filter((offer) => offer !== '');
    expect(offers('lookalike ')).toEqual(expect.arrayContaining(COMMANDS));
    expect(offers('lookalike scan --format js')).toEqual(['json', 'jsonl']);
    expect(offers('lookalike scan --fail-on w')).toEqual(['warning']);
    expect(offers('lookalike explain typo')).toEqual(['typosquat']);
    expect(offers('lookalike scan req')).toEqual(['requirements.txt']);
    rmSync(file);
  });

  it.each(['zsh', 'fish', 'powershell'])('knows every command and option in %s', (shell) => {
    const text = script(shell);
    for (const command of COMMANDS) {
      expect(text).toMatch(new RegExp(`\\b${command}\\b`));
      for (const [, option = ''] of lookalike([command, '--help']).stdout.matchAll(/^ +(?:-\w, )?--([a-z-]+)/gm)) {
        expect(text, option).toContain(option);
      }
    }
  });
});
