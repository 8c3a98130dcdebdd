import { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { powershellTexts } from '../../syntax/shell/powershellTexts';
import { sliceOfWord, type Word } from '../../syntax/words';
import type { Assignment } from './assignment';
import { afterBlank, joinedByBlanks } from './joined';

/** PowerShell: `$NAME = value`, `[string[]] $NAME += value`. */
export function assignmentsOfPowershell(line: Slice, { words, lists }: ShellCommand): readonly Assignment[] {
  const at = words.findIndex(({ text }) => !/^\[[\w.]{1,50}(?:\[\])?\]$/.test(text));
  const name = /^(?:\[[\w.]{1,50}(?:\[\])?\])?\$(?:\w{1,20}:)?(\w{1,1000})$/.exec(words[at]?.text ?? '')?.[1];
  const operator = words[at + 1]?.text;
  if (name === undefined || (operator !== '=' && operator !== '+=')) {
    return [];
  }
  const own = words.slice(at + 2).filter(({ text }) => text !== '@');
  const [start, end] = [own[0]?.start, own.at(-1)?.end];
  const sum = start === undefined || end === undefined ? undefined : powershellTexts(line.sub(start, end), 0);
  const listed = lists?.flatMap((list) => list.words) ?? [];
  const values = [...own, ...listed].map((word) => sliceOfWord(line, word));
  // Without quotes it is a command, and the value is its output.
  const isKnown = sum !== undefined || own.every(({ unquoted }) => unquoted !== undefined);
  const value = isKnown ? joinedByBlanks(sum?.texts ?? values) : joinedPath(own, values);
  const isList = listed.length > 0 || values.length > 1 || own.length < words.length - at - 2;
  return [{ name, values: [operator === '+=' && isList ? afterBlank(value) : value], how: operator === '=' ? 'replace' : 'append' }];
}

/** `Join-Path FOLDER FILE` */
function joinedPath(words: readonly Word[], values: readonly Slice[]): Slice | undefined {
  const [folder, file, ...more] = values.slice(1).filter(({ text }) => !/^-(?:path|childpath)$/i.test(text));
  const isPath = /^join-path$/i.test(words[0]?.text ?? '') && ![folder, file].some((part) => /^-|\(/.test(part?.text ?? ''));
  if (!isPath || folder === undefined || file === undefined || more.length > 0) {
    return undefined;
  }
  const { start } = file.span();
  return Slice.join([folder, Slice.replaced('/', { start, end: start }), file]);
}
