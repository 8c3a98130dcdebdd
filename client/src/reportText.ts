import { escapeMarkdown } from '../../server/src/features/markdown';
import type { Status } from '../../server/src/protocol';

export interface ReportedFinding {
  /** Relative to the workspace. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
}

export type Translate = (message: string, ...args: (string | number)[]) => string;

/** One Markdown page with every finding, file by file. */
export function reportText(findings: readonly ReportedFinding[], status: Status | undefined, t: Translate): string {
  const lines = [`# ${t('Lookalike Report')}`, ''];
  if (status !== undefined) {
    if (status.asOf !== '') {
      lines.push(t('Package list of {0}.', escapeMarkdown(status.asOf)), '');
    }
    if (status.offline) {
      lines.push(t('Offline: no server was asked.'), '');
    }
    if (status.problem !== undefined) {
      lines.push(escapeMarkdown(status.problem), '');
    }
    if (status.notChecked > 0) {
      lines.push(t('Names of open files that could not be checked fully: {0}.', status.notChecked), '');
    }
  }
  if (findings.length === 0) {
    lines.push(t('No findings.'), '');
  }
  for (const path of [...new Set(findings.map((finding) => finding.path))].sort()) {
    lines.push(
      `## ${escapeMarkdown(path)}`,
      '',
      `| ${t('Line')} | ${t('Severity')} | ${t('Rule')} | ${t('Message')} |`,
      '| ---: | --- | --- | --- |',
    );
    for (const { line, severity, rule, message } of findings.filter((finding) => finding.path === path).sort((a, b) => a.line - b.line)) {
      lines.push(`| ${line} | ${escapeMarkdown(severity)} | ${escapeMarkdown(rule)} | ${escapeMarkdown(message)} |`);
    }
    lines.push('');
  }
  lines.push(t('Files that were never open are in this report after the command "Lookalike: Scan Workspace".'), '');
  return lines.join('\n');
}
