import path from 'node:path';
import type { UrlCredentials } from '../../index/safeUrl';
import { parseNetrc } from './netrc';
import type { UserSystem } from './system';

export interface CredentialOptions {
  /** By origin, from the user's own configuration. */
  readonly configured: ReadonlyMap<string, UrlCredentials>;
  /** The credentials that the user typed into the editor, from its secret storage. */
  readonly secret?: ((origin: string) => Promise<UrlCredentials | undefined>) | undefined;
  /** The keyring command, if the user has allowed it. It is asked for a password if the configuration has only a user name. */
  readonly keyring?: (origin: string, username: string) => Promise<UrlCredentials | undefined>;
  readonly system: UserSystem;
  /** Whether the user's configuration names the origin, or the user has allowed it. No other origin receives anything. */
  readonly isUserOrigin: (origin: string) => boolean;
}

/**
 * The `Authorization` header for exactly one origin: secret storage, then the user's configuration, then netrc. Never for others. Each origin is
 * looked up once: a keyring may take a second, or ask the user.
 */
export function createAuthorization(options: CredentialOptions): (origin: string) => Promise<string | undefined> {
  const { configured, secret, keyring, system, isUserOrigin } = options;
  const known = new Map<string, Promise<string | undefined>>();
  let netrc: Promise<ReadonlyMap<string, UrlCredentials>> | undefined;

  async function find(origin: string): Promise<string | undefined> {
    const found = (await secret?.(origin)) ?? configured.get(origin);
    if (found !== undefined) {
      const complete = found.password === '' ? await keyring?.(origin, found.username) : undefined;
      return basic(complete ?? found);
    }
    netrc ??= readNetrc(system);
    const ofHost = (await netrc).get(new URL(origin).hostname);
    return ofHost === undefined ? undefined : basic(ofHost);
  }

  return async (origin) => {
    if (!isUserOrigin(origin)) {
      return undefined;
    }
    const header = known.get(origin) ?? find(origin);
    known.set(origin, header);
    return header;
  };
}

async function readNetrc({ env, platform, home, read }: UserSystem): Promise<ReadonlyMap<string, UrlCredentials>> {
  const { join } = platform === 'win32' ? path.win32 : path.posix;
  const files = env.NETRC ? [env.NETRC] : [join(home, '.netrc'), join(home, '_netrc')];
  for (const file of files) {
    const text = await read(file);
    if (text !== undefined) {
      return parseNetrc(text);
    }
  }
  return new Map();
}

function basic({ username, password }: UrlCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
