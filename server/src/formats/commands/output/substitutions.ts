import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { readShell } from '../../syntax/shell/readShell';
import { sliceOfWord, type Word } from '../../syntax/words';
import { programOf, runsTexts } from '../programs/programs';
import { type CommandOutput, outputOf, writtenWords } from './output';

const REQUIREMENT: ReadonlySet<string> = new Set(['-r', '--requirement', '--requirements']);
/** uv's option for a file of further packages, and the one for a package. */
const [WITH_FILE, WITH] = ['--with-requirements', '--with'];
const CONSTRAINT = /^(?:-c|--(?:build-)?constraints?|--overrides?|--excludes?)$/;
/** Commands with requirements files as their arguments. */
const TAKES_FILES = /^(?:pip-)?(?:sync|compile)$/;

/**
 * The words of an install command with the output of other commands filled in, if their words tell it: `$(cat FILE)`, `-r <(echo NAME)`,
 * `-r /dev/stdin` after `echo NAME |`. The words themselves if there is none of these.
 */
export function fillSubstitutions(line: Slice, words: readonly Word[], command: ShellCommand | undefined): readonly Word[] {
  const filled: Word[] = [];
  let isChanged = false;
  let takesFiles = false;
  for (const word of words) {
    const before = filled.at(-1)?.text ?? '';
    takesFiles ||= TAKES_FILES.test(programOf(before));
    const isFile = REQUIREMENT.has(before) || before === WITH_FILE;
    const isConstraint = CONSTRAINT.test(before);
    const isInput = (word.text === '-' || word.text === '/dev/stdin') && (isFile || takesFiles) && !isConstraint;
    const isWritten = word.text.startsWith('<(');
    const output = isInput ? inputOf(line, command) : outputOfSubstitution(sliceOfWord(line, word));
    if (output === undefined || (isConstraint && isWritten) || (isFile && !isInput && !isWritten)) {
      filled.push(word);
      continue;
    }
    isChanged = true;
    if (/^-\w{0,8}c$/.test(before) && output.texts.length > 0 && filled.some(({ text }) => runsTexts(programOf(text)))) {
      // `sh -c "$(echo TEXT)"`
      const unquoted = Slice.join(output.texts);
      filled.push({ text: unquoted.text, start: word.start, end: word.end, unquoted });
      continue;
    }
    if (isFile) {
      filled.pop();
    }
    if (before === WITH_FILE) {
      const option = (text: string): Word => ({ text, start: word.start, end: word.start });
      addAll(
        filled,
        asArguments(output, word).flatMap((one) => (one.text === '-r' ? [option(WITH_FILE)] : one.isLine ? [option(WITH), one] : [one])),
      );
    } else {
      // Such a command has its files as arguments.
      addAll(
        filled,
        asArguments(output, word).filter((one) => !takesFiles || isFile || one.isLine || one.text !== '-r'),
      );
    }
  }
  return isChanged ? filled : words;
}

/** Names and files as arguments of `pip install`, in the place of a word: `-r` is before each file. */
export function asArguments({ texts, files }: CommandOutput, { start, end }: Pick<Word, 'start' | 'end'>): readonly Word[] {
  const word = (unquoted: Slice): Word => ({ text: unquoted.text, start, end, unquoted });
  return [
    ...texts.flatMap(writtenWords).map((text) => ({ ...word(text), isLine: true as const })),
    ...files.flatMap((file) => [{ text: '-r', start, end }, word(file)]),
  ];
}

function inputOf(line: Slice, command: ShellCommand | undefined): CommandOutput | undefined {
  if (command?.inputFile !== undefined) {
    return { texts: [], files: [sliceOfWord(line, command.inputFile)] };
  }
  const text = command?.input ?? (command?.inputText && sliceOfWord(line, command.inputText));
  return text === undefined ? outputOf(line, command?.source) : { texts: [text], files: [] };
}

/** What the command in `$(…)`, `<(…)` or backticks prints, if its words tell it and there is nothing else in the text. */
export function outputOfSubstitution(slice: Slice): CommandOutput | undefined {
  const { text } = slice;
  const open = /^(?:[$<]\(|`)/.exec(text)?.[0].length;
  if (open === undefined || !/[)`]$/.test(text) || text.length <= open) {
    return undefined;
  }
  const inner = slice.sub(open, text.length - 1);
  const file = /^\s*<\s*(\S+)\s*$/.exec(inner.text);
  if (file?.[1] !== undefined) {
    const at = inner.text.indexOf(file[1]);
    return { texts: [], files: [inner.sub(at, at + file[1].length)] };
  }
  const commands = readShell(inner).filter((part) => 'words' in part);
  const last = commands.at(-1);
  // Without a pipe between them, commands write one after the other.
  return last === undefined || commands.some((one, i) => commands[i + 1] !== undefined && commands[i + 1]?.source !== one)
    ? undefined
    : outputOf(inner, last);
}
