import path from 'node:path';
import { type CachedHttp, HttpCache } from './http/cachedHttp';
import { type ConnectOptions, connect } from './http/createClient';
import { type DiskStore, FolderStore } from './http/diskStore';
import type { HttpClient } from './http/httpClient';

export { OsvDatabase } from './services/osvDatabase';
export { PypiIndex } from './services/pypiIndex';

const CACHE_BYTES = 100 * 1024 * 1024;

/** Shared parts of everything that uses the network. */
export interface Connection {
  readonly http: HttpClient;
  readonly store: DiskStore;
  readonly cached: CachedHttp;
}

/** `cache`: the cache folder. */
export async function openConnection({ cache, ...options }: ConnectOptions & { readonly cache: string }): Promise<Connection> {
  const { clock, logger } = options;
  const http = await connect(options);
  const store = new FolderStore({ folder: path.join(cache, 'http'), maxBytes: CACHE_BYTES, clock, logger });
  return { http, store, cached: new HttpCache(http, store, clock) };
}
