import path from 'node:path';
import type { UrlCredentials } from '../../index/safeUrl';
import { once } from '../../once';
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
 * The `Authorization` headers of requests, each for exactly one origin: from secret storage, then the user's configuration, then netrc. Never for
 * others. Each origin is looked up once: a keyring may take a second, or ask the user.
 */
export class Authorizations {
  readonly #options: CredentialOptions;
  readonly #known = new Map<string, Promise<string | undefined>>();
  readonly #netrc: () => Promise<ReadonlyMap<string, UrlCredentials>>;

  constructor(options: CredentialOptions) {
    this.#options = options;
    this.#netrc = once(() => readNetrc(options.system));
  }

  /** The header for an origin. Undefined: none. */
  async header(origin: string): Promise<string | undefined> {
    if (!this.#options.isUserOrigin(origin)) {
      return undefined;
    }
    const header = this.#known.get(origin) ?? this.#find(origin);
    this.#known.set(origin, header);
    return header;
  }

  async #find(origin: string): Promise<string | undefined> {
    const { configured, secret, keyring } = this.#options;
    const found = (await secret?.(origin)) ?? configured.get(origin);
    if (found !== undefined) {
      const complete = found.password === '' ? await keyring?.(origin, found.username) : undefined;
      return basic(complete ?? found);
    }
    const ofHost = (await this.#netrc()).get(new URL(origin).hostname);
    return ofHost === undefined ? undefined : basic(ofHost);
  }
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
