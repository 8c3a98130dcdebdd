import { addAll } from '../../../packaging/lists';
import { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { readShell } from '../../syntax/shell/readShell';
import { sliceOfWord, type Word } from '../../syntax/words';
import { programOf, runsTexts } from '../programs/programs';
import { type CommandOutput, outputOf, writtenWords } from './output';

const REQUIREMENT: ReadonlySet<string> = new Set(['-r', '--requirement', '--requirements']);

/**
 * The words of an install command with the output of other commands filled in, if their words tell it: `$(cat FILE)`, `-r <(echo NAME)`,
 * `-r /dev/stdin` after `echo NAME |`. The words themselves if there is none of these.
 */
export function fillSubstitutions(line: Slice, words: readonly Word[], command: ShellCommand | undefined): readonly Word[] {
  const filled: Word[] = [];
  let isChanged = false;
  for (const word of words) {
    const before = filled.at(-1)?.text ?? '';
    const isFile = REQUIREMENT.has(before);
    const isInput = (word.text === '-' || word.text === '/dev/stdin') && (isFile || before === 'sync');
    const output = isInput ? inputOf(line, command) : outputOfSubstitution(sliceOfWord(line, word));
    if (output === undefined || (isFile && !isInput && !word.text.startsWith('<('))) {
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
    addAll(filled, asArguments(output, word));
  }
  return isChanged ? filled : words;
}

/** Names and files as arguments of `pip install`, in the place of a word. */
export function asArguments({ texts, files }: CommandOutput, { start, end }: Pick<Word, 'start' | 'end'>): readonly Word[] {
  const word = (unquoted: Slice): Word => ({ text: unquoted.text, start, end, unquoted });
  return [...texts.flatMap(writtenWords).map(word), ...files.flatMap((file) => [{ text: '-r', start, end }, word(file)])];
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
