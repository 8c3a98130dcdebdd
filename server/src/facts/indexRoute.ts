import * as l10n from '@vscode/l10n';
import type { IndexOption } from '../formats/format';
import { isPublicIndex } from '../formats/toml/packageSources';
import type { PackageIndex } from '../host';
import { found, type Lookup, MISSING, notCheckedWhy, unavailable } from '../lookup';
import { mergeProjects } from './releases';
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
  /** What it says for other tools: not asked, but where one of them is private, names that are not publicly known are too. */
  readonly otherUserSources?: readonly IndexSource[];
  /** The index of the settings: where everything is asked that nothing else is said about. */
  readonly defaultIndex: SafeUrl;
  /** Whether the user has allowed asking a host that only the workspace names. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  /** Matches the configured `private` names. */
  readonly isPrivateName: (normalizedName: string) => boolean;
  /** In the bundled list of public projects. */
  readonly isListedName: (normalizedName: string) => boolean;
  /** Which version an installer takes where several indexes have the name: the best of all (pip), or the first index's (uv). Default: the first's. */
  readonly choice?: 'best' | 'first';
  /** Origins of indexes that everybody can read. Default: the public index's. */
  readonly publicOrigins?: ReadonlySet<string>;
}

/** Why an index that may have a name is not asked about it. */
export interface Withheld {
  readonly why: string;
  /** `stranger`: the user has not allowed the host. `private`: the index is public and the name is not. */
  readonly cause: 'stranger' | 'private';
}

/** Where one name may be looked up. */
export interface Route {
  readonly ask: readonly SafeUrl[];
  /** Absent: `ask` is all there is, so "missing" there is missing. */
  readonly withheld?: Withheld;
}

/** An index of the workspace's files that waits for the user's word. */
export interface WaitingOrigin {
  readonly origin: string;
  readonly host: string;
}

/** Indexes that everybody can read and write to. */
export const PUBLIC_ORIGINS: ReadonlySet<string> = new Set(['https://pypi.org', 'https://pypi.python.org', 'https://test.pypi.org']);

/**
 * Whether names that are sent to no index of their own may come from the public index: `alone` it is the only one, `together` or `in-order` it is
 * searched with others, `perhaps` those others are several and one of them may pass on what it has, `never` there is one other and no more.
 */
export type PublicReach = 'alone' | 'together' | 'in-order' | 'perhaps' | 'never';

/** So many indexes of a file are asked beside its main one; each costs a look for each name. */
const MAX_EXTRA = 50;
/** So many hosts of one file the user is asked about. */
const MAX_WAITING = 5;

/** The routes of one file's names. */
export interface IndexRoutes {
  readonly publicReach: PublicReach;
  /** Whether any index beside the public ones is in use. */
  readonly usesPrivateIndex: boolean;
  /** Hosts that only the workspace names and that the user has not allowed. */
  readonly waiting: readonly WaitingOrigin[];
  readonly choice: 'best' | 'first';
  /** Whether an index may pass the name on to others (by a redirect): publicly known, and none of the user's own. */
  isPublicName(normalizedName: string): boolean;
  /** `indexName`: the index that a table of the file sends the name to, by its name or its address. */
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
  const all = effectiveSources(options);
  const sources = [...all.slice(0, -1).slice(0, MAX_EXTRA), ...all.slice(-1)];
  const isPublic = ({ url }: IndexSource): boolean => publicOrigins.has(url.origin);
  const isAllowed = (source: IndexSource): boolean => source.namedBy === 'user' || isPublic(source) || isAllowedOrigin(source.url.origin);
  const usesPrivateIndex = [...all, ...(options.otherUserSources ?? [])].some((source) => !isPublic(source));
  const waiting = new Map<string, WaitingOrigin>();
  for (const source of sources) {
    if (!isAllowed(source) && waiting.size < MAX_WAITING) {
      waiting.set(source.url.origin, { origin: source.url.origin, host: source.url.host });
    }
  }

  /** The one index that a table sends a name to. Never another one in its place: that one must not learn of the name. */
  function named(indexName: string): IndexSource | undefined {
    const known = sources.find(({ name }) => name === indexName);
    if (known !== undefined || isPublicIndex(indexName)) {
      return known ?? { kind: 'index', url: options.defaultIndex, namedBy: 'user' };
    }
    const url = SafeUrl.parse(indexName)?.withoutCredentials();
    const namedBy = url !== undefined && sources.some((source) => source.namedBy === 'user' && source.url.origin === url.origin);
    return url && { kind: 'extra-index', url, namedBy: namedBy ? 'user' : 'workspace' };
  }

  return {
    publicReach: reachOf(
      sources.filter(({ explicit }) => !explicit),
      // Whatever stands in for it here, a tool that nobody has told of another index uses the public one.
      (source) => isPublic(source) || source.url === options.defaultIndex,
      options.choice ?? 'first',
    ),
    usesPrivateIndex,
    waiting: [...waiting.values()],
    choice: options.choice ?? 'first',
    isPublicName: (name) => isListedName(name) && !isPrivateName(name),
    of(name, indexName) {
      const sentTo = indexName === undefined ? undefined : named(indexName);
      if (indexName !== undefined && sentTo === undefined) {
        return { ask: [], withheld: { cause: 'stranger', why: l10n.t("the index '{0}' is not configured", indexName) } };
      }
      const serving = sentTo === undefined ? sources.filter(({ explicit }) => !explicit) : [sentTo];
      const ask: SafeUrl[] = [];
      let withheld: Withheld | undefined;
      for (const source of serving) {
        if (!isAllowed(source)) {
          const why = l10n.t('{0} is named by a file of this workspace only and was not asked', source.url.host);
          withheld ??= { cause: 'stranger', why };
        } else if (isPublic(source) && (isPrivateName(name) || (usesPrivateIndex && !isListedName(name)))) {
          withheld ??= { cause: 'private', why: l10n.t('a private name is not sent to the public index') };
        } else if (!ask.some((url) => url.target === source.url.target)) {
          ask.push(source.url);
        }
      }
      return { ask, ...(withheld !== undefined && { withheld }) };
    },
  };
}

function reachOf(searched: readonly IndexSource[], isPublic: (source: IndexSource) => boolean, choice: 'best' | 'first'): PublicReach {
  const others = searched.filter((source) => !isPublic(source)).length;
  if (others === searched.length) {
    return others > 1 ? 'perhaps' : 'never';
  }
  return others === 0 ? 'alone' : choice === 'best' ? 'together' : 'in-order';
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

/** A package index that asks along the routes. `indexName`: where the file sends the names. */
export function routedIndex(routes: IndexRoutes, open: (url: SafeUrl) => PackageIndex, indexName?: string): PackageIndex {
  /** The first that has the name answers. */
  async function along<T>(name: string, ask: (index: PackageIndex) => Promise<Lookup<T>>): Promise<Lookup<T>> {
    const { ask: urls, withheld } = routes.of(name, indexName);
    const before: Lookup<T>[] = [];
    for (const url of urls) {
      const lookup = await ask(open(url));
      if (lookup.kind === 'found') {
        return inPart(lookup, before, withheld);
      }
      before.push(lookup);
    }
    return notFound(before, withheld);
  }

  /** All that have the name answer together. */
  async function together<T>(
    name: string,
    ask: (index: PackageIndex) => Promise<Lookup<T>>,
    merge: (values: readonly T[]) => T,
  ): Promise<Lookup<T>> {
    const { ask: urls, withheld } = routes.of(name, indexName);
    const lookups = await Promise.all(urls.map((url) => ask(open(url))));
    const hits = lookups.flatMap((lookup) => (lookup.kind === 'found' ? [lookup] : []));
    const [first] = hits;
    if (first === undefined) {
      return notFound(lookups, withheld);
    }
    const oldest = hits.flatMap(({ stale }) => stale ?? []).sort((a, b) => (a.asOf ?? 0) - (b.asOf ?? 0))[0];
    return inPart(found(hits.length === 1 ? first.value : merge(hits.map(({ value }) => value)), oldest), lookups, withheld);
  }

  return {
    project: (name, signal) => {
      const ask = (index: PackageIndex) => index.project(name, signal);
      return routes.choice === 'best' ? together(name, ask, mergeProjects) : along(name, ask);
    },
    metadata: (name, signal) => along(name, (index) => index.metadata(name, signal)),
    provenance: (name, version, file, signal) => along(name, (index) => index.provenance(name, version, file, signal)),
  };
}

/** An answer is one of a part only where an index that could have had its say was not heard. */
function inPart<T>(lookup: Lookup<T>, others: readonly Lookup<T>[], withheld: Withheld | undefined): Lookup<T> {
  const unheard = others.flatMap((other) => (other.kind === 'unavailable' ? other.why : []))[0];
  // A private name that the private index has needs no word of the public one.
  const why = unheard ?? (withheld?.cause === 'stranger' ? withheld.why : undefined);
  return lookup.kind !== 'found' || lookup.stale !== undefined || why === undefined ? lookup : found(lookup.value, { why });
}

function notFound(lookups: readonly Lookup<unknown>[], withheld: Withheld | undefined): Lookup<never> {
  if (lookups.length === 0 && withheld === undefined) {
    return unavailable(l10n.t('no index is in use'));
  }
  const why = lookups.map(notCheckedWhy).find((one) => one !== undefined) ?? withheld?.why;
  return why === undefined ? MISSING : unavailable(why);
}
