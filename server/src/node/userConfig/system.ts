import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { UrlCredentials } from '../../index/safeUrl';
import type { Environment } from '../http/proxy';

/** The inputs of the user's own configuration. */
export interface UserSystem {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The text of a file. Undefined: there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
}

/** An index as one tool's configuration gives it. */
export interface ConfiguredIndex {
  readonly kind: 'index' | 'extra-index';
  readonly url: string;
  readonly name?: string | undefined;
  readonly explicit?: boolean | undefined;
  /** Credentials that are stated next to the URL, not in it. */
  readonly credentials?: UrlCredentials;
}

const MAX_BYTES = 1024 * 1024;

/** The machine on which this process runs. */
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

/** The folder with a user's configuration of `tool`, by the convention of each system (platformdirs). */
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

/** The items of a list in a variable or a configuration value. */
export function words(text: string | undefined): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '');
}
