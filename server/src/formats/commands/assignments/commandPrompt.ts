import type { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord } from '../../syntax/words';
import type { Assignment } from './assignment';

/** Windows' command prompt: `set NAME=value`, also after `if`, `else` and `for` on the same line. */
export function assignmentsOfPrompt(line: Slice, { words }: ShellCommand): readonly Assignment[] {
  const last = words.at(-1);
  const set = /^@?(?:set|if|else|for)$/i.test(words[0]?.text ?? '') ? words.findIndex(({ text }) => /^@?set$/i.test(text)) : -1;
  // `set /p NAME=question` and `set /a NAME=sum`
  const isAsked = /^\/[ap]$/i.test(words[set + 1]?.text ?? '');
  const word = set < 0 ? undefined : words[set + (isAsked ? 2 : 1)];
  const equals = word?.text.indexOf('=') ?? -1;
  if (word === undefined || last === undefined || equals <= 0) {
    return [];
  }
  const isWhole = word.unquoted !== undefined || last === word;
  // Without quotes the value continues to the end of the line.
  const value = isWhole ? sliceOfWord(line, word, equals + 1) : line.sub(word.start + equals + 1, last.end);
  return [{ name: word.text.slice(0, equals), values: [isAsked ? undefined : value], how: isAsked || set > 0 ? 'add' : 'replace' }];
}
