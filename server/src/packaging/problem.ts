import type { Span } from './span';

/** Something that a file's own tool would refuse. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
  /** The text could not be read as its tool reads it: nothing that it writes can hide that. */
  readonly isUnread?: true;
}
