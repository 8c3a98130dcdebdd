import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { RuleLevel, Severity } from '../configuration/ruleLevels';
import { notChecked } from '../rules/files/notChecked';
import type { Finding } from '../rules/rule';

/** On the first line of a document that Lookalike failed on. The rule cannot be turned off here: nothing else would report it. */
export function failureFinding(document: TextDocument, why: string, level: RuleLevel | undefined): Finding {
  const severity: Severity = level === undefined || level === 'off' ? 'warning' : level;
  const [firstLine = ''] = document.getText({ start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }).split(/[\r\n]/, 1);
  return {
    rule: notChecked.id,
    severity,
    span: { start: 0, end: firstLine.length },
    message: l10n.t({
      message: 'This file was not checked because Lookalike failed on it: {0}',
      args: [why],
      comment: ['{0} is a reason.'],
    }),
    targets: [],
    fixes: [],
  };
}
