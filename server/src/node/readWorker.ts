import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { type LimitedManifest, read } from '../analysis/limits';
import { traceOf } from '../errors';
import { formatById, notebookCell } from '../formats';
import type { FileFormat } from '../formats/manifest/format';
import type { Host } from '../host';
import { mayContain } from '../protocol/fileKinds';

/** Shorter texts (UTF-16 units) are read at once, which takes a few milliseconds; in the background one at most. */
const SHORT = 50_000;
const SHORT_IN_BACKGROUND = 5_000;

/** The worker's input. */
export interface ReadTask {
  readonly kind: 'read';
  /** Translated messages: English text to translation. */
  readonly translations: Readonly<Record<string, string>>;
}

interface Order {
  readonly id: number;
  readonly text: string;
  readonly formatId: string;
}

type Delivery =
  | { readonly id: number; readonly kind: 'done'; readonly manifest: LimitedManifest }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly trace: string };

/** The parent's side: reads long texts in a worker, so other requests need not wait. */
export function createAsideReader(script: string, translations: () => ReadTask['translations']): Host['read'] {
  const waiting = new Map<number, { resolve(manifest: LimitedManifest): void; reject(error: Error): void }>();
  let worker: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const task: ReadTask = { kind: 'read', translations: translations() };
    const started = new Worker(script, { workerData: task });
    // It does not keep the process alive.
    started.unref();
    started.on('message', (delivery: Delivery) => {
      const order = waiting.get(delivery.id);
      waiting.delete(delivery.id);
      if (delivery.kind === 'done') {
        order?.resolve(delivery.manifest);
      } else {
        order?.reject(Object.assign(new Error(delivery.message), { stack: delivery.trace }));
      }
    });
    const gone = (error: Error): void => {
      if (worker === started) {
        worker = undefined;
        for (const { reject } of waiting.values()) {
          reject(error);
        }
        waiting.clear();
      }
    };
    // For example, out of memory. The next text gets a new worker.
    started.once('error', gone);
    started.once('exit', (code) =>
      gone(new Error(l10n.t({ message: 'the reading thread ended with code {0}', args: [code], comment: ['{0} is an exit code.'] }))),
    );
    return started;
  }

  return async (text, format, inBackground) => {
    if (text.length <= (inBackground ? SHORT_IN_BACKGROUND : SHORT) || !mayContain(format, text)) {
      return read(text, format);
    }
    worker ??= start();
    const order: Order = { id: ++last, text, formatId: format.id };
    worker.postMessage(order);
    return new Promise((resolve, reject) => {
      waiting.set(order.id, { resolve, reject });
    });
  };
}

/** The worker's side. */
export function runReadTask(port: {
  on(event: 'message', listener: (order: Order) => void): void;
  postMessage(delivery: Delivery): void;
}): void {
  port.on('message', ({ id, text, formatId }) => {
    try {
      port.postMessage({ id, kind: 'done', manifest: read(text, formatOfId(formatId)) });
    } catch (error) {
      port.postMessage({ id, kind: 'failed', message: error instanceof Error ? error.message : String(error), trace: traceOf(error) });
    }
  });
}

function formatOfId(id: string): FileFormat {
  const format = id === notebookCell.id ? notebookCell : formatById(id);
  if (format === undefined) {
    throw new Error(`no format ${id}`);
  }
  return format;
}
