import type { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken } from '../../syntax/python/tokens';
import type { PythonEntry, PythonValue } from '../../syntax/python/values';
import { programOf } from '../programs/programs';
import type { PythonScope } from './pythonScope';
import { PROGRAMS, RUNS, textOf } from './runningFunctions';

/** The function that is called at a token, and where its arguments begin: `NAME(`, `getattr(MODULE, "NAME")(`, `local["NAME"](`, `local["NAME"][`. */
export function calledAt(
  tokens: readonly PythonToken[],
  literals: LiteralReader,
  at: number,
  aliases: ReadonlyMap<string, string>,
): { readonly name: string; readonly opening: number } | undefined {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.kind === 'string') {
    const opening = openingAfterProgram(tokens, at);
    const name = programOf(token.value?.text);
    return opening !== undefined && PROGRAMS.has(name) ? { name, opening } : undefined;
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
  const attribute = tokens[opening - 2];
  if (name === 'getattr' && isOperator(tokens[opening], '(') && attribute?.kind === 'string') {
    return { name: attribute.value?.text ?? '', opening };
  }
  return { name, opening: at + 1 };
}

/** Where the arguments begin of a program that a text names: `local["pip"](`, `local["pip"][`, `Command("pip")(`. */
function openingAfterProgram(tokens: readonly PythonToken[], at: number): number | undefined {
  const isKey = isOperator(tokens[at - 1], '[') && isOperator(tokens[at + 1], ']');
  const isNamed = isOperator(tokens[at - 1], '(') && isOperator(tokens[at + 1], ')') && isName(tokens[at - 2], 'Command');
  const next = tokens[at + 2];
  return (isKey || isNamed) && (isOperator(next, '(') || isOperator(next, '[')) ? at + 2 : undefined;
}

/** What a function is called with that gets passed to another one: `submit(os.system, "…")`, `Thread(target=os.system, args=("…",))`, `partial(run, […])`. */
export function argumentsAfter(
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

/** The values that can be a command. Those in a dict that is passed with `**` are among them. */
export function valuesOf(entries: readonly PythonEntry[], variables: PythonScope): readonly PythonValue[] {
  return entries.flatMap(({ key, value }): readonly PythonValue[] => {
    const known = value.kind === 'name' && key === undefined ? (variables.valuesOf(value.name) ?? []) : [value];
    const dicts = key === undefined ? known.filter((one) => one.kind === 'dict') : [];
    if (dicts.length > 0) {
      const own = dicts.flatMap((dict) => (dict === value || variables.allows(dict, value.span) ? dict.entries : []));
      return own.flatMap((entry) => (isCommandKey(entry.key) && entry.key !== undefined ? [entry.value] : []));
    }
    return isCommandKey(key) ? [value] : [];
  });
}

function isCommandKey(key: string | undefined): boolean {
  return key === undefined || key === 'args' || key === 'cmd' || key === 'command';
}
