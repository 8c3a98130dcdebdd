import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { type ReportFormat, ReportRequest } from '../../server/src/protocol/report';

const OPEN_COMMAND = 'lookalike.openFinding';

/** Formats with their file extensions. */
const FORMATS: readonly (readonly [format: ReportFormat, label: string, ending: string])[] = [
  ['html', 'HTML', 'html'],
  ['json', 'JSON', 'json'],
  ['sarif', 'SARIF 2.1.0', 'sarif'],
  ['csv', 'CSV', 'csv'],
  ['cyclonedx', 'CycloneDX 1.6', 'cdx.json'],
];

/** The report of everything known about open and scanned files: a page that runs no script and loads nothing, and files in other formats. */
export class Report implements vscode.Disposable {
  #panel: vscode.WebviewPanel | undefined;
  readonly #disposables: vscode.Disposable;

  readonly #client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;

  constructor(client: LanguageClient, changes: vscode.Event<void>, log: vscode.LogOutputChannel) {
    this.#client = client;
    this.#log = log;
    this.#disposables = vscode.Disposable.from(
      vscode.commands.registerCommand('lookalike.showReport', () => this.#show()),
      vscode.commands.registerCommand('lookalike.exportReport', () => this.#export()),
      changes(() => this.#refresh()),
    );
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#disposables.dispose();
  }

  async #show(): Promise<void> {
    if (this.#panel !== undefined) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel('lookalike.report', vscode.l10n.t('Lookalike Report'), vscode.ViewColumn.Active, {
      enableScripts: false,
      enableCommandUris: [OPEN_COMMAND],
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    panel.onDidChangeViewState(() => this.#refresh());
    this.#panel = panel;
    await this.#client.start();
    await this.#load(panel);
  }

  #refresh(): void {
    if (this.#panel?.visible && this.#client.state === State.Running) {
      this.#load(this.#panel).catch((error: Error) => this.#log.error(error));
    }
  }

  async #load(panel: vscode.WebviewPanel): Promise<void> {
    const html = await this.#request('html', OPEN_COMMAND);
    if (this.#panel === panel && panel.webview.html !== html) {
      panel.webview.html = html;
    }
  }

  #request(format: ReportFormat, openCommand?: string): Promise<string> {
    return this.#client.sendRequest(ReportRequest, { format, language: vscode.env.language, openCommand });
  }

  async #export(): Promise<void> {
    const picks = FORMATS.map(([format, label, ending]) => ({ label, description: `.${ending}`, format, ending }));
    const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Export the report as') });
    if (chosen === undefined) {
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const file = `lookalike-report.${chosen.ending}`;
    const target = await vscode.window.showSaveDialog({
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, file) }),
      filters: { [chosen.label]: [chosen.ending] },
    });
    if (target === undefined) {
      return;
    }
    await this.#client.start();
    await vscode.workspace.fs.writeFile(target, Buffer.from(await this.#request(chosen.format)));
    const open = vscode.l10n.t('Open');
    if ((await vscode.window.showInformationMessage(vscode.l10n.t('The report was saved.'), open)) === open) {
      await vscode.commands.executeCommand('vscode.open', target);
    }
  }
}
