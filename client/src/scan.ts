import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  type CancellationToken,
  type LanguageClient,
  LSPErrorCodes,
  type ProtocolRequestType,
  ResponseError,
  WorkDoneProgress,
  type WorkDoneProgressParams,
} from 'vscode-languageclient/node';
import { type ScanResult, ScanWorkspaceRequest } from '../../server/src/protocol/messages';

type LongRequest<P, R> = ProtocolRequestType<P, R, never, void, void>;

interface Sending {
  readonly client: LanguageClient;
  readonly title: string;
  /** The location of its progress. A notification has a button that stops it. */
  readonly location: vscode.ProgressLocation;
  /** Stops it too. */
  readonly token?: CancellationToken;
}

/** A long request, with progress messages of the server and a way to stop it. Undefined: stopped. */
export function withProgress<P extends WorkDoneProgressParams, R>(
  { client, title, location, token: outer }: Sending,
  request: LongRequest<P, R>,
  params: P,
): Thenable<R | undefined> {
  const cancellable = location === vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title, cancellable }, async (progress, inner) => {
    const source = new vscode.CancellationTokenSource();
    const workDoneToken = randomUUID();
    const listeners = vscode.Disposable.from(
      source,
      inner.onCancellationRequested(() => source.cancel()),
      outer?.onCancellationRequested(() => source.cancel()) ?? new vscode.Disposable(() => undefined),
      client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report') {
          progress.report(value.message === undefined ? {} : { message: value.message });
        }
      }),
    );
    try {
      return await client.sendRequest<R>(request.method, { ...params, workDoneToken }, source.token);
    } catch (error) {
      if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled) {
        return undefined;
      }
      throw error;
    } finally {
      listeners.dispose();
    }
  });
}

/** The scans of the workspace: one at a time. The user's own scan takes precedence over the one in the background. */
export class Scans {
  #background: vscode.CancellationTokenSource | undefined;

  readonly #client: LanguageClient;

  constructor(client: LanguageClient) {
    this.#client = client;
  }

  /** Undefined: the user stopped it, and the previous problems stay. */
  async run(): Promise<ScanResult | undefined> {
    this.#background?.cancel();
    await this.#client.start();
    const title = vscode.l10n.t('Lookalike: scanning dependency files');
    return this.#send({ client: this.#client, title, location: vscode.ProgressLocation.Notification }, false);
  }

  /** Only with the bundled data. Undefined: another scan replaced it. */
  async runInBackground(): Promise<ScanResult | undefined> {
    this.#background?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#background = source;
    const title = vscode.l10n.t('Lookalike: scanning dependency files');
    try {
      return await this.#send({ client: this.#client, title, location: vscode.ProgressLocation.Window, token: source.token }, true);
    } finally {
      source.dispose();
      if (this.#background === source) {
        this.#background = undefined;
      }
    }
  }

  dispose(): void {
    this.#background?.cancel();
  }

  async #send(sending: Sending, inBackground: boolean): Promise<ScanResult | undefined> {
    const result = await withProgress(sending, ScanWorkspaceRequest, { inBackground });
    return result?.cancelled ? undefined : result;
  }
}
