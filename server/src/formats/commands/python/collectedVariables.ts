import type { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken } from '../../syntax/python/tokens';
import type { PythonValue } from '../../syntax/python/values';
import { PythonScope } from './pythonScope';

/** Maximum number of values of one variable. The others count as one that is not known. */
const MAX_VALUES = 200;

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
