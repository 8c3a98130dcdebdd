import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import CachePolicy from 'http-cache-semantics';
import type { Clock } from '../../host';
import { SafeUrl } from '../../index/safeUrl';
import type { Stale } from '../../lookup';
import type { DiskStore } from './diskStore';
import type { HttpClient } from './httpClient';
import { HttpError } from './httpError';
import type { HttpAnswer, HttpRequest } from './httpRequest';

/** A parsed answer to a GET through the cache. `stale`: the server could not be reached, and this is its earlier answer. */
export interface CachedAnswer<T> {
  readonly value: T;
  /** Milliseconds since the epoch until which no new request is needed. */
  readonly freshUntil: number;
  readonly stale?: Stale;
}

export interface CachedHttp {
  /**
   * `read` parses an answer (200, 404 or 410), or returns undefined for a wrong one. A wrong answer is not
   * stored, and does not replace a good one. Rejects with `HttpError` if the server cannot be reached and no usable answer is stored.
   */
  get<T extends object>(
    request: Omit<HttpRequest, 'method' | 'body'>,
    read: (answer: HttpAnswer) => T | undefined,
  ): Promise<CachedAnswer<T>>;
}

/** For servers without caching headers: long enough for one session of editing. */
const DEFAULT_FRESHNESS = 'max-age=300';
/** Older answers are not used. */
const MAX_STALE = 30 * 24 * 3_600_000;
const HEADERS_KEPT = ['content-type', 'etag'] as const;

interface Stored {
  readonly policy: CachePolicy;
  readonly answer: HttpAnswer;
  /** When the server last confirmed it. */
  readonly confirmed: number;
}

interface Header {
  readonly policy: CachePolicy.CachePolicyObject;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string;
  readonly confirmed: number;
}

/** HTTP caching (RFC 9111) for one user on disk, shared by the editor's server and the command line. */
export class HttpCache implements CachedHttp {
  readonly #http: HttpClient;
  readonly #store: DiskStore;
  readonly #clock: Clock;
  readonly #Policy: typeof CachePolicy;

  constructor(http: HttpClient, store: DiskStore, clock: Clock) {
    this.#http = http;
    this.#store = store;
    this.#clock = clock;
    this.#Policy = class extends CachePolicy {
      now(): number {
        return clock.now();
      }
    };
  }

  async get<T extends object>(
    request: Omit<HttpRequest, 'method' | 'body'>,
    read: (answer: HttpAnswer) => T | undefined,
  ): Promise<CachedAnswer<T>> {
    const key = `GET ${request.accept} ${request.url.target}`;
    const asked: CachePolicy.HttpRequest = { url: request.url.target, method: 'GET', headers: { accept: request.accept } };
    const stored = await this.#load(key);
    const old = stored && read(stored.answer);
    if (stored === undefined || old === undefined) {
      return this.#ask(request, asked, key, read);
    }
    if (stored.policy.satisfiesWithoutRevalidation(asked)) {
      return { value: old, freshUntil: this.#freshUntil(stored.policy) };
    }
    try {
      return await this.#ask(request, asked, key, read, { ...stored, value: old });
    } catch (error) {
      if (error instanceof HttpError && error.failure !== 'cancelled' && this.#clock.now() - stored.confirmed <= MAX_STALE) {
        return { value: old, freshUntil: this.#clock.now(), stale: { asOf: stored.confirmed, why: error.message } };
      }
      throw error;
    }
  }

  async #ask<T extends object>(
    request: Omit<HttpRequest, 'method' | 'body'>,
    asked: CachePolicy.HttpRequest,
    key: string,
    read: (answer: HttpAnswer) => T | undefined,
    old?: Stored & { readonly value: T },
  ): Promise<CachedAnswer<T>> {
    const answer = await this.#http.send({ ...request, headers: { ...request.headers, ...conditions(old?.policy, asked) } });
    const headers = withFreshness(answer.headers);
    if (answer.status === 304 && old !== undefined) {
      const { policy } = old.policy.revalidatedPolicy(asked, { status: 304, headers });
      await this.#save(key, { policy, answer: old.answer, confirmed: this.#clock.now() });
      return { value: old.value, freshUntil: this.#freshUntil(policy) };
    }
    const value = read(answer);
    if (value === undefined) {
      throw new HttpError('malformed', request.url);
    }
    const policy = new this.#Policy(asked, { status: answer.status, headers }, { shared: false });
    await this.#save(key, { policy, answer, confirmed: this.#clock.now() });
    return { value, freshUntil: this.#freshUntil(policy) };
  }

  #freshUntil(policy: CachePolicy): number {
    return this.#clock.now() + Math.max(0, policy.timeToLive());
  }

  async #save(key: string, stored: Stored): Promise<void> {
    if (stored.policy.storable()) {
      await this.#store.put(key, await encode(stored));
    } else {
      await this.#store.delete(key);
    }
  }

  async #load(key: string): Promise<Stored | undefined> {
    const bytes = await this.#store.get(key);
    if (bytes === undefined) {
      return undefined;
    }
    try {
      return await decode(bytes, (policy) => this.#Policy.fromObject(policy));
    } catch {
      return undefined;
    }
  }
}

/** The response headers that determine freshness (RFC 9111). No other header reaches the disk: not `Set-Cookie`, nor any that an index invents. */
const POLICY_HEADERS = ['age', 'cache-control', 'date', 'etag', 'expires', 'last-modified', 'pragma', 'vary'] as const;

function policyHeaders(headers: CachePolicy.Headers): CachePolicy.Headers {
  return Object.fromEntries(POLICY_HEADERS.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}

function withFreshness(headers: Readonly<Record<string, string>>): CachePolicy.Headers {
  const kept = policyHeaders(headers);
  return kept['cache-control'] || kept.expires ? kept : { ...kept, 'cache-control': DEFAULT_FRESHNESS };
}

function conditions(policy: CachePolicy | undefined, asked: CachePolicy.HttpRequest): Record<string, string> {
  const result: Record<string, string> = {};
  if (policy !== undefined) {
    for (const [name, value] of Object.entries(policy.revalidationHeaders(asked))) {
      if ((name === 'if-none-match' || name === 'if-modified-since') && typeof value === 'string') {
        result[name] = value;
      }
    }
  }
  return result;
}

/** One line of JSON, then the compressed body: Simple pages of popular projects have megabytes. */
async function encode({ policy, answer, confirmed }: Stored): Promise<Uint8Array> {
  const headers = Object.fromEntries(
    HEADERS_KEPT.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, answer.headers[name]]])),
  );
  const header: Header = { policy: policy.toObject(), status: answer.status, headers, url: answer.url.target, confirmed };
  return promisify(gzip)(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), answer.body]), { level: 1 });
}

async function decode(bytes: Uint8Array, restore: (policy: CachePolicy.CachePolicyObject) => CachePolicy): Promise<Stored | undefined> {
  const content = await promisify(gunzip)(bytes);
  const end = content.indexOf(0x0a);
  const header = JSON.parse(content.toString('utf8', 0, end)) as Header;
  const url = SafeUrl.parse(header.url);
  if (url === undefined) {
    return undefined;
  }
  const answer: HttpAnswer = { status: header.status, headers: header.headers, body: content.subarray(end + 1), url };
  // Earlier versions of Lookalike kept more headers.
  const policy = restore({ ...header.policy, resh: policyHeaders(header.policy.resh) });
  return { policy, answer, confirmed: header.confirmed };
}
