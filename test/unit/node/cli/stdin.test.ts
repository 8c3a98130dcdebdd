import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { NameReport } from '../../../../server/src/analysis/checkName';
import { type CheckCall, check, linesOf, verdictLine } from '../../../../server/src/node/cli/check';
import type { Style } from '../../../../server/src/node/cli/terminal/style';
import { PLAIN } from '../../../../server/src/node/cli/terminal/style';
import { folderWith, lookalike } from './calls';

const MARKED: Style = (format, text) => `<${[format].flat().join(' ')}>${text}</>`;

const REPORTS: Readonly<Record<string, NameReport>> = {
  fine: { name: 'fine', normalizedName: 'fine', verdict: 'ok', targets: [], offline: true },
  online: { name: 'online', normalizedName: 'online', verdict: 'ok', targets: [] },
  known: { name: 'known', normalizedName: 'known', verdict: 'ok', targets: [], reason: 'It is known.' },
  unsure: { name: 'unsure', normalizedName: 'unsure', verdict: 'ok', targets: [], notChecked: 'no answer' },
  bad: {
    name: 'bad',
    normalizedName: 'bad',
    verdict: 'malicious',
    targets: [],
    reason: 'It is bad.',
    offline: true,
    severity: 'error',
    rule: 'known-malicious',
  },
  odd: {
    name: 'odd\u001b',
    normalizedName: 'odd',
    verdict: 'suspicious',
    targets: [],
    reason: 'Why?',
    severity: 'warning',
    notChecked: 'no answer',
  },
  old: { name: 'old', normalizedName: 'old', verdict: 'ok', targets: [], reason: 'It is old.', offline: true },
  new: { name: 'new', normalizedName: 'new', verdict: 'unknown', targets: [], severity: 'information' },
  broken: { name: 'broken', normalizedName: 'broken', verdict: 'unknown', targets: [], failed: true },
} as Readonly<Record<string, NameReport>>;

async function checked(names: readonly string[], more: Partial<CheckCall> = {}) {
  let text = '';
  const asked: (readonly string[])[] = [];
  const code = await check({
    names,
    format: 'text',
    failOn: 'warning',
    strict: false,
    quiet: false,
    verbose: false,
    style: PLAIN,
    stdin: Readable.from([]),
    write: (part) => {
      text += part;
    },
    check: async (some) => {
      asked.push(some);
      return some.map((name) => REPORTS[name] as NameReport);
    },
    ...more,
  });
  return { code, text, asked };
}

describe('a verdict', () => {
  it.each([
    ['fine', '<bold>fine</>: <green>ok</>: no online service was contacted\n'],
    ['old', '<bold>old</>: <green>ok</>: It is old. No online service was contacted.\n'],
    ['online', '<bold>online</>: <green>ok</>\n'],
    ['known', '<bold>known</>: <green>ok</>: It is known.\n'],
    ['unsure', '<bold>unsure</>: <green>ok</>: not checked: no answer\n'],
    ['bad', '<bold>bad</>: <red bold>malicious</>: It is bad.\n'],
    ['odd', '<bold>odd\\u001b</>: <yellow bold>suspicious</>: Why? Not checked: no answer\n'],
    ['new', '<bold>new</>: <cyan bold>unknown</>\n'],
  ])('of %s is one line', (name, line) => {
    expect(verdictLine(REPORTS[name] as NameReport, { style: MARKED, verbose: false })).toBe(line);
  });
});

describe('the exit code of check', () => {
  it.each<[readonly string[], Partial<CheckCall>, number]>([
    [['fine', 'known'], {}, 0],
    [['fine', 'bad'], {}, 1],
    [['odd'], {}, 1],
    [['odd'], { failOn: 'error' }, 0],
    [['odd'], { failOn: 'error', strict: true }, 1],
    [['unsure'], {}, 0],
    [['unsure'], { strict: true }, 1],
    [['fine'], { strict: true }, 0],
    [['new'], { failOn: 'information' }, 1],
    [['bad', 'broken'], {}, 2],
    [['broken'], { failOn: 'never' }, 2],
  ])('of %j with %j is %d', async (names, more, code) => {
    expect((await checked(names, more)).code).toBe(code);
  });
});

describe('names from standard input', () => {
  const stdin = (...texts: readonly string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

  it('are lines, in however many pieces they arrive', async () => {
    const pieces = ['fi', 'ne\n kno', 'wn \r\n\nba', 'd'];
    const lines: (readonly string[])[] = [];
    for await (const some of linesOf(stdin(...pieces))) {
      lines.push(some);
    }
    expect(lines.flat()).toEqual(['fine', 'known', '', 'bad']);
  });

  it.each([
    [[''], []],
    [['a\n'], ['a']],
    [['a\n\n'], ['a', '']],
    [['a', '\n'], ['a']],
  ])('of %j are %j', async (pieces, expected) => {
    const lines: string[] = [];
    for await (const some of linesOf(stdin(...pieces))) {
      lines.push(...some);
    }
    expect(lines).toEqual(expected);
  });

  it('have one line each in the answer, even an empty one', async () => {
    const { code, text, asked } = await checked(['-'], { stdin: stdin('known\n\nbad') });
    expect(text).toBe('known: ok: It is known.\n: unknown: The line is empty.\nbad: malicious: It is bad.\n');
    expect(asked).toEqual([['known'], ['bad']]);
    expect(code).toBe(1);
    expect((await checked(['-'], { stdin: stdin('\n'), strict: true })).code).toBe(0);
  });

  it('cannot be combined with others', async () => {
    const { asked } = await checked(['-', 'fine'], {
      check: async (names) => names.map(() => REPORTS.fine as NameReport),
      stdin: stdin('bad'),
    });
    expect(asked).toEqual([]);
  });

  it('leave out names without findings in a quiet call', async () => {
    expect((await checked(['fine', 'unsure', 'bad'], { quiet: true })).text).toBe(
      'unsure: ok: not checked: no answer\nbad: malicious: It is bad.\n',
    );
  });

  it('are answered as lines of JSON', async () => {
    const { text } = await checked(['-'], { format: 'jsonl', stdin: stdin('known\n\n') });
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ).toEqual([REPORTS.known, { name: '', normalizedName: '', verdict: 'unknown', targets: [], reason: 'The line is empty.' }]);
  });
});

describe('a file from standard input', () => {
  const original = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor;
  const type = (text: string): void => {
    Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from([Buffer.from(text)]) });
  };
  afterEach(() => {
    Object.defineProperty(process, 'stdin', original);
  });

  it('is scanned as requirements.txt', async () => {
    type('pycryptoenv\n');
    const { code, stdout } = await lookalike('scan', '--offline', '--format', 'json', '-');
    expect(code).toBe(1);
    const { files, findings } = JSON.parse(stdout);
    expect(files).toBe(1);
    expect(findings.map(({ path, rule }: Record<string, string>) => [path, rule])).toContainEqual(['-', 'known-malicious']);
  });

  it('is scanned under the given name, beside others', async () => {
    const own = folderWith({ 'requirements.txt': 'reqeusts==2.31.0\n' });
    type('[project]\nname = "x"\ndependencies = ["pycryptoenv"]\n');
    const { stdout } = await lookalike(
      'scan',
      '--offline',
      '--format',
      'json',
      '-',
      own.file('requirements.txt'),
      '--as',
      'pyproject.toml',
    );
    const { files, findings } = JSON.parse(stdout);
    expect(files).toBe(2);
    expect(findings.map(({ path, name }: Record<string, string>) => [path, name])).toContainEqual(['-', 'pycryptoenv']);
    own.remove();
  });

  it('is parsed', async () => {
    type('flask==1\n');
    const { stdout } = await lookalike('parse', '-');
    expect(JSON.parse(stdout)).toMatchObject({ path: '-', format: 'requirements', requirements: [{ name: 'flask', specifier: '==1' }] });
  });

  it('has the arguments of explain', async () => {
    type('typosquat\n\nunpinned\n');
    const { stdout } = await lookalike('explain', '--offline', '-');
    expect(stdout.match(/^\S+(?= \(default: )/gm)).toEqual(['typosquat', 'unpinned']);
    expect(stdout).not.toMatch(/^-: /m);
  });

  it('has arguments beside the given ones', async () => {
    type('typosquat');
    const { stdout } = await lookalike('explain', '--offline', 'unpinned', '-', 'missing-hash');
    expect(stdout.match(/^\S+(?= \(default: )/gm)).toEqual(['unpinned', 'missing-hash', 'typosquat']);
    expect(stdout).not.toMatch(/^-: /m);
  });
});
