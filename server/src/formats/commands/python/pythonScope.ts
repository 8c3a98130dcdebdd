import type { Span } from '../../../packaging/span';
import { currentBudget } from '../../manifest/readingBudget';
import type { PythonValue } from '../../syntax/python/values';

/** What a use of a value costs. */
const PER_VALUE = 10;
const PER_CHARACTER = 5;

/** The values of the variables of a Python source. A short file can use long lists and texts thousands of times, so their uses are limited. */
export class PythonScope {
  readonly #values: ReadonlyMap<string, readonly PythonValue[]>;
  readonly #budget = currentBudget();
  #cutAt: Span | undefined;

  constructor(values: ReadonlyMap<string, readonly PythonValue[]>) {
    this.#values = values;
  }

  valuesOf(name: string): readonly PythonValue[] | undefined {
    return this.#values.get(name);
  }

  /** The first use of a variable that was not allowed. */
  get cutAt(): Span | undefined {
    return this.#cutAt;
  }

  /** Whether the value of a variable may be used once more. */
  allows(value: PythonValue, use: Span): boolean {
    const isAllowed = this.#budget.allowsPython(costOf(value));
    if (!isAllowed) {
      this.#cutAt ??= use;
    }
    return isAllowed;
  }
}

/** The items of a list are used, and count, one by one. */
function costOf(value: PythonValue): number {
  if (value.kind === 'string' || value.kind === 'template') {
    return PER_VALUE + PER_CHARACTER * value.value.length;
  }
  return PER_VALUE * (value.kind === 'dict' ? 1 + value.entries.length : 1);
}
