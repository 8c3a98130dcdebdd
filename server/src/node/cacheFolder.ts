import path from 'node:path';

/** The inputs that decide where the cache is: the environment, the operating system, and the user's folder. */
export interface CachePlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** The user's cache folder, by the convention of the operating system. `LOOKALIKE_CACHE` overrides it. */
export function cacheFolder({ env, platform, home }: CachePlace): string {
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
