import { Slice } from '../../packaging/slice';
import { powershellTexts } from '../syntax/powershellTexts';
import type { ShellCommand, ShellDialect } from '../syntax/shell';
import { sliceOfWord, type Word } from '../syntax/words';

/** An assignment of a command. Absent value: unknown. */
export interface Assignment {
  readonly name: string;
  readonly values: readonly (Slice | undefined)[];
  readonly how: 'replace' | 'add' | 'each';
}

const DECLARING: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset', 'env']);

/** The assignments in the words of a command. */
export function assignmentsOf(line: Slice, { words, lists, source }: ShellCommand, dialect: ShellDialect): readonly Assignment[] {
  const first = words.find(({ text }) => !/^(?:then|do|else|\{|if|while|until|!|time)$/.test(text));
  const slice = (word: Word, from = 0): Slice => sliceOfWord(line, word, from);
  const listed = lists?.flatMap((list) => list.words.map((word) => slice(word))) ?? [];
  if (first === undefined) {
    return [];
  }
  if (first.text.toLowerCase() === 'for' || first.text === 'select' || first.text === 'foreach') {
    const at = words.findIndex(({ text }) => /^in$/i.test(text));
    const name = words[at - 1]?.text;
    const values = lists === undefined ? words.slice(at + 1).map((word) => slice(word)) : listed;
    const isFile = dialect === 'cmd' && words.some(({ text }) => /^\/[fr]$/i.test(text));
    const items = dialect === 'cmd' ? values.flatMap(atCommas) : values;
    if (at < 0 && first.text === 'for' && words.length === 2 && words[1] !== undefined) {
      // `for NAME; do`: the arguments.
      return [{ name: words[1].text, values: [Slice.replaced('$@', slice(words[1]).span())], how: 'each' }];
    }
    return at < 0 || name === undefined ? [] : [{ name, values: isFile ? [undefined] : items, how: 'each' }];
  }
  if (dialect === 'powershell' && words[1]?.text === 'in' && first.text.startsWith('$')) {
    // `foreach ($NAME in …)`: the bracket ends the command before it.
    return [{ name: first.text.slice(1), values: [...words.slice(2).map((word) => slice(word)), ...listed], how: 'each' }];
  }
  if (dialect === 'powershell' && /^(?:%|foreach-object|foreach)$/i.test(first.text) && source !== undefined) {
    // Each line of what the command before the pipe writes. Of texts and variables that is known, without their methods.
    const isKnown = ({ text, unquoted }: Word): boolean => !/\.\w+$/.test(text) && (unquoted !== undefined || /^\$\w+$/.test(text));
    const items = listed.length > 0 ? listed : source.words.map((word) => (isKnown(word) ? slice(word) : undefined));
    return [{ name: '_', values: items, how: 'each' }];
  }
  if (dialect === 'powershell') {
    const at = words.findIndex(({ text }) => !/^\[[\w.]{1,50}(?:\[\])?\]$/.test(text));
    const name = /^(?:\[[\w.]{1,50}(?:\[\])?\])?\$(?:\w{1,20}:)?(\w{1,1000})$/.exec(words[at]?.text ?? '')?.[1];
    const operator = words[at + 1]?.text;
    if (name === undefined || (operator !== '=' && operator !== '+=')) {
      return [];
    }
    const own = words.slice(at + 2).filter(({ text }) => text !== '@');
    const [start, end] = [own[0]?.start, own.at(-1)?.end];
    const sum = start === undefined || end === undefined ? undefined : powershellTexts(line.sub(start, end), 0);
    const values = [...own.map((word) => slice(word)), ...listed];
    const how = operator === '=' ? 'replace' : 'add';
    // Without quotes it is a command, and the value is its output.
    const isKnown = sum !== undefined || own.every(({ unquoted }) => unquoted !== undefined);
    return [{ name, values: isKnown ? [Slice.join(withBlanks(sum?.texts ?? values))] : [undefined], how }];
  }
  if (dialect === 'cmd') {
    const word = first.text.toLowerCase().replace(/^@/, '') === 'set' ? words[words.indexOf(first) + 1] : undefined;
    const equals = word?.text.indexOf('=') ?? -1;
    const last = words.at(-1);
    const isQuoted = word?.unquoted !== undefined;
    return word === undefined || last === undefined || equals <= 0
      ? []
      : [
          {
            name: word.text.slice(0, equals),
            // Without quotes the value continues to the end of the line.
            values: [isQuoted || last === word ? slice(word, equals + 1) : line.sub(word.start + equals + 1, last.end)],
            how: 'replace',
          },
        ];
  }
  const found: Assignment[] = [];
  if (first.text === 'set' && /^(?:-\w+|[A-Za-z_]\w*)$/.test(words[1]?.text ?? '')) {
    // fish: `set -gx NAME value …`
    const [name, ...values] = words.slice(1).filter(({ text }) => !/^-/.test(text));
    return name === undefined || values.length === 0 ? [] : [{ name: name.text, values: values.map((word) => slice(word)), how: 'each' }];
  }
  for (const word of words.slice(words.indexOf(first))) {
    const match = /^([A-Za-z_]\w{0,1000})(\+?)=/.exec(word.text.slice(0, 1_003));
    if (match === null) {
      if (DECLARING.has(word.text) || word.text.startsWith('-')) {
        continue;
      }
      break;
    }
    const [written, name = '', plus] = match;
    const list = lists?.find(({ target }) => target === word.text);
    const values = list === undefined ? [slice(word, written.length)] : list.words.map((item) => slice(item));
    const isRun = values.length === 1 && /`|\$\(/.test(values[0]?.text ?? '');
    found.push({ name, values: isRun ? [undefined] : [joined(values)], how: plus === '' ? 'replace' : 'add' });
  }
  return found;
}

function joined(values: readonly Slice[]): Slice | undefined {
  return values.length === 1 ? values[0] : Slice.join(withBlanks(values));
}

function withBlanks(values: readonly Slice[]): readonly Slice[] {
  return values.flatMap((value, i) =>
    i === 0 ? [value] : [Slice.replaced(' ', { start: value.span().start, end: value.span().start }), value],
  );
}

function atCommas(value: Slice): readonly Slice[] {
  return [...value.text.matchAll(/[^,]+/g)].map(({ 0: text, index }) => value.sub(index, index + text.length));
}
