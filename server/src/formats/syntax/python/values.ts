import type { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';

/** The value of an expression, without running it. */
export type PythonValue =
  | { readonly kind: 'string'; readonly value: Slice; readonly span: Span }
  /** A string that is partly known only at run time: those parts are `{…}` and `%s`. */
  | { readonly kind: 'template'; readonly value: Slice; readonly span: Span }
  /** A list, tuple or set, a sum of lists, or the two sides of a conditional. All items count. */
  | { readonly kind: 'list'; readonly items: readonly PythonItem[]; readonly isConditional?: true; readonly span: Span }
  /** A dict, or the keyword arguments of a call. A `**name` has no key. */
  | { readonly kind: 'dict'; readonly entries: readonly PythonEntry[]; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  /** Parts of the text in a variable: `NAME.split(separator)`; without a separator its words or lines. */
  | { readonly kind: 'parts'; readonly name: string; readonly separator: PartSeparator; readonly span: Span }
  | { readonly kind: 'unknown'; readonly span: Span };

export interface PythonItem {
  readonly value: PythonValue;
  /** The commas around an item of a literal; absent for operands of `+`, and where no comma divides it from the next item. */
  readonly commas?: { readonly before?: Span | undefined; readonly after?: Span | undefined };
}

export interface PythonEntry {
  readonly key: string | undefined;
  readonly value: PythonValue;
}

/** The separator of a splitting method: a text, or a kind of white space. */
export type PartSeparator = string | 'any blanks' | 'line ends';
