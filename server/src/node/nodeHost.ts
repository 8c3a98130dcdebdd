import os from 'node:os';
import path from 'node:path';
import { ADVISORIES_FILE, openAdvisories } from '../advisories/compact';
import { SafeUrl } from '../facts/safeUrl';
import type { AdvisoryDatabase, Host, Logger, PackageIndex } from '../host';
import type { ServerEnvironment } from '../server';
import { connect } from './connect';
import { createAuthorization } from './credentials';
import { bundledDataFolder, dataReader, loadNameDataFrom } from './data';
import { createDiskStore } from './diskStore';
import { createCachedHttp } from './httpCache';
import { createOsvDatabase } from './osvDatabase';
import { createPypiIndex } from './pypiIndex';
import { newestDataFolder } from './updateData';
import { readUserIndexes, thisSystem } from './userIndexes';
import { NodeWorkspace } from './workspace';

const CACHE_BYTES = 100 * 1024 * 1024;

export interface NodeHostOptions extends ServerEnvironment {
  readonly version: string;
  readonly logger: Logger;
}

/** The real world: files, http, the clock. */
export function createNodeHost(options: NodeHostOptions): Host {
  const { logger, version } = options;
  const clock = { now: () => Date.now() };
  const dataFolder = once(currentDataFolder);
  const nameData = once(async () => loadNameDataFrom(await dataFolder()));
  const advisoryIndex = once(async () => {
    const text = await dataReader(await dataFolder())(ADVISORIES_FILE);
    return openAdvisories(new TextDecoder().decode(text));
  });
  /** Addresses that the user chose, and none besides: only they may be on a private network, and be sent credentials. */
  const userOrigins = new Set<string>();
  const system = thisSystem(os.homedir());
  const userIndexes = once(() => readUserIndexes(system));
  const network = once(async () => {
    const user = await userIndexes();
    const isUserOrigin = (origin: string): boolean => userOrigins.has(origin);
    const authorization = createAuthorization({ configured: user.credentials, system, isUserOrigin });
    const http = await connect({ version, clock, logger, isUserOrigin, authorization });
    const store = createDiskStore({ folder: path.join(cacheFolder(), 'http'), maxBytes: CACHE_BYTES, clock, logger });
    return { http, store, cached: createCachedHttp(http, store, clock) };
  });

  const indexes = new Map<string, PackageIndex>();
  const advisoryDatabases = new Map<string, Promise<AdvisoryDatabase>>();

  /** A client that connects when it is first asked. */
  function openIndex(url: SafeUrl): PackageIndex {
    const index = once(async () => createPypiIndex({ http: (await network()).cached, url, isPublicName: await publicNames() }));
    return {
      project: async (name, signal) => (await index()).project(name, signal),
      metadata: async (name, signal) => (await index()).metadata(name, signal),
    };
  }

  /** A private index must not pass names that are not public on to another host. */
  async function publicNames(): Promise<(name: string) => boolean> {
    const data = await nameData();
    return (name) => data.project(name) !== undefined;
  }

  async function advisories(): Promise<AdvisoryDatabase> {
    const { advisoriesUrl } = await options.settings('');
    let database = advisoryDatabases.get(advisoriesUrl);
    if (database === undefined) {
      userOrigins.add(addressOf(advisoriesUrl).origin);
      database = network().then(({ http, store }) =>
        createOsvDatabase({ http, store, clock, url: addressOf(advisoriesUrl), bundled: advisoryIndex }),
      );
      advisoryDatabases.set(advisoriesUrl, database);
    }
    return database;
  }

  return {
    nameData,
    advisoryIndex,
    settings: options.settings,
    trustsWorkspace: options.trustsWorkspace,
    workspace: new NodeWorkspace(options.folders),
    indexAt: (url) => {
      // The routes lead only to the user's own indexes, to those that the user has allowed, and to the public one.
      userOrigins.add(url.origin);
      const key = url.target;
      const index = indexes.get(key) ?? openIndex(url);
      indexes.set(key, index);
      return index;
    },
    userIndexes,
    advisories: { query: async (packages, signal) => (await advisories()).query(packages, signal) },
    clock,
    logger,
  };
}

/** An address of the settings, whose schema has checked it. */
function addressOf(text: string): SafeUrl {
  return SafeUrl.parse(text) as SafeUrl;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Where refreshed package data lie. */
export function refreshedDataFolder(): string {
  return path.join(cacheFolder(), 'data');
}

/** The package data to use: the refreshed if there are any, else those that came with the program. */
export function currentDataFolder(): Promise<string> {
  return newestDataFolder(refreshedDataFolder(), bundledDataFolder());
}

/** The user's cache folder, by the operating system's custom. `LOOKALIKE_CACHE` moves it. */
export function cacheFolder(): string {
  const { LOOKALIKE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (LOOKALIKE_CACHE) {
    return LOOKALIKE_CACHE;
  }
  switch (process.platform) {
    case 'darwin':
      return path.join(os.homedir(), 'Library', 'Caches', 'lookalike');
    case 'win32':
      return path.join(LOCALAPPDATA || path.join(os.homedir(), 'AppData', 'Local'), 'lookalike', 'Cache');
    default:
      return path.join(XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'lookalike');
  }
}
