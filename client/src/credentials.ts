import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { CredentialsChangedNotification, IndexCredentialsRequest, IndexOriginsRequest } from '../../server/src/protocol/messages';
import { seal } from '../../server/src/protocol/seal';

/** Origins with stored credentials. Not every version of VS Code can list its secret storage. */
const ORIGINS = 'indexesWithCredentials';

const secretKey = (origin: string): string => `index ${origin}`;

/**
 * User names and tokens for private indexes, in VS Code's secret storage. The server gets those of one origin before it contacts that origin, sealed
 * with `key`, because `lookalike.trace.server` writes every message into the log.
 */
export function registerCredentials(client: LanguageClient, key: Uint8Array, context: vscode.ExtensionContext): void {
  const { secrets, globalState } = context;
  const known = (): string[] => globalState.get<string[]>(ORIGINS, []);

  async function changed(origins: readonly string[]): Promise<void> {
    await globalState.update(ORIGINS, origins);
    if (client.state === State.Running) {
      await client.sendNotification(CredentialsChangedNotification);
    }
  }

  async function set(): Promise<void> {
    await client.start();
    const origins = await client.sendRequest(IndexOriginsRequest);
    if (origins.length === 0) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('No private package index is configured in pip, uv, Poetry, PDM, Pipenv or the Lookalike settings.'),
      );
      return;
    }
    const origin = await vscode.window.showQuickPick(origins, { title: vscode.l10n.t('Choose a package index') });
    const username =
      origin && (await vscode.window.showInputBox({ title: origin, prompt: vscode.l10n.t('User name'), ignoreFocusOut: true }));
    if (origin === undefined || !username) {
      return;
    }
    const password = await vscode.window.showInputBox({
      title: origin,
      prompt: vscode.l10n.t("Password or token. It is kept in VS Code's secret storage and sent only to this index."),
      password: true,
      ignoreFocusOut: true,
    });
    if (password) {
      await secrets.store(secretKey(origin), JSON.stringify({ username, password }));
      await changed([...new Set([...known(), origin])]);
    }
  }

  async function remove(): Promise<void> {
    const origin = await vscode.window.showQuickPick(known(), {
      title: vscode.l10n.t('Choose a package index to remove its credentials'),
      ...(known().length === 0 && { placeHolder: vscode.l10n.t('No credentials are stored.') }),
    });
    if (origin !== undefined) {
      await secrets.delete(secretKey(origin));
      await changed(known().filter((one) => one !== origin));
    }
  }

  context.subscriptions.push(
    vscode.commands.registerCommand('lookalike.setIndexCredentials', set),
    vscode.commands.registerCommand('lookalike.removeIndexCredentials', remove),
    client.onRequest(IndexCredentialsRequest, async ({ origin }) => {
      const stored = await secrets.get(secretKey(origin));
      return stored === undefined ? null : seal(stored, key);
    }),
  );
}
