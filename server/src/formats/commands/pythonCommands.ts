import { addAll } from '../../packaging/lists';
import type { Slice } from '../../packaging/slice';
import { aliasesIn, isName, isOperator, LiteralReader, type PythonValue } from '../syntax/pythonLiterals';
import { type PythonToken, tokenizePython } from '../syntax/pythonTokens';
import { CallReading, type PythonCommand } from './callReading';

/** Functions that run a command, by the last part of their names: of os, subprocess, asyncio, IPython, invoke, fabric and nox. */
const RUNS: ReadonlySet<string> = new Set([
  'system',
  'popen',
  'Popen',
  'run',
  'call',
  'check_call',
  'check_output',
  'getoutput',
  'getstatusoutput',
  'create_subprocess_shell',
  'create_subprocess_exec',
  'sudo',
  'local',
  'shell',
  'cmd',
  'sh',
  'spawn',
]);
/** Functions of os that become or start a program: a mode, the file of the program, and its words, as a list or each by itself. */
const STARTS = /^(exec|spawn)([lv])p?e?$/;
/** Functions that accept the arguments of a program, and that program. */
const TAKES_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['main', 'pip'],
  ['pipmain', 'pip'],
  ['pip_main', 'pip'],
  ['_main', 'pip'],
]);
/** Built-in functions that execute Python code from a string. */
const EXECUTES: ReadonlySet<string> = new Set(['exec', 'eval']);
/** Maximum number of values of one variable. */
const MAX_VALUES = 20;

/** The commands in the calls of a Python source, as far as they are literals. */
export function pythonCommands(source: Slice): readonly PythonCommand[] {
  const tokens = tokenizePython(source.text);
  const literals = new LiteralReader(tokens);
  const variables = collectVariables(tokens, literals);
  const aliases = aliasesIn(tokens);
  const commands: PythonCommand[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name' || !isOperator(tokens[i + 1], '(') || isName(tokens[i - 1], 'def')) {
      continue;
    }
    const name = (isOperator(tokens[i - 1], '.') ? undefined : aliases.get(token.text)) ?? token.text;
    const program = TAKES_ARGUMENTS.get(name);
    const start = STARTS.exec(name);
    const isInstall =
      token.text === 'install' && isOperator(tokens[i - 1], '.') && (isName(tokens[i - 2], 'micropip') || isName(tokens[i - 2], 'piplite'));
    const isMagic = /^run_(?:line|cell)_magic$/.test(token.text);
    if (EXECUTES.has(name) && !isOperator(tokens[i - 1], '.')) {
      const [code] = literals.argumentsAt(i + 1).map(({ value }) => value);
      if (code?.kind === 'string') {
        commands.push({ code: code.value, words: [], unknown: [] });
      }
      continue;
    }
    if (!RUNS.has(name) && start === null && !isMagic && !isInstall && (program === undefined || !isOfPip(name, tokens, i))) {
      continue;
    }
    const positional = literals.argumentsAt(i + 1).filter(({ key }) => key === undefined || key === 'args' || key === 'cmd');
    const values = positional.map(({ value }) => value);
    const reading = new CallReading(source, variables);
    if (isInstall) {
      reading.addProgram('pip', token);
      reading.addProgram('install', token);
      reading.addWords(values[0], false, 1);
    } else if (isMagic) {
      reading.addEach(values.slice(0, 2), true);
    } else if (program !== undefined) {
      reading.addProgram(program, token);
      reading.addWords(values[0], false);
    } else if (start !== null) {
      const words = values.slice(start[1] === 'exec' ? 1 : 2);
      reading.addEach(start[2] === 'v' ? words.slice(0, 1) : words, false);
    } else {
      readCall(name, values, reading);
    }
    addAll(commands, reading.commands());
  }
  return commands;
}

/** The first argument is a text or a list of words. Functions that accept each word as an argument have several. */
function readCall(name: string, values: readonly PythonValue[], reading: CallReading): void {
  const [first] = values;
  const isText = first?.kind === 'string' || first?.kind === 'template';
  const hasEach = isText ? /^(?:create_subprocess_exec|run)$/.test(name) : first?.kind !== 'list';
  if (values.length > 1 && hasEach) {
    reading.addEach(values, false);
  } else if (isText) {
    reading.addScript(first);
  } else {
    reading.addWords(first, false);
  }
}

/** `pip.main`, `pip._internal.main`, `import_module("pip").main`, or a `main` that the file imports from pip. */
function isOfPip(name: string, tokens: readonly PythonToken[], at: number): boolean {
  if (name !== 'main' && name !== '_main') {
    return true;
  }
  const [dot, closing, module, opening] = [1, 2, 3, 4].map((back) => tokens[at - back]);
  if (isOperator(dot, '.') && isOperator(closing, ')') && isOperator(opening, '(') && module?.kind === 'string') {
    return /^pip(?:\.|$)/.test(module.value?.text ?? '');
  }
  for (let i = at - 1; i >= 0 && at - i < 10; i--) {
    if (isName(tokens[i], 'pip')) {
      return true;
    }
    if (tokens[i]?.kind !== 'name' && !isOperator(tokens[i], '.')) {
      break;
    }
  }
  return (
    isOperator(tokens[at + 2], '[') &&
    tokens[at + 3]?.kind === 'string' &&
    tokens.some((token, i) => isName(token, 'pip') && isName(tokens[i - 1], 'from'))
  );
}

/** What the assignments, loops and methods of lists of a file give its variables, whatever their scopes. */
export function collectVariables(tokens: readonly PythonToken[], literals: LiteralReader): ReadonlyMap<string, readonly PythonValue[]> {
  const variables = new Map<string, PythonValue[]>();
  const add = (name: string, index: number, isItem = false): void => {
    const values = variables.get(name) ?? [];
    if (values.length < MAX_VALUES) {
      const value = literals.expressionAt(index);
      values.push(isItem ? { kind: 'list', items: [{ value }], span: value.span } : value);
    }
    variables.set(name, values);
  };
  for (const [i, token] of tokens.entries()) {
    const next = tokens[i + 1];
    if (token.kind !== 'name') {
      continue;
    }
    if (token.startsLine && (isOperator(next, '=') || isOperator(next, '+='))) {
      add(token.text, i + 2);
    } else if (token.startsLine && isOperator(next, '.') && isOperator(tokens[i + 3], '(')) {
      const method = tokens[i + 2];
      if (isName(method, 'append') || isName(method, 'extend')) {
        add(token.text, i + 4, isName(method, 'append'));
      }
    } else if (isName(token, 'for') && next?.kind === 'name' && isName(tokens[i + 2], 'in')) {
      add(next.text, i + 3);
    }
  }
  return variables;
}
