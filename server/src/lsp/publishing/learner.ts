import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis/analysis';
import { detach } from '../../errors';
import { Emitter, type Event } from '../../events';
import type { Logger } from '../../host';
import type { LanguageService } from '../../languageService';

/** Milliseconds until the services are contacted: immediate results are shown first, and fast typing causes one request. */
const PAUSE = 30;

/** Looks up in the services what the bundled data leaves open in open documents. */
export class Learner {
  readonly #service: LanguageService;
  readonly #logger: Pick<Logger, 'error'>;
  /** By URI. */
  readonly #running = new Map<string, AbortController>();
  /** By URI. */
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #news = new Emitter<void>();
  readonly #learnt = new Emitter<Analysis>();

  /** An answer brought news: documents are judged again. */
  readonly onNews: Event<void> = this.#news.event;
  /** The lookups for a document are done, and it is known which ones failed. */
  readonly onLearnt: Event<Analysis> = this.#learnt.event;

  constructor(service: LanguageService, logger: Pick<Logger, 'error'>) {
    this.#service = service;
    this.#logger = logger;
  }

  /** Schedules lookups for the newest text of a document, a moment from now. */
  learnSoon(document: TextDocument): void {
    const { uri } = document;
    if (!this.#timers.has(uri)) {
      const learn = (): void => {
        this.#timers.delete(uri);
        detach(this.#learn(document), this.#logger);
      };
      this.#timers.set(uri, setTimeout(learn, PAUSE));
    }
  }

  /** Resolves when the lookups for the newest text of the document are done, or immediately if they are in progress. */
  async #learn(document: TextDocument): Promise<void> {
    if (this.#running.has(document.uri)) {
      return;
    }
    const controller = new AbortController();
    this.#running.set(document.uri, controller);
    try {
      await this.#ask(document, controller.signal);
    } finally {
      if (this.#running.get(document.uri) === controller) {
        this.#running.delete(document.uri);
      }
    }
  }

  /** The document was closed: its lookups are canceled. */
  forget(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
  }

  /** The client no longer needs answers. */
  stop(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
    for (const controller of this.#running.values()) {
      controller.abort();
    }
  }

  async #ask(document: TextDocument, signal: AbortSignal): Promise<void> {
    for (let version: number | undefined; version !== document.version && !signal.aborted; ) {
      // Text that is typed during the lookups is looked up after them.
      version = document.version;
      const analysis = await this.#service.analyse(document);
      if (analysis === undefined) {
        return;
      }
      await this.#service.learn(analysis, signal, () => {
        if (!signal.aborted) {
          this.#news.fire();
        }
      });
      if (!signal.aborted) {
        this.#learnt.fire(analysis);
      }
    }
  }
}
