import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { formatDate, formatNumber, formatSentences } from '../../server/src/protocol/language';
import { CheckPackageRequest, type NameReport, UpdateDataRequest } from '../../server/src/protocol/messages';
import { plainText } from '../../server/src/protocol/plainText';
import type { CrashWatch } from './crashes';
import { type Scans, withProgress } from './scan';

export function registerCommands(
  client: LanguageClient,
  scans: Scans,
  log: vscode.LogOutputChannel,
  crashes: CrashWatch,
  context: vscode.ExtensionContext,
): void {
  const register = (id: string, run: () => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  };
  register('lookalike.scanWorkspace', () => scanWorkspace(scans));
  register('lookalike.checkPackage', () => checkPackage(client));
  register('lookalike.updateData', () => updateData(client));
  register('lookalike.showOutput', () => log.show());
  register('lookalike.restartServer', () => {
    crashes.forget();
    return client.restart();
  });
}

async function scanWorkspace(scans: Scans): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('Open a folder to scan it.'));
    return;
  }
  const result = await scans.run();
  if (result === undefined) {
    return;
  }
  const showProblems = vscode.l10n.t('Show Problems');
  const showReport = vscode.l10n.t('Show Report');
  const hasNews = result.findings + result.notChecked + result.unreadable.length > 0;
  const buttons = [...(result.findings > 0 ? [showProblems] : []), ...(hasNews ? [showReport] : [])];
  const show = result.serious > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await show(result.summary, ...buttons);
  if (chosen === showProblems) {
    await vscode.commands.executeCommand('workbench.panel.markers.view.focus');
  } else if (chosen === showReport) {
    await vscode.commands.executeCommand('lookalike.showReport');
  }
}

async function checkPackage(client: LanguageClient): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Lookalike: Check a Package Name'),
    prompt: vscode.l10n.t('Package name as passed to pip'),
    value: selectedWord(),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Type a name.') : undefined),
  });
  if (name === undefined) {
    return;
  }
  await client.start();
  const result = await client.sendRequest(CheckPackageRequest, { name: name.trim() });
  const verdict = formatSentences([
    result.reason ?? vscode.l10n.t({ message: "No problem found with '{0}'.", args: [result.name], comment: ['{0} is a package name.'] }),
    ...(result.notChecked === undefined
      ? []
      : [vscode.l10n.t({ message: 'Not checked: {0}', args: [result.notChecked], comment: ['{0} is the reason'] })]),
    ...(result.offline && result.verdict === 'ok' ? [vscode.l10n.t('Lookalike is in offline mode. No online service was contacted.')] : []),
  ]);
  const copies = result.targets.map((target) =>
    vscode.l10n.t({ message: "Copy '{0}'", args: [target], comment: ['{0} is a package name.'] }),
  );
  const chosen = result.targets[copies.indexOf((await messageFor(result)(plainText(verdict), ...copies)) ?? '')];
  if (chosen !== undefined) {
    await vscode.env.clipboard.writeText(chosen);
  }
}

function messageFor({ severity }: NameReport): (message: string, ...buttons: string[]) => Thenable<string | undefined> {
  switch (severity) {
    case 'error':
      return vscode.window.showErrorMessage;
    case 'warning':
      return vscode.window.showWarningMessage;
    default:
      return vscode.window.showInformationMessage;
  }
}

/** The selected text, if it could be a name. */
function selectedWord(): string {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection) ?? '';
  return /^[A-Za-z0-9._-]{1,200}$/.test(text) ? text : '';
}

async function updateData(client: LanguageClient): Promise<void> {
  await client.start();
  try {
    const title = vscode.l10n.t('Lookalike: updating package data');
    const update = await withProgress({ client, title, location: vscode.ProgressLocation.Notification }, UpdateDataRequest, {});
    if (update === undefined) {
      return;
    }
    const { asOf, newProjects } = update;
    await vscode.window.showInformationMessage(
      vscode.l10n.t({
        message: 'Package data updated to {0}. New projects: {1}.',
        args: [formatDate(asOf), formatNumber(newProjects)],
        comment: ['{0} is a month, such as: Nov 2026. {1} is a count.'],
      }),
    );
  } catch (error) {
    const tryAgain = vscode.l10n.t('Try Again');
    const message = vscode.l10n.t({
      message: 'The package data could not be updated: {0}',
      args: [(error as Error).message],
      comment: ['{0} is a reason.'],
    });
    if ((await vscode.window.showErrorMessage(plainText(message), tryAgain)) === tryAgain) {
      await updateData(client);
    }
  }
}
