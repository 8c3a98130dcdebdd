import type { Slice } from '../../../packaging/slice';
import { beginningOf } from '../../manifest/unchecked';
import type { ShellCommand } from '../../syntax/shell/command';
import { sliceOfWord, type Word } from '../../syntax/words';
import { codeHoldsInstall, holdsInstall } from '../calls/installTexts';
import { inputsOf } from '../output/output';
import { readFind, readParallel, readStartProcess, readXargs } from './argumentRunners';
import { readDecoded } from './decoded';
import { readFiltered } from './filtered';
import { readInput, readInputFile, readPythonCode } from './inputs';
import { InstallSearch, isInstall } from './installSearch';
import { languageOf, readInterpreter } from './interpreters';
import { isSubstitution, withoutEnvironment, withSubcommand } from './plainWords';
import {
  CARRIERS,
  dialectOf,
  EVALUATES,
  endOfRunner,
  installerOf,
  isInstaller,
  isSpeaker,
  PYTHON,
  programOf,
  RUNNERS,
  SHELL,
  startOfCarried,
  startOfModule,
  startOfProgram,
  TAKES_SCRIPTS,
} from './programs';
import type { Step } from './step';
import { unknownSubcommand } from './subcommands';
import { isUnknownInstall, isUnknownModule } from './variablePrograms';

/** Analyzes a command in the form of words. Its other parts, such as its input, are those of `command`. */
export function stepsOf(line: Slice, words: readonly Word[], command?: ShellCommand): readonly Step[] {
  const first = startOfProgram(words);
  const rest = withSubcommand(words.slice(first));
  const program = programOf(rest[0]?.text);
  let steps = readProgram(line, program, rest, command);
  if (steps.length === 0) {
    steps = findHidden(line, program, rest);
  }
  if (steps.length === 0) {
    steps = readInput(line, program, command);
  }
  const found = steps.length > 0 || !isUnknownInstall(rest) ? steps : [unknownProgram(line, rest)];
  return [...found, ...readDecoded(line, words, first)];
}

function unknownProgram(line: Slice, words: readonly Word[]): Step {
  const spans = words.map(({ start, end }) => line.span(start, end));
  const span = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
  return {
    kind: 'unknown-program',
    text: beginningOf(words.map((word) => (word.unquoted ? word.text : line.text.slice(word.start, word.end))).join(' ')),
    span,
  };
}

function readProgram(line: Slice, program: string, words: readonly Word[], command: ShellCommand | undefined): readonly Step[] {
  const [first] = words;
  if (first === undefined) {
    return [];
  }
  const installer = installerOf(program);
  const unknown = unknownSubcommand(line, installer, words.slice(1));
  if (unknown !== undefined) {
    return [{ kind: 'unknown-subcommand', word: unknown }];
  }
  switch (program) {
    case 'xargs':
      return readXargs(line, words, command);
    case 'parallel':
      return readParallel(line, words, command);
    case 'find':
      return readFind(words);
    case 'trap':
      return words[1] === undefined || words[1].text.startsWith('-')
        ? []
        : [{ kind: 'script', script: sliceOfWord(line, words[1]), word: words[1] }];
    case 'cmd': {
      const option = words.findIndex(({ text }) => /^\/[ckr]$/i.test(text));
      return option < 0
        ? inputsOf(line, command).map((script): Step => ({ kind: 'script', script, dialect: 'cmd' }))
        : [{ kind: 'command', words: words.slice(option + 1), input: command }];
    }
    case 'mise': {
      const dashes = words.findIndex(({ text }) => text === '--');
      const ran: readonly Step[] = dashes < 0 ? [] : [{ kind: 'command', words: words.slice(dashes + 1), input: command }];
      return [{ kind: 'install', program, words: words.slice(1) }, ...ran];
    }
    case 'start-process':
    case 'saps':
    case 'start':
    case 'new-scheduledtaskaction':
      return readStartProcess(line, words);
  }
  const file = readInputFile(line, program, words, command);
  if (RUNNERS.has(program) && (program === 'uv' || !isInstall(words))) {
    const run = words.findIndex(({ text }, i) => i > 0 && (text === 'run' || text === 'exec'));
    const rest = run < 0 ? [] : words.slice(endOfRunner(words, run));
    if (run > 0 && rest.length > 0) {
      // `uv run --with NAME pip install OTHER` names packages in both halves; `hatch run ENV:COMMAND` runs the command.
      const own: readonly Step[] = program === 'uv' ? [{ kind: 'install', program, words: words.slice(1) }] : [];
      return [...own, ...file, { kind: 'command', words: program === 'hatch' ? withoutEnvironment(rest) : rest, input: command }];
    }
  }
  if (file.length > 0) {
    return program === 'uv' ? [{ kind: 'install', program, words: words.slice(1) }, ...file] : file;
  }
  if (CARRIERS.has(program)) {
    const start = startOfCarried(words);
    // An image may have the name of the program.
    const interpreter = start > 0 ? -1 : words.findLastIndex(({ text }, i) => i > 0 && languageOf(programOf(text)) !== undefined);
    return start > 0
      ? [{ kind: 'command', words: words.slice(start), input: command }]
      : readInterpreter(line, words.slice(interpreter), command);
  }
  const code = readInterpreter(line, words, command);
  if (code.length > 0) {
    return code;
  }
  const script = innerScript(program, words);
  if (script) {
    return [{ kind: 'script', script: sliceOfWord(line, script), word: script, dialect: dialectOf(program) }];
  }
  const isShell =
    SHELL.test(program) || IS_INPUT.test(first.text) || /^(?:ssh|source|pwsh|powershell)$/.test(program) || EVALUATES.test(program);
  const isPython = PYTHON.test(program) || /^[$%{`]/.test(program);
  if (isPython) {
    const module = startOfModule(words);
    if (module && isUnknownModule(words.slice(module.next - 1))) {
      return [unknownProgram(line, words)];
    }
    const subcommand = module && unknownSubcommand(line, module.program, words.slice(module.next));
    if (subcommand !== undefined) {
      return [{ kind: 'unknown-subcommand', word: subcommand }];
    }
    const last = module && words[module.next - 1];
    if (module && last) {
      const rest = words.slice(module.next);
      // `python -m coverage run -m pip install NAME`
      return isInstaller(module.program)
        ? [{ kind: 'install', program: module.program, words: rest }]
        : [{ kind: 'command', words: [{ ...last, text: module.program }, ...rest] }];
    }
    const code = words.findIndex(({ text }) => /^-[A-Za-z]*c$/.test(text));
    const source = code > 0 ? words[code + 1] : undefined;
    if (source !== undefined) {
      return [readPythonCode(program, sliceOfWord(line, source), source)];
    }
    // `python /usr/bin/pip install NAME`, `python get-pip.py NAME`
    const ofGetPip = getPipWords(words, command);
    if (ofGetPip !== undefined) {
      return [{ kind: 'install', program: 'pip', words: ofGetPip }];
    }
    const at = words.findIndex(({ text }, i) => i > 0 && !text.startsWith('-'));
    const file = words[at];
    const ran = programOf(file?.text).replace(/\.(?:pyz?|zip|whl)$/, '');
    if (file !== undefined && isInstall([{ ...file, text: ran }, ...words.slice(at + 1)])) {
      return [{ kind: 'install', program: installerOf(ran), words: words.slice(at + 1) }];
    }
  }
  if (isShell || isPython) {
    const readsInput = isShell && words.some(({ text }) => /^-[a-z]*s[a-z]*$/.test(text));
    const takesFile = words
      .slice(1)
      .some(
        ({ text }, i, all) => !text.startsWith('-') && !IS_INPUT.test(text) && all[i - 1]?.text !== '-o' && !TAKES_NO_FILE.test(program),
      );
    const inputs = takesFile && !readsInput && command?.input === undefined ? [] : inputsOf(line, command);
    if (inputs.length > 0) {
      return isShell
        ? inputs.map((script): Step => ({ kind: 'script', script, dialect: dialectOf(program) }))
        : inputs.map((script) => readPythonCode(program, script));
    }
    if (!takesFile) {
      return readFiltered(line, command);
    }
  }
  // `coverage run -m pip` has no words before the option.
  if (program === '-m') {
    return [{ kind: 'install', program: words[1]?.text ?? '', words: words.slice(2) }];
  }
  return isInstall(words) || installer === 'uvx' ? [{ kind: 'install', program: installer, words: words.slice(1) }] : [];
}

/** Shells that take no file with a script as an argument. */
const TAKES_NO_FILE = /^(?:ssh|su|runuser)$/;

/** The input as a file: `source /dev/stdin <<< TEXT`. */
const IS_INPUT = /^\/(?:dev\/(?:stdin|fd\/0)|proc\/self\/fd\/0)$/;

/** The words of `pip install` that get-pip.py has as its own: it is a file, the input of Python, or what `<(curl …)` writes. */
function getPipWords(words: readonly Word[], command: ShellCommand | undefined): readonly Word[] | undefined {
  const at = words.findIndex(({ text }, i) => i > 0 && (text === '-' || !text.startsWith('-')));
  const file = words[at];
  if (file === undefined) {
    return undefined;
  }
  const { text } = file;
  const isInput = text === '-' || text === '/dev/stdin';
  const from = isInput ? [...(command?.source?.words ?? []), command?.inputFile].map((word) => word?.text ?? '') : [text];
  return from.some((written) => GET_PIP.test(written)) ? [{ ...file, text: 'install' }, ...words.slice(at + 1)] : undefined;
}

const GET_PIP = /get-pip\.py(?:$|[?#)"'\s])/;

/** The text that a shell runs (`sh -c '…'`, `su ann -c '…'`), or the only word, if it has spaces: then `eval` was before it. */
function innerScript(program: string, words: readonly Word[]): Word | undefined {
  const [first, second] = words;
  if (words.length === 1 && first && /[ \t\n]/.test(first.text)) {
    return isSubstitution(first.text) || first.text.startsWith('<(') ? undefined : first;
  }
  if (EVALUATES.test(program)) {
    return second?.text.startsWith('-') ? words[2] : second;
  }
  const option = SHELL.test(program) ? /^-\w*c$/ : dialectOf(program) === 'powershell' ? /^-c(?:ommand)?$/i : undefined;
  const at = option === undefined ? -1 : words.findIndex((word) => option.test(word.text));
  // PowerShell reads the rest of the line as its script.
  return at < 0 || (!SHELL.test(program) && words.length > at + 2) ? undefined : words[at + 1];
}

/** Options with code as their value. */
const EVALUATING = /^--?(?:c|e|ex|x|r|cmd|eval|exec|execute|command|commands|run|script|code)$/;

/** An install command among the words of an unknown one, which may run it (`retry_twice pip install NAME`). */
function findHidden(line: Slice, program: string, words: readonly Word[]): readonly Step[] {
  if (isSpeaker(program)) {
    return [];
  }
  const steps: Step[] = [];
  const rest = words.slice(1);
  const search = new InstallSearch(rest);
  for (const [i, word] of rest.entries()) {
    if (search.isAt(i)) {
      return [...steps, { kind: 'command', words: rest.slice(i) }];
    }
    const start = /^(?:--?[\w-]{1,40}=)?/.exec(word.text)?.[0].length ?? 0;
    const isCode = EVALUATING.test(start > 0 ? word.text.slice(0, start - 1) : (words[i]?.text ?? ''));
    const holds = isCode ? codeHoldsInstall : holdsInstall;
    if (/\s/.test(word.text) && !isSubstitution(word.text) && holds(word.text.slice(start))) {
      const script = sliceOfWord(line, word, start);
      steps.push(
        TAKES_SCRIPTS.has(program)
          ? { kind: 'script', script, word }
          : { kind: 'unknown-script', text: beginningOf(script.text), span: script.span() },
      );
    }
  }
  return steps;
}
