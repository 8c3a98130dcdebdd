import { lookup as systemLookup } from 'node:dns';
import { setMaxListeners } from 'node:events';
import type { LookupFunction } from 'node:net';
import pLimit from 'p-limit';
import { SafeUrl } from '../facts/safeUrl';
import type { Clock } from '../host';
import type { ProxySettings } from '../settings';
import { guardedLookup, isLocalName, isPrivateAddress } from './addressGuard';
import { HostPauses, isTransient } from './hostPauses';
import { createAgents } from './httpAgents';
import { HttpError, type HttpFailure, httpErrorFrom } from './httpError';
import { exchange, type RawAnswer } from './httpExchange';
import { PasswordGate } from './passwordGate';
import { type Environment, proxyFor } from './proxy';

export interface HttpRequest {
  readonly url: SafeUrl;
  readonly method?: 'GET' | 'POST';
  /** The `Accept` header. */
  readonly accept: string;
  /** Media types that a 200 answer may have; anything else is a captive portal or the wrong address. */
  readonly mediaTypes: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, for POST. */
  readonly body?: string;
  /** Limit of the body in bytes, compressed and decompressed. */
  readonly maxBytes: number;
  /** Milliseconds for one attempt with all its redirects, from the first byte sent to the last received. */
  readonly deadline?: number;
  /** Whether a redirect may lead to another origin. Credentials never do. Default true. */
  readonly crossOrigin?: boolean;
  readonly signal: AbortSignal;
}

/** A 200, or a status that says something by itself: 304, 404, 410. */
export interface HttpAnswer extends RawAnswer {
  /** After redirects: relative links in the body start here. */
  readonly url: SafeUrl;
}

export interface HttpClient {
  /** Rejects with `HttpError` only. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Forgets which hosts did not answer, for a user who asks again. */
  forgetFailures(): void;
  /** Closes idle connections. */
  dispose(): void;
}

export interface HttpClientOptions {
  /** With a contact address, as the index's policy asks. */
  readonly userAgent: string;
  readonly clock: Clock;
  readonly env?: Environment;
  /** The editor's settings, asked for each request: they may change. Default: the environment decides. */
  readonly proxy?: () => Promise<ProxySettings>;
  /** PEM texts; see certificates.ts. */
  readonly ca?: readonly string[];
  /** Whether the user (not a workspace file) named this origin: only then may it be on a private network. */
  readonly isUserOrigin?: (origin: string) => boolean;
  /** The `Authorization` header for exactly this origin. */
  readonly authorization?: (origin: string) => Promise<string | undefined>;
  readonly lookup?: LookupFunction;
  /** Milliseconds for one attempt where the request names no deadline of its own. */
  readonly deadline?: number;
  /** How many requests one host gets within ten minutes. */
  readonly allowance?: number;
  /** Waits; rejects when the signal aborts. Injected so that tests do not wait. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const MAX_AT_ONCE = 6;
/** The public index asks for no thousands of requests in a few minutes; a scan of a very large workspace would be that. */
const ALLOWANCE = 1_000;
const ALLOWANCE_WINDOW = 600_000;
const MAX_REDIRECTS = 3;
const DEFAULT_DEADLINE = 10_000;
/** Pauses before the second and the third attempt. */
const BACKOFF = [300, 1_200];
/** A server that asks for a longer pause is not waited for: the answer is "unavailable" now, and nobody asks again before its time. */
const MAX_RETRY_WAIT = 3_000;

interface Shared {
  readonly promise: Promise<HttpAnswer>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * An HTTP client for hostile networks: bounded in time, bytes, redirects and parallel requests; credentials go to their own origin only;
 * public requests never reach private addresses. Equal requests in flight share one exchange. A host that failed is left alone for a
 * while, so that 200 names do not wait for 200 time-outs.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { clock, env = {}, proxy = async () => ({}), authorization, isUserOrigin = () => false, sleep = sleepFor } = options;
  const lookup = options.lookup ?? (systemLookup as LookupFunction);
  const guarded = guardedLookup(lookup);
  const limit = pLimit(MAX_AT_ONCE);
  const agents = createAgents(options.ca, MAX_AT_ONCE);
  const inFlight = new Map<string, Shared>();
  const pauses = new HostPauses(clock);
  const passwords = new PasswordGate(pauses);
  const spent = new Map<string, { readonly since: number; count: number }>();

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    if (request.signal.aborted) {
      throw new HttpError('cancelled', request.url);
    }
    const key = JSON.stringify([request.method, request.url.target, request.accept, request.headers, request.body, request.crossOrigin]);
    let shared = inFlight.get(key);
    if (shared === undefined) {
      const controller = new AbortController();
      const promise = sendWithRetries({ ...request, signal: controller.signal }).finally(() => {
        if (inFlight.get(key)?.promise === promise) {
          inFlight.delete(key);
        }
      });
      // The last caller may have gone before it settles.
      promise.catch(() => undefined);
      shared = { promise, controller, waiting: 0 };
      inFlight.set(key, shared);
    }
    return join(shared, key, request);
  }

  /** Waits for a shared exchange; the exchange itself ends when its last caller has gone. */
  function join(shared: Shared, key: string, { signal, url }: HttpRequest): Promise<HttpAnswer> {
    shared.waiting++;
    // One signal stands for a whole document's names.
    setMaxListeners(0, signal);
    return new Promise<HttpAnswer>((resolve, reject) => {
      const cancel = () => {
        if (shared.waiting === 1 && inFlight.get(key) === shared) {
          inFlight.delete(key);
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

  async function sendWithRetries(request: HttpRequest): Promise<HttpAnswer> {
    for (let attempt = 0; ; attempt++) {
      try {
        const auth = await authorization?.(request.url.origin);
        const answer = await passwords.pass(request.url, auth, () => limit(() => attemptOnce(request)));
        pauses.answered(request.url.origin);
        return answer;
      } catch (thrown) {
        const error = request.signal.aborted ? new HttpError('cancelled', request.url) : httpErrorFrom(thrown, request.url);
        const wait = error.retryAfter ?? BACKOFF[attempt];
        if (wait === undefined || wait > MAX_RETRY_WAIT || attempt >= BACKOFF.length || !isTransient(error)) {
          pauses.remember(error);
          throw error;
        }
        await sleep(wait, request.signal).catch(() => {
          throw new HttpError('cancelled', request.url);
        });
      }
    }
  }

  async function attemptOnce(request: HttpRequest): Promise<HttpAnswer> {
    const deadline = AbortSignal.timeout(request.deadline ?? options.deadline ?? DEFAULT_DEADLINE);
    const signal = AbortSignal.any([request.signal, deadline]);
    try {
      return await followRedirects(request, signal);
    } catch (error) {
      if (deadline.aborted && !request.signal.aborted) {
        throw new HttpError('timeout', request.url);
      }
      throw error;
    }
  }

  async function followRedirects(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const method = request.method ?? 'GET';
    const [auth, settings] = await Promise.all([authorization?.(request.url.origin), proxy()]);
    let url = request.url;
    let sameOrigin = true;
    for (let redirects = 0; ; redirects++) {
      const answer = await attemptHop(request, method, url, sameOrigin ? auth : undefined, settings, signal);
      if (!REDIRECTS.has(answer.status)) {
        return checked(answer, url, request, clock.now());
      }
      const next = SafeUrl.parse(answer.headers.location ?? '', url);
      if (next === undefined || method === 'POST' || (url.isHttps && !next.isHttps)) {
        throw new HttpError('redirect', url);
      }
      if (redirects === MAX_REDIRECTS) {
        throw new HttpError('too-many-redirects', request.url);
      }
      // Once away, credentials stay away, even if a later hop leads back.
      sameOrigin = sameOrigin && next.origin === request.url.origin;
      if (!sameOrigin && request.crossOrigin === false) {
        throw new HttpError('passed-on', url);
      }
      url = next;
    }
  }

  function spend(url: SafeUrl): void {
    let window = spent.get(url.origin);
    if (window === undefined || clock.now() - window.since >= ALLOWANCE_WINDOW) {
      window = { since: clock.now(), count: 0 };
      spent.set(url.origin, window);
    }
    if (window.count >= (options.allowance ?? ALLOWANCE)) {
      throw new HttpError('allowance', url);
    }
    window.count++;
  }

  function attemptHop(
    request: HttpRequest,
    method: 'GET' | 'POST',
    url: SafeUrl,
    auth: string | undefined,
    settings: ProxySettings,
    signal: AbortSignal,
  ): Promise<RawAnswer> {
    pauses.check(url.origin);
    spend(url);
    const allowed = isUserOrigin(url.origin);
    const via = proxyFor(url, settings, env);
    if (!allowed && (via === undefined ? isPrivateAddress(url.hostname) : isLocalName(url.hostname))) {
      throw new HttpError('private-address', url);
    }
    const headers: Record<string, string> = {
      ...request.headers,
      accept: request.accept,
      'accept-encoding': 'gzip, br',
      'user-agent': options.userAgent,
      ...(auth === undefined ? {} : { authorization: auth }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return exchange({
      url,
      method,
      headers,
      body: request.body,
      maxBytes: request.maxBytes,
      ...agents.get(url, via, settings.proxyStrictSSL ?? true),
      lookup: allowed || via !== undefined ? lookup : guarded,
      signal,
    }).catch((error: unknown) => {
      const known = httpErrorFrom(error, url);
      throw via !== undefined && (known.failure === 'refused' || known.failure === 'dns') ? new HttpError('proxy', url) : known;
    });
  }

  return { send, forgetFailures: () => pauses.clear(), dispose: () => agents.dispose() };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const SPEAKING_STATUSES = new Set([200, 304, 404, 410]);

function checked(answer: RawAnswer, url: SafeUrl, request: HttpRequest, now: number): HttpAnswer {
  if (!SPEAKING_STATUSES.has(answer.status)) {
    const failure: HttpFailure = answer.status === 407 ? 'proxy' : 'status';
    throw new HttpError(failure, url, answer.status, retryAfter(answer.headers['retry-after'], now));
  }
  if (answer.status === 304 && request.headers?.['if-none-match'] === undefined && request.headers?.['if-modified-since'] === undefined) {
    throw new HttpError('malformed', url);
  }
  if (answer.status === 200 && !request.mediaTypes.includes(mediaType(answer.headers['content-type']))) {
    throw new HttpError('content-type', url);
  }
  return { ...answer, url };
}

/** The type without parameters, in small letters. */
export function mediaType(contentType: string | undefined): string {
  return ((contentType ?? '').split(';')[0] as string).trim().toLowerCase();
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), in milliseconds. */
function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (/^\d{1,9}$/.test(value.trim())) {
    return Number(value) * 1000;
  }
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
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
