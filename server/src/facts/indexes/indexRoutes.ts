import * as l10n from '@vscode/l10n';
import type { IndexOption } from '../../formats/manifest/format';
import { isPublicIndex } from '../../formats/tables/packageSources';
import { SafeUrl } from '../../index/safeUrl';
import type { IndexSource } from '../../index/source';
import { isTemplate, type PrivateUse, PUBLIC_ORIGINS, PYPI_ORIGIN, privateUseOf, whyPrivate } from './privateUse';

/** The input for the decision where a name may be looked up. */
export interface RouteOptions {
  /** The options of the file, and of the files that an installer reads together with it, in their order. */
  readonly fileOptions: readonly IndexOption[];
  /** Options of other files that install this file's requirements. Their indexes are not contacted, but they decide from which index a name gets its package there. */
  readonly installOptions?: readonly IndexOption[];
  /** Why names that are not publicly known may be private although `fileOptions` and the user's sources do not say so. */
  readonly privateUse?: PrivateUse | undefined;
  /** The user's configuration for the tool of the file. */
  readonly userSources: readonly IndexSource[];
  /** The configuration for other tools. These indexes are not contacted, but if one of them is private, so are names that are not publicly known. */
  readonly otherUserSources?: readonly IndexSource[];
  /** The index of the settings, which is used wherever nothing else is stated. */
  readonly defaultIndex: SafeUrl;
  /** Whether the user has allowed a host that only the workspace names. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Matches the configured `private` names. */
  readonly isPrivateName: (normalizedName: string) => boolean;
  /** In the bundled list of public projects. */
  readonly isListedName: (normalizedName: string) => boolean;
  /** Default: `first-index`. */
  readonly indexStrategy?: IndexStrategy;
  /** Origins of public indexes. Default: that of PyPI. */
  readonly publicOrigins?: ReadonlySet<string>;
}

/** The version that an installer chooses if several indexes have the name: the best of all (pip), or the best of the first index (uv). */
export type IndexStrategy = 'best-match' | 'first-index';

/** Why an index that may have a name is not contacted about it. */
export interface Withheld {
  readonly why: string;
  /** `untrusted-host`: the user has not allowed the host. `private`: the index is public and the name is not. */
  readonly cause: 'untrusted-host' | 'private';
}

/** The indexes for the lookup of one name. */
export interface Route {
  readonly urls: readonly SafeUrl[];
  /** Absent: `urls` is complete, so if the name is missing there, it does not exist. */
  readonly withheld?: Withheld;
}

/** An index from a workspace file that the user has not yet allowed. */
export interface WaitingOrigin {
  readonly origin: string;
  readonly host: string;
}

/**
 * Whether a name without an index of its own may come from the public index: `only` it is the only one, `merged` or `first-match` it is
 * searched with others, `unknown` there are several others, and one of them may mirror the public one, `none` there is one other and no more.
 */
export type PublicIndexUse = 'only' | 'merged' | 'first-match' | 'unknown' | 'none';

/** Maximum number of indexes to contact beside a file's main one. Each costs one request per name. */
const MAX_EXTRA = 50;
/** Maximum number of hosts of one file to ask the user about. */
const MAX_WAITING = 5;

/** The routes of one file's names. */
export interface IndexRoutes {
  readonly publicIndexUse: PublicIndexUse;
  /** The options that decide from which index a name gets its package: those of the file, and of files that are installed with it or install it. */
  readonly indexes: readonly IndexOption[];
  /** Whether any index beside the public ones is in use. */
  readonly usesPrivateIndex: boolean;
  /** Hosts that only the workspace names and that the user has not allowed. */
  readonly waiting: readonly WaitingOrigin[];
  readonly indexStrategy: IndexStrategy;
  /** Whether an index may pass the name on to others (by a redirect): it is publicly known, and not one of the user's own. */
  isPublicName(normalizedName: string): boolean;
  /** `indexName`: the index that a table of the file pins the name to, by its name or its address. */
  of(normalizedName: string, indexName?: string): Route;
  /** Whether the name is looked up on PyPI itself, and on no other index. Only then does "missing" mean that the name is not on PyPI. */
  asksPypiAlone(normalizedName: string, indexName?: string): boolean;
}

/**
 * Decides which index may learn which name.
 *
 * A host that only a workspace file names is not contacted before the user allows it. A public index never learns a private name. If a
 * private index is in use, a public index only learns names that are publicly known anyway.
 */
export function routeNames(options: RouteOptions): IndexRoutes {
  const { isAllowedOrigin, isPrivateName, isListedName, publicOrigins = PUBLIC_ORIGINS } = options;
  const all = effectiveSources(options);
  const sources = [...all.slice(0, -1).slice(0, MAX_EXTRA), ...all.slice(-1)];
  const isPublic = ({ url }: IndexSource): boolean => publicOrigins.has(url.origin);
  const isAllowed = (source: IndexSource): boolean => source.namedBy === 'user' || isPublic(source) || isAllowedOrigin(source.url.origin);
  const ofUser = [...options.userSources, ...(options.otherUserSources ?? []), { url: options.defaultIndex }];
  const privateUse = ofUser.some(({ url }) => !publicOrigins.has(url.origin))
    ? {}
    : (options.privateUse ?? privateUseOf(options.fileOptions, publicOrigins));
  const waiting = new Map<string, WaitingOrigin>();
  for (const source of sources) {
    if (!isAllowed(source) && waiting.size < MAX_WAITING) {
      waiting.set(source.url.origin, { origin: source.url.origin, host: source.url.host });
    }
  }

  /** The one index that a table pins a name to. It is never replaced by another one, which must not learn the name. */
  function named(indexName: string): IndexSource | undefined {
    const known = sources.find(({ name }) => name === indexName);
    if (known !== undefined || isPublicIndex(indexName)) {
      return known ?? { kind: 'index', url: options.defaultIndex, namedBy: 'user' };
    }
    const url = SafeUrl.parse(indexName)?.withoutCredentials();
    const namedBy = url !== undefined && sources.some((source) => source.namedBy === 'user' && source.url.origin === url.origin);
    return url && { kind: 'extra-index', url, namedBy: namedBy ? 'user' : 'workspace' };
  }

  function routeOf(name: string, indexName?: string): Route {
    const sentTo = indexName === undefined ? undefined : named(indexName);
    if (indexName !== undefined && sentTo === undefined) {
      return {
        urls: [],
        withheld: {
          cause: 'untrusted-host',
          why: l10n.t({
            message: "the index '{0}' is not configured",
            args: [indexName],
            comment: ['{0} is the name of a package index.'],
          }),
        },
      };
    }
    const serving = sentTo === undefined ? sources.filter(({ explicit }) => !explicit) : [sentTo];
    const ask: SafeUrl[] = [];
    let withheld: Withheld | undefined;
    for (const source of serving) {
      if (!isAllowed(source)) {
        const why = l10n.t({
          message: '{0} is only named in a workspace file and was not contacted',
          args: [source.url.host],
          comment: ['{0} is the name of a host.'],
        });
        withheld ??= { cause: 'untrusted-host', why };
      } else if (isPublic(source) && (isPrivateName(name) || (privateUse !== undefined && !isListedName(name)))) {
        withheld ??= { cause: 'private', why: isPrivateName(name) ? whyPrivate({}) : whyPrivate(privateUse ?? {}) };
      } else if (!ask.some((url) => url.target === source.url.target)) {
        ask.push(source.url);
      }
    }
    return { urls: ask, ...(withheld !== undefined && { withheld }) };
  }

  return {
    publicIndexUse: publicIndexUseOf(
      sources.filter(({ explicit }) => !explicit),
      // Whatever replaces it here, a tool without another configuration uses the public index.
      (source) => isPublic(source) || source.url === options.defaultIndex,
      options.indexStrategy ?? 'first-index',
    ),
    indexes: [...options.fileOptions, ...searchedTogether(options.installOptions ?? [], publicOrigins)],
    usesPrivateIndex: privateUse !== undefined,
    waiting: [...waiting.values()],
    indexStrategy: options.indexStrategy ?? 'first-index',
    isPublicName: (name) => isListedName(name) && !isPrivateName(name),
    of: routeOf,
    asksPypiAlone: (name, indexName) => routeOf(name, indexName).urls.every(({ origin }) => origin === PYPI_ORIGIN),
  };
}

/** Options with which another file's commands search a public index and another one. With a private index alone there is no problem. */
function searchedTogether(options: readonly IndexOption[], publicOrigins: ReadonlySet<string>): readonly IndexOption[] {
  const main = options.filter(({ kind }) => kind === 'index').at(-1);
  const isPublicMain = main === undefined || publicOrigins.has(SafeUrl.parse(main.url ?? '')?.origin ?? '');
  return isPublicMain ? options.filter(({ kind }) => kind === 'extra-index' || kind === 'index-strategy') : [];
}

function publicIndexUseOf(
  searched: readonly IndexSource[],
  isPublic: (source: IndexSource) => boolean,
  indexStrategy: IndexStrategy,
): PublicIndexUse {
  const others = searched.filter((source) => !isPublic(source)).length;
  if (others === searched.length) {
    return others > 1 ? 'unknown' : 'none';
  }
  return others === 0 ? 'only' : indexStrategy === 'best-match' ? 'merged' : 'first-match';
}

/** Extra indexes first: their packages hide those of the default index, or compete with them. */
function effectiveSources({ fileOptions, userSources, defaultIndex }: RouteOptions): IndexSource[] {
  const userOrigins = new Set([...userSources.map(({ url }) => url.origin), defaultIndex.origin]);
  const ofFile = fileOptions.flatMap(({ kind, url: text, name, explicit }): IndexSource[] => {
    const url = kind === 'index' || kind === 'extra-index' ? SafeUrl.parse(text ?? '') : undefined;
    if (url === undefined || isTemplate(url)) {
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
