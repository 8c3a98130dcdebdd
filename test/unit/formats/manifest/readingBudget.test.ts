import { describe, expect, it } from 'vitest';
import { calledScript, formatOf, notebookCell } from '../../../../server/src/formats/index';
import { currentBudget, ReadingBudget } from '../../../../server/src/formats/manifest/readingBudget';
import { countSteps } from '../../countSteps';

const many = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_, i) => text(i)).join('');

/** A short script that means 100,000 words: each variable has the one before it twice. */
const doubled = (dialect: 'posix' | 'powershell', quote = '"'): string => {
  const mark = dialect === 'posix' ? '' : '$';
  const name = (i: number): string => String.fromCharCode(97 + i);
  const chain = many(16, (i) => `; ${mark}${name(i + 1)}=${quote}$${name(i)} $${name(i)}${quote}`);
  return `${mark}a=${quote}x x${quote}${chain}; pip install $q`;
};
const POSIX = doubled('posix');
const QUOTED = JSON.stringify(POSIX);
const IN_QUOTES = doubled('posix', "'");
/** It has as many words: a long list is used often. */
const PYTHON = `a = [${'"x", '.repeat(400)}]\n${'run(["pip", "install", *a])\n'.repeat(200)}`;
const FUNCTIONS = `f0() { pip install $r; }\n${many(10, (i) => `f${i + 1}() { f${i} "$@" "$@"; }\n`)}${'f10 a a a\n'.repeat(8)}`;

const cells = (source: string) => (count: number) =>
  JSON.stringify({
    cells: Array.from({ length: count }, () => ({ cell_type: 'code', metadata: {}, outputs: [], source })),
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });

describe('scripts of one file have one limit for their variables', () => {
  it.each<readonly [what: string, path: string, text: (count: number) => string]>([
    ['a workflow', '.github/workflows/a.yml', (count) => `steps:\n${many(count, () => `- run: ${QUOTED}\n`)}`],
    [
      'a workflow on Windows',
      '.github/workflows/a.yml',
      (count) => `runs-on: windows-latest\nsteps:\n${many(count, () => `- run: ${JSON.stringify(doubled('powershell'))}\n`)}`,
    ],
    [
      'Python of a workflow',
      '.github/workflows/a.yml',
      (count) => many(count, () => `- shell: python\n  run: ${JSON.stringify(PYTHON)}\n`),
    ],
    [
      'Dockerfiles of a compose file',
      'compose.yml',
      (count) => `services:\n${many(count, (i) => `  s${i}:\n    dockerfile_inline: ${JSON.stringify(`FROM x\nRUN ${POSIX}`)}\n`)}`,
    ],
    ['tasks', '.vscode/tasks.json', (count) => `{"tasks": [${many(count, () => `{"command": ${QUOTED}},`)}{}]}`],
    ['a container', '.devcontainer/devcontainer.json', (count) => `{"aCommand": {${many(count, (i) => `"a${i}": ${QUOTED},`)}"b": ""}}`],
    ['package.json', 'package.json', (count) => `{"scripts": {${many(count, (i) => `"a${i}": ${QUOTED},`)}"b": ""}}`],
    ['cells for a shell', 'a.ipynb', cells(`%%bash\n${POSIX}`)],
    ['cells with functions', 'a.ipynb', cells(`%%bash\n${FUNCTIONS}`)],
    ['cells of Python', 'a.ipynb', cells(PYTHON)],
    ['commands of Read the Docs', '.readthedocs.yaml', (count) => `commands:\n${many(count, () => `- ${QUOTED}\n`)}`],
    ['a Procfile', 'Procfile', (count) => many(count, () => `p: ${POSIX}\n`)],
    ['tox.ini', 'tox.ini', (count) => `[testenv]\ncommands =\n${many(count, () => `  sh -c ${JSON.stringify(IN_QUOTES)}\n`)}`],
    ['pyproject.toml', 'pyproject.toml', (count) => `[tool.poe.tasks]\n${many(count, (i) => `a${i} = ${QUOTED}\n`)}`],
    [
      'hooks',
      '.pre-commit-config.yaml',
      (count) =>
        `repos:\n- repo: local\n  hooks:\n${many(count, () => `  - language: system\n    entry: ${JSON.stringify(`sh -c ${JSON.stringify(IN_QUOTES)}`)}\n`)}`,
    ],
    ['texts of Python', 'noxfile.py', (count) => `import os\n${many(count, () => `os.system(${QUOTED})\n`)}`],
    ['code in Python', 'noxfile.py', (count) => many(count, () => `exec(${JSON.stringify(PYTHON)})\n`)],
    ['Python in a Makefile', 'Makefile', (count) => `a:\n${many(count, () => `\tpython -c '${PYTHON.replaceAll('\n', ';')}'\n`)}`],
    [
      'files that a script writes',
      'a.sh',
      (count) => many(count, (i) => `cat > a${i}/tox.ini <<E\n[testenv]\ncommands = sh -c ${JSON.stringify(IN_QUOTES)}\nE\n`),
    ],
  ])('%s', (_, path, text) => {
    const [few, many] = [3, 12].map((count) => countSteps(() => formatOf(path)?.parse(text(count)))) as [number, number];
    expect(few).toBeGreaterThan(100_000);
    expect(many / few).toBeLessThan(2);
  });
});

it('a file does not use up the limit of the next one', () => {
  for (const format of [formatOf('a.sh'), formatOf('a.sh'), calledScript, calledScript, notebookCell, notebookCell]) {
    const head = format === notebookCell ? '%%bash\n' : '';
    expect(format?.parse(`${head}P=aaa\npip install $P\n${POSIX}\n`).requirements.map(({ name }) => name)).toContain('aaa');
  }
});

describe('a budget', () => {
  it('ends with the last word, character or argument', () => {
    const words = new ReadingBudget();
    expect([words.allowsWords(99_999), words.isSpent, words.allowsWords(1), words.isSpent]).toEqual([true, false, false, true]);
    const text = new ReadingBudget();
    expect([text.allowsText(1_999_999), text.isSpent, text.allowsText(1), text.isSpent]).toEqual([true, false, false, true]);
    const values = new ReadingBudget();
    values.takeArguments(99_999);
    expect(values.hasArguments).toBe(true);
    values.takeArguments(1);
    expect([values.hasArguments, values.isSpent]).toEqual([false, false]);
    const python = new ReadingBudget();
    expect([python.allowsPython(2_000_000), python.allowsPython(1), python.isSpent]).toEqual([true, false, false]);
  });

  it('says once that it has ended', () => {
    const budget = new ReadingBudget();
    expect(budget.takeEnd()).toBe(false);
    budget.allowsText(2_000_000);
    expect([budget.takeEnd(), budget.takeEnd(), budget.isSpent]).toEqual([true, false, true]);
  });

  it('is a new one outside of a file', () => {
    currentBudget().allowsWords(100_000);
    expect(currentBudget().isSpent).toBe(false);
  });
});
