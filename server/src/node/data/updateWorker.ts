import { parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { messageOf } from '../../errors';
import type { DataUpdate } from '../../host';
import type { ProxySettings } from '../../settings';
import { connect } from '../http/createClient';
import type { Environment } from '../http/proxy';
import { downloadSources } from './dataSources';
import type { DataUrls } from './dataUrls';
import { updateData } from './updateData';

/** One refresh of the package data, as input of a worker: compilation takes seconds, during which the server must respond. */
export interface UpdateTask {
  readonly version: string;
  readonly urls: DataUrls;
  readonly current: string;
  readonly out: string;
  readonly env: Environment;
  readonly proxy: ProxySettings;
  /** Translated messages: English text to translation. */
  readonly translations: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, by the parent's clock. */
  readonly now: number;
}

export type UpdateMessage =
  | { readonly kind: 'progress'; readonly message: string }
  | { readonly kind: 'done'; readonly update: DataUpdate }
  | { readonly kind: 'failed'; readonly why: string };

/** The worker's side. Any message from the parent stops the work. */
export async function runUpdateTask(): Promise<void> {
  const port = parentPort;
  if (port === null) {
    return;
  }
  const { version, urls, current, out, env, proxy, translations, now } = workerData as UpdateTask;
  l10n.config({ contents: { ...translations } });
  const controller = new AbortController();
  port.once('message', () => controller.abort());
  const { signal } = controller;
  const send = (message: UpdateMessage): void => port.postMessage(message);
  const quiet = (): void => undefined;
  const progress = (message: string): void => send({ kind: 'progress', message });
  let http: Awaited<ReturnType<typeof connect>> | undefined;
  try {
    http = await connect({
      version,
      env,
      clock: { now: () => Date.now() },
      proxy: async () => proxy,
      logger: { info: quiet, warn: quiet, error: quiet },
    });
    const sources = await downloadSources(http, urls, signal, progress);
    send({ kind: 'done', update: await updateData({ sources, current, out, clock: { now: () => now }, progress, signal }) });
  } catch (error) {
    send({ kind: 'failed', why: messageOf(error) });
  } finally {
    http?.dispose();
    port.close();
  }
}
