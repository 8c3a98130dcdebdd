import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { UpdateEditRequest, type UpdateScope } from '../../server/src/protocol/updates';

/** The commands that update the whole active file, and the one that the server's code actions in lock files run. */
export function registerUpdates(client: LanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('lookalike.updateAll', (uri: unknown) => update(client, 'all', uri)),
    vscode.commands.registerCommand('lookalike.upgradeVulnerable', (uri: unknown) => update(client, 'vulnerable', uri)),
    vscode.commands.registerCommand('lookalike.copyCommand', async (text: unknown) => {
      if (typeof text === 'string') {
        await vscode.env.clipboard.writeText(text);
        vscode.window.setStatusBarMessage(
          vscode.l10n.t({ message: 'Copied: {0}', args: [text], comment: ['{0} is a command line.'] }),
          5_000,
        );
      }
    }),
  );
}

/**
 * `chosen`: the URI of the file with the menu, in the explorer or on a tab. Otherwise the active file. The server marks each change for confirmation:
 * VS Code shows them in its refactor preview, and undoes them as one.
 */
async function update(client: LanguageClient, scope: UpdateScope, chosen: unknown): Promise<void> {
  if (chosen instanceof vscode.Uri && chosen.toString() !== vscode.window.activeTextEditor?.document.uri.toString()) {
    // The preview shows the changes beside the file.
    await vscode.window.showTextDocument(chosen);
  }
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open a dependency file first.'));
    return;
  }
  await client.start();
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  const edit = await client.sendRequest(UpdateEditRequest, { uri, scope });
  if (edit === null) {
    const message =
      scope === 'all'
        ? vscode.l10n.t('No requirement in this file can be updated.')
        : vscode.l10n.t('No vulnerable requirement in this file can be upgraded.');
    await vscode.window.showInformationMessage(message);
    return;
  }
  await vscode.workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit), { isRefactoring: true });
}
