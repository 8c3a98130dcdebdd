import type { LiteralReader } from '../../syntax/python/literals';
import { isName, isOperator, type PythonToken } from '../../syntax/python/tokens';
import type { PythonValue } from '../../syntax/python/values';

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
      if (isOperator(next, '=') || isOperator(next, '+=')) {
        this.#assign(token.text, this.#literals.expressionAt(i + 2));
      } else if (isOperator(next, ':')) {
        const equals = this.#endOfAnnotation(i + 2);
        if (isOperator(this.#tokens[equals], '=')) {
          this.#assign(token.text, this.#literals.expressionAt(equals + 1));
        }
      } else if (isOperator(next, '.')) {
        this.#collectMethod(token.text, i + 2, (value) => value);
      } else if (isOperator(next, '[')) {
        this.#collectItem(token.text, i + 1);
      }
    }
  }

  /** `name["key"] = …` and `name["key"].append(…)`. `name[0] = …` and `name[:] = …` count as additions to a list. */
  #collectItem(name: string, bracket: number): void {
    const behind = this.#literals.behind(bracket);
    const key = behind === bracket + 3 ? this.#tokens[bracket + 1] : undefined;
    const asItem = (value: PythonValue): PythonValue =>
      key?.kind === 'string' && key.value
        ? { kind: 'dict', entries: [{ key: key.value.text, value }], span: value.span }
        : { kind: 'list', items: [{ value }], span: value.span };
    if (isOperator(this.#tokens[behind], '=') || isOperator(this.#tokens[behind], '+=')) {
      this.#assign(name, asItem(this.#literals.expressionAt(behind + 1)));
    } else if (isOperator(this.#tokens[behind], '.')) {
      this.#collectMethod(name, behind + 1, asItem);
    }
  }

  #endOfAnnotation(at: number): number {
    let i = at;
    while (this.#tokens[i]?.startsLine === false && !isOperator(this.#tokens[i], '=')) {
      i = Math.max(i + 1, this.#literals.behind(i));
    }
    return i;
  }

  /** @param placed what the variable has if a value is added to the object with the method */
  #collectMethod(name: string, at: number, placed: (value: PythonValue) => PythonValue): void {
    const method = this.#tokens[at];
    const call = at + 1;
    if (method === undefined || !isOperator(this.#tokens[call], '(')) {
      return;
    }
    const add = (value: PythonValue): void => this.#assign(name, placed(value));
    if (isName(method, 'append')) {
      const value = this.#literals.expressionAt(call + 1);
      add({ kind: 'list', items: [{ value }], span: value.span });
    } else if (isName(method, 'insert') || isName(method, 'add')) {
      const value = this.#literals.argumentsAt(call).at(-1)?.value;
      if (value) {
        add({ kind: 'list', items: [{ value }], span: value.span });
      }
    } else if (isName(method, 'extend')) {
      add(this.#literals.expressionAt(call + 1));
    } else if (isName(method, 'update')) {
      const entries = this.#literals.argumentsAt(call);
      add({ kind: 'dict', entries, span: method.span });
    } else if (isName(method, 'setdefault')) {
      this.#collectDefault(call, add);
    }
  }

  /** `name.setdefault("key", …)`, also with a method of the list after it. */
  #collectDefault(call: number, add: (value: PythonValue) => void): void {
    const [key, ...values] = this.#literals.argumentsAt(call).map((entry) => entry.value);
    const behind = this.#literals.behind(call);
    if (key === undefined) {
      return;
    }
    const hasMethod = isOperator(this.#tokens[behind], '.') && isOperator(this.#tokens[behind + 2], '(');
    const added = hasMethod ? this.#literals.argumentsAt(behind + 2).map((entry) => entry.value) : [];
    const items = [...values, ...added].map((value) => ({ value }));
    const list: PythonValue = { kind: 'list', items, span: key.span };
    add({ kind: 'dict', entries: [{ key: key.kind === 'string' ? key.value.text : '?', value: list }], span: key.span });
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
