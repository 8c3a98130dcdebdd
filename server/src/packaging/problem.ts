import type { Span } from './span';

/** Something that a file's own tool would refuse. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
}
