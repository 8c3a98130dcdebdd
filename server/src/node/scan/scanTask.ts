import type { MessagePort } from 'node:worker_threads';
import type { FileResult } from '../../analysis/scan/fileResult';
import type { ReadFile, ReadOrder } from '../../analysis/scan/scanParts';
import type { LanguageService } from '../../languageService';
import type { TellingJudge, ToldByFile } from '../../providers/fileJudge';

/** An order for a thread of a scan, about one file. `id` increases. */
export interface ScanOrder extends ReadOrder {
  readonly id: number;
  readonly isSettled: boolean;
}

export type ScanMessage =
  | { readonly kind: 'orders'; readonly orders: readonly ScanOrder[] }
  | { readonly kind: 'told'; readonly told: readonly ToldByFile[] };

/** A thread's answer about one file. */
export type ScanAnswer =
  | { readonly id: number; readonly kind: 'read'; readonly read: ReadFile; readonly told?: ToldByFile }
  | { readonly id: number; readonly kind: 'settled'; readonly result: FileResult | undefined };

export type ScanReply = { readonly kind: 'ready' } | { readonly kind: 'answers'; readonly answers: readonly ScanAnswer[] };

/** Milliseconds after which answers are sent, even if more will follow. */
const PAUSE = 30;

/** The thread's side. `current` has the id of the order in progress: the main thread has to know which file ended the thread. */
export function runScanTask(port: MessagePort, service: LanguageService, roots: readonly string[], current: Int32Array): void {
  const reply = (message: ScanReply): void => port.postMessage(message);
  const judge = service.fileJudge({ signal: new AbortController().signal, online: false, alone: roots });
  // Without the package data this thread ends, and the others continue.
  let work = service.ready().then(() => reply({ kind: 'ready' }));
  port.on('message', (message: ScanMessage) => {
    work = work.then(() => (message.kind === 'told' ? judge.learn(message.told) : answerAll(judge, message.orders, current, reply)));
  });
}

async function answerAll(
  judge: TellingJudge,
  orders: readonly ScanOrder[],
  current: Int32Array,
  reply: (message: ScanReply) => void,
): Promise<void> {
  let answers: ScanAnswer[] = [];
  let last = performance.now();
  for (const order of orders) {
    Atomics.store(current, 0, order.id);
    answers.push(await answerTo(judge, order));
    if (performance.now() - last >= PAUSE) {
      reply({ kind: 'answers', answers });
      answers = [];
      last = performance.now();
    }
  }
  Atomics.store(current, 0, -1);
  reply({ kind: 'answers', answers });
}

/** Carries an order out. */
export async function answerTo(judge: TellingJudge, order: ScanOrder): Promise<ScanAnswer> {
  const { id, uri, isSettled } = order;
  if (isSettled) {
    return { id, kind: 'settled', result: await judge.settle(order) };
  }
  const read = await judge.read(order);
  return { id, kind: 'read', read, ...(read.hasText && { told: judge.toldBy(uri) }) };
}
