import type { Slice } from '../../../packaging/slice';
import type { Word } from '../words';

/** The interpreter of the script: a POSIX shell, Windows' command prompt, or PowerShell. */
export type ShellDialect = 'posix' | 'cmd' | 'powershell';

/** A simple command as words, with their positions in the script; or a script of its own in `$(…)` or between backticks. */
export type ShellPart = ShellCommand | { readonly substitution: Slice };

export interface ShellCommand {
  readonly words: readonly Word[];
  /** The here-document that the command gets, the last of several. */
  input?: Slice;
  /** The text after `<<<`. */
  readonly inputText?: Word;
  /** The file after `<`. */
  readonly inputFile?: Word;
  /** The file after `>` or `>>`. */
  readonly outputFile?: Word;
  /** The command that it reads the output of, in a pipe. */
  readonly source?: ShellCommand;
  /** It is the end of a group, `( … )` or `{ …; }`: the commands in it. Its words are `}` or none, its redirections those of the group. */
  group?: readonly ShellCommand[] | undefined;
  /** Lists that it assigns to variables: `NAME=(a b)`, `$NAME = @("a", "b")`, `for %%N in (a b)`. */
  readonly lists?: readonly ShellList[];
  /** Its only word is the name of a function, and the body follows. */
  isFunction?: true;
  /**
   * What it assigns may not hold after it: it is in a subshell, a pipe or the background; in braces of PowerShell; in brackets of the command prompt.
   */
  isEnclosed?: true;
  /** It only runs after the result of another one: it is after `&&` or `||`. */
  readonly isAfterTest?: true;
}

export interface ShellList {
  /** As written before the list: `NAME=`, `NAME+=`. Empty: the words of the command have the name. */
  readonly target: string;
  readonly words: readonly Word[];
}
