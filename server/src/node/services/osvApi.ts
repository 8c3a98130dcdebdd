import type { Logger } from '../../host';
import type { SafeUrl } from '../../index/safeUrl';
import { parseJson } from '../../json';
import type { DiskStore } from '../http/diskStore';
import type { HttpClient } from '../http/httpClient';
import type { HttpAnswer } from '../http/httpRequest';
import { lookupFailure } from './lookupFailure';

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

export interface OsvApiOptions {
  readonly http: HttpClient;
  readonly store: DiskStore;
  /** `https://api.osv.dev`. */
  readonly url: SafeUrl;
  readonly logger: Pick<Logger, 'error'>;
}

/** Requests to the OSV API, and the cached answers on disk. */
export class OsvApi {
  readonly url: SafeUrl;
  readonly #http: HttpClient;
  readonly #store: DiskStore;
  readonly #logger: Pick<Logger, 'error'>;

  constructor({ http, store, url, logger }: OsvApiOptions) {
    this.url = url;
    this.#http = http;
    this.#store = store;
    this.#logger = logger;
  }

  /** GET, or POST if there is a body of JSON. Rejects with `HttpError`. */
  send(path: readonly string[], signal: AbortSignal, body?: string): Promise<HttpAnswer> {
    return this.#http.send({
      url: this.url.child(path),
      ...(body !== undefined && { method: 'POST', body }),
      accept: 'application/json',
      mediaTypes: ['application/json'],
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
  }

  /** Why a request got no usable answer, for people. */
  failure(error: unknown): string {
    return lookupFailure(error, this.url, this.#logger);
  }

  /** The cached JSON under a key. */
  async kept(key: string): Promise<unknown> {
    const bytes = await this.#store.get(key);
    return bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes));
  }

  keep(key: string, value: unknown): Promise<void> {
    return this.#store.put(key, Buffer.from(JSON.stringify(value)));
  }
}
