import { describe, expect, it } from 'vitest';
import { cellPositions } from '../../../../../server/src/formats/files/python/notebook';
import { calledScript, notebookCell } from '../../../../../server/src/formats/index';

const notebook = (...sources: readonly unknown[]) => JSON.stringify({ cells: sources.map((source) => ({ cell_type: 'code', source })) });

/** The cell and line of each of these words. */
function placesOf(text: string, ...words: readonly string[]) {
  const positions = cellPositions(text);
  return words.map((word) => positions(text.indexOf(word)));
}

describe('a position in a notebook', () => {
  it('is in a cell and a line of it, both from 1', () => {
    const text = notebook('one\ntwo\nthree', ['four\n', 'five\n', '\n', 'six'], 'seven');
    expect(placesOf(text, 'one', 'two', 'three', 'four', 'five', 'six', 'seven')).toEqual([
      { cell: 1, line: 1 },
      { cell: 1, line: 2 },
      { cell: 1, line: 3 },
      { cell: 2, line: 1 },
      { cell: 2, line: 2 },
      { cell: 2, line: 4 },
      { cell: 3, line: 1 },
    ]);
  });

  it('is in no cell outside of the sources', () => {
    const text = notebook('one');
    expect(placesOf(text, 'cells', 'source')).toEqual([undefined, undefined]);
    const [start, end] = [text.indexOf('"one"'), text.indexOf('"one"') + '"one"'.length];
    const positions = cellPositions(text);
    expect([start - 1, start, end - 1, end].map((offset) => positions(offset)?.cell)).toEqual([undefined, 1, 1, undefined]);
    expect(cellPositions('')(0)).toBeUndefined();
    expect(cellPositions('{')(0)).toBeUndefined();
  });

  it('may be in a notebook of an old version, with sheets, and cells with an input', () => {
    const text = JSON.stringify({
      worksheets: [{ cells: [{ input: 'one' }, { markdown: 'x' }] }, { cells: [{ input: ['two\n', 'three'] }] }],
    });
    expect(placesOf(text, 'one', 'two', 'three')).toEqual([
      { cell: 1, line: 1 },
      { cell: 3, line: 1 },
      { cell: 3, line: 2 },
    ]);
  });
});

it('one cell is read as the text that an editor shows', () => {
  const text = '%pip install "acme\\u0041" other\nimport x\n';
  expect(notebookCell.parse(text).requirements.map(({ name }) => name)).toContain('other');
  expect(notebookCell.parse('x = 1').requirements).toEqual([]);
  expect(notebookCell).toMatchObject({
    id: 'notebook-cell',
    title: 'Jupyter notebook cell',
    globs: [],
    jsonEscapedLines: false,
    comments: true,
  });
});

it.each([
  ['a cell in an editor', notebookCell, '%%writefile pyproject.toml\n[project]\nname = "x"\nversion = "1"\ndependencies = ["acme"]\n'],
  ['a cell that starts a container', notebookCell, '!docker build - <<< "RUN pip install acme"\n'],
  [
    'a script that a command runs',
    calledScript,
    'cat > pyproject.toml <<END\n[project]\nname = "x"\nversion = "1"\ndependencies = ["acme"]\nEND\n',
  ],
])('reads what %s writes', (_, format, text) => {
  const { requirements, innerFiles } = format.parse(text);
  expect(requirements.map(({ name }) => name)).toEqual(['acme']);
  expect(innerFiles ?? []).toEqual([]);
});
