import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../server/src/formats/index';
import { mayContain } from '../../../server/src/protocol/fileKinds';
import { checkManifest } from './manifestChecks';

/** Three packages in each kind of file. The break is between the first and the second. */
const FILES: readonly (readonly [path: string, head: string, item: (name: string) => string, tail: string])[] = [
  ['requirements.txt', '', (name) => `${name}\n`, ''],
  ['constraints.txt', '', (name) => `${name}\n`, ''],
  ['pyproject.toml', '[project]\nname = "x"\ndependencies = [\n', (name) => `  "${name}",\n`, ']\n'],
  ['pixi.toml', '[pypi-dependencies]\n', (name) => `${name} = "*"\n`, ''],
  ['Pipfile', '[packages]\n', (name) => `${name} = "*"\n`, ''],
  ['setup.cfg', '[options]\ninstall_requires =\n', (name) => `    ${name}\n`, ''],
  ['tox.ini', '[testenv]\ndeps =\n', (name) => `    ${name}\n`, ''],
  ['setup.py', 'from setuptools import setup\nsetup(install_requires=[\n', (name) => `    "${name}",\n`, '])\n'],
  ['noxfile.py', 'import nox\ndef a(session):\n', (name) => `    session.install("${name}")\n`, ''],
  ['script.py', '# /// script\n# dependencies = [\n', (name) => `#   "${name}",\n`, '# ]\n# ///\n'],
  ['environment.yml', 'dependencies:\n  - python\n  - pip:\n', (name) => `      - ${name}\n`, ''],
  [
    '.pre-commit-config.yaml',
    'repos:\n- repo: local\n  hooks:\n',
    (name) => `  - id: a\n    language: python\n    additional_dependencies: [${name}]\n`,
    '',
  ],
  ['.github/workflows/a.yml', 'jobs:\n  a:\n    steps:\n', (name) => `    - run: pip install ${name}\n`, ''],
  ['.gitlab-ci.yml', 'a:\n  script:\n', (name) => `    - pip install ${name}\n`, ''],
  ['Dockerfile', 'FROM python\n', (name) => `RUN pip install ${name}\n`, ''],
  ['a.sh', 'set -e\n', (name) => `pip install ${name}\n`, ''],
  ['poetry.lock', '', (name) => `[[package]]\nname = "${name}"\nversion = "1"\n`, ''],
  [
    'uv.lock',
    'version = 1\n',
    (name) => `[[package]]\nname = "${name}"\nversion = "1"\nsource = { registry = "https://pypi.org/simple" }\n`,
    '',
  ],
];
const NAMES = ['aaa', 'bbb', 'ccc'];

function read(path: string, text: string): { names: string[]; marks: string[] } {
  const format = formatOf(path);
  expect(mayContain(format!, text)).toBe(true);
  const manifest = format!.parse(text);
  checkManifest(text, manifest);
  const breaks = manifest.unchecked.filter(({ isSyntaxError }) => isSyntaxError);
  const marks = [...manifest.problems, ...breaks].map(({ span }) => {
    const start = text.lastIndexOf('\n', span.start - 1) + 1;
    const end = text.indexOf('\n', span.start);
    return text.slice(start, end === -1 ? text.length : end).trim();
  });
  return { names: [...new Set(manifest.requirements.map(({ name }) => name))].sort(), marks };
}

it.each([
  'if a',
  'elif a',
  'else',
  'endif',
  'for a in b',
  'endfor',
  'while a',
  'endwhile',
  'block a',
  'endblock',
  'include a',
  'set a',
  'raw',
  'endraw',
])("'%% %s' is a line of a template", (line) => {
  expect(read('requirements.txt', `aaa\n  % ${line}\nbbb\n`).marks).toEqual([`% ${line}`]);
});

describe.each(FILES)('%s', (path, head, item, tail) => {
  const [a, b, c] = NAMES.map(item) as [string, string, string];

  it('has all names and no mark without a break', () => {
    expect(read(path, head + a + b + c + tail)).toEqual({ names: NAMES, marks: [] });
  });

  it('is read on after a merge conflict, which is marked', () => {
    const { names, marks } = read(path, `${head}${a}<<<<<<< HEAD\n${b}=======\n${item('other')}>>>>>>> branch\n${c}${tail}`);
    expect(marks).toContain('<<<<<<< HEAD');
    expect(marks).not.toContain('>>>>>>> branch');
    expect(names).toEqual([...NAMES, 'other']);
  });

  it('is read on after a merge conflict with line breaks of Windows', () => {
    const text = `${head}${a}<<<<<<< HEAD\n${b}||||||| base\n=======\n${item('other')}>>>>>>> branch\n${c}${tail}`;
    const { names, marks } = read(path, text.replaceAll('\n', '\r\n'));
    expect(marks).toContain('<<<<<<< HEAD');
    expect(marks).not.toContain('>>>>>>> branch');
    expect(names).toEqual([...NAMES, 'other']);
  });

  it.each(['{% if gpu %}', '  {% endif %}', '{{ extra }}', '      {{ extra }}', '%if gpu', '% endif'])(
    'is read on behind the template line %j, which is marked',
    (line) => {
      if (path.endsWith('.py')) {
        // It may be a line of a text, or Python's own.
        return;
      }
      const { names, marks } = read(path, `${head}${a}${line}\n${b}${c}${tail}`);
      expect(marks).toContain(line.trim());
      expect(names).toEqual(expect.arrayContaining(NAMES));
    },
  );
});

describe('wrong indents, truncated texts', () => {
  it.each<[string, string, string, string[], string]>([
    [
      'one less, a step',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - run: pip install aaa\n     - run: pip install bbb\n      - run: pip install ccc\n',
      NAMES,
      '- run: pip install bbb',
    ],
    [
      'one more, a step',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - run: pip install aaa\n       - run: pip install bbb\n      - run: pip install ccc\n',
      NAMES,
      '- run: pip install bbb',
    ],
    [
      'a tab',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - run: pip install aaa\n\t- run: pip install bbb\n      - run: pip install ccc\n',
      NAMES,
      '- run: pip install bbb',
    ],
    [
      'an open quote',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps:\n      - run: "pip install aaa\n      - run: pip install bbb\n      - run: pip install ccc\n',
      NAMES,
      '- run: "pip install aaa',
    ],
    [
      'an open list',
      '.gitlab-ci.yml',
      'a:\n  script: [pip install aaa\n\nb:\n  script:\n    - pip install bbb\n    - pip install ccc\n',
      NAMES,
      'script: [pip install aaa',
    ],
    [
      'text behind a quote',
      '.gitlab-ci.yml',
      'a:\n  script:\n    - pip install aaa\n    - "x" y\n    - pip install bbb\n    - pip install ccc\n',
      NAMES,
      '- "x" y',
    ],
    [
      'no colon',
      '.github/workflows/a.yml',
      'jobs:\n  a:\n    steps\n      - run: pip install aaa\n  b:\n    steps:\n      - run: pip install bbb\n      - run: pip install ccc\n',
      NAMES,
      'steps',
    ],
    ['the first item', 'environment.yml', 'dependencies:\n- pip:\n    - @x\n    - aaa\n    - bbb\n    - ccc\n', NAMES, '- @x'],
    ['one less, an item', 'environment.yml', 'dependencies:\n- pip:\n    - aaa\n   - bbb\n   - ccc\n', NAMES, '- bbb'],
    [
      'one less, a hook',
      '.pre-commit-config.yaml',
      'repos:\n- repo: local\n  hooks:\n  - id: a\n    language: python\n    additional_dependencies: [aaa]\n - id: b\n   language: python\n   additional_dependencies: [bbb, ccc]\n',
      NAMES,
      '- id: b',
    ],
    ['a header', 'pyproject.toml', '[project\ndependencies = ["aaa"]\n[dependency-groups]\ndev = ["bbb", "ccc"]\n', NAMES, '[project'],
    [
      'another header',
      'pyproject.toml',
      '[tool.black\nline-length = 100\n[project]\ndependencies = ["aaa", "bbb", "ccc"]\n',
      NAMES,
      '[tool.black',
    ],
    ['a key without a value', 'pyproject.toml', '[project]\nname\ndependencies = ["aaa", "bbb", "ccc"]\n', NAMES, 'name'],
    ['a header', 'tox.ini', '[testenv\ndeps =\n  aaa\n[testenv:b]\ndeps =\n  bbb\n  ccc\n', NAMES, '[testenv'],
    ['no indent', 'setup.cfg', '[options]\ninstall_requires =\n  aaa\nhalf\nsetup_requires =\n  bbb\n  ccc\n', NAMES, 'half'],
    ['no section', 'setup.cfg', 'name = x\n[options]\ninstall_requires =\n  aaa\n  bbb\n  ccc\n', NAMES, 'name = x'],
    [
      'cut off',
      'poetry.lock',
      '[[package]]\nname = "aaa"\n[[package]]\nname = "bbb"\n[[package]]\nname = "ccc"\nversion = "1',
      NAMES,
      'version = "1',
    ],
    [
      'cut off',
      'Pipfile.lock',
      '{"default": {"aaa": {}, "bbb": {}, "ccc": {"version": "=',
      NAMES,
      '{"default": {"aaa": {}, "bbb": {}, "ccc": {"version": "=',
    ],
    [
      'cut off',
      'setup.py',
      'setup(\n  install_requires=["aaa", "bbb", "ccc"],\n  extras_require={"x": ["y',
      ['aaa', 'bbb', 'ccc', 'y'],
      'setup(',
    ],
    [
      'an open quote',
      'noxfile.py',
      'def a(session):\n    session.install("aaa)\n    session.install("bbb", "ccc")\n',
      ['aaa', 'bbb', 'ccc'],
      'session.install("aaa)',
    ],
  ])('%s in %s', (_what, path, text, names, mark) => {
    const found = read(path, text);
    expect(found.names).toEqual(names);
    expect(found.marks).toContain(mark);
  });
});
