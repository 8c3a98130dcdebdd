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
export class AsideReader {
  readonly #script: string;
  readonly #translations: () => ReadTask['translations'];
  readonly #waiting = new Map<number, { resolve(manifest: LimitedManifest): void; reject(error: Error): void }>();
  #worker: Worker | undefined;
  #last = 0;

  /** `script`: the program of the worker. */
  constructor(script: string, translations: () => ReadTask['translations']) {
    this.#script = script;
    this.#translations = translations;
  }

  readonly read: Host['read'] = async (text, format, inBackground) => {
    if (text.length <= (inBackground ? SHORT_IN_BACKGROUND : SHORT) || !mayContain(format, text)) {
      return read(text, format);
    }
    this.#worker ??= this.#start();
    const order: Order = { id: ++this.#last, text, formatId: format.id };
    this.#worker.postMessage(order);
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject });
    });
  };

  #start(): Worker {
    const task: ReadTask = { kind: 'read', translations: this.#translations() };
    const started = new Worker(this.#script, { workerData: task });
    // It does not keep the process alive.
    started.unref();
    started.on('message', (delivery: Delivery) => this.#receive(delivery));
    // For example, out of memory. The next text gets a new worker.
    started.once('error', (error: Error) => this.#ended(started, error));
    started.once('exit', (code) =>
      this.#ended(
        started,
        new Error(l10n.t({ message: 'the reading thread ended with code {0}', args: [code], comment: ['{0} is an exit code.'] })),
      ),
    );
    return started;
  }

  #receive(delivery: Delivery): void {
    const order = this.#waiting.get(delivery.id);
    this.#waiting.delete(delivery.id);
    if (delivery.kind === 'done') {
      order?.resolve(delivery.manifest);
    } else {
      order?.reject(Object.assign(new Error(delivery.message), { stack: delivery.trace }));
    }
  }

  #ended(worker: Worker, error: Error): void {
    if (this.#worker === worker) {
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) {
        reject(error);
      }
      this.#waiting.clear();
    }
  }
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
