import { Slice } from '../../packaging/slice';
import { isOperator, type PythonToken } from '../syntax/python/tokens';
import { addIndexVariable, isIndexVariable, mayNameIndexes, type VariableTarget } from './indexVariables';

/**
 * Reads the environment variables that Python code sets for the commands that it runs: `env["NAME"] = "value"`, `{"NAME": "value"}`,
 * `setdefault("NAME", "value")`, `NAME="value"`.
 */
export function readPythonVariables(text: string, tokens: readonly PythonToken[], into: VariableTarget): void {
  if (!mayNameIndexes(text)) {
    return;
  }
  for (const [i, token] of tokens.entries()) {
    const name = token.kind === 'string' ? token.value : Slice.of(text, token.span.start, token.span.end);
    if (name === undefined || !isIndexVariable(name.text)) {
      continue;
    }
    const at = isOperator(tokens[i + 1], ']') ? i + 2 : i + 1;
    // A variable of the code with that name is only read in a list.
    const isSet = (token.kind === 'string' ? ['=', ':', ','] : ['=']).some((operator) => isOperator(tokens[at], operator));
    if (isSet) {
      const value = tokens[at + 1];
      addIndexVariable(name, value?.kind === 'string' ? value.value : undefined, into);
    }
  }
}
