import { URI } from 'vscode-uri';
import type { Configuration } from '../../configuration/configuration';
import type { IndexOption } from '../../formats/manifest/format';
import type { Host } from '../../host';
import { SafeUrl } from '../../index/safeUrl';
import { resemblesPrivate } from '../../names/engine/privateNames';
import { type IndexContext, type InheritedIndexes, NO_INDEX_CONTEXT } from './indexContext';
import { type IndexRoutes, routeNames } from './indexRoutes';
import { type PrivateUse, privateUseOf } from './privateUse';

/** The index options of a file, and those of other files. */
export interface FileIndexes {
  readonly own: readonly IndexOption[];
  readonly context: IndexContext;
  /** uv installs the requirements of the file. */
  readonly usesUv: boolean;
}

const NO_INDEXES: FileIndexes = { own: [], context: NO_INDEX_CONTEXT, usesUv: false };

/**
 * Which index may learn which name of a file, from its options, the files around it, the user's tools and the settings.
 * @param keptHome normalized names that a public index may only learn if they are publicly known.
 */
export async function routesOf(
  host: Host,
  configuration: Configuration,
  { own, context, usesUv }: FileIndexes = NO_INDEXES,
  keptHome: ReadonlySet<string> = new Set(),
): Promise<IndexRoutes> {
  const [data, user] = await Promise.all([host.nameData(), host.userIndexes()]);
  const { indexUrl, trustedIndexes } = configuration.settings;
  const all = [...user.pip, ...user.uv, ...user.others];
  const allowed = new Set([...trustedIndexes, ...all.map(({ url }) => url.origin)]);
  const inForce = [...own, ...optionsOf(context, 'run')];
  const isUnsafe = inForce.some(({ kind, url }) => kind === 'index-strategy' && url?.startsWith('unsafe-'));
  return routeNames({
    fileOptions: inForce,
    installOptions: optionsOf(context, 'install'),
    privateUse: privateUseOf(own) ?? privateUseAround(host, context) ?? (context.isCut ? { unsearched: true } : undefined),
    userSources: usesUv ? user.uv : user.pip,
    otherUserSources: all,
    indexStrategy: usesUv && !isUnsafe ? 'first-index' : 'best-match',
    // Validated by the schema of the settings.
    defaultIndex: (SafeUrl.parse(indexUrl) as SafeUrl).withoutCredentials(),
    isAllowedOrigin: (origin) => allowed.has(origin),
    isPrivateName: (name) =>
      configuration.isPrivate(name) ||
      (data.project(name) === undefined && (keptHome.has(name) || resemblesPrivate(name, configuration.privateNames))),
    isListedName: (name) => data.project(name) !== undefined,
  });
}

function optionsOf({ inherited }: IndexContext, wanted: InheritedIndexes['relation']): IndexOption[] {
  return inherited.flatMap(({ relation, indexes }) => (relation === wanted ? indexes : []));
}

/** The first file around with an index that is not public. A file that shows its index comes before one that does not. */
function privateUseAround(host: Host, { inherited }: IndexContext): PrivateUse | undefined {
  let unknown: PrivateUse | undefined;
  for (const { uri, indexes } of inherited) {
    const use = privateUseOf(indexes);
    if (use !== undefined) {
      const named: PrivateUse = { ...use, path: shownPath(host, uri) };
      if (!use.unknown) {
        return named;
      }
      unknown ??= named;
    }
  }
  return unknown;
}

const MAX_SHOWN = 100;

/** Relative to the workspace, for people. */
function shownPath(host: Host, uri: string): string {
  const folder = host.workspace
    .folders()
    .map((each) => (each.endsWith('/') ? each : `${each}/`))
    .find((each) => uri.startsWith(each));
  const { path } = URI.parse(uri);
  const shown = folder === undefined ? path.slice(path.lastIndexOf('/') + 1) : path.slice(URI.parse(folder).path.length);
  return shown.slice(-MAX_SHOWN);
}
