import type { AdvisoryIndex } from '../advisories/compact';
import type { AdvisoryDatabase, AdvisoryQuery, Clock, Logger, PackageIndex } from '../host';
import { SafeUrl, type UrlCredentials } from '../index/safeUrl';
import type { ServerEnvironment } from '../lsp/environment';
import { onceUnlessFailed } from '../once';
import type { Connection } from './connection';
import type { HttpClient, HttpClientOptions } from './http/httpClient';
import type { createAttestationVerifier } from './services/attestations';
import { Authorizations } from './userConfig/authorization';
import { askKeyring } from './userConfig/keyring';
import type { UserSystem } from './userConfig/system';
import { readUserIndexes } from './userConfig/userIndexes';

export interface NetworkOptions extends Pick<ServerEnvironment, 'settings' | 'proxy'> {
  readonly version: string;
  readonly logger: Logger;
  /** The credentials that the user typed into the editor for an origin. */
  readonly secret?: (origin: string) => Promise<UrlCredentials | undefined>;
  /** Time limits of the HTTP client. */
  readonly http?: Pick<HttpClientOptions, 'deadline' | 'sleep' | 'lookup'>;
  readonly system: UserSystem;
  readonly clock: Clock;
  /** The cache folder. */
  readonly cache: string;
  readonly advisoryIndex: () => Promise<AdvisoryIndex>;
  readonly verify: ReturnType<typeof createAttestationVerifier>;
}

/** Network code is loaded at the first use, so a start does not need it. */
const network = () => import('./connection');

/** Package indexes and the advisory database. Connects at the first request. */
export class Network implements AdvisoryDatabase {
  readonly #options: NetworkOptions;
  /** Addresses that the user chose. Only these may be on a private network, and receive credentials. */
  readonly #userOrigins = new Set<string>();
  readonly #databases = new Map<string, Promise<AdvisoryDatabase>>();
  readonly #connection: () => Promise<Connection>;
  #authorizations: () => Promise<Authorizations>;
  #http: HttpClient | undefined;

  /** The indexes of the user's own configuration. The same promise each time. */
  readonly userIndexes: () => ReturnType<typeof readUserIndexes>;

  constructor(options: NetworkOptions) {
    this.#options = options;
    this.userIndexes = onceUnlessFailed(() => readUserIndexes(options.system));
    this.#authorizations = onceUnlessFailed(() => this.#openAuthorizations());
    this.#connection = onceUnlessFailed(() => this.#connect());
  }

  /** A client of an index that the user chose or allowed, or of the public one. The routes lead to no other index. */
  indexAt(url: SafeUrl, isPublicName: (name: string) => boolean): PackageIndex {
    this.#userOrigins.add(url.origin);
    const { verify, logger } = this.#options;
    const index = onceUnlessFailed(async () => {
      const { PypiIndex } = await network();
      return new PypiIndex({ http: (await this.#connection()).cached, url, isPublicName, verify, logger });
    });
    return {
      project: async (name, signal) => (await index()).project(name, signal),
      metadata: async (name, signal) => (await index()).metadata(name, signal),
      provenance: async (name, release, file, signal) => (await index()).provenance(name, release, file, signal),
    };
  }

  async query(packages: readonly AdvisoryQuery[], signal: AbortSignal): ReturnType<AdvisoryDatabase['query']> {
    return (await this.#advisories()).query(packages, signal);
  }

  /** Settings or credentials of the user have changed: a pause after a failure is not waited for. */
  userConfigurationChanged(): void {
    this.#authorizations = onceUnlessFailed(() => this.#openAuthorizations());
    this.#http?.forgetFailures();
  }

  async #connect(): Promise<Connection> {
    const { version, clock, logger, system, proxy, cache } = this.#options;
    const { openConnection } = await network();
    const connection = await openConnection({
      ...this.#options.http,
      version,
      clock,
      logger,
      cache,
      isUserOrigin: (origin) => this.#userOrigins.has(origin),
      env: system.env,
      proxy,
      authorization: async (origin) => (await this.#authorizations()).header(origin),
    });
    this.#http = connection.http;
    return connection;
  }

  async #openAuthorizations(): Promise<Authorizations> {
    const { settings, secret, system } = this.#options;
    const [{ credentials }, { indexUrl, advisoriesUrl }] = await Promise.all([this.userIndexes(), settings('')]);
    const ofSettings = [indexUrl, advisoriesUrl].flatMap((text): [string, UrlCredentials][] => {
      const { origin, credentials: own } = addressOf(text);
      return own === undefined ? [] : [[origin, own]];
    });
    return new Authorizations({
      configured: new Map([...credentials, ...ofSettings]),
      secret,
      keyring: async (origin, username) => ((await settings('')).keyring ? askKeyring(origin, username, system) : undefined),
      system,
      isUserOrigin: (origin) => this.#userOrigins.has(origin),
    });
  }

  async #advisories(): Promise<AdvisoryDatabase> {
    const { settings } = this.#options;
    const { advisoriesUrl } = await settings('');
    let database = this.#databases.get(advisoriesUrl);
    if (database === undefined) {
      const url = addressOf(advisoriesUrl).withoutCredentials();
      this.#userOrigins.add(url.origin);
      database = this.#openAdvisories(url);
      this.#databases.set(advisoriesUrl, database);
    }
    return database;
  }

  async #openAdvisories(url: SafeUrl): Promise<AdvisoryDatabase> {
    const [{ OsvDatabase }, { http, store }] = await Promise.all([network(), this.#connection()]);
    const { clock, logger, advisoryIndex } = this.#options;
    return new OsvDatabase({ http, store, clock, logger, url, bundled: advisoryIndex });
  }
}

/** An address from the settings, which their schema has checked. */
function addressOf(text: string): SafeUrl {
  return SafeUrl.parse(text) as SafeUrl;
}
