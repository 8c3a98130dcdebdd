import type { Slice } from '../../../packaging/slice';
import { beginningOf } from '../../manifest/unchecked';
import type { ShellCommand } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';
import { codeHoldsInstall } from '../calls/installTexts';
import { inputsOf } from '../output/output';
import { languageOf } from './interpreters';
import { CARRIERS, isSpeaker, PYTHON, SHELL, TAKES_SCRIPTS } from './programs';
import type { Step } from './step';

// What programs do with the text that they get as their input: a here-document, `<<< TEXT`, or the output of `echo` and the like.

/** Programs that copy, change, count or show their input. */
const FILTER =
  /^(?:cat|head|tail|sort|uniq|tac|rev|tr|cut|nl|fold|fmt|column|paste|less|more|wc|pbcopy|xclip|xsel|wl-copy|clip|boxes|cowsay|figlet|lolcat|base64|gzip|xz|jq|yq|patch|mail|mailx|sendmail|wall|[a-z\d]*sum|out-[a-z]+|(?:set|add)-content|(?:foreach|where|select|measure)-[a-z]+|[%?])$/i;

/** `IPython` runs commands of a shell after these signs. */
const MAGIC = /^[ \t]*(?:!!?|%)(?!%)/gm;

/** Maximum number of filters between a text and the shell that runs it. */
const MAX_FILTERS = 10;

/** The input of a program that has no steps of its own: a script, if it runs those of its arguments, and else a text that it may run. */
export function readInput(line: Slice, program: string, command: ShellCommand | undefined): readonly Step[] {
  const inputs = inputsOf(line, command);
  const readsFiles = (): boolean => SHELL.test(program) || PYTHON.test(program) || languageOf(program) !== undefined;
  if (inputs.length === 0 || program === '' || readsFiles() || isSpeaker(program) || FILTER.test(program)) {
    return [];
  }
  return TAKES_SCRIPTS.has(program) && !CARRIERS.has(program)
    ? inputs.map((script): Step => ({ kind: 'script', script }))
    : inputs.filter(({ text }) => codeHoldsInstall(text)).map(mayBeRun);
}

/** What a shell may run if filters change the text before it: `echo TEXT | sed … | sh`. */
export function readFiltered(line: Slice, command: ShellCommand | undefined): readonly Step[] {
  let source = command?.source;
  for (let i = 0; source !== undefined && i < MAX_FILTERS; i++) {
    const texts = inputsOf(line, source).filter(({ text }) => codeHoldsInstall(text));
    if (texts.length > 0) {
      return texts.map(mayBeRun);
    }
    source = source.source;
  }
  return [];
}

/** The Dockerfile that `docker build -` gets, and the script of `uv run -`. */
export function readFile(line: Slice, program: string, words: readonly Word[], command: ShellCommand | undefined): readonly Step[] {
  if (program !== 'uv' && !CARRIERS.has(program)) {
    return [];
  }
  const [subcommand, path] = program === 'uv' ? ['run', 'script.py'] : ['build', 'Dockerfile'];
  const isInput = words.some(({ text }) => /^(?:-|-f-|--file=-|\/dev\/stdin)$/.test(text));
  return isInput && words.some(({ text }) => text === subcommand)
    ? inputsOf(line, command).map((text): Step => ({ kind: 'file', path, text }))
    : [];
}

/** Python code; for IPython, also the commands after `!` and `%`. */
export function readPythonCode(program: string, script: Slice, word?: Word): readonly Step[] {
  const python: Step = { kind: 'python', script, ...(word !== undefined && { word }) };
  if (!program.startsWith('i')) {
    return [python];
  }
  const magic = [...script.text.matchAll(MAGIC)].map(({ 0: sign, index }): Step => {
    const end = script.text.indexOf('\n', index);
    return { kind: 'script', script: script.sub(index + sign.length, end < 0 ? script.length : end), ...(word !== undefined && { word }) };
  });
  return [...magic, python];
}

function mayBeRun(text: Slice): Step {
  return { kind: 'unknown-script', text: beginningOf(text.text.trim()), span: text.span() };
}
