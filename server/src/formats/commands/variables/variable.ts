import type { Slice } from '../../../packaging/slice';

/** Maximum number of values of one variable. */
export const MAX_VALUES = 50;

/** All possible values of a variable at some place. */
export interface Variable {
  readonly values: readonly Slice[];
  /** It may also have a value that the file does not contain. */
  readonly isOpen: boolean;
}

export const NOTHING: Variable = { values: [], isOpen: false };

/** Adds a value. Undefined: not in the file. */
export function merge(before: Variable | undefined, value: Slice | undefined): Variable {
  const values = before?.values ?? [];
  if (value === undefined || values.length >= MAX_VALUES) {
    return { values, isOpen: true };
  }
  const { start, end } = value.span();
  const isKnown = values.some((known) => known.text === value.text && known.span().start === start && known.span().end === end);
  return { values: isKnown ? values : [...values, value], isOpen: before?.isOpen ?? false };
}
