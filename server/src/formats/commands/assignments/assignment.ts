import type { Slice } from '../../../packaging/slice';

/** An assignment of a command. */
export interface Assignment {
  readonly name: string;
  /** Undefined in place of a value: the file does not tell it. */
  readonly values: readonly (Slice | undefined)[];
  /** `add`: the variable may also keep the value that it has. `append`: it is the end of the new value. `each`: one value after the other. */
  readonly how: 'replace' | 'add' | 'append' | 'each';
}
