import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { formatList } from '../../server/src/protocol/language';
import type { ScanResult } from '../../server/src/protocol/messages';
import { plainText } from '../../server/src/protocol/plainText';
import type { Scans } from './scan';

/** Maximum number of names of malicious packages in the message. */
const MAX_NAMES = 3;

/**
 * Scans the workspace with the bundled data as soon as the server runs, and again when the folders change. A restarted server has forgotten its
 * findings, so it scans again. There is only a notification if a finding is an error.
 */
export class ScanOnOpen implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #scans: Scans;
  readonly #log: vscode.LogOutputChannel;
  readonly #listeners: vscode.Disposable;
  /** The errors that the user has seen: a restart does not repeat the message. */
  #told = '';

  constructor(client: LanguageClient, scans: Scans, log: vscode.LogOutputChannel) {
    this.#client = client;
    this.#scans = scans;
    this.#log = log;
    this.#listeners = vscode.Disposable.from(
      client.onDidChangeState(({ newState }) => {
        if (newState === State.Running) {
          this.#start();
        }
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#start()),
    );
  }

  dispose(): void {
    this.#listeners.dispose();
  }

  #start(): void {
    this.#scan().catch((error: Error) => this.#log.error(error));
  }

  async #scan(): Promise<void> {
    const isWanted = vscode.workspace.getConfiguration('lookalike').get('scanOnOpen', true);
    if (!isWanted || this.#client.state !== State.Running || !vscode.workspace.workspaceFolders?.length) {
      return;
    }
    const result = await this.#scans.runInBackground();
    const news = result && JSON.stringify([result.errors, result.malicious]);
    if (result !== undefined && news !== undefined && result.errors > 0 && news !== this.#told) {
      this.#told = news;
      await tell(result);
    }
  }
}

async function tell({ errors, malicious }: ScanResult): Promise<void> {
  const show = vscode.l10n.t('Show');
  const scanOnline = vscode.l10n.t('Scan Online');
  const names = malicious.slice(0, MAX_NAMES);
  const isPart = malicious.length > names.length;
  const list = formatList(names, isPart ? 'unit' : 'conjunction');
  const message =
    malicious.length === 0
      ? vscode.l10n.t({ message: 'Errors in the dependency files of this workspace: {0}.', args: [errors], comment: ['{0} is a count.'] })
      : isPart
        ? vscode.l10n.t({ message: 'Malicious packages in this workspace: {0} and others.', args: [list], comment: ['{0} is a list.'] })
        : vscode.l10n.t({ message: 'Malicious packages in this workspace: {0}.', args: [list], comment: ['{0} is a list.'] });
  // Without trust, and offline, no service is contacted.
  const canAsk = vscode.workspace.isTrusted && !vscode.workspace.getConfiguration('lookalike').get('offline', false);
  const answer = await vscode.window.showErrorMessage(plainText(message), show, ...(canAsk ? [scanOnline] : []));
  if (answer === show) {
    await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  } else if (answer === scanOnline) {
    await vscode.commands.executeCommand('lookalike.scanWorkspace');
  }
}
