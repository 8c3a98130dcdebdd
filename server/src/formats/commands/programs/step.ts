import type { Slice } from '../../../packaging/slice';
import type { Span } from '../../../packaging/span';
import type { CodeLanguage } from '../../syntax/code/codeTokens';
import type { ShellCommand, ShellDialect } from '../../syntax/shell/command';
import type { Word } from '../../syntax/words';

/** The effect of a command, if it can install something. */
export type Step =
  /** Runs a program that may install the packages in its arguments. */
  | { readonly kind: 'install'; readonly program: string; readonly words: readonly Word[] }
  /** Runs another command, which gets the input of `input`. */
  | { readonly kind: 'command'; readonly words: readonly Word[]; readonly input?: ShellCommand | undefined }
  /** Runs a text. `word` is its position among the words of the command. */
  | { readonly kind: 'script'; readonly script: Slice; readonly word?: Word; readonly dialect?: ShellDialect | undefined }
  | { readonly kind: 'python'; readonly script: Slice; readonly word?: Word }
  | { readonly kind: 'code'; readonly language: CodeLanguage; readonly script: Slice; readonly word?: Word }
  /** Reads a text as a file of this name would be read. */
  | { readonly kind: 'file'; readonly path: string; readonly script: Slice; readonly word?: Word }
  /** Installs packages that are only known at run time. */
  | { readonly kind: 'unknown-packages'; readonly text: string; readonly span: Span }
  /** What an installer does with packages is unknown. */
  | { readonly kind: 'unknown-subcommand'; readonly word: Word }
  /** The installing program is unknown. */
  | { readonly kind: 'unknown-program'; readonly text: string; readonly span: Span }
  /** Only running a program tells what this is. */
  | { readonly kind: 'unknown-value'; readonly text: string; readonly span: Span }
  /** A text that may be an install command. */
  | { readonly kind: 'unknown-script'; readonly text: string; readonly span: Span };
