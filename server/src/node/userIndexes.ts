import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { IndexSource } from '../facts/indexRoute';
import { SafeUrl, type UrlCredentials } from '../facts/safeUrl';
import { readPdmIndexes, readPipenvIndexes, readPoetryIndexes } from './managerIndexes';
import { readPipIndexes } from './pipIndexes';
import type { Environment } from './proxy';
import { readUvIndexes } from './uvIndexes';

/** What the user's own configuration is read from. */
export interface UserSystem {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The text of a file, or undefined where there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** An index as one tool's configuration gives it. */
export interface ConfiguredIndex {
  readonly kind: 'index' | 'extra-index';
  readonly url: string;
  readonly name?: string;
  readonly explicit?: boolean;
  /** Credentials that stand beside the URL, not in it. */
  readonly credentials?: UrlCredentials;
}

export interface UserIndexes {
  /** What pip asks where no file says otherwise. */
  readonly pip: readonly IndexSource[];
  /** What uv asks. */
  readonly uv: readonly IndexSource[];
  /** Further indexes that Poetry, PDM and Pipenv know: their hosts are the user's own choice. */
  readonly others: readonly IndexSource[];
  /** By origin. They never stand in the indexes' URLs. */
  readonly credentials: ReadonlyMap<string, UrlCredentials>;
}

const MAX_BYTES = 1024 * 1024;

/** The indexes that the user's own configuration names, as each tool finds it. Nothing of a workspace is read. */
export async function readUserIndexes(system: UserSystem): Promise<UserIndexes> {
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

/** The machine that this process runs on. */
export function thisSystem(home: string): UserSystem {
  return {
    env: process.env,
    platform: process.platform,
    home,
    read: async (file) => {
      try {
        const text = await readFile(file, 'utf8');
        return text.length <= MAX_BYTES ? text : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** The folder for a user's configuration of `tool`, by each system's custom (platformdirs). */
export function userConfigFolder({ env, platform, home }: UserSystem, tool: string): string {
  switch (platform) {
    case 'win32':
      return path.win32.join(env.APPDATA ?? path.win32.join(home, 'AppData', 'Roaming'), tool);
    case 'darwin':
      return path.posix.join(home, 'Library', 'Application Support', tool);
    default:
      return path.posix.join(env.XDG_CONFIG_HOME || path.posix.join(home, '.config'), tool);
  }
}

/** The words of a list in a variable or a configuration value. */
export function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
