import pLimit from 'p-limit';
import { AuthorizationThrottle } from './authorizationThrottle';
import { CircuitBreakers, isTransient } from './circuitBreakers';
import { type HopOptions, Hops } from './hops';
import { HttpError, httpErrorFrom } from './httpError';
import type { HttpAnswer, HttpRequest } from './httpRequest';
import { SharedExchanges } from './sharedExchanges';

export interface HttpClient {
  /** Rejects with `HttpError` only. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Forgets which hosts did not respond, when the user asks again. */
  forgetFailures(): void;
  /** Closes idle connections. */
  dispose(): void;
}

export interface HttpClientOptions extends HopOptions {
  /** Milliseconds for one attempt of a request without its own deadline. */
  readonly deadline?: number;
  /** Waits; rejects when the signal aborts. Injected so tests do not wait. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const MAX_AT_ONCE = 6;
const DEFAULT_DEADLINE = 10_000;
/** Pauses before the second and the third attempt. */
const BACKOFF = [300, 1_200];
/** If a server asks for a longer pause, the answer is "unavailable" now, and there is no new request before that time. */
const MAX_RETRY_WAIT = 3_000;

/**
 * An HTTP client for hostile networks: bounded in time, bytes, redirects and parallel requests; credentials go to their own origin only;
 * public requests never reach private addresses. Equal parallel requests share one exchange. A host that failed is paused for a
 * while, so 200 names do not wait for 200 timeouts.
 */
export class GuardedHttpClient implements HttpClient {
  readonly #options: HttpClientOptions;
  readonly #limit = pLimit(MAX_AT_ONCE);
  readonly #shared = new SharedExchanges();
  readonly #breakers: CircuitBreakers;
  readonly #throttle: AuthorizationThrottle;
  readonly #hops: Hops;

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#breakers = new CircuitBreakers(options.clock);
    this.#throttle = new AuthorizationThrottle(this.#breakers);
    this.#hops = new Hops(options, this.#breakers, MAX_AT_ONCE);
  }

  send(request: HttpRequest): Promise<HttpAnswer> {
    return this.#shared.send(request, (one) => this.#sendWithRetries(one));
  }

  forgetFailures(): void {
    this.#breakers.clear();
  }

  dispose(): void {
    this.#hops.dispose();
  }

  async #sendWithRetries(request: HttpRequest): Promise<HttpAnswer> {
    const { authorization, sleep = sleepFor } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        const auth = await authorization?.(request.url.origin);
        const answer = await this.#throttle.pass(request.url, auth, () => this.#limit(() => this.#attempt(request)));
        this.#breakers.answered(request.url.origin);
        return answer;
      } catch (thrown) {
        const error = request.signal.aborted ? new HttpError('cancelled', request.url) : httpErrorFrom(thrown, request.url);
        const wait = error.retryAfter ?? BACKOFF[attempt];
        if (wait === undefined || wait > MAX_RETRY_WAIT || attempt >= BACKOFF.length || !isTransient(error)) {
          this.#breakers.remember(error);
          throw error;
        }
        await sleep(wait, request.signal).catch(() => {
          throw new HttpError('cancelled', request.url);
        });
      }
    }
  }

  async #attempt(request: HttpRequest): Promise<HttpAnswer> {
    const deadline = AbortSignal.timeout(request.deadline ?? this.#options.deadline ?? DEFAULT_DEADLINE);
    const signal = AbortSignal.any([request.signal, deadline]);
    try {
      return await this.#hops.follow(request, signal);
    } catch (error) {
      if (deadline.aborted && !request.signal.aborted) {
        throw new HttpError('timeout', request.url);
      }
      throw error;
    }
  }
}

function sleepFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, milliseconds);
    const cancel = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    function done() {
      signal.removeEventListener('abort', cancel);
      resolve();
    }
    signal.addEventListener('abort', cancel, { once: true });
  });
}
