import type { LookupFunction } from 'node:net';
import pLimit from 'p-limit';
import type { Clock } from '../../host';
import type { SafeUrl } from '../../index/safeUrl';
import type { ProxySettings } from '../../settings';
import { AuthorizationThrottle } from './authorizationThrottle';
import { CircuitBreakers, isTransient } from './circuitBreakers';
import type { RawAnswer } from './exchange';
import { Hops } from './hops';
import { HttpError, httpErrorFrom } from './httpError';
import type { Environment } from './proxy';
import { SharedExchanges } from './sharedExchanges';

export interface HttpRequest {
  readonly url: SafeUrl;
  readonly method?: 'GET' | 'POST';
  /** The `Accept` header. */
  readonly accept: string;
  /** Valid media types of a 200 answer. Any other is from a captive portal or a wrong address. */
  readonly mediaTypes: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, for POST. */
  readonly body?: string;
  /** Limit of the body in bytes, compressed and decompressed. */
  readonly maxBytes: number;
  /** Milliseconds for one attempt with all its redirects, from the first byte sent to the last one received. */
  readonly deadline?: number;
  /** Whether a redirect may lead to another origin. Credentials never do. Default true. */
  readonly crossOrigin?: boolean;
  readonly signal: AbortSignal;
}

/** A 200, or a status with a meaning of its own: 304, 404, 410. */
export interface HttpAnswer extends RawAnswer {
  /** After redirects. Relative links in the body are relative to it. */
  readonly url: SafeUrl;
}

export interface HttpClient {
  /** Rejects with `HttpError` only. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Forgets which hosts did not respond, when the user asks again. */
  forgetFailures(): void;
  /** Closes idle connections. */
  dispose(): void;
}

export interface HttpClientOptions {
  /** With a contact address, as the index's policy asks. */
  readonly userAgent: string;
  readonly clock: Clock;
  readonly env?: Environment;
  /** The editor's settings, read for each request because they may change. Default: the environment decides. */
  readonly proxy?: () => Promise<ProxySettings>;
  /** PEM texts; see certificates.ts. */
  readonly ca?: readonly string[] | undefined;
  /** Whether the user (not a workspace file) named this origin: only then may it be on a private network. */
  readonly isUserOrigin?: (origin: string) => boolean;
  /** The `Authorization` header for exactly this origin. */
  readonly authorization?: (origin: string) => Promise<string | undefined>;
  readonly lookup?: LookupFunction | undefined;
  /** Milliseconds for one attempt of a request without its own deadline. */
  readonly deadline?: number;
  /** Maximum number of requests to one host within ten minutes. */
  readonly allowance?: number;
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
