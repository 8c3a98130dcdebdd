import { Emitter, type Event } from '../events';

/** Documents (URIs) with diagnostics that may have changed. Undefined: any document. */
export type ChangedUris = readonly string[] | undefined;

/** Reports what one document reveals about others. News about indexes waits while a scan runs, because each of its files may have some. */
export class News {
  readonly #emitter = new Emitter<ChangedUris>();
  #scans = 0;
  #isHeld = false;

  readonly event: Event<ChangedUris> = this.#emitter.event;

  /** Everything that depends on these documents (URIs) has changed. */
  documentsChanged(uris: readonly string[]): void {
    this.#emitter.fire(uris);
  }

  /** A file says something new about indexes. */
  indexesChanged(): void {
    if (this.#scans === 0) {
      this.#emitter.fire(undefined);
    } else {
      this.#isHeld = true;
    }
  }

  /** News about indexes from scans is reported once, when the last scan ends. */
  async holdDuring<T>(scan: () => Promise<T>): Promise<T> {
    this.#scans++;
    try {
      return await scan();
    } finally {
      this.#scans--;
      if (this.#isHeld && this.#scans === 0) {
        this.#isHeld = false;
        this.#emitter.fire(undefined);
      }
    }
  }
}
