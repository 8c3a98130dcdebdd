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

/** A text with a blank before it, as an item that is added to a list. */
export function afterBlank(value: Slice | undefined): Slice | undefined {
  const start = value?.span().start ?? 0;
  return value && Slice.join([Slice.replaced(' ', { start, end: start }), value]);
}
