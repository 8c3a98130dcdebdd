import path from 'node:path';
import * as vscode from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  State,
  TransportKind,
} from 'vscode-languageclient/node';
import { mayContain } from '../../server/src/protocol/fileKinds';
import { type InitializationOptions, TrustGrantedNotification, WorkNotification } from '../../server/src/protocol/messages';
import { SEAL_KEY_VARIABLE } from '../../server/src/protocol/seal';
import type { CrashWatch } from './crashes';
import { dependencyFiles, documentSelector, expandGlob, includedFiles, kinds } from './selector';
import { withUserSettings } from './userSettings';

export const selector = documentSelector();

/** Maximum number of restarts within three minutes. Each restart skips the texts on which the server crashed. */
const MAX_RESTARTS = 10;

/** `sealKey`, base64, is only given to the server (credentials.ts). `crashes` is notified of the server's work. */
export function createClient(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  sealKey: string,
  crashes: CrashWatch,
): LanguageClient {
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  const env = { [SEAL_KEY_VARIABLE]: sealKey };
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { env } },
    debug: { module, transport: TransportKind.ipc, options: { env, execArgv: ['--inspect=6011', '--enable-source-maps'] } },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [...selector, ...includedFiles()],
    outputChannel: log,
    markdown: { supportThemeIcons: true },
    // Errors are logged and shown in the status item. The panel never opens by itself.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      l10n: vscode.l10n.bundle,
      credentials: true,
      reportsWork: true,
      runsCommands: true,
      themeIcons: true,
      showsDependencies: true,
      previewFile: vscode.Uri.joinPath(context.extensionUri, 'package.json').toString(),
      leaveAlone: crashes.leftAlone,
    }),
    errorHandler: {
      error: (...error) => byDefault.error(...error),
      closed: () => {
        for (const uri of crashes.stopped()) {
          log.error(
            vscode.l10n.t({
              message: 'The server crashed on {0}. It skips this file until you edit it or restart the server.',
              args: [uri],
              comment: ['{0} is the address of a file.'],
            }),
          );
        }
        return byDefault.closed();
      },
    },
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers)
            ? answers.map((answer, i) => (params.items[i]?.section === 'lookalike' ? withUserSettings(answer) : answer))
            : answers;
        },
      },
    },
  };
  const client = new LanguageClient('lookalike', 'Lookalike', serverOptions, clientOptions);
  const byDefault = client.createDefaultErrorHandler(MAX_RESTARTS);
  context.subscriptions.push(
    client,
    client.onNotification(WorkNotification, (work) => crashes.worked(work)),
    vscode.workspace.onDidGrantWorkspaceTrust(async () => {
      if (client.state === State.Running) {
        await client.sendNotification(TrustGrantedNotification);
      }
    }),
  );
  return client;
}

/** Starts the server when it has something to do: a dependency file in the workspace, or one that is opened or saved later. */
export function startWhenNeeded(client: LanguageClient, log: vscode.LogOutputChannel, context: vscode.ExtensionContext): void {
  const start = (): void => {
    listeners.dispose();
    // A failure is in the log and in the status item. No one awaits this promise.
    client.start().catch(() => undefined);
  };
  const consider = (document: vscode.TextDocument): void => {
    if (isDependencyFile(document)) {
      start();
    }
  };
  const listeners = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(consider),
    vscode.workspace.onDidSaveTextDocument(consider),
    vscode.workspace.onDidSaveNotebookDocument((notebook) => {
      for (const cell of notebook.getCells()) {
        consider(cell.document);
      }
    }),
  );
  context.subscriptions.push(listeners);
  if (vscode.workspace.textDocuments.some(isDependencyFile)) {
    start();
    return;
  }
  const glob = `{${dependencyFiles().flatMap(expandGlob).join(',')}}`;
  const look = async (): Promise<void> => {
    const found = await vscode.workspace.findFiles(glob, undefined, 1);
    if (found.length > 0 && client.state === State.Stopped) {
      start();
    }
  };
  look().catch((error: Error) => log.error(error));
}

function isDependencyFile(document: vscode.TextDocument): boolean {
  const matches = (filter: vscode.DocumentFilter): boolean => vscode.languages.match(filter, document) > 0;
  if (vscode.languages.match(selector, document) === 0) {
    return false;
  }
  const kind =
    kinds.find(({ globs }) => globs.some((pattern) => matches({ pattern }))) ??
    kinds.find(({ languageIds }) => languageIds?.includes(document.languageId));
  return kind !== undefined && mayContain(kind, document.getText());
}
