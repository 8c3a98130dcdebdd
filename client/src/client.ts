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
import { formatOf, formatOfLanguage, formats } from '../../server/src/formats/index';
import { SEAL_KEY_VARIABLE } from '../../server/src/node/sealed';
import { type InitializationOptions, TrustGrantedNotification } from '../../server/src/protocol';
import { dependencyFiles, documentSelector, expandBraces, includedFiles } from './selector';

export const selector = documentSelector(formats);

/** `sealKey`, base64, is given to the server alone (credentials.ts). */
export function createClient(context: vscode.ExtensionContext, log: vscode.LogOutputChannel, sealKey: string): LanguageClient {
  const module = context.asAbsolutePath(path.join('dist', 'server.js'));
  const env = { [SEAL_KEY_VARIABLE]: sealKey };
  const serverOptions: ServerOptions = {
    run: { module, transport: TransportKind.ipc, options: { env } },
    debug: { module, transport: TransportKind.ipc, options: { env, execArgv: ['--inspect=6011', '--enable-source-maps'] } },
  };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [...selector, ...includedFiles()],
    outputChannel: log,
    // What goes wrong is written down and shown in the status item; the panel never opens by itself.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): InitializationOptions => ({
      trusted: vscode.workspace.isTrusted,
      l10n: vscode.l10n.bundle,
      credentials: true,
    }),
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          return Array.isArray(answers) && isUserOffline()
            ? answers.map((answer, i) => stayOffline(params.items[i]?.section, answer))
            : answers;
        },
      },
    },
  };
  const client = new LanguageClient('lookalike', 'Lookalike', serverOptions, clientOptions);
  context.subscriptions.push(
    client,
    vscode.workspace.onDidGrantWorkspaceTrust(async () => {
      if (client.state === State.Running) {
        await client.sendNotification(TrustGrantedNotification);
      }
    }),
  );
  return client;
}

/** Who wants no server to be asked has said so for every workspace: none can take it back. */
function isUserOffline(): boolean {
  return vscode.workspace.getConfiguration('lookalike').inspect<boolean>('offline')?.globalValue === true;
}

function stayOffline(section: string | undefined, answer: unknown): unknown {
  return section === 'lookalike' && typeof answer === 'object' ? { ...answer, offline: true } : answer;
}

/** Starts the server once there is something for it to do: a dependency file in the workspace, or one that is opened or saved later. */
export function startWhenNeeded(client: LanguageClient, context: vscode.ExtensionContext): void {
  const start = (): void => {
    listeners.dispose();
    // A failure is in the log and on the status item; there is nobody to throw it at.
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
  const glob = `{${dependencyFiles(formats).flatMap(expandBraces).join(',')}}`;
  void vscode.workspace.findFiles(glob, undefined, 1).then((found) => {
    if (found.length > 0 && client.state === State.Stopped) {
      start();
    }
  });
}

function isDependencyFile(document: vscode.TextDocument): boolean {
  const format = vscode.languages.match(selector, document) > 0 && (formatOf(document.uri.path) ?? formatOfLanguage(document.languageId));
  return Boolean(format && (format.mayContain?.(document.getText()) ?? true));
}
