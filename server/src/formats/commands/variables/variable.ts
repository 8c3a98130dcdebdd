import type { Slice } from '../../../packaging/slice';

/** Maximum number of values of one variable. */
export const MAX_VALUES = 50;
/** Maximum number of pieces of the texts that a variable may be as a whole. */
const MAX_PIECES = 100;
/** Maximum number of different pieces of the texts that are not kept. With more, it is not known what they are. */
export const MAX_CUT = 500;

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
  /** If there are more than the limits allow: the pieces that the others are made of. */
  readonly cut?: ReadonlySet<string> | undefined;
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
  const known = before?.wholes ?? { texts: before?.values.map((one) => [one]) ?? [] };
  const bases = isAdded && known.texts.length === 0 ? [[]] : known.texts;
  const texts = isAdded ? bases.map((base) => parts.flatMap((part, i) => (i === 0 ? [part] : [...base, part]))) : [...bases, [value]];
  return limited({ texts, cut: known.cut && withPieces(known.cut, textsOf(isAdded ? parts : [value])) });
}

/** As many of the texts as the limits allow. */
export function limited({ texts, cut }: Wholes): Wholes {
  let pieces = 0;
  const kept = texts.filter((text) => {
    pieces += text.length + 1;
    return pieces <= MAX_PIECES;
  });
  return { texts: kept, cut: kept.length < texts.length ? withPieces(cut, textsOf(texts.slice(kept.length).flat())) : cut };
}

/** The pieces with more of them. */
export function withPieces(cut: ReadonlySet<string> | undefined, pieces: Iterable<string>): ReadonlySet<string> {
  const added = [...pieces].filter((piece) => cut?.has(piece) !== true);
  return cut !== undefined && (added.length === 0 || cut.size > MAX_CUT) ? cut : new Set([...(cut ?? []), ...added]);
}

function textsOf(pieces: readonly Slice[]): readonly string[] {
  return pieces.map(({ text }) => text);
}
