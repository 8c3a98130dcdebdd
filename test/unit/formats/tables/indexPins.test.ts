import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import type { IndexPin } from '../../../../server/src/formats/manifest/format';

/** How a file may send `aaa` to an index, and all of the names: what a text becomes, without the lines that stay. */
function pinned(path: string, text: string, names: readonly string[] = ['aaa']): readonly string[] {
  const format = formatOf(path);
  const requirement = format?.parse(text).requirements.find(({ normalizedName }) => normalizedName === 'aaa');
  return (format?.indexPins?.(text, requirement, names) ?? []).map(
    (pin) => `${pin.indexName}${pin.explicit ? ' only' : ''} ${pin.names.join(' ')}: ${changed(text, pin).join(' | ')}`,
  );
}

function changed(text: string, { edits }: IndexPin): readonly string[] {
  // Of insertions at the same place, the first one comes first, as in an editor.
  const after = [...edits]
    .reverse()
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((result, { span, text: added }) => result.slice(0, span.start) + added + result.slice(span.end), text);
  const before = new Set(text.split('\n'));
  return after.split('\n').filter((line) => !before.has(line));
}

const OWN = 'name = "own"\nurl = "https://own.example/simple"\n';
const uv = (index: string): string => `[project]\ndependencies = ["aaa"]\n[[tool.uv.index]]\n${index}`;
const poetry = (source: string, dependencies = 'aaa = "1"\n'): string =>
  `[tool.poetry.dependencies]\n${dependencies}[[tool.poetry.source]]\n${source}`;
const pdm = (source: string): string => `[project]\ndependencies = ["aaa"]\n[[tool.pdm.source]]\n${source}`;
const pipfile = (tables: string): string => `[[source]]\n${OWN}${tables}`;

describe('an index of uv', () => {
  it.each<[text: string, pins: readonly string[]]>([
    [
      uv(OWN),
      [
        'own aaa: [tool.uv.sources] | aaa = { index = "own" }',
        'own only aaa: explicit = true | [tool.uv.sources] | aaa = { index = "own" }',
      ],
    ],
    [uv(`${OWN}explicit = true\n`), ['own aaa: [tool.uv.sources] | aaa = { index = "own" }']],
    [uv(`${OWN}default = true\n`), ['own aaa: [tool.uv.sources] | aaa = { index = "own" }']],
    [
      uv(`${OWN}explicit = false\n`),
      [
        'own aaa: [tool.uv.sources] | aaa = { index = "own" }',
        'own only aaa: explicit = true | [tool.uv.sources] | aaa = { index = "own" }',
      ],
    ],
    [
      uv(`${OWN}[tool.uv.sources]\nbbb = { path = "b" }\n`),
      ['own aaa: aaa = { index = "own" }', 'own only aaa: explicit = true | aaa = { index = "own" }'],
    ],
    [
      uv(`${OWN}[tool.uv.sources.bbb]\npath = "b"\n`),
      [
        'own aaa: [tool.uv.sources] | aaa = { index = "own" }',
        'own only aaa: explicit = true | [tool.uv.sources] | aaa = { index = "own" }',
      ],
    ],
    [uv(`${OWN}[tool.uv]\nsources = "x"\n`), []],
    [uv('name = "pypi"\nurl = "https://own.example/simple"\n'), []],
    [uv('name = "own"\nurl = "https://pypi.org/simple"\n'), []],
    [uv('name = "own"\n'), []],
    [uv('url = "https://own.example/simple"\n'), []],
    ['[project]\ndependencies = ["aaa"]\n[tool.uv]\nindex = ["x"]\n', []],
    ['[project]\ndependencies = ["aaa"]\n[tool]\nuv = "x"\n', []],
    ['[project]\ndependencies = ["aaa"]\n', []],
    ['tool = "x"\n[project]\ndependencies = ["aaa"]\n', []],
  ])('%j', (text, pins) => {
    expect(pinned('pyproject.toml', text)).toEqual(pins);
  });
});

describe('a source of Poetry', () => {
  it.each<[text: string, pins: readonly string[]]>([
    [
      poetry(OWN),
      ['own aaa: aaa = { version = "1", source = "own" }', 'own only aaa: aaa = { version = "1", source = "own" } | priority = "explicit"'],
    ],
    [poetry(`${OWN}priority = "explicit"\n`), ['own aaa: aaa = { version = "1", source = "own" }']],
    [
      poetry(`${OWN}priority = "supplemental"\n`),
      ['own aaa: aaa = { version = "1", source = "own" }', 'own only aaa: aaa = { version = "1", source = "own" } | priority = "explicit"'],
    ],
    [poetry(`${OWN}secondary = true\n`), ['own aaa: aaa = { version = "1", source = "own" }']],
    [poetry(`${OWN}default = false\n`), ['own aaa: aaa = { version = "1", source = "own" }']],
    [poetry(`${OWN}priority = "explicit"\n`, 'aaa = { version = "1" }\nbbb = "2"\n'), ['own aaa: aaa = { version = "1", source = "own" }']],
    [
      poetry(`${OWN}priority = "explicit"\n`, 'aaa = [{ version = "1" }, "2", 3]\n'),
      ['own aaa: aaa = [{ version = "1", source = "own" }, { version = "2", source = "own" }, 3]'],
    ],
    ...['git', 'hg', 'path', 'file', 'url', 'source', 'index'].map((key): [string, string[]] => [
      poetry(`${OWN}priority = "explicit"\n`, `aaa = { ${key} = "x" }\n`),
      ['own aaa: '],
    ]),
    ...['dev-dependencies', 'group.x.dependencies'].map((table): [string, string[]] => [
      `[tool.poetry.${table}]\nA_a = "0"\nAaa = "1"\n[[tool.poetry.source]]\n${OWN}priority = "explicit"\n`,
      ['own aaa: Aaa = { version = "1", source = "own" }'],
    ]),
    [
      `[project]\ndependencies = ["aaa"]\n[[tool.poetry.source]]\n${OWN}priority = "explicit"\n`,
      ['own aaa: [tool.poetry.dependencies] | aaa = { source = "own" }'],
    ],
    [
      `[project]\ndependencies = ["aaa"]\n[tool.poetry.dependencies]\nbbb = "1"\n[[tool.poetry.source]]\n${OWN}priority = "explicit"\n`,
      ['own aaa: aaa = { source = "own" }'],
    ],
    [`[project]\ndependencies = ["aaa"]\n[tool.poetry]\ndependencies = "x"\n[[tool.poetry.source]]\n${OWN}priority = "explicit"\n`, []],
    // A table with dotted keys has no text of its own, in which the source would be.
    [poetry(`${OWN}priority = "explicit"\n`, 'aaa.version = "1"\n'), []],
  ])('%j', (text, pins) => {
    expect(pinned('pyproject.toml', text)).toEqual(pins);
  });

  it('gets all names at once, those without a table of Poetry too', () => {
    const text = `${poetry(OWN, 'aaa = "1"\n')}[project]\ndependencies = ["bbb"]\n`;
    expect(pinned('pyproject.toml', text, ['aaa', 'bbb'])).toEqual([
      'own aaa: aaa = { version = "1", source = "own" }',
      'own only aaa bbb: aaa = { version = "1", source = "own" } | bbb = { source = "own" } | priority = "explicit"',
    ]);
  });
});

describe('a source of PDM', () => {
  it.each<[text: string, pins: readonly string[]]>([
    [pdm(OWN), ['own aaa: include_packages = ["aaa"]']],
    [pdm(`${OWN}include_packages = ["bbb"]\n`), ['own aaa: include_packages = ["bbb", "aaa"]']],
    [pdm(`${OWN}include_packages = "bbb"\n`), []],
  ])('%j', (text, pins) => {
    expect(pinned('pyproject.toml', text)).toEqual(pins);
  });
});

describe('a source of a Pipfile', () => {
  it.each<[text: string, pins: readonly string[]]>([
    [pipfile('[packages]\naaa = "*"\n'), ['own aaa: aaa = { version = "*", index = "own" }']],
    [
      pipfile('[dev-packages]\naaa = "*"\n[docs]\nAAA = { version = "1" }\n'),
      ['own aaa: aaa = { version = "*", index = "own" } | AAA = { version = "1", index = "own" }'],
    ],
    ...['requires', 'scripts', 'pipenv', 'build-system'].map((table): [string, string[]] => [
      pipfile(`[packages]\naaa = "*"\n[${table}]\naaa = "1"\n`),
      ['own aaa: aaa = { version = "*", index = "own" }'],
    ]),
    ['packages = "x"\n', []],
    ['[packages]\naaa = "*"\n', []],
  ])('%j', (text, pins) => {
    expect(pinned('Pipfile', text)).toEqual(pins);
  });
});

describe('what cannot be pinned', () => {
  it('is a file without the requirement: only all names at once', () => {
    const text = uv(OWN).replace('"aaa"', '"bbb"');
    expect(pinned('pyproject.toml', text)).toEqual(['own only aaa: explicit = true | [tool.uv.sources] | aaa = { index = "own" }']);
    expect(pinned('pyproject.toml', text, [])).toEqual([]);
  });

  it('is more than 8 indexes, and more than 200 names', () => {
    const indexes = (count: number): string =>
      Array.from({ length: count }, (_, i) => `[[tool.pdm.source]]\nname = "own${i}"\nurl = "https://own.example/${i}"\n`).join('');
    const text = (count: number): string => `[project]\ndependencies = ["aaa"]\n${indexes(count)}`;
    expect([7, 8, 9].map((count) => pinned('pyproject.toml', text(count)).length)).toEqual([7, 8, 8]);
    const names = Array.from({ length: 201 }, (_, i) => `a${i}`);
    expect([200, 201].map((count) => pinned('pyproject.toml', uv(OWN), names.slice(0, count)).length)).toEqual([2, 1]);
  });
});
