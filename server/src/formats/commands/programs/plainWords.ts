import type { Slice } from '../../../packaging/slice';
import { partOfWord, sliceOfWord, splitWords, type Word } from '../../syntax/words';
import { isInstaller, PYTHON, programOf, SHELL } from './programs';
import { holdsPipInstall } from './variablePrograms';

// Commands in words that are written in other ways.

/** `$PIP_INSTALL NAME` is `$PIP_INSTALL install NAME`. */
export function withSubcommand(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  const word = (text: string): Word => ({ text, start: first?.start ?? 0, end: first?.end ?? 0 });
  return first !== undefined && holdsPipInstall(first.text) ? [word('pip'), word('install'), ...rest] : words;
}

/** `pip "install NAME"`, as `[Process]::Start("pip", "install NAME")` runs it: the arguments of a program as one text. */
export function withArguments(line: Slice, words: readonly Word[]): readonly Word[] {
  const [first, text, ...more] = words;
  if (first === undefined || text === undefined || more.length > 0 || !/\s/.test(text.text) || isSubstitution(text.text)) {
    return words;
  }
  const program = programOf(first.text);
  const hasOptions = /^[-/]/.test(text.text) && (PYTHON.test(program) || SHELL.test(program) || program === 'cmd');
  const inner = hasOptions || isInstaller(program) ? splitWords(sliceOfWord(line, text), 0) : undefined;
  const place = ({ start, end, ...word }: Word): Word =>
    word.unquoted === undefined ? partOfWord(line, text, start, end) : { ...word, start: text.start, end: text.end };
  return inner === undefined ? words : [first, ...inner.map(place)];
}

/** A type before a variable of PowerShell, or the variable with it. */
const RESULT = /^(?:\[[\w.[\]]{1,50}\])?(?:\$(?!env:)[\w:]{1,100})?$/i;

/** The command of PowerShell's `return pip install NAME` and `$NAME = pip install NAME`. */
export function withoutResult(words: readonly Word[]): readonly Word[] {
  if (/^return$/i.test(words[0]?.text ?? '')) {
    return words.slice(1);
  }
  const at = words.findIndex(({ text }) => !RESULT.test(text));
  const program = words[at + 1];
  return at > 0 && words[at]?.text === '=' && program?.unquoted === undefined && /^[a-z]/i.test(program?.text ?? '')
    ? words.slice(at + 1)
    : words;
}

/** `hatch run test:pip install NAME` */
export function withoutEnvironment(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  const colon = first?.text.indexOf(':') ?? -1;
  return first === undefined || colon < 0 ? words : [{ ...first, text: first.text.slice(colon + 1) }, ...rest];
}

/** `$(…)` or `` `…` `` as a whole. Its script is read by itself. */
export function isSubstitution(text: string): boolean {
  if (text.startsWith('`')) {
    return text.indexOf('`', 1) === text.length - 1;
  }
  let depth = 0;
  for (let i = 1; text.startsWith('$(') && i < text.length; i++) {
    depth += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0;
    if (depth === 0) {
      return i === text.length - 1;
    }
  }
  return false;
}
