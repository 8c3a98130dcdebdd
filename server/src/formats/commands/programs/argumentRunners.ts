import type { Slice } from '../../../packaging/slice';
import type { ShellCommand } from '../../syntax/shell/command';
import { partOfWord, sliceOfWord, type Word } from '../../syntax/words';
import { inputsOf, outputOf } from '../output/output';
import { asArguments } from '../output/substitutions';
import { InstallSearch } from './installSearch';
import { programOf, SHELL } from './programs';
import type { Step } from './step';

// Programs that run a command with further arguments: from their input, from lists, or from files that they find.

/** The packages may come from the input of `xargs`. */
export function readXargs(line: Slice, words: readonly Word[], command: ShellCommand | undefined): readonly Step[] {
  const search = new InstallSearch(words);
  const at = words.findIndex((_, i) => i > 0 && (search.isAt(i) || SHELL.test(programOf(words[i]?.text))));
  if (at < 0) {
    return [];
  }
  const inner = words.slice(at);
  if (!search.isAt(at)) {
    return [{ kind: 'command', words: inner }];
  }
  const options = words.slice(1, at);
  const file = options.findIndex(({ text }) => /^(?:-a|--arg-file)$/.test(text));
  const named = file < 0 ? command?.inputFile : options[file + 1];
  const output =
    named === undefined
      ? command?.inputText === undefined && command?.input === undefined
        ? outputOf(line, command?.source)
        : { texts: inputsOf(line, command), files: [] }
      : { texts: [], files: [sliceOfWord(line, named)] };
  return fromInput(
    line,
    inner.filter(({ text }) => text !== '{}' && text !== '%'),
    output,
  );
}

/** A command that gets further arguments from texts or files. */
function fromInput(line: Slice, words: readonly Word[], output: ReturnType<typeof outputOf>): readonly Step[] {
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined) {
    return [];
  }
  const place = { start: last.end, end: last.end };
  if (output === undefined) {
    const text = words.map((word) => word.text).join(' ');
    return [
      { kind: 'command', words },
      { kind: 'unknown-packages', text, span: line.span(first.start, last.end) },
    ];
  }
  const more = asArguments(output, place);
  const takesFile = last.text === '-r' || last.text === '--requirement';
  return [{ kind: 'command', words: [...words, ...(takesFile ? more.slice(1) : more)] }];
}

/** `parallel COMMAND ::: ARGUMENT …`, where the command may be one text. */
export function readParallel(line: Slice, words: readonly Word[], command: ShellCommand | undefined): readonly Step[] {
  const colons = words.findIndex(({ text }) => /^:::+\+?$/.test(text));
  const mark = words[colons];
  const own = mark === undefined ? words : words.slice(0, colons);
  const script = own.find(({ text }, i) => i > 0 && /\s/.test(text));
  const search = new InstallSearch(own);
  const at = own.findIndex((_, i) => i > 0 && search.isAt(i));
  const tail = mark === undefined ? [] : words.slice(colons + 1).filter(({ text }) => !text.startsWith(':::'));
  if (at < 0) {
    const texts = script === undefined ? tail.filter(({ text }) => /\s/.test(text)) : [script];
    const read = texts.map((word): Step => ({ kind: 'script', script: sliceOfWord(line, word), word }));
    // In `pip install {}`, the packages come from the words after the colons.
    return script === undefined
      ? read
      : [...read, ...tail.map((word): Step => ({ kind: 'unknown-packages', text: word.text, span: sliceOfWord(line, word).span() }))];
  }
  const inner = own.slice(at).filter(({ text }) => !/^\{[^{}]{0,3}\}$/.test(text));
  if (mark === undefined) {
    return fromInput(line, inner, outputOf(line, command?.source));
  }
  const isFile = mark.text.startsWith('::::');
  return fromInput(line, inner, {
    texts: isFile ? [] : tail.map((word) => sliceOfWord(line, word)),
    files: isFile ? tail.map((word) => sliceOfWord(line, word)) : [],
  });
}

/** `find … -exec COMMAND {} \;`: the found files are not names of packages. */
export function readFind(words: readonly Word[]): readonly Step[] {
  const steps: Step[] = [];
  let end = 0;
  for (const [at, { text }] of words.entries()) {
    if (at >= end && /^-(?:exec|execdir|ok|okdir)$/.test(text)) {
      const mark = words.findIndex((word, i) => i > at && (word.text === ';' || word.text === '+'));
      end = mark < 0 ? words.length : mark;
      const inner = words.slice(at + 1, end);
      steps.push({ kind: 'command', words: inner.filter((word, i) => word.text !== '{}' || inner[i - 1]?.text.startsWith('-')) });
    }
  }
  return steps;
}

/** Options of `Start-Process` that have a value, besides the arguments; and those that have none. */
const VALUED = /^-(?:fi|wo|verb|win|redirect|cred|env)[a-z]*$/i;
const PLAIN = /^-(?:wait|nonewwindow|passthru|usenew[a-z]*|loaduser[a-z]*)$/i;

/** PowerShell's `Start-Process PROGRAM -ArgumentList "…", "…"`, with its options in any order, `New-ScheduledTaskAction`, and `start` of the command prompt. */
export function readStartProcess(line: Slice, words: readonly Word[]): readonly Step[] {
  const own = words.slice(1);
  const isOption = (word: Word | undefined, option: RegExp): boolean => word?.unquoted === undefined && option.test(word?.text ?? '');
  const file = own.findIndex((word) => isOption(word, /^-(?:fi|ex)[a-z]*$/i));
  const listed = own.findIndex((word) => isOption(word, /^-a(?:rg(?:s|ument(?:list)?)?)?$/i));
  // A comma continues the list of the arguments.
  const isListed = (word: Word, i: number): boolean =>
    listed >= 0 && (i === listed + 1 || line.text.slice(own[i - 1]?.end ?? word.start, word.start).includes(','));
  const free = own.flatMap((word, i) =>
    /^(?!-)[^"]*\S$/.test(word.text) && !isListed(word, i) && !isOption(own[i - 1], VALUED) ? [i] : [],
  );
  const at = file < 0 ? (free[0] ?? own.length) : file + 1;
  const program = own[at];
  if (program === undefined) {
    return [];
  }
  const arguments_: Word[] = [];
  for (const [i, word] of own.entries()) {
    const isRest = listed < 0 ? i > at : i > listed && i !== at;
    if (!isRest || word.text === '@' || isOption(word, PLAIN) || isOption(word, VALUED) || isOption(own[i - 1], VALUED)) {
      continue;
    }
    for (const { 0: text, index } of word.text.matchAll(/[^\s,]+/g)) {
      arguments_.push(partOfWord(line, word, index, index + text.length));
    }
  }
  return [{ kind: 'command', words: [program, ...arguments_] }];
}
