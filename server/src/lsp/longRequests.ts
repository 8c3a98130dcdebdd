import * as l10n from '@vscode/l10n';
import { type CancellationToken, type Connection, LSPErrorCodes, type ProgressToken, ResponseError } from 'vscode-languageserver';
import { messageOf } from '../errors';

/**
 * Runs a long task under the progress that the client asked for, with a title and a cancel button. A failure becomes the
 * error that the client shows. After a cancellation it is an error that clients do not show.
 */
export async function withProgress<T>(
  connection: Connection,
  { workDoneToken }: { readonly workDoneToken?: ProgressToken },
  title: string,
  token: CancellationToken,
  run: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const progress = await connection.window.attachWorkDoneProgress(workDoneToken);
  const signal = abortSignal(token);
  progress.begin(title, undefined, undefined, true);
  try {
    return await run(signal, (message) => progress.report(message));
  } catch (error) {
    throw signal.aborted
      ? new ResponseError(LSPErrorCodes.RequestCancelled, l10n.t('canceled'))
      : new ResponseError(LSPErrorCodes.RequestFailed, messageOf(error));
  } finally {
    progress.done();
  }
}

/** A signal that aborts when the client cancels the request. */
export function abortSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  }
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
