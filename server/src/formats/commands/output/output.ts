import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord } from '../../syntax/words';
import { joinedByBlanks } from '../assignments/joined';
import { startOfProgram } from '../programs/programs';
import { withLineBreaks } from './writtenFile';

/** The output of a command for the one that reads it, as far as its words tell: texts, or the lines of files. */
export interface CommandOutput {
  readonly texts: readonly Slice[];
  readonly files: readonly Slice[];
}

/** Programs that only print lines of their files, and the number of their arguments that are not files. */
const LINES_OF_FILES: ReadonlyMap<string, number> = new Map([
  ['cat', 0],
  ['type', 0],
  ['get-content', 0],
  ['head', 0],
  ['tail', 0],
  ['sort', 0],
  ['uniq', 0],
  ['tac', 0],
  ['grep', 1],
  ['egrep', 1],
  ['fgrep', 1],
  ['rg', 1],
]);

/** Maximum number of commands that pass on the output of the one before them in a pipe. */
const MAX_PASSED = 10;

/** The output of a command. Undefined: only known at run time. */
export function outputOf(line: Slice, command: ShellCommand | undefined, passed = 0): CommandOutput | undefined {
  if (command === undefined || passed > MAX_PASSED) {
    return undefined;
  }
  if (command.group !== undefined) {
    return outputOfGroup(line, command.group, passed);
  }
  const words = command.words.slice(startOfProgram(command.words)).map((word) => sliceOfWord(line, word));
  const program = words[0]?.text.slice((words[0]?.text.lastIndexOf('/') ?? -1) + 1).toLowerCase() ?? '';
  const isNumber = (at: number): boolean => (program === 'head' || program === 'tail') && /^-[nc]$/.test(words[at - 1]?.text ?? '');
  const args = words.filter(({ text }, i) => i > 0 && !/^-[A-Za-z0-9-]/.test(text) && !isNumber(i));
  if (program === 'printf') {
    return { texts: [withLineBreaks(formatted(args))], files: [] };
  }
  if (program === 'echo' || program === 'write-output') {
    return {
      texts: [
        Slice.join(
          args.flatMap((arg, i) => (i === 0 ? [arg] : [Slice.replaced(' ', { start: arg.span().start, end: arg.span().start }), arg])),
        ),
      ],
      files: [],
    };
  }
  const before = LINES_OF_FILES.get(program);
  if (before === undefined) {
    return undefined;
  }
  const files = args.slice(before);
  if (command.inputFile !== undefined) {
    files.push(sliceOfWord(line, command.inputFile));
  }
  if (files.length > 0) {
    return { texts: [], files };
  }
  if (command.input !== undefined) {
    return { texts: [command.input], files: [] };
  }
  return command.inputText === undefined
    ? outputOf(line, command.source, passed + 1)
    : { texts: [sliceOfWord(line, command.inputText)], files: [] };
}

/** Maximum number of characters of formats of `printf` with their fields filled in. Of others, each argument is printed once. */
const MAX_FORMATTED = 100_000;

/** The output of `printf FORMAT ARGUMENT …`, which repeats the format until no argument is left. */
function formatted([format, ...args]: readonly Slice[]): Slice {
  const fields = [...(format?.text.matchAll(/%[sbdq]/g) ?? [])];
  if (format === undefined || fields.length === 0 || format.length * (args.length / fields.length) > MAX_FORMATTED) {
    return joinedByBlanks(format === undefined ? [] : [format, ...args]);
  }
  const pieces: Slice[] = [];
  for (let next = 0; next === 0 || next < args.length; next += fields.length) {
    let at = 0;
    for (const [i, { 0: field, index }] of fields.entries()) {
      const value = args[next + i];
      pieces.push(format.sub(at, index));
      if (value !== undefined) {
        pieces.push(value);
      }
      at = index + field.length;
    }
    pieces.push(format.sub(at));
  }
  return Slice.join(pieces);
}

/** What the commands of a group print one after the other. */
function outputOfGroup(line: Slice, group: readonly ShellCommand[], passed: number): CommandOutput | undefined {
  const sources = new Set(group.map(({ source }) => source));
  const printing = group.filter((command) => !sources.has(command) && command.outputFile === undefined && !isSilent(command));
  const texts: Slice[] = [];
  const files: Slice[] = [];
  for (const command of printing) {
    const output = outputOf(line, command, passed + 1);
    if (output === undefined) {
      return undefined;
    }
    addAll(texts, output.texts);
    addAll(files, output.files);
  }
  return { texts, files };
}

/** Whether a command prints nothing. */
function isSilent({ words }: ShellCommand): boolean {
  const program = words[startOfProgram(words)]?.text;
  return program === undefined || /^(?:cd|set|export|local|sleep|true|false|:|\[|\[\[|test|rm|mkdir|touch|cp|mv|exit)$/.test(program);
}

/** The input of a command: a here-document, `<<< text`, or the output of `echo` and the like. */
export function inputsOf(line: Slice, command: ShellCommand | undefined): readonly Slice[] {
  if (command?.input !== undefined) {
    return [command.input];
  }
  if (command?.inputText !== undefined) {
    return [sliceOfWord(line, command.inputText)];
  }
  return outputOf(line, command?.source)?.texts ?? [];
}

/** The words of a text that `echo` or `printf` prints. */
export function writtenWords(text: Slice): readonly Slice[] {
  const words: Slice[] = [];
  let at = 0;
  for (const match of text.text.matchAll(/\s+|\\[nrt]|$/g)) {
    if (match.index > at && !/^%[a-z]$/.test(text.text.slice(at, match.index))) {
      words.push(text.sub(at, match.index));
    }
    at = match.index + match[0].length;
  }
  return words;
}
