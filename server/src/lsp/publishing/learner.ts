import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis/analysis';
import { detach } from '../../errors';
import { Emitter, type Event } from '../../events';
import type { Logger } from '../../host';
import type { LanguageService } from '../../languageService';

/** Milliseconds until the services are asked: what is known at once is told first, and several letters of fast typing are one question. */
const PAUSE = 30;

/** Asks the services about what the bundled data leaves open in open documents. */
export class Learner {
  readonly #service: LanguageService;
  readonly #logger: Pick<Logger, 'error'>;
  /** By URI. */
  readonly #running = new Map<string, AbortController>();
  /** By URI. */
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #news = new Emitter<void>();
  readonly #learnt = new Emitter<Analysis>();

  /** An answer came that was not known before: documents are judged again. */
  readonly onNews: Event<void> = this.#news.event;
  /** The services were asked about a document: what could not be asked is known now. */
  readonly onLearnt: Event<Analysis> = this.#learnt.event;

  constructor(service: LanguageService, logger: Pick<Logger, 'error'>) {
    this.#service = service;
    this.#logger = logger;
  }

  /** The services are to be asked about the newest text of a document, a moment from now. */
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

  /** Resolves when the services were asked about the newest text of the document, or at once where they are being asked already. */
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

  /** The document was closed: what is still being asked about it is given up. */
  forget(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#running.get(uri)?.abort();
    this.#running.delete(uri);
  }

  /** The client has no more use for answers. */
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
      // What is typed while the services are asked is asked after that.
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
