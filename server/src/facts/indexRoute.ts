import * as l10n from '@vscode/l10n';
import type { IndexOption } from '../formats/format';
import type { PackageIndex } from '../host';
import { type Lookup, MISSING, unavailable } from '../lookup';
import { SafeUrl } from './safeUrl';

/** An index that may serve a project's packages. */
export interface IndexSource {
  /** `index` takes the public index's place, `extra-index` stands beside it. */
  readonly kind: 'index' | 'extra-index';
  readonly url: SafeUrl;
  readonly name?: string;
  /** Serves only the names that are sent to it by name. */
  readonly explicit?: boolean;
  /** Whether the user's own configuration names it, or nothing but a file of the workspace. */
  readonly namedBy: 'user' | 'workspace';
}

/** What decides where a name may be looked up. */
export interface RouteOptions {
  /** What the file's own options say, in their order. */
  readonly fileOptions: readonly IndexOption[];
  /** What the user's configuration says for the file's tool. */
  readonly userSources: readonly IndexSource[];
  /** The index of the settings: where everything is asked that nothing else is said about. */
  readonly defaultIndex: SafeUrl;
  /** Whether the user has allowed asking a host that only the workspace names. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Matches the configured `private` names. */
  readonly isPrivateName: (normalizedName: string) => boolean;
  /** In the bundled list of public projects. */
  readonly isListedName: (normalizedName: string) => boolean;
  /** Origins of indexes that everybody can read. Default: the public index's. */
  readonly publicOrigins?: ReadonlySet<string>;
}

/** Where one name may be looked up. */
export interface Route {
  readonly ask: readonly SafeUrl[];
  /** Why another index that may have the name is not asked. Absent: `ask` is all there is, so "missing" there is missing. */
  readonly withheld?: string;
}

/** An index of the workspace's files that waits for the user's word. */
export interface WaitingOrigin {
  readonly origin: string;
  readonly host: string;
}

/** Indexes that everybody can read and write to. */
const PUBLIC_ORIGINS: ReadonlySet<string> = new Set(['https://pypi.org', 'https://pypi.python.org', 'https://test.pypi.org']);

/** The routes of one file's names. */
export interface IndexRoutes {
  /** Whether any index beside the public ones is in use. */
  readonly usesPrivateIndex: boolean;
  /** Hosts that only the workspace names and that the user has not allowed. */
  readonly waiting: readonly WaitingOrigin[];
  /** `indexName`: the index that a table of the file sends the name to. */
  of(normalizedName: string, indexName?: string): Route;
}

/**
 * Which index may be told which name.
 *
 * A host that only a file of the workspace names is not contacted before the user allows it. A public index is never told a private name; and where a
 * private index is in use, it is told nothing but names that are publicly known anyway.
 */
export function routeNames(options: RouteOptions): IndexRoutes {
  const { isAllowedOrigin, isPrivateName, isListedName, publicOrigins = PUBLIC_ORIGINS } = options;
  const sources = effectiveSources(options);
  const isPublic = ({ url }: IndexSource): boolean => publicOrigins.has(url.origin);
  const isAllowed = (source: IndexSource): boolean => source.namedBy === 'user' || isPublic(source) || isAllowedOrigin(source.url.origin);
  const usesPrivateIndex = sources.some((source) => !isPublic(source));
  const waiting = new Map<string, WaitingOrigin>();
  for (const source of sources) {
    if (!isAllowed(source)) {
      waiting.set(source.url.origin, { origin: source.url.origin, host: source.url.host });
    }
  }

  return {
    usesPrivateIndex,
    waiting: [...waiting.values()],
    of(name, indexName) {
      const sentTo = indexName === undefined ? undefined : sources.find((source) => source.name === indexName);
      const serving = sentTo === undefined ? sources.filter(({ explicit }) => !explicit) : [sentTo];
      const ask: SafeUrl[] = [];
      let withheld: string | undefined;
      for (const source of serving) {
        if (!isAllowed(source)) {
          withheld ??= l10n.t('{0} is named by a file of this workspace only and was not asked', source.url.host);
        } else if (isPublic(source) && (isPrivateName(name) || (usesPrivateIndex && !isListedName(name)))) {
          withheld ??= l10n.t('a private name is not sent to the public index');
        } else if (!ask.some((url) => url.target === source.url.target)) {
          ask.push(source.url);
        }
      }
      return { ask, ...(withheld !== undefined && { withheld }) };
    },
  };
}

/** Extra indexes first: what they hold hides the default index's package, or competes with it. */
function effectiveSources({ fileOptions, userSources, defaultIndex }: RouteOptions): IndexSource[] {
  const userOrigins = new Set([...userSources.map(({ url }) => url.origin), defaultIndex.origin]);
  const ofFile = fileOptions.flatMap(({ kind, url: text, name, explicit }): IndexSource[] => {
    const url = kind === 'index' || kind === 'extra-index' ? SafeUrl.parse(text ?? '') : undefined;
    if (url === undefined) {
      return [];
    }
    const namedBy = userOrigins.has(url.origin) ? 'user' : 'workspace';
    return [{ kind: kind as IndexSource['kind'], url: url.withoutCredentials(), name, explicit, namedBy }];
  });
  if (fileOptions.some(({ kind }) => kind === 'no-index')) {
    return [];
  }
  const main = ofFile.filter(({ kind }) => kind === 'index').at(-1) ??
    userSources.find(({ kind }) => kind === 'index') ?? { kind: 'index' as const, url: defaultIndex, namedBy: 'user' as const };
  return [...[...ofFile, ...userSources].filter(({ kind }) => kind === 'extra-index'), main];
}

/** A package index that asks along the routes: the first that has the name answers. */
export function routedIndex(routes: IndexRoutes, open: (url: SafeUrl) => PackageIndex): PackageIndex {
  async function along<T>(name: string, ask: (index: PackageIndex) => Promise<Lookup<T>>): Promise<Lookup<T>> {
    const { ask: urls, withheld } = routes.of(name);
    let why = withheld;
    for (const url of urls) {
      const lookup = await ask(open(url));
      if (lookup.kind === 'found') {
        return lookup;
      }
      if (lookup.kind === 'unavailable') {
        why = lookup.why;
      }
    }
    if (urls.length === 0 && why === undefined) {
      return unavailable(l10n.t('no index is in use'));
    }
    return why === undefined ? MISSING : unavailable(why);
  }

  return {
    project: (name, signal) => along(name, (index) => index.project(name, signal)),
    metadata: (name, signal) => along(name, (index) => index.metadata(name, signal)),
  };
}
