import os from 'node:os';
import path from 'node:path';
import { ADVISORIES_FILE, openAdvisories } from '../advisories/compact';
import { SafeUrl } from '../facts/safeUrl';
import type { Host, Logger } from '../host';
import type { ServerEnvironment } from '../server';
import { loadCertificates } from './certificates';
import { bundledDataFolder, dataReader, loadNameDataFrom } from './data';
import { createDiskStore } from './diskStore';
import { createHttpClient } from './http';
import { createCachedHttp } from './httpCache';
import { createOsvDatabase } from './osvDatabase';
import { createPypiIndex } from './pypiIndex';
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
  /** Origins that the user's own settings name: they may be on a private network. */
  const userOrigins = new Set<string>();

  const nameData = once(() => loadNameDataFrom(bundledDataFolder()));
  const advisoryIndex = once(async () => {
    const text = await dataReader(bundledDataFolder())(ADVISORIES_FILE);
    return openAdvisories(new TextDecoder().decode(text));
  });
  const network = once(async () => {
    const http = createHttpClient({
      userAgent: `lookalike/${version} (+https://marketplace.visualstudio.com/items?itemName=lookalike.lookalike)`,
      clock,
      env: process.env,
      ca: await loadCertificates(process.env, (message) => logger.warn(message)),
      isUserOrigin: (origin) => userOrigins.has(origin),
    });
    const store = createDiskStore({ folder: path.join(cacheFolder(), 'http'), maxBytes: CACHE_BYTES, clock, logger });
    return { http, store, cached: createCachedHttp(http, store, clock) };
  });

  /** One client an address, made when it is first asked. */
  function clients<T>(make: (url: SafeUrl, net: Awaited<ReturnType<typeof network>>) => T): (address: string) => Promise<T> {
    const made = new Map<string, Promise<T>>();
    return (address) => {
      let client = made.get(address);
      if (client === undefined) {
        // Checked by the settings' schema.
        const url = SafeUrl.parse(address) as SafeUrl;
        userOrigins.add(url.origin);
        client = network().then((net) => make(url, net));
        made.set(address, client);
      }
      return client;
    };
  }

  const indexAt = clients((url, { cached }) => createPypiIndex({ http: cached, url }));
  const advisoriesAt = clients((url, { http, store }) => createOsvDatabase({ http, store, clock, url, bundled: advisoryIndex }));
  const index = async () => indexAt((await options.settings('')).indexUrl);

  return {
    nameData,
    advisoryIndex,
    settings: options.settings,
    workspace: new NodeWorkspace(options.folders),
    index: {
      project: async (name, signal) => (await index()).project(name, signal),
      metadata: async (name, signal) => (await index()).metadata(name, signal),
    },
    advisories: {
      query: async (packages, signal) => (await advisoriesAt((await options.settings('')).advisoriesUrl)).query(packages, signal),
    },
    clock,
    logger,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
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
