import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SafeUrl, type UrlCredentials } from '../facts/safeUrl';
import type { AdvisoryDatabase, Clock, Host, Logger, PackageIndex } from '../host';
import type { ServerEnvironment } from '../server';
import { createAttestationVerifier, TRUSTED_ROOT_FILE } from './attestations';
import { connect } from './connect';
import { createAuthorization } from './credentials';
import { bundledDataFolder } from './data';
import { type DataUrls, PUBLIC_DATA } from './dataSources';
import { createDiskStore } from './diskStore';
import type { HttpClientOptions } from './http';
import { createCachedHttp } from './httpCache';
import { askKeyring } from './keyring';
import { createOsvDatabase } from './osvDatabase';
import { once, openPackageData } from './packageData';
import type { Environment } from './proxy';
import { createPypiIndex } from './pypiIndex';
import { newestDataFolder } from './updateData';
import { readUserIndexes, thisSystem, type UserSystem } from './userIndexes';
import { NodeWorkspace } from './workspace';

const CACHE_BYTES = 100 * 1024 * 1024;

export interface NodeHostOptions extends Omit<ServerEnvironment, 'sealedCredentials'> {
  readonly version: string;
  readonly logger: Logger;
  /** What the user typed into the editor for an origin. */
  readonly secret?: (origin: string) => Promise<UrlCredentials | undefined>;
  /** Default: this machine. */
  readonly system?: UserSystem;
  readonly clock?: Clock;
  /** The package data that came with the program. */
  readonly bundled?: string;
  /** The script that refreshes them in a worker. */
  readonly worker?: string;
  readonly dataUrls?: DataUrls;
  /** Sigstore's public keys, as JSON. Default: those that came with the program. */
  readonly trustedRoot?: () => Promise<string>;
  /** How patient the http client is. */
  readonly http?: Pick<HttpClientOptions, 'deadline' | 'sleep' | 'lookup'>;
}

/** The real world: files, http, the clock. */
export function createNodeHost(options: NodeHostOptions): Host {
  const { logger, version, system = thisSystem(os.homedir()), clock = { now: () => Date.now() } } = options;
  const cache = cacheFolder(system);
  const data = openPackageData({
    bundled: options.bundled ?? bundledDataFolder(),
    refreshed: path.join(cache, 'data'),
    worker: options.worker ?? path.join(__dirname, 'server.js'),
    task: async () => ({
      version,
      urls: options.dataUrls ?? PUBLIC_DATA,
      env: { ...system.env },
      proxy: await options.proxy(),
      translations: options.translations(),
    }),
    clock,
  });
  /** Addresses that the user chose, and none besides: only they may be on a private network, and be sent credentials. */
  const userOrigins = new Set<string>();
  const isUserOrigin = (origin: string): boolean => userOrigins.has(origin);
  const userIndexes = once(() => readUserIndexes(system));

  async function openAuthorization(): Promise<(origin: string) => Promise<string | undefined>> {
    const [{ credentials }, { indexUrl, advisoriesUrl }] = await Promise.all([userIndexes(), options.settings('')]);
    const ofSettings = [indexUrl, advisoriesUrl].flatMap((text): [string, UrlCredentials][] => {
      const { origin, credentials: own } = addressOf(text);
      return own === undefined ? [] : [[origin, own]];
    });
    return createAuthorization({
      configured: new Map([...credentials, ...ofSettings]),
      secret: options.secret,
      keyring: async (origin, username) => ((await options.settings('')).keyring ? askKeyring(origin, username, system) : undefined),
      system,
      isUserOrigin,
    });
  }

  let authorization = once(openAuthorization);
  let forgetFailures = (): void => undefined;
  const network = once(async () => {
    const http = await connect({
      ...options.http,
      version,
      clock,
      logger,
      isUserOrigin,
      env: system.env,
      proxy: options.proxy,
      authorization: async (origin) => (await authorization())(origin),
    });
    forgetFailures = http.forgetFailures;
    const store = createDiskStore({ folder: path.join(cache, 'http'), maxBytes: CACHE_BYTES, clock, logger });
    return { http, store, cached: createCachedHttp(http, store, clock) };
  });

  const readBundledRoot = () => readFile(path.join(options.bundled ?? bundledDataFolder(), TRUSTED_ROOT_FILE), 'utf8');
  const verify = createAttestationVerifier(options.trustedRoot ?? readBundledRoot);
  const advisoryDatabases = new Map<string, Promise<AdvisoryDatabase>>();

  /** A client that connects when it is first asked. */
  function openIndex(url: SafeUrl, isPublicName: (name: string) => boolean): PackageIndex {
    const index = once(async () => createPypiIndex({ http: (await network()).cached, url, isPublicName, verify }));
    return {
      project: async (name, signal) => (await index()).project(name, signal),
      metadata: async (name, signal) => (await index()).metadata(name, signal),
      provenance: async (name, release, file, signal) => (await index()).provenance(name, release, file, signal),
    };
  }

  async function advisories(): Promise<AdvisoryDatabase> {
    const { advisoriesUrl } = await options.settings('');
    let database = advisoryDatabases.get(advisoriesUrl);
    if (database === undefined) {
      const url = addressOf(advisoriesUrl).withoutCredentials();
      userOrigins.add(url.origin);
      database = network().then(({ http, store }) => createOsvDatabase({ http, store, clock, url, bundled: data.advisoryIndex }));
      advisoryDatabases.set(advisoriesUrl, database);
    }
    return database;
  }

  return {
    nameData: data.nameData,
    advisoryIndex: data.advisoryIndex,
    packageData: data,
    settings: options.settings,
    trustsWorkspace: options.trustsWorkspace,
    workspace: new NodeWorkspace(options.folders),
    indexAt: (url, isPublicName) => {
      // The routes lead only to the user's own indexes, to those that the user has allowed, and to the public one.
      userOrigins.add(url.origin);
      return openIndex(url, isPublicName);
    },
    userIndexes,
    userConfigurationChanged: () => {
      authorization = once(openAuthorization);
      // The user has just done something about it: do not wait out the pause after a failure.
      forgetFailures();
    },
    advisories: { query: async (packages, signal) => (await advisories()).query(packages, signal) },
    clock,
    logger,
  };
}

/** An address of the settings, whose schema has checked it. */
function addressOf(text: string): SafeUrl {
  return SafeUrl.parse(text) as SafeUrl;
}

/** Where refreshed package data lie. */
export function refreshedDataFolder(): string {
  return path.join(cacheFolder(thisSystem(os.homedir())), 'data');
}

/** The package data to use: the refreshed if there are any, else those that came with the program. */
export function currentDataFolder(): Promise<string> {
  return newestDataFolder(refreshedDataFolder(), bundledDataFolder());
}

/** The user's cache folder, by the operating system's custom. `LOOKALIKE_CACHE` moves it. */
function cacheFolder({ env, platform, home }: Pick<UserSystem, 'platform' | 'home'> & { readonly env: Environment }): string {
  const { LOOKALIKE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = env;
  if (LOOKALIKE_CACHE) {
    return LOOKALIKE_CACHE;
  }
  switch (platform) {
    case 'darwin':
      return path.join(home, 'Library', 'Caches', 'lookalike');
    case 'win32':
      return path.join(LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'lookalike', 'Cache');
    default:
      return path.join(XDG_CACHE_HOME || path.join(home, '.cache'), 'lookalike');
  }
}
