import type { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord, type Word } from '../../syntax/words';
import { outputOfSubstitution } from '../output/substitutions';
import { firstOfCommand } from '../programs/programs';
import type { Assignment } from './assignment';
import { afterBlank, joinedByBlanks } from './joined';

/** Builtins that assign all their arguments, with or without values. */
const DECLARING: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
/** Builtins that give values to variables that they name. */
const FILLING: ReadonlySet<string> = new Set(['read', 'mapfile', 'readarray', 'printf']);
/** An assignment to a variable, or to an item of an array. */
const ASSIGNS = /^([A-Za-z_]\w{0,1000})(\[[^\]]{0,100}\])?(\+?)=/;
const NAME = /^[A-Za-z_]\w{0,1000}$/;

/** A POSIX shell: `NAME=value`, `NAME=(a b)`, `export NAME=value`, `read NAME`, and fish's `set NAME value …`. */
export function assignmentsOfPosix(line: Slice, command: ShellCommand): readonly Assignment[] {
  const { words, lists } = command;
  const first = firstOfCommand(words);
  if (first === undefined) {
    return [];
  }
  const own = words.slice(words.indexOf(first));
  if (first.text === 'set' && /^(?:-\w+|[A-Za-z_]\w*)$/.test(own[1]?.text ?? '')) {
    // fish: `set -gx NAME value …`
    const [name, ...values] = own.slice(1).filter(({ text }) => !/^-/.test(text));
    return name === undefined || values.length === 0
      ? []
      : [{ name: name.text, values: values.map((word) => sliceOfWord(line, word)), how: 'each' }];
  }
  const filled = filledByBuiltin(line, command, own);
  if (filled !== undefined) {
    return filled;
  }
  const found: Assignment[] = [];
  for (const word of own) {
    const match = ASSIGNS.exec(word.text.slice(0, 1_105));
    if (match === null) {
      if (DECLARING.has(first.text) || /^(?:-.*|env|eval)$/.test(word.text)) {
        continue;
      }
      // `NAME=value COMMAND` sets it for the command only.
      return found.map((assignment) => ({ ...assignment, how: 'add' }));
    }
    const [written, name = '', item, plus] = match;
    const list = lists?.find(({ target }) => target === word.text);
    const values = list === undefined ? [sliceOfWord(line, word, written.length)] : list.words.map((one) => sliceOfWord(line, one));
    const [only] = values;
    const isRun = values.length === 1 && only !== undefined && /`|\$\(/.test(only.text);
    // `eval "A=1; …"` has more than a value.
    const isKnown = !isRun && (first.text !== 'eval' || values.every(({ text }) => !/[;&|$]/.test(text)));
    const how = plus === '' && (item === undefined || item === '[0]') ? 'replace' : 'append';
    const value = isKnown ? joinedByBlanks(values) : isRun ? printedBy(only) : undefined;
    found.push({ name, values: [how === 'append' && (item ?? list) !== undefined ? afterBlank(value) : value], how });
  }
  return found;
}

/** What a command prints as the value of a variable. Undefined: it is only known at run time, or in a file. */
function printedBy(substitution: Slice): Slice | undefined {
  const output = outputOfSubstitution(substitution);
  return output === undefined || output.files.length > 0 || output.texts.length === 0 ? undefined : joinedByBlanks(output.texts);
}

/** `read NAME …`, `mapfile NAME` and `printf -v NAME …`: only running them tells the values, except those of a text. */
function filledByBuiltin(line: Slice, { words, inputText }: ShellCommand, own: readonly Word[]): readonly Assignment[] | undefined {
  const [first] = own;
  if (first === undefined || !FILLING.has(first.text)) {
    return undefined;
  }
  const rest = own.slice(1);
  const names = rest.filter(({ text }) => NAME.test(text));
  const assign = (word: Word | undefined, value?: Slice): readonly Assignment[] =>
    word === undefined ? [] : [{ name: word.text, values: [value], how: 'replace' }];
  switch (first.text) {
    case 'read': {
      // The header of a loop has values of its own.
      const isLoop = words.slice(0, words.indexOf(first)).some(({ text }) => /^(?:while|until)$/.test(text));
      const value = names.length === 1 && inputText !== undefined ? sliceOfWord(line, inputText) : undefined;
      return isLoop ? [] : names.flatMap((name) => assign(name, value));
    }
    case 'mapfile':
    case 'readarray':
      return assign(names.at(-1));
    default: {
      const option = rest.findIndex(({ text }) => text === '-v');
      return option < 0 ? [] : assign(rest[option + 1]);
    }
  }
}
