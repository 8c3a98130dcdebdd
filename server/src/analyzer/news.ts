import { Emitter, type Event } from '../events';

/** Documents (URIs) with diagnostics that may have changed; undefined: any. */
export type ChangedUris = readonly string[] | undefined;

/** Tells what one document shows of others. News of indexes waits while a scan runs: each file of it may bring some. */
export class News {
  readonly #emitter = new Emitter<ChangedUris>();
  #scans = 0;
  #isHeld = false;

  readonly event: Event<ChangedUris> = this.#emitter.event;

  /** All that is judged by what these documents (URIs) are has changed. */
  documentsChanged(uris: readonly string[]): void {
    this.#emitter.fire(uris);
  }

  /** A file says something else of indexes than before. */
  indexesChanged(): void {
    if (this.#scans === 0) {
      this.#emitter.fire(undefined);
    } else {
      this.#isHeld = true;
    }
  }

  /** What a scan finds out of indexes is told once, when the last scan ends. */
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
