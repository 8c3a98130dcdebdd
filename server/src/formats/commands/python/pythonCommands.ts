import { addAll } from '../../../packaging/lists';
import type { Slice } from '../../../packaging/slice';
import { aliasesIn } from '../../syntax/python/aliases';
import { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken, tokenizePython } from '../../syntax/python/tokens';
import type { PythonEntry, PythonValue } from '../../syntax/python/values';
import { CallReading, type PythonCommand } from './callReading';
import { argumentsOfModules, commandsOutsideCalls } from './pythonGuesses';
import { PythonScope } from './pythonScope';

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
const STARTS = /^(exec|spawn|posix_spawn)([lv]?)p?e?$/;
/** Functions that accept the arguments of a program, and that program. */
const TAKES_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['main', 'pip'],
  ['pipmain', 'pip'],
  ['pip_main', 'pip'],
  ['_main', 'pip'],
]);
/** Programs that sh and plumbum make functions of: `sh.pip("install", NAME)`, `local["pip"]("install", NAME)`. */
const PROGRAMS: ReadonlySet<string> = new Set(['pip', 'pip3', 'uv', 'pipx', 'poetry', 'pdm', 'python', 'python3']);
/** Built-in functions that execute Python code from a string. */
const EXECUTES: ReadonlySet<string> = new Set(['exec', 'eval']);
/** Maximum number of values of one variable. The others count as one that is not known. */
const MAX_VALUES = 200;

/** The commands in the calls of a Python source, as far as they are literals. */
export function pythonCommands(source: Slice): readonly PythonCommand[] {
  const tokens = tokenizePython(source.text);
  const literals = new LiteralReader(tokens);
  const variables = collectVariables(tokens, literals);
  const aliases = new Map([...aliasesIn(tokens), ...assignedFunctions(tokens)]);
  const importsFromPip = tokens.some((token, i) => isName(token, 'pip') && isName(tokens[i - 1], 'from'));
  const commands: PythonCommand[] = [];
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
    if (EXECUTES.has(name) && !isOperator(tokens[i - 1], '.')) {
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
    const values = valuesOf(literals.argumentsAt(opening), variables);
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
    } else {
      readCall(name, values, reading);
    }
    addAll(commands, reading.commands());
  }
  addAll(commands, argumentsOfModules(source, tokens, literals, variables));
  addAll(commands, commandsOutsideCalls(source, tokens, literals, variables));
  if (variables.cutAt !== undefined) {
    commands.push({ cut: source.sub(variables.cutAt.start, variables.cutAt.end), words: [], unknown: [] });
  }
  return commands;
}

/** The function that is called at a token, and where its arguments begin: `NAME(`, `getattr(MODULE, "NAME")(`, `local["NAME"](`. */
function calledAt(
  tokens: readonly PythonToken[],
  literals: LiteralReader,
  at: number,
  aliases: ReadonlyMap<string, string>,
): { readonly name: string; readonly opening: number } | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.kind === 'string') {
    const isKey = isOperator(tokens[at - 1], '[') && isOperator(next, ']') && isOperator(tokens[at + 2], '(');
    return isKey && PROGRAMS.has(token.value?.text ?? '') ? { name: token.value?.text ?? '', opening: at + 2 } : undefined;
  }
  if (token?.kind !== 'name' || next?.startsLine !== false || isName(tokens[at - 1], 'def')) {
    return undefined;
  }
  const name = (isOperator(tokens[at - 1], '.') ? undefined : aliases.get(token.text)) ?? token.text;
  if (isOperator(next, '[') && PROGRAMS.has(name)) {
    return { name, opening: at + 1 };
  }
  if (!isOperator(next, '(')) {
    return undefined;
  }
  const opening = literals.behind(at + 1);
  const attribute = tokens[at + 4];
  if (name === 'getattr' && isOperator(tokens[opening], '(') && attribute?.kind === 'string') {
    return { name: attribute.value?.text ?? '', opening };
  }
  return { name, opening: at + 1 };
}

/** What a function is called with that gets passed to another one: `submit(os.system, "…")`, `Thread(target=os.system, args=("…",))`, `partial(run, […])`. */
function argumentsAfter(
  tokens: readonly PythonToken[],
  literals: LiteralReader,
  at: number,
  opening: number | undefined,
  aliases: ReadonlyMap<string, string>,
): { readonly name: string; readonly values: readonly PythonValue[] } | undefined {
  const text = textOf(tokens[at]);
  const name = (isOperator(tokens[at - 1], '.') ? undefined : aliases.get(text)) ?? text;
  if (!RUNS.has(name) || opening === undefined || !isOperator(tokens[opening], '(') || !isOperator(tokens[at + 1], ',')) {
    return undefined;
  }
  const { end } = (tokens[at] as PythonToken).span;
  const rest = literals.argumentsAt(opening).filter(({ value }) => value.span.start >= end);
  const isArguments = rest.find(({ key }) => key === 'args')?.value;
  return {
    name,
    values:
      isArguments?.kind === 'list'
        ? isArguments.items.map(({ value }) => value)
        : rest.filter(({ key }) => key === undefined).map(({ value }) => value),
  };
}

/** `x = os.system`, `x = partial(subprocess.run, …)`: the function that `x` is. */
function assignedFunctions(tokens: readonly PythonToken[]): ReadonlyMap<string, string> {
  const functions = new Map<string, string>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name' || !token.startsLine || !isOperator(tokens[i + 1], '=')) {
      continue;
    }
    let at = endOfPath(tokens, i + 2);
    if (isName(tokens[at], 'partial') && isOperator(tokens[at + 1], '(')) {
      at = endOfPath(tokens, at + 2);
    } else if (tokens[at + 1]?.startsLine === false) {
      continue;
    }
    const name = textOf(tokens[at]);
    if (RUNS.has(name)) {
      functions.set(token.text, name);
    }
  }
  return functions;
}

/** The last name of `a.b.c` at a token. */
function endOfPath(tokens: readonly PythonToken[], start: number): number {
  let at = start;
  while (isOperator(tokens[at + 1], '.') && tokens[at + 2]?.kind === 'name') {
    at += 2;
  }
  return at;
}

/** The values that can be a command. Those in a dict that is passed with `**` are among them. */
function valuesOf(entries: readonly PythonEntry[], variables: PythonScope): readonly PythonValue[] {
  return entries.flatMap(({ key, value }): readonly PythonValue[] => {
    const known = value.kind === 'name' && key === undefined ? variables.valuesOf(value.name)?.[0] : value;
    if (known?.kind === 'dict' && key === undefined) {
      const own = known === value || variables.allows(known, value.span) ? known.entries : [];
      return own.flatMap((entry) => (isCommandKey(entry.key) && entry.key !== undefined ? [entry.value] : []));
    }
    return isCommandKey(key) ? [value] : [];
  });
}

function isCommandKey(key: string | undefined): boolean {
  return key === undefined || key === 'args' || key === 'cmd' || key === 'command';
}

function textOf(token: PythonToken | undefined): string {
  return token?.kind === 'name' ? token.text : '';
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
function isOfPip(name: string, tokens: readonly PythonToken[], at: number, importsFromPip: boolean): boolean {
  if ((name !== 'main' && name !== '_main') || isOfEasyInstall(tokens, at)) {
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
  return importsFromPip && isOperator(tokens[at + 2], '[') && tokens[at + 3]?.kind === 'string';
}

/** `easy_install.main(["NAME"])` */
function isOfEasyInstall(tokens: readonly PythonToken[], at: number): boolean {
  return isOperator(tokens[at - 1], '.') && isName(tokens[at - 2], 'easy_install');
}

/** What the assignments, loops and methods of lists of a file give its variables, whatever their scopes. */
export function collectVariables(tokens: readonly PythonToken[], literals: LiteralReader): PythonScope {
  const variables = new Map<string, PythonValue[]>();
  const add = (name: string, index: number, isItem = false): void => {
    const values = variables.get(name) ?? [];
    if (values.length < MAX_VALUES) {
      const value = literals.expressionAt(index);
      values.push(isItem ? { kind: 'list', items: [{ value }], span: value.span } : value);
    } else if (values.length === MAX_VALUES) {
      values.push({ kind: 'unknown', span: literals.expressionAt(index).span });
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
  return new PythonScope(variables);
}
