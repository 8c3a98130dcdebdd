import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import type { Manifest } from '../../../../server/src/formats/manifest/format';

/*
 * Limits from both sides: a text of that many parts is read, and of one with a part more something is left out. `limits.test.ts` of the commands has
 * the limits that need long texts, and what they cost.
 */

const many = (count: number, part: (i: number) => string, separator = '\n'): string =>
  Array.from({ length: count }, (_, i) => part(i)).join(separator);
const has =
  (name: string) =>
  ({ requirements }: Manifest): boolean =>
    requirements.some((requirement) => requirement.name === name);
const hasAll =
  (part: 'unchecked' | 'problems' | 'indexes') =>
  (manifest: Manifest, count: number): boolean =>
    manifest[part].length === count;
const isClean = ({ unchecked, problems }: Manifest): boolean => unchecked.length === 0 && problems.length === 0;
const endsWith =
  (end: string) =>
  ({ unchecked: [one] }: Manifest): boolean =>
    one?.text.endsWith(end) === true;

type Row = readonly [
  what: string,
  limit: number,
  path: string,
  text: (count: number) => string,
  isRead: (manifest: Manifest, count: number) => boolean,
];

function areLimits(rows: readonly Row[]): void {
  it.each(rows)('%s: %i', (_, limit, path, text, isRead) => {
    const read = (count: number): boolean => isRead(formatOf(path)?.parse(text(count)) as Manifest, count);
    expect([read(limit), read(limit + 1)]).toEqual([true, false]);
  });
}

describe('of what is listed', () => {
  areLimits([
    ['characters of a variable', 100, 'requirements.txt', (count) => `$\{${'A'.repeat(count - 3)}}`, endsWith('}')],
    [
      'characters of a location',
      2_000,
      'requirements.txt',
      (count) => `https://x.example/$\{A}${'a'.repeat(count - 22)}`,
      ({ unchecked: [one] }) => one?.location !== undefined,
    ],
    ['lines of a template', 20, 'environment.yml', (count) => many(count, (i) => `{% ${i} %}`), hasAll('unchecked')],
    ['characters of a line of a template', 40, 'environment.yml', (count) => `{%${'a'.repeat(count - 4)}%}`, endsWith('%}')],
    ['characters of a break in YAML', 40, 'environment.yml', (count) => `[${'a'.repeat(count - 2)}!`, endsWith('!')],
    ['problems of TOML', 100, 'pyproject.toml', (count) => many(count, () => 'a'), hasAll('problems')],
    ['problems of INI', 20, 'setup.cfg', (count) => many(count, () => 'a'), hasAll('problems')],
    [
      'hints of other indexes in a lock file',
      20,
      'poetry.lock',
      (count) => many(count, (i) => `[[package]]\nname = "a${i}"\nfiles = [{ url = "https://x.example/${i}" }]`),
      hasAll('indexes'),
    ],
    [
      'origins of a file of an image',
      8,
      'Dockerfile',
      (count) => `FROM x\nCOPY ${many(count, (i) => `a${i}`, ' ')} /x/\nRUN pip install -r /x/b.txt`,
      ({ includes: [one] }, count) => one?.tries?.length === count + 1,
    ],
  ]);
});

describe('of depth', () => {
  const nested = (before: string, after: string) => (count: number) => before.repeat(count) + after.repeat(count);
  areLimits([
    [
      'replacements of tox',
      6,
      'tox.toml',
      (count) =>
        `[env_run_base]\ncommands = [["pip", "install", ${'{ replace = "posargs", default = '.repeat(count)}"aaa"${' }'.repeat(count)}]]`,
      has('aaa'),
    ],
    [
      'lists of tox',
      6,
      'tox.toml',
      (count) => `[env_run_base]\ncommands = [["pip", "install", ${'['.repeat(count)}"aaa"${']'.repeat(count)}]]`,
      has('aaa'),
    ],
    ['tasks', 64, 'pyproject.toml', (count) => `[tool.poe]\ntasks${'.a'.repeat(count - 1)} = "pip install aaa"`, has('aaa')],
    ['arrays of JSON', 200, 'package.json', nested('[', ']'), isClean],
    ['collections of YAML', 98, 'environment.yml', (count) => `x: ${nested('[', ']')(count)}`, isClean],
    ['dotted keys of TOML', 64, 'pyproject.toml', (count) => `${many(count, () => 'a', '.')} = 1`, isClean],
    ['arrays of TOML', 64, 'pyproject.toml', (count) => `a = ${nested('[', ']')(count)}`, isClean],
    ['tables of TOML', 64, 'pyproject.toml', (count) => `a = ${'{ a = '.repeat(count)}1${' }'.repeat(count)}`, isClean],
    ['lists of Python', 39, 'setup.py', (count) => `setup(install_requires=${'['.repeat(count)}"aaa"${']'.repeat(count)})`, has('aaa')],
    [
      'variables of setup.py',
      49,
      'setup.py',
      (count) => `${many(count, (i) => `a${i} = a${i + 1}`)}\na${count} = ["aaa"]\nsetup(install_requires=a0)`,
      has('aaa'),
    ],
    [
      'variables in lists of Python',
      4,
      'noxfile.py',
      (count) => `a0 = ["aaa"]\n${many(count, (i) => `a${i + 1} = [*a${i}]`)}\ndef x(session):\n  session.install(*a${count})`,
      has('aaa'),
    ],
    [
      'files that write files',
      6,
      'a.sh',
      (count) => `${many(count, (i) => `cat > a.sh <<E${i}`)}\npip install aaa\n${many(count, (i) => `E${count - i - 1}`)}`,
      has('aaa'),
    ],
    ['scripts', 6, 'a.sh', (count) => `${'$('.repeat(count)}pip install aaa${')'.repeat(count)}`, has('aaa')],
    ['braces', 10, 'a.sh', (count) => `pip install ${'{b,'.repeat(count)}aaa${'}'.repeat(count)}`, has('aaa')],
  ]);
});

describe('of numbers', () => {
  areLimits([
    [
      'patterns of sources',
      100,
      'pyproject.toml',
      (count) =>
        '[project]\ndependencies = ["aaa"]\n[[tool.pdm.source]]\nname = "x"\nurl = "https://x.example"\n' +
        `include_packages = [${many(count - 1, (i) => `"b${i}*"`, ',')}, "a*"]`,
      ({ requirements: [one] }) => one?.source === 'explicit-index',
    ],
    ['characters of a number of TOML', 400, 'pyproject.toml', (count) => `a = ${'1'.repeat(count)}`, isClean],
    [
      'formats of a text of Python',
      10,
      'setup.py',
      (count) => `setup(install_requires=["{}"${'.format("{}")'.repeat(count - 1)}.format("aaa")])`,
      has('aaa'),
    ],
    [
      'characters before a variable in a text of Python',
      9_999,
      'noxfile.py',
      (count) => `import os\nv = "aaa"\nos.system(f"${' '.repeat(count - 12)}pip install {v}")`,
      has('aaa'),
    ],
    ['commands of a group', 1_000, 'a.sh', (count) => `{ ${'echo aaa; '.repeat(count)}} | xargs pip install`, has('aaa')],
    [
      'lines that tell the output of pip list',
      40,
      'requirements.txt',
      (count) => `${'aaa\n'.repeat(count - 3)}bbb 1.0\nccc 1.0\nddd 1.0`,
      ({ problems }) => problems.some(({ message }) => message.includes('pip list')),
    ],
    [
      'lines like those of pip list in a requirements file',
      2,
      'requirements.txt',
      (count) => many(count, (i) => `a${i} 1.0`),
      ({ problems }) => !problems.some(({ message }) => message.includes('pip list')),
    ],
    [
      'copied files of an image',
      100,
      'Dockerfile',
      (count) => `FROM x\nCOPY a.txt /b.txt\n${many(count - 1, (i) => `COPY x${i} /y${i}`)}\nRUN pip install -r /b.txt`,
      ({ includes: [one] }) => one?.tries?.includes('a.txt') === true,
    ],
    [
      'parameters of PowerShell',
      100,
      'a.ps1',
      (count) => `function f(${many(count, (i) => `$a${i}`, ',')}) { pip install $a0 }\nf aaa`,
      has('aaa'),
    ],
    [
      'parameters of PowerShell with a default',
      100,
      'a.ps1',
      (count) => `function f($a="bbb",${many(count - 1, (i) => `$b${i}`, ',')}) { pip install $a }\nf aaa`,
      isClean,
    ],
    ['variables in a text', 50, 'a.sh', (count) => `A=aaa\nX=\npip install ${'$X'.repeat(count - 1)}$A`, has('aaa')],
    ['arguments of a function', 9, 'a.sh', (count) => `f() { pip install $${count}; }\nf ${'x '.repeat(count - 1)} aaa`, has('aaa')],
    ['calls of a function', 50, 'a.sh', (count) => `f() { pip install $1; }\n${many(count, (i) => `f a${i}`)}`, isClean],
    [
      'words of a call in another function',
      2_000,
      'a.sh',
      (count) => `f() { g "$@"; }\ng() { pip install "$@"; }\nf ${'x '.repeat(count - 1)} aaa`,
      has('aaa'),
    ],
    [
      'characters of the name of a variable',
      1_001,
      'a.sh',
      (count) => `${'A'.repeat(count)}=aaa\npip install $${'A'.repeat(count)}`,
      has('aaa'),
    ],
    ['values of a variable', 49, 'a.sh', (count) => `${many(count, (i) => `x && P=a${i}`)}\npip install $P`, isClean],
    ['blanks in the brackets of a function', 20, 'a.sh', (count) => `f (${' '.repeat(count)}) { pip install $1; }\nf aaa`, has('aaa')],
  ]);
});

it('of more than 50 calls of a function, the first 50 are read', () => {
  const text = `f() { pip install $1; }\n${many(60, (i) => `f a${i}`)}`;
  const { requirements = [], unchecked = [] } = formatOf('a.sh')?.parse(text) ?? {};
  expect(requirements.map(({ name }) => name)).toEqual(Array.from({ length: 50 }, (_, i) => `a${i}`));
  expect(unchecked.map((each) => each.text)).toEqual(['$1']);
});

it('the first 200 lines tell whether a file is a requirements file', () => {
  const recognizes = (count: number): boolean | undefined =>
    formatOf('deps.txt')?.recognizes?.(`aaa==1\n${'aaa\n'.repeat(count - 2)}b c\n`);
  expect([recognizes(200), recognizes(201)]).toEqual([false, true]);
});

it.each(['//[\n', '//[\r', '/*[*/', '/*[\n/*[*/', '"[",', '"\\"[",', '"[\n'])(
  'brackets in comments and strings of JSON are no levels: %j',
  (part) => {
    const manifest = formatOf('.devcontainer/devcontainer.json')?.parse(`${part.repeat(300)}[1]`);
    expect(manifest?.problems.filter(({ message }) => message.includes('deeply'))).toEqual([]);
  },
);
