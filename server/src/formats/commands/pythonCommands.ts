import { addAll } from '../../packaging/lists';
import type { Slice } from '../../packaging/slice';
import { isName, isOperator, LiteralReader, type PythonValue } from '../syntax/pythonLiterals';
import { type PythonToken, tokenizePython } from '../syntax/pythonTokens';
import { CallReading, type PythonCommand } from './callReading';

/** Functions that run a command, by the last of their names: of os, subprocess, asyncio, IPython, invoke, fabric and nox. */
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
]);
/** Functions that take the arguments of a program, and that program. */
const TAKES_ARGUMENTS: Readonly<Record<string, string>> = { main: 'pip', pipmain: 'pip', pip_main: 'pip', _main: 'pip' };
/** How many values of one variable are told apart. */
const MAX_VALUES = 20;

/** The commands that the calls of a Python source run, as far as literals tell. */
export function pythonCommands(source: Slice): readonly PythonCommand[] {
  const tokens = tokenizePython(source.text);
  const literals = new LiteralReader(tokens);
  const variables = collectVariables(tokens, literals);
  const commands: PythonCommand[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name' || !isOperator(tokens[i + 1], '(') || isName(tokens[i - 1], 'def')) {
      continue;
    }
    const program = TAKES_ARGUMENTS[token.text];
    const isInstall =
      token.text === 'install' && isOperator(tokens[i - 1], '.') && (isName(tokens[i - 2], 'micropip') || isName(tokens[i - 2], 'piplite'));
    const isMagic = /^run_(?:line|cell)_magic$/.test(token.text);
    if (!RUNS.has(token.text) && !isMagic && !isInstall && (program === undefined || !isOfPip(token.text, tokens, i))) {
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
    } else {
      readCall(token.text, values, reading);
    }
    addAll(commands, reading.commands());
  }
  return commands;
}

/** The first argument is a text or a list of words; functions that take each word as an argument have several. */
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

/** `pip.main`, `pip._internal.main`, or a `main` that the file imports from pip. */
function isOfPip(name: string, tokens: readonly PythonToken[], at: number): boolean {
  if (name !== 'main' && name !== '_main') {
    return true;
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

/** What the assignments and loops of a file give its variables, whatever their scopes. */
export function collectVariables(tokens: readonly PythonToken[], literals: LiteralReader): ReadonlyMap<string, readonly PythonValue[]> {
  const variables = new Map<string, PythonValue[]>();
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    if (token.kind === 'name' && token.startsLine && (isOperator(next, '=') || isOperator(next, '+='))) {
      const values = variables.get(token.text) ?? [];
      if (values.length < MAX_VALUES) {
        values.push(literals.expressionAt(i + 2));
      }
      variables.set(token.text, values);
    } else if (isName(token, 'for') && next?.kind === 'name' && isName(tokens[i + 2], 'in')) {
      const value = literals.expressionAt(i + 3);
      const values = variables.get(next.text) ?? [];
      if (values.length < MAX_VALUES) {
        values.push(value);
      }
      variables.set(next.text, values);
    }
  });
  return variables;
}
