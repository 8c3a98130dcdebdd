import type { Slice } from '../../packaging/slice';
import type { Word } from '../syntax/words';

/** A command that a program in a programming language runs, as a text for a shell or as its words, or code that it executes. */
export interface ProgramCommand {
  readonly script?: Slice;
  readonly code?: Slice;
  /** Instead of a command: from here on, variables have no values, because they are used too often. */
  readonly cut?: Slice;
  /** Instead of a command: a text that may be one. */
  readonly open?: Slice;
  /** Instead of a command: a file that the program writes, and its texts as far as they are known. */
  readonly written?: { readonly path: string; readonly texts: readonly Slice[] };
  readonly words: readonly Word[];
  /** What the command of the words gets as its input. */
  readonly input?: Slice | undefined;
  /** Its arguments that only running the program tells. */
  readonly unknown: readonly Slice[];
  /** No call of a known function runs it. Another command may have the same words. */
  readonly isGuess?: true;
}
