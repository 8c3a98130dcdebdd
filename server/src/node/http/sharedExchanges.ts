import { setMaxListeners } from 'node:events';
import { HttpError } from './httpError';
import type { HttpAnswer, HttpRequest } from './httpRequest';

interface Shared {
  readonly promise: Promise<HttpAnswer>;
  readonly controller: AbortController;
  waiting: number;
}

/** Equal parallel requests share one exchange. */
export class SharedExchanges {
  readonly #inFlight = new Map<string, Shared>();

  /** `start` begins the exchange if there is no equal one. Its signal aborts when the last caller has left. */
  async send(request: HttpRequest, start: (request: HttpRequest) => Promise<HttpAnswer>): Promise<HttpAnswer> {
    if (request.signal.aborted) {
      throw new HttpError('cancelled', request.url);
    }
    const key = JSON.stringify([request.method, request.url.target, request.accept, request.headers, request.body, request.crossOrigin]);
    let shared = this.#inFlight.get(key);
    if (shared === undefined) {
      const controller = new AbortController();
      const promise = start({ ...request, signal: controller.signal }).finally(() => {
        if (this.#inFlight.get(key)?.promise === promise) {
          this.#inFlight.delete(key);
        }
      });
      // The last caller may have left before it settles.
      promise.catch(() => undefined);
      shared = { promise, controller, waiting: 0 };
      this.#inFlight.set(key, shared);
    }
    return this.#join(shared, key, request);
  }

  /** Waits for a shared exchange. The exchange itself ends when its last caller has left. */
  #join(shared: Shared, key: string, { signal, url }: HttpRequest): Promise<HttpAnswer> {
    shared.waiting++;
    // All names of a document share one signal.
    setMaxListeners(0, signal);
    return new Promise<HttpAnswer>((resolve, reject) => {
      const cancel = () => {
        if (shared.waiting === 1 && this.#inFlight.get(key) === shared) {
          this.#inFlight.delete(key);
          shared.controller.abort();
        }
        reject(new HttpError('cancelled', url));
      };
      signal.addEventListener('abort', cancel, { once: true });
      shared.promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
    }).finally(() => {
      shared.waiting--;
    });
  }
}
