import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type LanguageClient,
  LSPErrorCodes,
  type ProtocolRequestType,
  ResponseError,
  WorkDoneProgress,
  type WorkDoneProgressParams,
} from 'vscode-languageclient/node';
import type { NameReport } from '../../server/src/features/checkName';
import { CheckPackageRequest, type ScanResult, ScanWorkspaceRequest, UpdateDataRequest } from '../../server/src/protocol';
import { registerReport } from './report';
import { monthOf, type StatusSource } from './status';

type LongRequest<R> = ProtocolRequestType<WorkDoneProgressParams, R, never, void, void>;

export function registerCommands(
  client: LanguageClient,
  status: StatusSource,
  log: vscode.LogOutputChannel,
  context: vscode.ExtensionContext,
): void {
  const register = (id: string, run: () => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  };
  register('lookalike.scanWorkspace', () => scanWorkspace(client));
  register('lookalike.checkPackage', () => checkPackage(client));
  register('lookalike.updateData', () => updateData(client));
  register('lookalike.showOutput', () => log.show());
  register('lookalike.restartServer', () => client.restart());
  register('lookalike.showReport', registerReport(status, context));
}

async function scanWorkspace(client: LanguageClient): Promise<void> {
  if (vscode.workspace.workspaceFolders === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder first: there is no workspace to scan.'));
    return;
  }
  await client.start();
  const result = await withProgress(client, vscode.l10n.t('Lookalike: scanning dependency files'), ScanWorkspaceRequest);
  if (result === undefined || result.cancelled) {
    // The user knows, and the problems are those from before.
    return;
  }
  const showProblems = vscode.l10n.t('Show Problems');
  const buttons = result.findings > 0 ? [showProblems] : [];
  const show = result.serious > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  if ((await show(summaryOf(result), ...buttons)) === showProblems) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}

/** A request that takes its time, with what the server says of it meanwhile and a way to stop it: undefined then. */
function withProgress<R>(client: LanguageClient, title: string, request: LongRequest<R>): Thenable<R | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, cancellation) => {
      const workDoneToken = randomUUID();
      const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report') {
          progress.report({ message: value.message });
        }
      });
      try {
        return await client.sendRequest(request, { workDoneToken }, cancellation);
      } catch (error) {
        if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled) {
          return undefined;
        }
        throw error;
      } finally {
        listener.dispose();
      }
    },
  );
}

function summaryOf(result: ScanResult): string {
  const parts = [
    vscode.l10n.t('Lookalike scan: findings: {0}, requirements: {1}, files: {2}.', result.findings, result.requirements, result.files),
  ];
  if (result.notChecked > 0) {
    parts.push(vscode.l10n.t('Not checked: {0}.', result.notChecked));
  }
  if (result.unreadable.length > 0) {
    parts.push(vscode.l10n.t('Files and folders that could not be read: {0}.', result.unreadable.length));
  }
  return parts.join(' ');
}

async function checkPackage(client: LanguageClient): Promise<void> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Lookalike: Check a package name'),
    prompt: vscode.l10n.t('The name as you would give it to pip'),
    value: selectedWord(),
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Type a name.') : undefined),
  });
  if (name === undefined) {
    return;
  }
  await client.start();
  const result = await client.sendRequest(CheckPackageRequest, { name: name.trim() });
  const verdict = [
    result.reason ?? vscode.l10n.t("No problem found with '{0}'.", result.name),
    ...(result.offline && result.verdict === 'ok' ? [vscode.l10n.t('No service was asked: Lookalike is set to work offline.')] : []),
  ].join(' ');
  const copies = result.targets.map((target) => vscode.l10n.t("Copy '{0}'", target));
  const chosen = copies.indexOf((await messageFor(result)(verdict, ...copies)) ?? '');
  if (chosen >= 0) {
    await vscode.env.clipboard.writeText(result.targets[chosen]!);
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

/** What the user has selected in front of the eyes, where it could be a name. */
function selectedWord(): string {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection) ?? '';
  return /^[A-Za-z0-9._-]{1,200}$/.test(text) ? text : '';
}

async function updateData(client: LanguageClient): Promise<void> {
  await client.start();
  try {
    const update = await withProgress(client, vscode.l10n.t('Lookalike: updating the package data'), UpdateDataRequest);
    if (update === undefined) {
      return;
    }
    const { asOf, newProjects } = update;
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Lookalike: package list of {0}: {1} new projects.', monthOf(asOf), newProjects.toLocaleString(vscode.env.language)),
    );
  } catch (error) {
    const tryAgain = vscode.l10n.t('Try Again');
    const message = vscode.l10n.t('The package data could not be updated: {0}', (error as Error).message);
    if ((await vscode.window.showErrorMessage(message, tryAgain)) === tryAgain) {
      await updateData(client);
    }
  }
}
