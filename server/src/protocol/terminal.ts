import { ProtocolRequestType } from 'vscode-languageserver-protocol';
import type { RuleId, Severity } from '../configuration/ruleLevels';

export type Shell = 'posix' | 'powershell' | 'cmd';

/** A command line of a terminal, as the user typed it. */
export interface CommandParams {
  readonly commandLine: string;
  readonly shell: Shell;
  /** URI of the working directory. */
  readonly folder?: string | undefined;
}

/** A command that installs a malicious, look-alike or unknown name. */
export interface CommandWarning {
  /** The most severe finding; `name` is as written. */
  readonly name: string;
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** The number of other names of the command with findings. */
  readonly others: number;
  /** Whether trust may hide it. For known malware there is no such button. */
  readonly trustable: boolean;
  /** The project that was probably meant, and the command line that installs it. */
  readonly instead?: { readonly target: string; readonly commandLine: string };
}

/** Judges the names that a command line installs. Null: there are no findings, or it installs nothing. */
export const CheckCommandRequest = new ProtocolRequestType<CommandParams, CommandWarning | null, never, void, void>(
  'lookalike/checkCommand',
);
