import { addAll } from '../../packaging/lists';
import type { Slice } from '../../packaging/slice';
import { isName, isOperator, LiteralReader, type PythonValue } from '../syntax/pythonLiterals';
import { type PythonToken, tokenizePython } from '../syntax/pythonTokens';
import type { Word } from '../syntax/words';
import { isUnknownInstall, programOfExpansion } from './variablePrograms';

/** A command that a Python program runs, as a text for a shell or as its words. */
export interface PythonCommand {
  readonly script?: Slice;
  readonly words: readonly Word[];
  /** Its arguments that only running the program tells. */
  readonly unknown: readonly Slice[];
}

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
      reading.addWords({ kind: 'list', items: values.slice(0, 2).map((value) => ({ value })), span: token.span }, true);
    } else if (program !== undefined) {
      reading.addProgram(program, token);
      reading.addWords(values[0], false);
    } else {
      readCall(token.text, values, reading, token);
    }
    addAll(commands, reading.commands());
  }
  return commands;
}

/** The first argument is a text or a list of words; functions that take each word as an argument have several. */
function readCall(name: string, values: readonly PythonValue[], reading: CallReading, { span }: PythonToken): void {
  const [first] = values;
  if (first?.kind !== 'string' && first?.kind !== 'template') {
    reading.addWords(
      values.length > 1 && first?.kind !== 'list' ? { kind: 'list', items: values.map((value) => ({ value })), span } : first,
      false,
    );
  } else if (values.length > 1 && /^(?:create_subprocess_exec|run)$/.test(name)) {
    reading.addWords({ kind: 'list', items: values.map((value) => ({ value })), span }, false);
  } else {
    reading.addScript(first);
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

/** How many words a command may have, and how deep variables are followed. */
const MAX_WORDS = 5_000;
const MAX_DEPTH = 5;
/** Characters of an expression that may name a program. */
const MAX_PROGRAM = 200;

/** Collects the words of one call. */
class CallReading {
  readonly #source: Slice;
  readonly #variables: ReadonlyMap<string, readonly PythonValue[]>;
  readonly #words: Word[] = [];
  readonly #unknown: Slice[] = [];
  readonly #scripts: Slice[] = [];

  constructor(source: Slice, variables: ReadonlyMap<string, readonly PythonValue[]>) {
    this.#source = source;
    this.#variables = variables;
  }

  addProgram(name: string, { span }: PythonToken): void {
    this.#words.push({ text: name, start: span.start, end: span.start });
  }

  addScript(value: PythonValue): void {
    if (value.kind === 'string' || value.kind === 'template') {
      this.#scripts.push(value.value);
    }
  }

  /** @param splits whether a text holds several words */
  addWords(value: PythonValue | undefined, splits: boolean, depth = 0): void {
    if (value === undefined || this.#words.length >= MAX_WORDS) {
      return;
    }
    const { start, end } = value.span;
    switch (value.kind) {
      case 'string':
      case 'template': {
        const slice = value.value;
        const parts = splits
          ? [...slice.text.matchAll(/\S+/g)].map(({ 0: text, index }) => slice.sub(index, index + text.length))
          : [slice];
        for (const part of parts) {
          this.#words.push({ text: part.text, start, end, unquoted: part });
        }
        return;
      }
      case 'list':
        for (const { value: item } of value.items) {
          this.addWords(item, splits, depth + 1);
        }
        return;
      case 'name': {
        const values = depth > MAX_DEPTH ? undefined : this.#variables.get(value.name);
        if (values === undefined) {
          break;
        }
        for (const one of values) {
          if (depth === 0 && (one.kind === 'string' || one.kind === 'template')) {
            this.addScript(one);
          } else {
            this.addWords(one, splits, depth + 1);
          }
        }
        return;
      }
      default:
    }
    const slice = this.#source.sub(start, end);
    const program =
      this.#words.length === 0 ? programInExpression(this.#source.text.slice(start, Math.min(end, start + MAX_PROGRAM))) : undefined;
    if (program !== undefined) {
      this.#words.push({ text: program, start, end });
    } else {
      this.#unknown.push(slice);
    }
  }

  commands(): readonly PythonCommand[] {
    const scripts = this.#scripts.map((script) => ({ script, words: [], unknown: [] }));
    return this.#words.length === 0 ? scripts : [...scripts, { words: this.#words, unknown: this.#unknown }];
  }
}

/** The program that an expression names by its own name, as a shell would have it: `sys.executable`, `pip_cmd`. Undefined: any. */
export function programInExpression(expression: string): string | undefined {
  if (/executable|python/i.test(expression.slice(0, MAX_PROGRAM))) {
    return '$PYTHON';
  }
  const variable = asVariable(expression);
  return variable !== undefined && programOfExpansion(variable) !== undefined ? variable : undefined;
}

/** `${tool}` for `tool` and `self.tool`. */
function asVariable(expression: string): string | undefined {
  return expression.length < MAX_PROGRAM && /^[\w.]+$/.test(expression)
    ? `\${${expression.slice(expression.lastIndexOf('.') + 1)}}`
    : undefined;
}

/** Whether a call installs something: `words` are the known ones, `unknown` the places of the others. */
export function isInstallCall(words: readonly Word[], unknown: readonly Slice[]): boolean {
  return isInstall(words) || isUnknownInstall(withUnknownProgram(words, unknown));
}

/** The words of a call with the variable before them, as a shell would have it. */
function withUnknownProgram(words: readonly Word[], [first]: readonly Slice[]): readonly Word[] {
  const [word] = words;
  if (word === undefined || first === undefined || first.span().end > word.start) {
    return [];
  }
  const variable = asVariable(first.text);
  return variable === undefined ? [] : [{ ...word, text: variable }, ...words];
}

/** Whether words, without the unknown ones, are an install command. */
function isInstall(words: readonly Word[]): boolean {
  return words.some(
    ({ text }, i) =>
      /^(?:pip[\d.]*|uv|poetry|pdm|pipx)$/.test(text) && words.slice(i + 1).some((word) => /^(?:install|add|sync)$/.test(word.text)),
  );
}
