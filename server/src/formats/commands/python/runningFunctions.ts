import { aliasesIn } from '../../syntax/python/aliases';
import { isName, isOperator, type PythonToken } from '../../syntax/python/tokens';

/** Functions that run a command, by the last part of their names: of os, subprocess, asyncio, IPython, invoke, fabric and nox. */
export const RUNS: ReadonlySet<string> = new Set([
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
export const STARTS = /^(?:(exec|spawn)([lv])p?e?|posix_spawnp?)$/;
/** Functions that accept the arguments of a program, and that program. */
export const TAKES_ARGUMENTS: ReadonlyMap<string, string> = new Map([
  ['main', 'pip'],
  ['pipmain', 'pip'],
  ['pip_main', 'pip'],
  ['_main', 'pip'],
]);
/** Programs that sh and plumbum make functions of: `sh.pip("install", NAME)`, `local["pip"]("install", NAME)`. */
export const PROGRAMS: ReadonlySet<string> = new Set(['pip', 'pip3', 'uv', 'pipx', 'poetry', 'pdm', 'python', 'python3']);
/** Built-in functions that execute Python code from a string. */
export const EXECUTES: ReadonlySet<string> = new Set(['exec', 'eval']);

/** The names that a file gives to functions: by imports, and by assignments. */
export function functionAliases(tokens: readonly PythonToken[]): ReadonlyMap<string, string> {
  return new Map([...aliasesIn(tokens), ...assignedFunctions(tokens, RUNS)]);
}

/** `x = os.system`, `x = partial(subprocess.run, …)`: which of some functions `x` is. */
export function assignedFunctions(tokens: readonly PythonToken[], known: { has(name: string): boolean }): ReadonlyMap<string, string> {
  const functions = new Map<string, string>();
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'name' || !token.startsLine || !isOperator(tokens[i + 1], '=')) {
      continue;
    }
    let at = endOfPath(tokens, i + 2);
    if (isName(tokens[at], 'partial') && isOperator(tokens[at + 1], '(')) {
      at = endOfPath(tokens, at + 2);
    } else if (tokens[at + 1]?.startsLine === false && !isName(tokens[at + 1], 'if')) {
      continue;
    }
    const name = textOf(tokens[at]);
    if (known.has(name)) {
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

/** `pip.main`, `pip._internal.main`, `import_module("pip").main`, `getattr(pip, "main")`, or a `main` that the file imports from pip. */
export function isOfPip(name: string, tokens: readonly PythonToken[], at: number, importsFromPip: boolean): boolean {
  if ((name !== 'main' && name !== '_main') || isOfEasyInstall(tokens, at)) {
    return true;
  }
  if (isName(tokens[at], 'getattr')) {
    return tokens.slice(at + 2, at + 7).some((token) => isName(token, 'pip') || isModuleOfPip(token));
  }
  const [dot, closing, module, opening] = [1, 2, 3, 4].map((back) => tokens[at - back]);
  if (isOperator(dot, '.') && isOperator(closing, ')') && isOperator(opening, '(') && module?.kind === 'string') {
    return isModuleOfPip(module);
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

/** The name of pip or of a module in it, as a text. */
function isModuleOfPip(token: PythonToken | undefined): boolean {
  return token?.kind === 'string' && /^pip(?:\.|$)/.test(token.value?.text ?? '');
}

/** `easy_install.main(["NAME"])` */
export function isOfEasyInstall(tokens: readonly PythonToken[], at: number): boolean {
  return isOperator(tokens[at - 1], '.') && isName(tokens[at - 2], 'easy_install');
}

/** The text of a name. Empty: the token is none. */
export function textOf(token: PythonToken | undefined): string {
  return token?.kind === 'name' ? token.text : '';
}
