import * as l10n from '@vscode/l10n';
import type { ScanOutput } from './finding';

/** For people: a line a finding, `path:line:column`, then what it adds up to. */
export function textOutput(output: ScanOutput): string {
  return withSummary(
    output.findings.map(({ path, range: { start }, severity, rule, message }) =>
      printable(`${path}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} [${rule}]`),
    ),
    output,
  );
}

/** `lines`, one a finding, then what could not be checked and what it all adds up to. */
export function withSummary(lines: readonly string[], { files, requirements, findings, notChecked, asOf, offline }: ScanOutput): string {
  const all = [
    ...lines,
    ...notChecked.map(({ path, name, why }) =>
      printable(l10n.t('{0}: not checked: {1}', path, name === undefined ? why : `${name}: ${why}`)),
    ),
  ];
  if (all.length > 0) {
    all.push('');
  }
  all.push(
    [
      files === 0
        ? l10n.t('No dependency files found.')
        : l10n.t('Findings: {0}. Requirements: {1}. Files: {2}. Package list of {3}.', findings.length, requirements, files, asOf),
      ...(offline && files > 0 ? [l10n.t('No service was asked.')] : []),
      ...(notChecked.length === 0 ? [] : [l10n.t('Not checked: {0}.', notChecked.length)]),
    ].join(' '),
  );
  return `${all.join('\n')}\n`;
}

/**
 * Names, paths and messages come from files: no control sequence of theirs reaches the terminal, and none of them passes for a command
 * in the log of a GitHub workflow, which takes `::` at the start of a line and `##[` anywhere for one.
 */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|^:(?=:)|#(?=#\[)/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
