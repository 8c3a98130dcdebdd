import type { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';
import type { ShellDialect } from '../syntax/shell';
import type { Word } from '../syntax/words';

/** What a command does, as far as that can install something. */
export type Step =
  /** Runs a program that may install what its arguments name. */
  | { readonly kind: 'install'; readonly program: string; readonly words: readonly Word[] }
  /** Runs another command. */
  | { readonly kind: 'command'; readonly words: readonly Word[] }
  /** Runs a text; `word` is where it is among the words of the command. */
  | { readonly kind: 'script'; readonly script: Slice; readonly word?: Word; readonly dialect?: ShellDialect }
  | { readonly kind: 'python'; readonly script: Slice; readonly word?: Word }
  /** Installs what only running it tells. */
  | { readonly kind: 'unknown-packages'; readonly text: string; readonly span: Span }
  /** Which program installs something is not known. */
  | { readonly kind: 'unknown-program'; readonly text: string; readonly span: Span }
  /** A text that may be an install command. */
  | { readonly kind: 'unknown-script'; readonly text: string; readonly span: Span };
