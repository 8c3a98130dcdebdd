import type { LiteralReader } from '../syntax/python/literals';
import { isName, isOperator, type PythonToken } from '../syntax/python/tokens';
import type { PythonValue } from '../syntax/python/values';

/** All values that are assigned or added to the variables of a Python source: the effective ones depend on the run. */
export class SetupVariables {
  readonly #tokens: readonly PythonToken[];
  readonly #literals: LiteralReader;
  readonly #values = new Map<string, PythonValue[]>();

  constructor(tokens: readonly PythonToken[], literals: LiteralReader) {
    this.#tokens = tokens;
    this.#literals = literals;
    this.#collect();
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** In the order of the source. */
  valuesOf(name: string): readonly PythonValue[] {
    return this.#values.get(name) ?? [];
  }

  /** `name = …`, `name: type = …`, `name += …`, `name.append(…)`, `name["key"] = …`, and the like. */
  #collect(): void {
    for (const [i, token] of this.#tokens.entries()) {
      if (!token.startsLine || token.kind !== 'name') {
        continue;
      }
      const next = this.#tokens[i + 1];
      const method = this.#tokens[i + 2];
      if (isOperator(next, '=') || isOperator(next, '+=')) {
        this.#assign(token.text, this.#literals.expressionAt(i + 2));
      } else if (isOperator(next, ':')) {
        const equals = this.#endOfAnnotation(i + 2);
        if (isOperator(this.#tokens[equals], '=')) {
          this.#assign(token.text, this.#literals.expressionAt(equals + 1));
        }
      } else if (isOperator(next, '.') && method !== undefined && isOperator(this.#tokens[i + 3], '(')) {
        this.#collectMethod(token.text, method, i + 3);
      } else if (isOperator(next, '[')) {
        this.#collectItem(token.text, i + 1);
      }
    }
  }

  /** `name["key"] = …`. `name[0] = …` and `name[:] = …` count as additions to a list. */
  #collectItem(name: string, bracket: number): void {
    const equals = this.#literals.behind(bracket);
    if (!isOperator(this.#tokens[equals], '=') && !isOperator(this.#tokens[equals], '+=')) {
      return;
    }
    const value = this.#literals.expressionAt(equals + 1);
    const key = equals === bracket + 3 ? this.#tokens[bracket + 1] : undefined;
    if (key?.kind === 'string' && key.value) {
      this.#assign(name, { kind: 'dict', entries: [{ key: key.value.text, value }], span: value.span });
    } else {
      this.#assign(name, { kind: 'list', items: [{ value }], span: value.span });
    }
  }

  #endOfAnnotation(at: number): number {
    let i = at;
    while (this.#tokens[i]?.startsLine === false && !isOperator(this.#tokens[i], '=')) {
      i = Math.max(i + 1, this.#literals.behind(i));
    }
    return i;
  }

  #collectMethod(name: string, method: PythonToken, call: number): void {
    if (isName(method, 'append')) {
      const value = this.#literals.expressionAt(call + 1);
      this.#assign(name, { kind: 'list', items: [{ value }], span: value.span });
    } else if (isName(method, 'insert') || isName(method, 'add')) {
      const value = this.#literals.argumentsAt(call).at(-1)?.value;
      if (value) {
        this.#assign(name, { kind: 'list', items: [{ value }], span: value.span });
      }
    } else if (isName(method, 'extend')) {
      this.#assign(name, this.#literals.expressionAt(call + 1));
    } else if (isName(method, 'update')) {
      const entries = this.#literals.argumentsAt(call);
      this.#assign(name, { kind: 'dict', entries, span: method.span });
    }
  }

  #assign(name: string, value: PythonValue): void {
    const values = this.#values.get(name);
    if (values) {
      values.push(value);
    } else {
      this.#values.set(name, [value]);
    }
  }
}
