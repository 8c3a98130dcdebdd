import os from 'node:os';
import path from 'node:path';
import { SafeUrl } from '../facts/safeUrl';
import type { Host, Logger, PackageIndex } from '../host';
import type { NameData } from '../names/data';
import type { ServerEnvironment } from '../server';
import { loadCertificates } from './certificates';
import { bundledDataFolder, loadNameDataFrom } from './data';
import { createDiskStore } from './diskStore';
import { createHttpClient } from './http';
import { type CachedHttp, createCachedHttp } from './httpCache';
import { createPypiIndex, type PypiIndex } from './pypiIndex';
import { NodeWorkspace } from './workspace';

const CACHE_BYTES = 100 * 1024 * 1024;

export interface NodeHostOptions extends ServerEnvironment {
  readonly version: string;
  readonly logger: Logger;
}

/** The real world: files, http, the clock. */
export function createNodeHost(options: NodeHostOptions): Host {
  const clock = { now: () => Date.now() };
  let data: Promise<NameData> | undefined;
  let cached: Promise<CachedHttp> | undefined;
  const userOrigins = new Set<string>();
  const indexes = new Map<string, Promise<PypiIndex>>();

  async function connect(): Promise<CachedHttp> {
    const { logger, version } = options;
    const http = createHttpClient({
      userAgent: `lookalike/${version} (+https://marketplace.visualstudio.com/items?itemName=lookalike.lookalike)`,
      clock,
      env: process.env,
      ca: await loadCertificates(process.env, (message) => logger.warn(message)),
      isUserOrigin: (origin) => userOrigins.has(origin),
    });
    return createCachedHttp(
      http,
      createDiskStore({ folder: path.join(cacheFolder(), 'http'), maxBytes: CACHE_BYTES, clock, logger }),
      clock,
    );
  }

  async function currentIndex(): Promise<PypiIndex> {
    const { indexUrl } = await options.settings('');
    let index = indexes.get(indexUrl);
    if (index === undefined) {
      const url = SafeUrl.parse(indexUrl) as SafeUrl;
      userOrigins.add(url.origin);
      cached ??= connect();
      index = cached.then((http) => createPypiIndex({ http, url }));
      indexes.set(indexUrl, index);
    }
    return index;
  }

  const index: PackageIndex = {
    project: async (name, signal) => (await currentIndex()).project(name, signal),
    metadata: async (name, signal) => (await currentIndex()).metadata(name, signal),
  };

  return {
    nameData: () => {
      data ??= loadNameDataFrom(bundledDataFolder());
      return data;
    },
    settings: options.settings,
    workspace: new NodeWorkspace(options.folders),
    index,
    clock,
    logger: options.logger,
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
