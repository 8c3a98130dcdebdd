import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { IndexWaitingNotification } from '../../server/src/protocol/messages';
import { plainText } from '../../server/src/protocol/plainText';

const REFUSED = 'refusedIndexes';

/**
 * A workspace file names a package index that the user's own configuration does not. It is not contacted until the user allows it:
 * one question per host, and its answer is remembered.
 */
export function registerTrustIndex(client: LanguageClient, context: vscode.ExtensionContext): void {
  const asked = new Set(context.globalState.get<string[]>(REFUSED, []));
  context.subscriptions.push(
    client.onNotification(IndexWaitingNotification, async ({ origin, host }) => {
      if (asked.has(origin)) {
        return;
      }
      asked.add(origin);
      const allow = vscode.l10n.t('Allow');
      const never = vscode.l10n.t('Never');
      const answer = await vscode.window.showWarningMessage(
        plainText(
          vscode.l10n.t({
            message: 'This workspace uses the package index {0}. Allow Lookalike to contact it?',
            args: [host],
            comment: ['{0} is the name of a host, such as: pypi.org.'],
          }),
        ),
        allow,
        never,
      );
      if (answer === allow) {
        const configuration = vscode.workspace.getConfiguration('lookalike');
        const trusted = configuration.get<string[]>('trustedIndexes', []);
        await configuration.update('trustedIndexes', [...trusted, origin], vscode.ConfigurationTarget.Global);
      } else if (answer === never) {
        await context.globalState.update(REFUSED, [...context.globalState.get<string[]>(REFUSED, []), origin]);
      }
    }),
  );
}
