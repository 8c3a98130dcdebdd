import { Slice } from '../../../packaging/slice';

/** Texts as one, with a blank between them. */
export function joinedByBlanks(values: readonly Slice[]): Slice {
  return Slice.join(
    values.flatMap((value, i) => {
      const { start } = value.span();
      return i === 0 ? [value] : [Slice.replaced(' ', { start, end: start }), value];
    }),
  );
}
