import { describe, expect, it } from 'vitest';
import { read } from './read';

const AZURE = 'steps:\n- script: |\n    pip install aaa ^\n      bbb\n';

describe('scripts on Windows', () => {
  it.each([
    ['of Azure Pipelines', 'azure-pipelines.yml', `pool:\n  vmImage: windows-latest\n${AZURE}`],
    ['of Azure Pipelines, in braces', 'azure-pipelines.yml', `pool: {vmImage: windows-2022}\n${AZURE}`],
    ['of Azure Pipelines, on a pool of its own', 'azure-pipelines.yml', `pool:\n  name: windows-pool\n${AZURE}`],
    ['of Azure Pipelines, on machines of a matrix', 'azure-pipelines.yml', `# windows\npool: {vmImage: $(image)}\n${AZURE}`],
    [
      'of GitHub, with labels',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    runs-on: [self-hosted, windows]\n    steps:\n    - run: |\n        pip install aaa `\n          bbb\n',
    ],
  ])('%s', (_, path, text) => {
    expect(read(path, text)).toBe('aaa bbb');
  });
});

describe('arguments of a container', () => {
  it.each([
    ['the program of an image', 'steps:\n- name: python\n  args: ["pip", "install", "aaa"]\n', 'aaa'],
    ['a program', 'steps:\n- name: python\n  entrypoint: pip\n  args: ["install", "aaa"]\n', 'aaa'],
    ['an unknown program', 'steps:\n- name: python\n  args:\n  - -c\n  - pip install aaa\n', '?pip install aaa'],
    ['a mapping in place of a program', 'steps:\n- name: python\n  entrypoint: {}\n  args: ["pip", "install", "aaa"]\n', 'aaa'],
  ])('of %s', (_, text, expected) => {
    expect(read('cloudbuild.yaml', text)).toBe(expected);
  });
});

it.each([
  ['a script', 'test: ["CMD-SHELL", "pip install aaa || exit 1"]', 'aaa'],
  ['words', 'test: ["CMD", "pip", "install", "aaa"]', 'aaa'],
  ['words with options', 'test: ["CMD", "python", "-m", "pip", "install", "aaa"]', 'aaa'],
  ['a text', 'test: pip install aaa', 'aaa'],
  ['words without a mark, under any key', 'exec: [pip, install, aaa]', 'aaa'],
  ['names', 'packages: [pip, aaa]', ''],
  ['other words', 'test: ["CMD", "curl", "pip"]', ''],
])('a health check of a compose file as %s', (_, test, expected) => {
  expect(read('compose.yml', `services: {a: {healthcheck: {${test}}}}\n`)).toBe(expected);
});

it('an empty line after a continued one ends the command of a block', () => {
  const text = `jobs:\n  a:\n    steps:\n    - run: |\n        pip install aaa \\\n\n        bbb\n`;
  expect(read('.github/workflows/a.yml', text)).toBe('aaa');
});

describe('variables of scripts', () => {
  it.each([
    ['with a description', '.gitlab-ci.yml', 'variables:\n  P:\n    value: aaa\n    description: x\na:\n  script:\n  - pip install $P\n'],
    ['in a matrix of GitLab', '.gitlab-ci.yml', 'a:\n  parallel:\n    matrix:\n    - P: [aaa, bbb]\n  script:\n  - pip install $P\n'],
    [
      'that a matrix of GitHub includes',
      '.github/workflows/a.yml',
      `jobs:\n  a:\n    strategy:\n      matrix:\n        include:\n        - p: aaa\n    steps:\n    - run: pip install $\{{ matrix.p }}\n`,
    ],
  ])('%s', (_, path, text) => {
    expect(read(path, text)).toMatch(/^aaa(?: bbb)?$/);
  });
});

it('is read of Semaphore', () => {
  expect(read('.semaphore/semaphore.yml', 'blocks:\n- task:\n    jobs:\n    - commands:\n      - pip install aaa\n')).toBe('aaa');
});
