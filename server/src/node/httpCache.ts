import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import CachePolicy from 'http-cache-semantics';
import { SafeUrl } from '../facts/safeUrl';
import type { Clock } from '../host';
import type { Stale } from '../lookup';
import type { DiskStore } from './diskStore';
import type { HttpAnswer, HttpClient, HttpRequest } from './http';
import { HttpError } from './httpError';

/** A GET through the cache, read; `stale` says that the server could not be asked and this is what it said before. */
export interface CachedAnswer<T> {
  readonly value: T;
  /** Milliseconds since the epoch until which nobody needs to ask again. */
  readonly freshUntil: number;
  readonly stale?: Stale;
}

export interface CachedHttp {
  /**
   * `read` makes the value of an answer (200, 404 or 410), or gives undefined for what is not an answer to this question; that is neither
   * stored nor does it displace a good answer. Rejects with `HttpError` when the server cannot be asked and nothing usable is stored.
   */
  get<T extends object>(
    request: Omit<HttpRequest, 'method' | 'body'>,
    read: (answer: HttpAnswer) => T | undefined,
  ): Promise<CachedAnswer<T>>;
}

/** For servers that say nothing about caching: long enough for one session of editing. */
const DEFAULT_FRESHNESS = 'max-age=300';
/** Older answers say too little about today. */
const MAX_STALE = 30 * 24 * 3_600_000;
const HEADERS_KEPT = ['content-type', 'etag'];

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
export function createCachedHttp(http: HttpClient, store: DiskStore, clock: Clock): CachedHttp {
  class Policy extends CachePolicy {
    now(): number {
      return clock.now();
    }
  }

  async function get<T extends object>(
    request: Omit<HttpRequest, 'method' | 'body'>,
    read: (answer: HttpAnswer) => T | undefined,
  ): Promise<CachedAnswer<T>> {
    const key = `GET ${request.accept} ${request.url.target}`;
    const asked: CachePolicy.HttpRequest = { url: request.url.target, method: 'GET', headers: { accept: request.accept } };
    const stored = await load(key);
    const old = stored && read(stored.answer);
    if (stored === undefined || old === undefined) {
      return ask(request, asked, key, read);
    }
    if (stored.policy.satisfiesWithoutRevalidation(asked)) {
      return { value: old, freshUntil: freshUntil(stored.policy) };
    }
    try {
      return await ask(request, asked, key, read, { ...stored, value: old });
    } catch (error) {
      if (error instanceof HttpError && error.failure !== 'cancelled' && clock.now() - stored.confirmed <= MAX_STALE) {
        return { value: old, freshUntil: clock.now(), stale: { asOf: stored.confirmed, why: error.message } };
      }
      throw error;
    }
  }

  async function ask<T extends object>(
    request: Omit<HttpRequest, 'method' | 'body'>,
    asked: CachePolicy.HttpRequest,
    key: string,
    read: (answer: HttpAnswer) => T | undefined,
    old?: Stored & { readonly value: T },
  ): Promise<CachedAnswer<T>> {
    const answer = await http.send({ ...request, headers: { ...request.headers, ...conditions(old?.policy, asked) } });
    const headers = withFreshness(answer.headers);
    if (answer.status === 304 && old !== undefined) {
      const { policy } = old.policy.revalidatedPolicy(asked, { status: 304, headers });
      await save(key, { policy, answer: old.answer, confirmed: clock.now() });
      return { value: old.value, freshUntil: freshUntil(policy) };
    }
    const value = read(answer);
    if (value === undefined) {
      throw new HttpError('malformed', request.url);
    }
    const policy = new Policy(asked, { status: answer.status, headers }, { shared: false });
    await save(key, { policy, answer, confirmed: clock.now() });
    return { value, freshUntil: freshUntil(policy) };
  }

  function freshUntil(policy: CachePolicy): number {
    return clock.now() + Math.max(0, policy.timeToLive());
  }

  async function save(key: string, stored: Stored): Promise<void> {
    if (stored.policy.storable()) {
      await store.put(key, await encode(stored));
    } else {
      await store.delete(key);
    }
  }

  async function load(key: string): Promise<Stored | undefined> {
    const bytes = await store.get(key);
    if (bytes === undefined) {
      return undefined;
    }
    try {
      return await decode(bytes, (policy) => Policy.fromObject(policy));
    } catch {
      return undefined;
    }
  }

  return { get };
}

function withFreshness(headers: Readonly<Record<string, string>>): Record<string, string> {
  return headers['cache-control'] || headers.expires ? { ...headers } : { ...headers, 'cache-control': DEFAULT_FRESHNESS };
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

/** One line of JSON, then the body, compressed: Simple pages of popular projects have megabytes. */
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
  return { policy: restore(header.policy), answer, confirmed: header.confirmed };
}
