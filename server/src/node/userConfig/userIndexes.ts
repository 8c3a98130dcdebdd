import type { UserIndexes } from '../../host';
import { SafeUrl, type UrlCredentials } from '../../index/safeUrl';
import type { IndexSource } from '../../index/source';
import { readPdmIndexes, readPipenvIndexes, readPoetryIndexes } from './managerIndexes';
import { readPipIndexes } from './pipIndexes';
import type { ConfiguredIndex, UserSystem } from './system';
import { readUvIndexes } from './uvIndexes';

/** The user's indexes and their credentials. */
export interface ConfiguredIndexes extends UserIndexes {
  /** By origin. They are never in the URLs of the indexes. */
  readonly credentials: ReadonlyMap<string, UrlCredentials>;
}

/** The indexes that the user's own configuration names, as each tool finds them. No file of a workspace is read. */
export async function readUserIndexes(system: UserSystem): Promise<ConfiguredIndexes> {
  const credentials = new Map<string, UrlCredentials>();
  const sources = (indexes: readonly ConfiguredIndex[]): IndexSource[] =>
    indexes.flatMap(({ kind, url: text, name, explicit, credentials: beside }) => {
      const url = SafeUrl.parse(text);
      if (url === undefined) {
        return [];
      }
      const own = url.credentials ?? beside;
      if (own !== undefined && !credentials.has(url.origin)) {
        credentials.set(url.origin, own);
      }
      return [{ kind, url: url.withoutCredentials(), name, explicit, namedBy: 'user' as const }];
    });
  const [pip, uv, poetry, pdm] = await Promise.all([
    readPipIndexes(system),
    readUvIndexes(system),
    readPoetryIndexes(system),
    readPdmIndexes(system),
  ]);
  return { pip: sources(pip), uv: sources(uv), others: sources([...poetry, ...pdm, ...readPipenvIndexes(system)]), credentials };
}
