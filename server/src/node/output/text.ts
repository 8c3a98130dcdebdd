import * as l10n from '@vscode/l10n';
import type { ScanOutput } from './finding';

/** For people: a line a finding, `path:line:column`, then what it adds up to. */
export function textOutput({ files, requirements, findings, notChecked, asOf }: ScanOutput): string {
  const lines = findings.map(({ path, range: { start }, severity, rule, message }) =>
    printable(`${path}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} [${rule}]`),
  );
  lines.push(
    ...notChecked.map(({ path, name, why }) =>
      printable(l10n.t('{0}: not checked: {1}', path, name === undefined ? why : `${name}: ${why}`)),
    ),
  );
  if (lines.length > 0) {
    lines.push('');
  }
  if (files === 0) {
    lines.push(l10n.t('No dependency files found.'));
  } else {
    lines.push(l10n.t('{0} findings in {1} files with {2} requirements; package list of {3}.', findings.length, files, requirements, asOf));
  }
  return `${lines.join('\n')}\n`;
}

/** Names and messages come from files: no control sequence of theirs reaches the terminal. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
