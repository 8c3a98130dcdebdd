import * as l10n from '@vscode/l10n';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { shown } from '../packaging/printable';
import { isMalware } from '../rules/index';
import type { Finding } from '../rules/rule';
import { CLIENT_COMMANDS } from './commands';
import { toDiagnostic } from './diagnostics';

/** Actions of the client besides editing the file: showing the record, and setting another level for the rule. */
export function commandActions(analysis: Analysis, findings: readonly Finding[], rulesUri: string): CodeAction[] {
  return findings.flatMap((finding): CodeAction[] => {
    const { rule, records, source, requirement } = finding;
    const action = (title: string, command: string, argument: unknown): CodeAction => ({
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(analysis, finding, rulesUri)],
      command: { title, command, arguments: [argument] },
    });
    return [
      ...(records !== undefined && source?.url.startsWith('https:')
        ? [
            action(
              l10n.t({
                message: 'Open advisory ({0})',
                args: [shown(source.name)],
                comment: ['{0} is a database and the ID of an advisory, such as: OSV GHSA-abcd-1234-efgh.'],
              }),
              CLIENT_COMMANDS.openPage,
              source.url,
            ),
          ]
        : []),
      // Known malware cannot be trusted with one click: it takes a reason and a date, and stays a warning.
      ...(isMalware(finding)
        ? requirement !== undefined && analysis.configuration.honoursComments
          ? [
              action(
                l10n.t({
                  message: "Trust '{0}' with a reason and a date…",
                  args: [shown(requirement.name)],
                  comment: ['{0} is a package name.'],
                }),
                CLIENT_COMMANDS.trustMalicious,
                { of: { uri: analysis.document.uri, name: requirement.name } },
              ),
            ]
          : []
        : [
            action(
              l10n.t({ message: 'Change the level of this rule ({0})', args: [rule], comment: ['{0} is the ID of a rule.'] }),
              CLIENT_COMMANDS.changeLevel,
              rule,
            ),
          ]),
    ];
  });
}
