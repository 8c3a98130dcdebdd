import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Clock } from '../../host';
import { SafeUrl } from '../../index/safeUrl';
import type { ProxySettings } from '../../settings';
import { guardedLookup, isLocalName, isPrivateAddress } from './addressGuard';
import { createAgents } from './agents';
import { Allowance } from './allowance';
import type { CircuitBreakers } from './circuitBreakers';
import { exchange, type RawAnswer } from './exchange';
import { checked } from './httpAnswer';
import { HttpError, httpErrorFrom } from './httpError';
import type { HttpAnswer, HttpRequest } from './httpRequest';
import { type Environment, proxyFor } from './proxy';

/** What all requests of a client have in common. */
export interface HopOptions {
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
  /** Maximum number of requests to one host within ten minutes. */
  readonly allowance?: number;
}

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Sends a request, and follows redirects. Public requests never reach private addresses, credentials never another origin. */
export class Hops {
  readonly #options: HopOptions;
  readonly #breakers: CircuitBreakers;
  readonly #clock: Clock;
  readonly #allowance: Allowance;
  readonly #lookup: LookupFunction;
  readonly #guarded: LookupFunction;
  readonly #agents: ReturnType<typeof createAgents>;

  /** `sockets`: maximum number of connections to one host. */
  constructor(options: HopOptions, breakers: CircuitBreakers, sockets: number) {
    this.#options = options;
    this.#breakers = breakers;
    this.#clock = options.clock;
    this.#allowance = new Allowance(options.clock, options.allowance);
    this.#lookup = options.lookup ?? (systemLookup as LookupFunction);
    this.#guarded = guardedLookup(this.#lookup);
    this.#agents = createAgents(options.ca, sockets);
  }

  async follow(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const { authorization, proxy = async () => ({}) } = this.#options;
    const [auth, settings] = await Promise.all([authorization?.(request.url.origin), proxy()]);
    let url = request.url;
    let sameOrigin = true;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#hop({ ...request, signal }, url, sameOrigin ? auth : undefined, settings);
      if (!REDIRECTS.has(answer.status)) {
        return checked(answer, url, request, this.#clock.now());
      }
      const next = SafeUrl.parse(answer.headers.location ?? '', url);
      if (next === undefined || request.method === 'POST' || (url.isHttps && !next.isHttps)) {
        throw new HttpError('redirect', url);
      }
      if (redirects === MAX_REDIRECTS) {
        throw new HttpError('too-many-redirects', request.url);
      }
      // After a redirect to another origin, credentials are not sent any more, even if a later one leads back.
      sameOrigin = sameOrigin && next.origin === request.url.origin;
      if (!sameOrigin && request.crossOrigin === false) {
        throw new HttpError('passed-on', url);
      }
      url = next;
    }
  }

  /** Closes idle connections. */
  dispose(): void {
    this.#agents.dispose();
  }

  #hop(request: HttpRequest, url: SafeUrl, auth: string | undefined, settings: ProxySettings): Promise<RawAnswer> {
    const { isUserOrigin = () => false, env = {}, userAgent } = this.#options;
    this.#breakers.check(url.origin);
    this.#allowance.spend(url);
    const allowed = isUserOrigin(url.origin);
    const via = proxyFor(url, settings, env);
    if (!allowed && (via === undefined ? isPrivateAddress(url.hostname) : isLocalName(url.hostname))) {
      throw new HttpError('private-address', url);
    }
    const headers: Record<string, string> = {
      ...request.headers,
      accept: request.accept,
      'accept-encoding': 'gzip, br',
      'user-agent': userAgent,
      ...(auth === undefined ? {} : { authorization: auth }),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    return exchange({
      url,
      method: request.method ?? 'GET',
      headers,
      body: request.body,
      maxBytes: request.maxBytes,
      ...this.#agents.get(url, via, settings.proxyStrictSSL ?? true),
      lookup: allowed || via !== undefined ? this.#lookup : this.#guarded,
      signal: request.signal,
    }).catch((error: unknown) => {
      const known = httpErrorFrom(error, url);
      throw via !== undefined && (known.failure === 'refused' || known.failure === 'dns') ? new HttpError('proxy', url) : known;
    });
  }
}
