import { once } from '../../once';
import { skipBlanks } from '../../packaging/characters';
import { Slice } from '../../packaging/slice';
import { INSTALL_WORDS, mayInstall } from '../commands/installWords';
import { readPython, readScript, readWrittenFile } from '../commands/script';
import type { FileFormat } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { addManifest } from '../manifest/mapManifest';
import { onlyNew } from '../manifest/onlyNew';
import { overOneBudget } from '../manifest/readingBudget';
import { findBracedExpansion } from '../manifest/variables';
import { mayNameIndexes } from '../pip/indexVariables';
import { readPythonVariables } from '../pip/pythonVariables';
import { readJson } from '../syntax/broken';
import { elementsOf, type JsonNode, memberOf, parseJsonTree, stringSlice } from '../syntax/json/tree';
import { tokenizePython } from '../syntax/python/tokens';

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
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? limit) < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function cellsOf(root: JsonNode | undefined): JsonNode[] {
  const sheets = elementsOf(memberOf(root, 'worksheets'));
  return (sheets.length > 0 ? sheets : [root]).flatMap((sheet) => elementsOf(memberOf(sheet, 'cells')));
}

function sourceNode(cell: JsonNode): JsonNode | undefined {
  return memberOf(cell, 'source') ?? memberOf(cell, 'input');
}

/** One code cell, as an editor shows it when it opens the notebook: a document of its own, without a path. */
export const notebookCell: FileFormat = overOneBudget({
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
});

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

function readCell(cell: Slice, into: ManifestBuilder): void {
  const { text } = cell;
  if (!mayInstall(text) && !text.includes('%%')) {
    return;
  }
  readEnvironment(cell, into);
  const magic = /^\s*%%([\w!]+)[ \t]*([^\n]*)/.exec(text);
  const body = magic === null ? cell : cell.sub(Math.min(text.length, magic[0].length + 1));
  if (magic?.[1] === 'writefile' || magic?.[1] === 'file') {
    readWrittenFile(writtenPath(magic[2] ?? ''), body, into);
    return;
  }
  // A cell in another language, or in Python: IPython's own lines do not matter then.
  const isPython = magic === null || /^(?:python\d*|pypy|time|timeit|capture|prun)$/.test(magic[1] ?? '');
  const python = new ManifestBuilder();
  if (isPython) {
    readPython(body, python);
  }
  const lines = new ManifestBuilder();
  readLines(cell, lines);
  addManifest(python, into);
  // A line of IPython can also be in a text of Python.
  addManifest(onlyNew(lines, python), into);
}

/** `-a "PATH"`: the file that `%%writefile` writes. */
function writtenPath(written: string): string {
  return written
    .replace(/^(?:-a|--append)\s/, '')
    .trim()
    .replace(/^["']|["']$/g, '');
}

/** IPython's own lines, and the script of a cell for a shell. */
function readLines(cell: Slice, into: ManifestBuilder): void {
  const { text } = cell;
  let at = 0;
  while (at < text.length) {
    const end = endOfLogicalLine(text, at);
    const start = skipBlanks(text, at, end);
    if (/^%%(?:bash|sh|zsh|!|script[ \t]+(?:ba|z)?sh)(?![\w-])/.test(text.slice(start, start + 30))) {
      const newline = text.indexOf('\n', start);
      readScript(cell.sub(newline === -1 ? text.length : newline + 1), into);
      return;
    }
    const command = startOfCommand(text, start, end);
    if (command !== undefined) {
      readScript(cell.sub(command, end), into, { findVariable: findBracedExpansion });
    }
    at = end + 1;
  }
}

/** `os.environ["PIP_INDEX_URL"] = …`: it applies to the commands of the kernel. */
function readEnvironment(cell: Slice, into: ManifestBuilder): void {
  if (mayNameIndexes(cell.text)) {
    const inCell = new ManifestBuilder();
    readPythonVariables(cell.text, tokenizePython(cell.text), inCell);
    for (const option of inCell.indexes) {
      into.indexes.push({ ...option, span: cell.span(option.span.start, option.span.end) });
    }
  }
}

/** What may be before a command on its line: `if x:`, `%time`. */
const NESTING = /(?:%(?:time|timeit|capture|prun)\b[^!%\n]*|(?:if|else|elif|try|with|for)\b[^\n!%"']*:[ \t]{0,20})(?=[!%])/y;

/** The start of a line, after `if x:`, `%time` and the like. */
function endOfNesting(text: string, start: number): number {
  NESTING.lastIndex = start;
  let at = start;
  while (NESTING.test(text)) {
    at = NESTING.lastIndex;
  }
  return at;
}

/** The start of the shell command on one of IPython's lines: `!command`, `%pip …`, `pip install …`, `name = !command`. */
function startOfCommand(text: string, from: number, end: number): number | undefined {
  const start = endOfNesting(text, from);
  const sigil = text.charAt(start);
  if (sigil === '!') {
    return text.charAt(start + 1) === '!' ? start + 2 : start + 1;
  }
  if (sigil === '%') {
    const shell = /^%(?:sx|system)[ \t]/.exec(text.slice(start, start + 10));
    return shell ? start + shell[0].length : start + 1;
  }
  // IPython treats `pip install` as its magic command if no variable has that name.
  if (/^(?:uv[ \t]+)?pip[ \t]+install[ \t]/.test(text.slice(start, Math.min(end, start + 50)))) {
    return start;
  }
  const assigned = /^[\w, \t]+=[ \t]*!/.exec(text.slice(start, end));
  return assigned ? start + assigned[0].length : undefined;
}

/** A backslash at the end of a line joins the next one. */
function endOfLogicalLine(text: string, at: number): number {
  let from = at;
  for (;;) {
    const newline = text.indexOf('\n', from);
    if (newline === -1) {
      return text.length;
    }
    if (text.charAt(newline - 1) !== '\\' || newline - 1 < at) {
      return newline;
    }
    from = newline + 1;
  }
}
