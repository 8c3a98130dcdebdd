import { describe, expect, it } from 'vitest';
import { pyproject } from '../../../../server/src/formats/files/pyproject';
import { changeBetween } from '../../../../server/src/formats/manifest/pieces';
import { differInItem } from '../../../../server/src/formats/tables/touchedItem';

const TEXT = `[build-system]
requires = [
  "aaa",
]

[project]
name = "own"
dependencies = [
  # c
  "bbb>=1",

  "ccc ; os_name == 'x'",
  "ddd==",
]
optional-dependencies.x = [
  "eee",
]

[project.optional-dependencies]
y = [
  "fff",
  "own[x]",
]

[dependency-groups]
g = [
\t"ggg",
  {include-group = "h"},
]
h = [ "hhh",
  "iii",
  "jjj" ]

[[tool.uv.index]]
name = "z"
url = "https://z.example/simple"

[tool.uv]
dev-dependencies = [
  "kkk",
]

[tool.setuptools.dynamic]
readme = { file = "a.txt" }
optional-dependencies.q = { file = "q.txt" }
`;

/** What is read of the text after an edit: the item alone, or the whole text. If the item is, the result is the same. */
function readingOf(before: string, text: string): 'item' | 'whole' {
  const manifest = pyproject.parse(before);
  const isAlone = pyproject.items?.areAlone(before) === true;
  const read = isAlone
    ? pyproject.items?.readTouched({ text: before, manifest, isInPieces: true }, text, changeBetween(before, text))
    : undefined;
  if (read !== undefined) {
    expect({ ...read }).toEqual({ ...pyproject.parse(text) });
  }
  return read === undefined ? 'whole' : 'item';
}

const EDITS: readonly (readonly [from: string, to: string, reading: 'item' | 'whole', isOnlyItem: boolean])[] = [
  ['aaa', 'aaaa', 'item', true],
  ['bbb>=1', 'bbb>=2', 'item', true],
  ['bbb>=1', 'b', 'item', true],
  ['bbb', 'own', 'item', true],
  // Without a requirement.
  ['bbb>=1', '', 'whole', true],
  ['bbb>=1', ' bbb ', 'item', true],
  ['bbb>=1', 'bbb>=', 'item', true],
  ['bbb>=1', 'bbb ; os_name', 'item', true],
  // Extras, templates and escapes.
  ['bbb>=1', 'bbb[x]', 'whole', false],
  ['bbb>=1', 'bbb{x}', 'whole', false],
  ['bbb>=1', 'bbb%', 'whole', false],
  ['bbb>=1', 'b\\u0062b', 'whole', false],
  ['own[x]', 'own[xx]', 'whole', false],
  // More or less than an item with its comma on a line of its own.
  ['bbb>=1', 'bbb" ', 'whole', false],
  ['"bbb>=1",', '"bbb>=1"', 'whole', false],
  ['"bbb>=1",', '"bbb>=1", # d', 'whole', false],
  ['"bbb>=1",', '"bbb>=1", "xxx",', 'whole', false],
  ['"bbb>=1",', "'bbb>=1',", 'whole', false],
  ['"bbb>=1",', '"bbb>=1",\n  "xxx",', 'whole', false],
  ['  "bbb>=1",\n', '', 'whole', false],
  ['hhh', 'hhhh', 'whole', false],
  ['jjj', 'jjjj', 'whole', false],
  ['  "bbb>=1",', '"bbb>=1",', 'item', true],
  ['  "bbb>=1",', '  "bbb>=1",  ', 'item', true],
  ['ccc ;', 'cccc;', 'item', true],
  ['ddd==', 'ddd==1', 'item', true],
  ['ddd==', 'ddd===', 'item', true],
  ['fff', 'ffff', 'item', true],
  ['ggg', 'gggg', 'item', true],
  // The lines above do not show the table: its key is dotted, or its first item is on the line of the bracket.
  ['eee', 'eeee', 'item', false],
  ['iii', 'iiii', 'item', false],
  // Other tables, and other text.
  ['kkk', 'kkkk', 'whole', false],
  ['"h"', '"g"', 'whole', false],
  ['"own"', '"owns"', 'whole', false],
  ['# c', '# cc', 'whole', false],
  ['a.txt', 'aa.txt', 'whole', false],
  ['bbb>=1', 'bbb>=1', 'whole', false],
];

describe.each([
  ['lines', (text: string) => text],
  ['lines of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
])('an edit in %s', (_, inFile) => {
  it.each(EDITS)('%j -> %j is read as an item or as a whole', (from, to, reading, isOnlyItem) => {
    const [before, text] = [inFile(TEXT), inFile(TEXT.replace(from, to))];
    expect([readingOf(before, text), differInItem(before, text)]).toEqual([reading, isOnlyItem]);
  });
});

describe('what may change more than the item', () => {
  it.each([
    ['[tool.uv.sources]\nbbb = { path = "b" }\n', 'whole'],
    ['[[tool.poetry.source]]\nname = "s"\n', 'whole'],
    ['[[tool.pdm.source]]\ninclude_packages = ["b*"]\n', 'whole'],
    ['[tool.x]\ninclude_packages = []\n', 'whole'],
    ['[tool.coverage.run]\nsource = ["x"]\n', 'item'],
    ['[tool.coverage.run]\nsource = []\n', 'item'],
    ["[tool.coverage.run]\nsource = [\n'x']\n", 'item'],
    ['[tool.coverage.run]\nsource = [x]\n', 'whole'],
    ['[tool.coverage.run]\nsource = "x"\n', 'whole'],
    ['[tool.x]\nresources = 1\n', 'item'],
  ])('%j', (added, reading) => {
    expect(readingOf(TEXT + added, TEXT.replace('bbb', 'bbbb') + added)).toBe(reading);
  });

  it('is a text of several lines, for the lines above the item', () => {
    for (const quotes of ['"""', "'''"]) {
      const added = `[tool.x]\ny = ${quotes}z${quotes}\n`;
      expect(differInItem(TEXT + added, TEXT.replace('bbb', 'bbbb') + added)).toBe(false);
    }
  });

  it('is a table that the lines above do not show', () => {
    const item = (above: string, name: string): string => `${above}\n  "${name}",\n]\n`;
    const isItem = (above: string): boolean => differInItem(item(above, 'aaa'), item(above, 'aaaa'));
    expect(isItem('[project]\ndependencies = [')).toBe(true);
    expect(isItem(' [project] \n dependencies=[ ')).toBe(true);
    expect(isItem('[project]\ndependencies = [\n"bbb",\n# c\n')).toBe(true);
    expect(isItem('[project]\nname = "x"\ndependencies = [')).toBe(true);
    expect(isItem('[project]\nother = [')).toBe(false);
    expect(isItem('[projects]\ndependencies = [')).toBe(false);
    expect(isItem('dependencies = [')).toBe(false);
    expect(isItem('[project]\ndependencies = ["bbb",')).toBe(false);
    expect(isItem('[project]\ndependencies = [\nx = 1')).toBe(false);
    expect(isItem('')).toBe(false);
  });

  it('is the end of the text', () => {
    const text = '[project]\ndependencies = [\n  "aaa",';
    expect([readingOf(text, text.replace('aaa', 'aaaa')), differInItem(text, text.replace('aaa', 'aaaa'))]).toEqual(['whole', false]);
  });
});
