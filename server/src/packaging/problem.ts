import type { Span } from './span';

/** Something that the tool of the file would reject. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
  /** The text could not be read as its tool reads it. Nothing in the text can hide that. */
  readonly isUnread?: true;
}
