import path from 'node:path';
import type { Range } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { RuleId, Severity } from '../../configuration/ruleLevels';
import { redactUrls } from '../../facts/safeUrl';
import { rangeOf } from '../../features/range';
import type { FileReport } from '../../features/workspaceScan';

/** One finding as the command line prints it (CONTRACT: `scan --format json`). */
export interface PrintedFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** Relative to the working directory, `/` separated. */
  readonly path: string;
  readonly range: Range;
  readonly name?: string;
  readonly targets: readonly string[];
}

export interface PrintedNotChecked {
  readonly path: string;
  readonly name?: string;
  readonly why: string;
}

/** What a scan found, in the order of the files. */
export interface ScanOutput {
  readonly version: string;
  /** Month of the bundled data. */
  readonly asOf: string;
  /** No service was asked. */
  readonly offline: boolean;
  readonly files: number;
  readonly requirements: number;
  readonly findings: readonly PrintedFinding[];
  readonly notChecked: readonly PrintedNotChecked[];
}

export function printedPath(uri: string, cwd: string): string {
  const file = URI.parse(uri).fsPath;
  const relative = path.relative(cwd, file);
  return (relative.startsWith('..') ? file : relative).split(path.sep).join('/');
}

export function printedFindings({ uri, analysis }: FileReport, cwd: string): PrintedFinding[] {
  if (analysis === undefined) {
    return [];
  }
  return analysis.findings.map(({ rule, severity, message, span, requirement, targets }) => ({
    rule,
    severity,
    message: redactUrls(message),
    path: printedPath(uri, cwd),
    range: rangeOf(analysis.document, span),
    ...(requirement === undefined ? {} : { name: requirement.name }),
    targets,
  }));
}
