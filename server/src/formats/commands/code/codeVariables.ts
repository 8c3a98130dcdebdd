import type { Slice } from '../../../packaging/slice';
import { currentBudget } from '../../manifest/readingBudget';
import type { CodeValue } from './codeValues';

/** Maximum number of values of one variable. */
const MAX_VALUES = 200;
/** What a variable costs each time that it is used: by its characters, and how many of them a value and an item count as. */
const PER_CHARACTER = 5;
const VALUE_COST = 10;

/** What a source assigns to its variables. A short source can use long values thousands of times, so their uses are limited. */
export class CodeVariables {
  readonly #variables = new Map<string, { readonly values: CodeValue[]; cost: number }>();
  readonly #budget = currentBudget();
  #cut: Slice | undefined;

  /** The first use of a variable that was too much. */
  get cut(): Slice | undefined {
    return this.#cut;
  }

  assign(name: string, value: CodeValue): void {
    const known = this.#variables.get(name) ?? { values: [], cost: 0 };
    // The texts of others are listed as not checked.
    if (known.values.length < MAX_VALUES) {
      known.values.push(value);
      known.cost += VALUE_COST + (value.text?.length ?? 0) + VALUE_COST * (value.items?.length ?? 0);
    }
    this.#variables.set(name, known);
  }

  /** The values of a variable, which are then known to be commands; or the value itself, if it is none. */
  valuesOf(value: CodeValue): readonly CodeValue[] {
    const known = value.name === undefined ? undefined : this.#variables.get(value.name);
    if (known === undefined) {
      return [value];
    }
    if (!this.#budget.allowsPython(PER_CHARACTER * known.cost)) {
      this.#cut ??= value.words()[0]?.unquoted;
      return [value];
    }
    for (const one of known.values) {
      one.take();
    }
    return known.values;
  }
}
