import { type IndexRoutes, PUBLIC_ORIGINS, routedIndex, routeNames } from '../facts/indexRoute';
import type { SafeUrl, UrlCredentials } from '../facts/safeUrl';
import type { IndexOption } from '../formats/format';
import type { PackageIndex } from '../host';
import { createAuthorization } from './credentials';
import type { CachedHttp } from './httpCache';
import { createPypiIndex } from './pypiIndex';
import { readUserIndexes, type UserIndexes, type UserSystem } from './userIndexes';

/** Whose user configuration holds for a file. */
export type IndexTool = 'pip' | 'uv';

/** What one file's names are looked up by. */
export interface FileScope {
  readonly fileOptions: readonly IndexOption[];
  readonly tool: IndexTool;
  readonly isPrivateName: (normalizedName: string) => boolean;
  readonly isListedName: (normalizedName: string) => boolean;
}

export interface FileIndexes {
  readonly routes: IndexRoutes;
  readonly index: PackageIndex;
}

export interface PackageIndexesOptions {
  readonly system: UserSystem;
  /** The client that asks with `isUserOrigin` and `authorization` of the value returned here. */
  readonly cached: () => Promise<CachedHttp>;
  /** The index of the settings. */
  readonly defaultIndex: () => Promise<SafeUrl>;
  /** Origins of workspace files that the user has allowed. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly secret?: (origin: string) => Promise<UrlCredentials | undefined>;
  readonly keyring?: (origin: string, username: string) => Promise<UrlCredentials | undefined>;
  readonly publicOrigins?: ReadonlySet<string>;
}

export interface PackageIndexes {
  /** For the http client: only such an origin may be on a private network or get credentials. Settings' origins are added by the caller. */
  isUserOrigin(origin: string): boolean;
  authorization(origin: string): Promise<string | undefined>;
  forFile(scope: FileScope): Promise<FileIndexes>;
}

/** Every index that may be asked: the user's own configuration is read when the first file needs it. */
export function createPackageIndexes(options: PackageIndexesOptions): PackageIndexes {
  const { system, isAllowedOrigin, publicOrigins = PUBLIC_ORIGINS } = options;
  let reading: Promise<UserIndexes> | undefined;
  let known: UserIndexes | undefined;
  const userOrigins = new Set<string>();
  const readOnce = (): Promise<UserIndexes> => {
    reading ??= readUserIndexes(system).then((indexes) => {
      for (const { url } of [...indexes.pip, ...indexes.uv, ...indexes.others]) {
        userOrigins.add(url.origin);
      }
      known = indexes;
      return indexes;
    });
    return reading;
  };
  const isUserOrigin = (origin: string): boolean => userOrigins.has(origin) || isAllowedOrigin(origin);
  let authorize: ((origin: string) => Promise<string | undefined>) | undefined;

  return {
    isUserOrigin,
    async authorization(origin) {
      await readOnce();
      authorize ??= createAuthorization({ ...options, configured: known?.credentials ?? new Map(), isUserOrigin });
      return authorize(origin);
    },
    async forFile({ fileOptions, tool, isPrivateName, isListedName }) {
      const [user, defaultIndex, http] = await Promise.all([readOnce(), options.defaultIndex(), options.cached()]);
      const routes = routeNames({
        fileOptions,
        userSources: user[tool],
        knownOrigins: userOrigins,
        defaultIndex,
        isAllowedOrigin,
        isPrivateName,
        isListedName,
        publicOrigins,
      });
      // A private index that redirects to the public one must not tell it more than we would.
      const isPublicName = (name: string): boolean => !isPrivateName(name) && isListedName(name);
      const index = routedIndex(routes, (url) => createPypiIndex({ http, url, ...(!publicOrigins.has(url.origin) && { isPublicName }) }));
      return { routes, index };
    },
  };
}
