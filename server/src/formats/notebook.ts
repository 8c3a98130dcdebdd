import { skipBlanks } from '../packaging/characters';
import { Slice } from '../packaging/slice';
import { readJson } from './broken';
import { mayInstall, readScript } from './commands';
import type { FileFormat } from './format';
import { elementsOf, type JsonNode, memberOf, stringSlice } from './json/tree';
import { ManifestBuilder } from './manifestBuilder';
import { findBracedExpansion } from './variables';

/** Jupyter notebooks as files (nbformat 4, and 3 with its worksheets): `%pip install` and `!pip install` in code cells. */
export const notebook: FileFormat = {
  id: 'notebook',
  title: 'Jupyter notebook',
  globs: ['**/*.ipynb'],
  mayContain: mayInstall,
  comments: true,
  linesInStrings: true,
  generated: false,
  parse(text) {
    const into = new ManifestBuilder();
    const root = readJson(text, into);
    const sheets = elementsOf(memberOf(root, 'worksheets'));
    for (const sheet of sheets.length > 0 ? sheets : [root]) {
      for (const cell of elementsOf(memberOf(sheet, 'cells'))) {
        if (memberOf(cell, 'cell_type')?.value === 'code') {
          readCell(sourceOf(text, memberOf(cell, 'source') ?? memberOf(cell, 'input')), into);
        }
      }
    }
    return into;
  },
};

/** One code cell, as an editor that opens the notebook has it: a document of its own, which no path tells. */
export const notebookCell: FileFormat = {
  ...notebook,
  id: 'notebook-cell',
  title: 'Jupyter notebook cell',
  globs: [],
  linesInStrings: false,
  parse(text) {
    const into = new ManifestBuilder();
    readCell(Slice.of(text), into);
    return into;
  },
};

/** A cell's source is one string, or an array of its lines. */
function sourceOf(text: string, node: JsonNode | undefined): Slice {
  const strings = node?.type === 'string' ? [node] : elementsOf(node);
  return Slice.join(strings.flatMap((item) => stringSlice(text, item) ?? []));
}

function readCell(cell: Slice, into: ManifestBuilder): void {
  const { text } = cell;
  if (!mayInstall(text)) {
    return;
  }
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
      readScript(cell.sub(command, end), into, findBracedExpansion);
    }
    at = end + 1;
  }
}

/** Where the shell command begins on a line that is IPython's: `!command`, `%pip …`, `pip install …`, `name = !command`. */
function startOfCommand(text: string, start: number, end: number): number | undefined {
  const sigil = text.charAt(start);
  if (sigil === '!') {
    return text.charAt(start + 1) === '!' ? start + 2 : start + 1;
  }
  if (sigil === '%') {
    const shell = /^%(?:sx|system)[ \t]/.exec(text.slice(start, start + 10));
    return shell ? start + shell[0].length : start + 1;
  }
  // IPython takes `pip install` for its magic command when no variable has that name.
  if (/^(?:uv[ \t]+)?pip[ \t]+install[ \t]/.test(text.slice(start, Math.min(end, start + 50)))) {
    return start;
  }
  const assigned = /^[\w, \t]{1,200}=[ \t]*!/.exec(text.slice(start, Math.min(end, start + 220)));
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
