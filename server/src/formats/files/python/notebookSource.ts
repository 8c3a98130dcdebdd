import { skipBlanks } from '../../../packaging/characters';
import type { Slice } from '../../../packaging/slice';
import { mayInstall } from '../../commands/installWords';
import { readCommand, readPython, readScript, readWrittenFile } from '../../commands/script';
import { ManifestBuilder } from '../../manifest/manifestBuilder';
import { addManifest } from '../../manifest/mapManifest';
import { onlyNew } from '../../manifest/onlyNew';
import { findBracedExpansion } from '../../manifest/variables';
import { mayNameIndexes } from '../../pip/indexVariables';
import { readPythonVariables } from '../../pip/pythonVariables';
import { tokenizePython } from '../../syntax/python/tokens';
import { splitWords, type Word } from '../../syntax/words';

/** Reads the source of one code cell. */
export function readCell(cell: Slice, into: ManifestBuilder): void {
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
  const program = magic === null ? undefined : programOfCell(cell, magic);
  if (program !== undefined) {
    readCommand(cell, program, into, {}, body);
    return;
  }
  if (DOCUMENTS.test(magic?.[1] ?? '')) {
    return;
  }
  const isPython = magic === null || PYTHON.test(magic[1] ?? '');
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

/** Magics of cells that IPython runs itself. */
const PYTHON = /^(?:python\d*|pypy|time|timeit|capture|prun)$/;
/** Magics of cells that a browser or a database gets. */
const DOCUMENTS = /^(?:html|markdown|latex|svg|javascript|js|sql|bigquery)$/i;
/** Magics of cells that a program gets as its input, and those of a shell with another name. */
const PROGRAMS = /^(?:bash|sh|zsh|cmd|powershell|pwsh|perl|ruby|R|julia|node)$/;
const SHELLS = /^(?:!|sx|system|shell)$/;
/** The options of IPython in such a line, with their values. */
const OPTIONS = /^(?:--bg|--no-raise-error|--(?:out|err|proc)(?:=.*)?)$/;

/** The command that gets the rest of a cell as its input: `%%bash`, `%%script PROGRAM ARGUMENT …`. Undefined: IPython runs the cell. */
function programOfCell(cell: Slice, { 0: line, 1: name = '' }: RegExpExecArray): readonly Word[] | undefined {
  const start = line.indexOf('%%');
  const words = splitWords(cell.sub(0, line.length), start) ?? [];
  const rest = words.slice(1);
  while (OPTIONS.test(rest[0]?.text ?? '')) {
    rest.splice(0, /^--(?:out|err|proc)$/.test(rest[0]?.text ?? '') ? 2 : 1);
  }
  if (name === 'script') {
    return rest;
  }
  const program = SHELLS.test(name) ? 'sh' : PROGRAMS.test(name) ? name : undefined;
  return program === undefined ? undefined : [{ text: program, start, end: start + name.length + 2 }, ...rest];
}

/** IPython's own lines. */
function readLines(cell: Slice, into: ManifestBuilder): void {
  const { text } = cell;
  let at = 0;
  while (at < text.length) {
    const end = endOfLogicalLine(text, at);
    const start = skipBlanks(text, at, end);
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

/** What gets the output of a command: `name = !command`, `a.b["c"], d = %pip …`. */
const ASSIGNED = /^[\w.*][\w.,* \t]*(?:\[[^\]=\n]{0,100}\][\w.,* \t]*){0,10}=[ \t]*(?=[!%])/;

/** The start of the shell command on one of IPython's lines: `!command`, `%pip …`, `pip install …`, `name = !command`. */
function startOfCommand(text: string, from: number, end: number): number | undefined {
  const outer = endOfNesting(text, from);
  const start = outer + (ASSIGNED.exec(text.slice(outer, end))?.[0].length ?? 0);
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
  return undefined;
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
