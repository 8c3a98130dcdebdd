import { addAll } from '../../../packaging/lists';
import type { Slice } from '../../../packaging/slice';
import { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken, tokenizePython } from '../../syntax/python/tokens';
import type { PythonValue } from '../../syntax/python/values';
import type { ProgramCommand } from '../programCommand';
import { argumentsAfter, calledAt, valuesOf } from './calledFunctions';
import { CallReading } from './callReading';
import { collectVariables } from './collectedVariables';
import { decodedText } from './decodedTexts';
import { argumentsOfModules, commandsOutsideCalls } from './pythonGuesses';
import { EXECUTES, functionAliases, isOfEasyInstall, isOfPip, PROGRAMS, RUNS, STARTS, TAKES_ARGUMENTS, textOf } from './runningFunctions';
import { writtenFiles } from './writtenFiles';

/** The commands in the calls of a Python source, as far as they are literals. */
export function pythonCommands(source: Slice): readonly ProgramCommand[] {
  const tokens = tokenizePython(source.text);
  const literals = new LiteralReader(tokens);
  const variables = collectVariables(tokens, literals);
  const aliases = functionAliases(tokens);
  const importsFromPip = tokens.some((token, i) => isName(token, 'pip') && isName(tokens[i - 1], 'from'));
  const commands: ProgramCommand[] = [];
  /** The opening brackets around a token, and those that were read. */
  const open: number[] = [];
  const seen = new Set<number | undefined>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'operator') {
      if (/^[([{]$/.test(token.text)) {
        open.push(i);
      } else if (/^[)\]}]$/.test(token.text)) {
        open.pop();
      }
    }
    const called = calledAt(tokens, literals, i, aliases);
    if (called === undefined) {
      const opening = open.at(-1);
      const passed = token.kind === 'name' && !seen.has(opening) ? argumentsAfter(tokens, literals, i, opening, aliases) : undefined;
      if (passed !== undefined) {
        seen.add(opening);
        const reading = new CallReading(source, variables);
        readCall(passed.name, passed.values, reading);
        if (opening !== undefined && isName(tokens[opening - 1], 'partial')) {
          reading.addMore(tokens[opening - 1] as PythonToken);
        }
        addAll(commands, reading.commands());
      }
      continue;
    }
    const { name, opening } = called;
    const program = TAKES_ARGUMENTS.get(name);
    const start = STARTS.exec(name);
    const isInstall =
      token.kind === 'name' &&
      token.text === 'install' &&
      isOperator(tokens[i - 1], '.') &&
      /^(?:micropip|piplite|pip3?)$/.test(textOf(tokens[i - 2]));
    const isMagic = /^run_(?:line|cell)_magic$/.test(name);
    const executes = EXECUTES.has(name) && !isOperator(tokens[i - 1], '.');
    const decoded = executes || RUNS.has(name) ? decodedText(tokens, opening, literals.behind(opening)) : undefined;
    if (decoded !== undefined) {
      commands.push({ open: decoded, words: [], unknown: [] });
    }
    if (executes) {
      const [code] = literals.argumentsAt(opening).map(({ value }) => value);
      if (code?.kind === 'string') {
        commands.push({ code: code.value, words: [], unknown: [] });
      }
      continue;
    }
    const isProgram = PROGRAMS.has(name) && !isName(tokens[i - 2], 'session');
    const takesArguments = program !== undefined && isOfPip(name, tokens, i, importsFromPip);
    if (!RUNS.has(name) && start === null && !isMagic && !isInstall && !takesArguments && !isProgram) {
      continue;
    }
    const entries = literals.argumentsAt(opening);
    const values = valuesOf(entries, variables);
    const input = entries.find(({ key }) => key === 'input')?.value;
    const reading = new CallReading(source, variables);
    if (isInstall) {
      reading.addProgram('pip', token);
      reading.addProgram('install', token);
      reading.addWords(values[0], false, 1);
    } else if (isMagic) {
      reading.addEach(values.slice(0, 2), true);
    } else if (takesArguments) {
      reading.addProgram(isOfEasyInstall(tokens, i) ? 'easy_install' : program, token);
      reading.addWords(values[0], false);
    } else if (isProgram) {
      reading.addProgram(name, token);
      reading.addEach(values, false);
    } else if (start !== null) {
      const words = values.slice(start[1] === 'spawn' ? 2 : 1);
      reading.addEach(start[2] === 'l' ? words : words.slice(0, 1), false);
    } else if (input !== undefined) {
      reading.addEach(values, true);
      reading.addInput(input);
    } else {
      readCall(name, values, reading);
    }
    addAll(commands, reading.commands());
  }
  addAll(commands, argumentsOfModules(source, tokens, literals, variables));
  addAll(commands, commandsOutsideCalls(source, tokens, literals, variables));
  addAll(commands, writtenFiles(source, tokens, literals, variables));
  if (variables.cutAt !== undefined) {
    commands.push({ cut: source.sub(variables.cutAt.start, variables.cutAt.end), words: [], unknown: [] });
  }
  return commands;
}

/** The first argument is a text or a list of words. Functions that accept each word as an argument have several, others a program and a list of its arguments. */
function readCall(name: string, values: readonly PythonValue[], reading: CallReading): void {
  const [first, second] = values;
  const isText = first?.kind === 'string' || first?.kind === 'template';
  const hasArguments = /^(?:create_subprocess_exec|run)$/.test(name) || (second?.kind === 'list' && second.items.length > 0);
  const hasEach = isText ? hasArguments : first?.kind !== 'list';
  if (values.length > 1 && hasEach) {
    reading.addEach(values, false);
  } else if (isText) {
    reading.addScript(first);
  } else {
    reading.addWords(first, false);
  }
}
