import { addAll } from '../../../packaging/lists';
import type { Slice } from '../../../packaging/slice';
import type { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken } from '../../syntax/python/tokens';
import type { PythonValue } from '../../syntax/python/values';
import { isInstallText } from '../calls/installTexts';
import type { ProgramCommand } from '../programCommand';
import { isInstall } from '../programs/installSearch';
import { isSpeaker } from '../programs/programs';
import { CallReading } from './callReading';
import type { PythonScope } from './pythonScope';
import { textOf } from './runningFunctions';

// Commands in Python that no call of a known function shows.

/** Functions of runpy that run a module with the arguments in `sys.argv`. */
const RUNS_MODULES: ReadonlySet<string> = new Set(['run_module', '_run_module_as_main', 'run_path']);
const MODULE = /^(pip|uv|pipx|poetry|pdm|easy_install)(?:\.(?:__main__|__pip-runner__))?$/;

/** `sys.argv = ["pip", "install", NAME]` and `runpy.run_module("pip")`. */
export function argumentsOfModules(
  source: Slice,
  tokens: readonly PythonToken[],
  literals: LiteralReader,
  variables: PythonScope,
): readonly ProgramCommand[] {
  const at = tokens.findIndex((token, i) => token.kind === 'name' && RUNS_MODULES.has(token.text) && isOperator(tokens[i + 1], '('));
  const call = tokens[at];
  if (call === undefined) {
    return [];
  }
  const module = literals.argumentsAt(at + 1).find(({ key }) => key === undefined || key === 'mod_name')?.value;
  const program = module?.kind === 'string' ? MODULE.exec(module.value.text)?.[1] : undefined;
  if (program === undefined) {
    return [];
  }
  const reading = new CallReading(source, variables);
  reading.addProgram(program, call);
  let isKnown = false;
  for (const value of argvOf(tokens, literals)) {
    reading.addWords(value, false, 1);
    isKnown = true;
  }
  const commands = reading.commands();
  const hasUnknown = !isKnown || commands.some(({ unknown }) => unknown.length > 0);
  if (!hasUnknown) {
    return commands;
  }
  const unknown = isKnown ? [] : [source.sub(call.span.start, tokens[literals.behind(at + 1) - 1]?.span.end ?? call.span.end)];
  const verb = { text: 'install', start: call.span.start, end: call.span.start };
  return commands.map((command) => ({
    ...command,
    words: isInstall(command.words) ? command.words : [...command.words, verb],
    unknown: [...command.unknown, ...unknown],
  }));
}

/** What is assigned or added to `sys.argv`, without the name of the program. */
function argvOf(tokens: readonly PythonToken[], literals: LiteralReader): readonly PythonValue[] {
  const values: PythonValue[] = [];
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    if (i < end || !isName(token, 'argv') || !(token.startsLine || isName(tokens[i - 2], 'sys'))) {
      continue;
    }
    const next = tokens[i + 1];
    const behind = isOperator(next, '[') ? literals.behind(i + 1) : i + 1;
    const operator = tokens[behind];
    const method = tokens[i + 2];
    if (isOperator(operator, '=') || isOperator(operator, '+=')) {
      const value = literals.expressionAt(behind + 1);
      end = literals.behind(behind + 1);
      const isWhole = behind === i + 1 && isOperator(operator, '=');
      values.push(isWhole && value.kind === 'list' ? { ...value, items: value.items.slice(1) } : value);
    } else if (isOperator(next, '.') && (isName(method, 'extend') || isName(method, 'append')) && isOperator(tokens[i + 3], '(')) {
      values.push(literals.expressionAt(i + 4));
    }
  }
  return values;
}

/** The first word of a list that is a command. */
const PROGRAM = /^(?:pip[\d.]*|uv|uvx|pipx|poetry|pdm|pipenv|rye|conda|mamba|python[\d.]*)(?:\.exe)?$/;
/** Functions with texts for people or for comparisons. */
const SPEAKS =
  /(?:Error|Exception|Warning|Exit)$|^(?:assert.*|add_argument|add_parser|option|argument|Markdown|HTML|code|markdown|match|search|fullmatch|compile|sub|findall|replace|startswith|endswith|index|find|count|skip|skipif|importorskip|xfail|field|Field|input|secho|style|exit)$/;

interface Call {
  /** The last part of the name of the function. Empty: none. */
  readonly name: string;
  readonly isSpoken: boolean;
}

/**
 * Lists and texts that are install commands, wherever they are used: as arguments of functions that are not known, or in variables that are such arguments.
 * Not those that are only printed or raised.
 */
export function commandsOutsideCalls(
  source: Slice,
  tokens: readonly PythonToken[],
  literals: LiteralReader,
  variables: PythonScope,
): readonly ProgramCommand[] {
  const commands: ProgramCommand[] = [];
  const texts = new Map<string, Slice[]>();
  const used = new Set<string>();
  const calls: Call[] = [];
  const guessOf = (script: Slice): ProgramCommand => ({ script, words: [], unknown: [], isGuess: true });
  let end = 0;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const isItem = isOperator(before, '(') || isOperator(before, ',') || isOperator(before, '[');
    const isAssigned = isOperator(before, '=') && tokens[i - 2]?.kind === 'name';
    const around = calls.at(-1);
    if (token.kind === 'operator') {
      if (/^[([{]$/.test(token.text)) {
        const isCall = token.text === '(' && !token.startsLine && canBeCalled(before);
        calls.push(isCall ? { name: before.text, isSpoken: speaks(tokens, i - 1) } : (around ?? { name: '', isSpoken: false }));
        if (i >= end && calls.at(-1)?.isSpoken === false && token.text !== '{' && startsCommand(tokens, i + 1)) {
          const reading = new CallReading(source, variables);
          if (isCall) {
            reading.addEach(
              literals.argumentsAt(i).flatMap(({ key, value }) => (key === undefined ? [value] : [])),
              false,
            );
          } else {
            reading.addWords(literals.expressionAt(i), false);
          }
          addAll(
            commands,
            reading.commands().map((command) => ({ ...command, isGuess: true as const })),
          );
          end = literals.behind(i);
        }
      } else if (/^[)\]}]$/.test(token.text)) {
        calls.pop();
      }
    } else if (token.kind === 'name') {
      if (isItem && around?.name !== undefined && around.name !== '' && !around.isSpoken) {
        used.add(token.text);
      }
    } else if (token.kind === 'string') {
      const text = token.value ?? token.template;
      const variable = isAssigned ? tokens[i - 2] : undefined;
      const isOpen = isOperator(tokens[i + 1], '+');
      if (text === undefined || !(isItem || variable !== undefined) || !isInstallText(isOpen ? `${text.text}NAME` : text.text)) {
        continue;
      }
      const value = literals.expressionAt(i);
      const isText = value.kind === 'string' || value.kind === 'template';
      const script = value.kind === 'string' ? value.value : new CallReading(source, variables).filled(isText ? value.value : text);
      const isKey = variable?.kind === 'name' && /^(?:args|cmd|command)$/.test(variable.text);
      if (around !== undefined && around.name !== '' && !around.isSpoken && (isItem || isKey)) {
        commands.push(guessOf(script));
      } else if (variable?.kind === 'name' && variable.startsLine) {
        const known = texts.get(variable.text) ?? [];
        known.push(script);
        texts.set(variable.text, known);
      }
    }
  }
  for (const [name, scripts] of texts) {
    if (used.has(name)) {
      addAll(commands, scripts.map(guessOf));
    }
  }
  return commands;
}

/** A function, or what another call or an index gives: `getattr(MODULE, NAME)(`. */
function canBeCalled(token: PythonToken | undefined): token is PythonToken & { kind: 'name' | 'operator' } {
  return token?.kind === 'name' || isOperator(token, ')') || isOperator(token, ']');
}

function speaks(tokens: readonly PythonToken[], at: number): boolean {
  const token = tokens[at];
  const text = token?.kind === 'name' ? token.text : '';
  const isStream = text === 'write' && /^std(?:out|err)$/.test(textOf(tokens[at - 2]));
  return isStream || SPEAKS.test(text) || isName(tokens[at - 1], 'def') || isSpeaker(text.replaceAll('_', '-'));
}

/** Whether a list begins with a program that installs packages, or with Python. */
function startsCommand(tokens: readonly PythonToken[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'string'
    ? PROGRAM.test(token.value?.text.replace(/^.*[/\\]/s, '') ?? '') && isOperator(tokens[at + 1], ',')
    : isName(token, 'sys') && isName(tokens[at + 2], 'executable') && isOperator(tokens[at + 3], ',');
}
