import type { Configuration } from '../configuration/configuration';
import { EMPTY_MANIFEST, type Manifest } from '../formats/format';
import type { Host } from '../host';
import { resemblesPrivate } from '../names/privateNames';
import { type IndexRoutes, routeNames } from './indexRoute';
import { SafeUrl } from './safeUrl';

/** Which index may be told which name of a file: what its options, the user's tools and the settings say together. */
export async function routesOf(
  host: Host,
  configuration: Configuration,
  { indexes }: Manifest = EMPTY_MANIFEST,
  usesUv = false,
): Promise<IndexRoutes> {
  const [data, user] = await Promise.all([host.nameData(), host.userIndexes()]);
  const { indexUrl, trustedIndexes } = configuration.settings;
  const all = [...user.pip, ...user.uv, ...user.others];
  const allowed = new Set([...trustedIndexes, ...all.map(({ url }) => url.origin)]);
  const isUnsafe = indexes.some(({ kind, url }) => kind === 'index-strategy' && url?.startsWith('unsafe-'));
  return routeNames({
    fileOptions: indexes,
    userSources: usesUv ? user.uv : user.pip,
    otherUserSources: all,
    choice: usesUv && !isUnsafe ? 'first' : 'best',
    // Checked by the settings' schema.
    defaultIndex: (SafeUrl.parse(indexUrl) as SafeUrl).withoutCredentials(),
    isAllowedOrigin: (origin) => allowed.has(origin),
    isPrivateName: (name) =>
      configuration.isPrivate(name) || (data.project(name) === undefined && resemblesPrivate(name, configuration.privateNames)),
    isListedName: (name) => data.project(name) !== undefined,
  });
}
