import type { ShellDialect } from '../../syntax/shell';

/** What the surrounding mappings tell about the place where a script runs. */
export interface Surroundings {
  /** As written. */
  readonly shell?: string | undefined;
  readonly folder?: string | undefined;
  /** The id of a step. */
  readonly step?: string | undefined;
  /** Whether the machine runs Windows. */
  readonly windows?: 'yes' | 'maybe' | undefined;
  /** The shell there, unless another one is named. Default: PowerShell. */
  readonly windowsShell?: 'cmd' | undefined;
}

/** The syntax of a script. */
export function dialectOf(script: string, { shell, windows, windowsShell }: Surroundings): ShellDialect | 'python' {
  if (shell?.includes('python')) {
    return 'python';
  }
  if (shell !== undefined) {
    return /^cmd\b/.test(shell) ? 'cmd' : /^(?:pwsh|powershell)\b/.test(shell) ? 'powershell' : 'posix';
  }
  const joins = (windowsShell === 'cmd' ? /[^^]\^[ \t]*\r?\n/ : /[^`]`[ \t]*\r?\n/).test(script);
  return windows === 'yes' || (windows === 'maybe' && joins) ? (windowsShell ?? 'powershell') : 'posix';
}
