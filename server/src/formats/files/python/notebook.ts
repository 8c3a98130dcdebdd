import { once } from '../../../once';
import { countBefore } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import { INSTALL_WORDS } from '../../commands/installWords';
import type { FileFormat } from '../../manifest/format';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { readJson } from '../../syntax/broken';
import { elementsOf, type JsonNode, memberOf, parseJsonTree, stringSlice } from '../../syntax/json/tree';
import { readCell } from './notebookSource';

/** Jupyter notebooks as files (nbformat 4, and 3 with its worksheets): `%pip install` and `!pip install` in code cells. */
export const notebook: FileFormat = {
  id: 'notebook',
  title: 'Jupyter notebook',
  globs: ['**/*.ipynb'],
  hints: [[...INSTALL_WORDS, '%%writefile', '%%file']],
  comments: true,
  jsonEscapedLines: true,
  generated: false,
  parse(text) {
    const into = new ManifestBuilder();
    for (const cell of cellsOf(readJson(text, into))) {
      if (memberOf(cell, 'cell_type')?.value === 'code') {
        readCell(sourceOf(text, sourceNode(cell)), into);
      }
    }
    return into;
  },
};

/** A position in a notebook as people count: the cell, of any kind, and the line in the cell, both from 1. */
export interface CellPosition {
  readonly cell: number;
  readonly line: number;
}

/** Finds positions (offsets in the file) in one notebook. Undefined: outside of any cell's source. */
export function cellPositions(text: string): (offset: number) => CellPosition | undefined {
  const sources = cellsOf(parseJsonTree(text)).flatMap((cell, i) => {
    const node = sourceNode(cell);
    return node === undefined ? [] : [{ cell: i + 1, node, breaks: once(() => lineBreaks(sourceOf(text, node))) }];
  });
  const starts = sources.map(({ node }) => node.offset);
  return (offset) => {
    const source = sources[countBelow(starts, offset + 1) - 1];
    if (source === undefined || offset >= source.node.offset + source.node.length) {
      return undefined;
    }
    return { cell: source.cell, line: 1 + countBelow(source.breaks(), offset) };
  };
}

/** The offsets in the file of the line breaks of a source. */
function lineBreaks(source: Slice): number[] {
  const breaks: number[] = [];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1)) {
    breaks.push(source.offsetAt(at));
  }
  return breaks;
}

/** How many of these ascending numbers are below `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  return countBefore(numbers, (each) => each < limit);
}

function cellsOf(root: JsonNode | undefined): JsonNode[] {
  const sheets = elementsOf(memberOf(root, 'worksheets'));
  return (sheets.length > 0 ? sheets : [root]).flatMap((sheet) => elementsOf(memberOf(sheet, 'cells')));
}

function sourceNode(cell: JsonNode): JsonNode | undefined {
  return memberOf(cell, 'source') ?? memberOf(cell, 'input');
}

/** One code cell, without a path. */
export const notebookCell: FileFormat = {
  ...notebook,
  id: 'notebook-cell',
  title: 'Jupyter notebook cell',
  globs: [],
  jsonEscapedLines: false,
  parse(text) {
    const into = new ManifestBuilder();
    readCell(Slice.of(text), into);
    return into;
  },
};

/** A cell's source is one string, or an array of its lines. In a damaged file, anything but a comma between two of them ends a line. */
function sourceOf(text: string, node: JsonNode | undefined): Slice {
  const pieces: Slice[] = [];
  for (const item of node?.type === 'string' ? [node] : elementsOf(node)) {
    const line = stringSlice(text, item);
    if (line !== undefined) {
      const before = pieces.at(-1);
      const gap = { start: before?.span().end ?? item.offset, end: item.offset };
      if (before !== undefined && !before.text.endsWith('\n') && !/^"\s*,\s*$/.test(text.slice(gap.start, gap.end))) {
        // The blank prevents that a backslash continues the line.
        pieces.push(Slice.replaced(' \n', gap));
      }
      pieces.push(line);
    }
  }
  return Slice.join(pieces);
}
