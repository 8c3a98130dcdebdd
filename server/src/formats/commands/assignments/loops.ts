import { Slice } from '../../../packaging/slice';
import type { ShellCommand, ShellDialect } from '../../syntax/shell/command';
import { sliceOfWord, type Word } from '../../syntax/words';
import { firstOfCommand } from '../programs/programs';
import type { Assignment } from './assignment';

/** The variable of a loop: `for NAME in …`, `select`, `foreach`, and PowerShell's `… | % { $_ }`. Undefined: the command begins no loop. */
export function assignmentsOfLoop(
  line: Slice,
  { words, lists, source }: ShellCommand,
  dialect: ShellDialect,
): readonly Assignment[] | undefined {
  const first = firstOfCommand(words);
  const slice = (word: Word): Slice => sliceOfWord(line, word);
  const listed = lists?.flatMap((list) => list.words.map(slice)) ?? [];
  if (first === undefined) {
    return undefined;
  }
  if (dialect === 'powershell' && /^(?:%|foreach-object|foreach)$/i.test(first.text) && source !== undefined) {
    // Each line of what the command before the pipe writes. Of texts and variables that is known, without their methods.
    const isKnown = ({ text, unquoted }: Word): boolean => !/\.\w+$/.test(text) && (unquoted !== undefined || /^\$\w+$/.test(text));
    const items = listed.length > 0 ? listed : source.words.map((word) => (isKnown(word) ? slice(word) : undefined));
    return [{ name: '_', values: items, how: 'each' }];
  }
  const own = words.slice(words.indexOf(first));
  if (first.text.toLowerCase() === 'for' || first.text === 'select' || first.text === 'foreach') {
    const at = own.findIndex(({ text }) => /^in$/i.test(text));
    const name = own[at - 1]?.text;
    const values = lists === undefined ? own.slice(at + 1).map(slice) : listed;
    const isFile = dialect === 'cmd' && words.some(({ text }) => /^\/[fr]$/i.test(text));
    const items = dialect === 'cmd' ? values.flatMap(atCommas) : values;
    if (at < 0 && first.text === 'for' && own.length === 2 && own[1] !== undefined) {
      // `for NAME; do`: the arguments.
      return [{ name: own[1].text, values: [Slice.replaced('$@', slice(own[1]).span())], how: 'each' }];
    }
    return at < 0 || name === undefined ? [] : [{ name, values: isFile ? [undefined] : items, how: 'each' }];
  }
  if (dialect === 'powershell' && words[1]?.text === 'in' && first.text.startsWith('$')) {
    // `foreach ($NAME in …)`: the bracket ends the command before it.
    return [{ name: first.text.slice(1), values: [...words.slice(2).map(slice), ...listed], how: 'each' }];
  }
  return undefined;
}

function atCommas(value: Slice): readonly Slice[] {
  return [...value.text.matchAll(/[^,]+/g)].map(({ 0: text, index }) => value.sub(index, index + text.length));
}
