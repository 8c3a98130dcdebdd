import type { Slice } from '../../../packaging/slice';

/** Maximum number of values of one variable. */
export const MAX_VALUES = 50;
/** Maximum number of pieces of the texts that a variable may be as a whole. */
const MAX_PIECES = 100;

/** All possible values of a variable at some place. */
export interface Variable {
  readonly values: readonly Slice[];
  /** It may also have a value that the file does not contain. */
  readonly isOpen: boolean;
  /** If something was added to a value (`NAME+=more`, `NAME="$NAME more"`): what it may then be. */
  readonly wholes?: Wholes | undefined;
}

/** The texts that a variable may be as a whole, each in pieces. */
export interface Wholes {
  readonly texts: readonly (readonly Slice[])[];
  /** There are more than the limits allow. */
  readonly isCut: boolean;
}

export const NOTHING: Variable = { values: [], isOpen: false };

/** Adds a value. Undefined: not in the file. */
export function merge(before: Variable | undefined, value: Slice | undefined): Variable {
  const { values = [], isOpen = false, wholes } = before ?? {};
  if (value === undefined || values.length >= MAX_VALUES) {
    return { values, isOpen: true, wholes };
  }
  const { start, end } = value.span();
  const isKnown = values.some((known) => known.text === value.text && known.span().start === start && known.span().end === end);
  return { values: isKnown ? values : [...values, value], isOpen, wholes };
}

/**
 * The texts that a variable may be as a whole after an assignment. Undefined: each of its values is one.
 * @param parts what is before, between and after the uses of the variable in its own value. A text that is added to it is after such a use
 */
export function wholesAfter(before: Variable | undefined, value: Slice | undefined, parts: readonly Slice[]): Wholes | undefined {
  const isAdded = parts.length > 1;
  if (value === undefined || (!isAdded && before?.wholes === undefined)) {
    return before?.wholes;
  }
  const known = before?.wholes ?? { texts: before?.values.map((one) => [one]) ?? [], isCut: false };
  const bases = isAdded && known.texts.length === 0 ? [[]] : known.texts;
  const texts = isAdded ? bases.map((base) => parts.flatMap((part, i) => (i === 0 ? [part] : [...base, part]))) : [...bases, [value]];
  return limited({ texts, isCut: known.isCut });
}

/** As many of the texts as the limits allow. */
export function limited({ texts, isCut }: Wholes): Wholes {
  let pieces = 0;
  const kept = texts.filter((text) => {
    pieces += text.length + 1;
    return pieces <= MAX_PIECES;
  });
  return { texts: kept, isCut: isCut || kept.length < texts.length };
}
