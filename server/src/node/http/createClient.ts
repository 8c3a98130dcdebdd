import type { Clock, Logger } from '../../host';
import { loadCertificates } from './certificates';
import { GuardedHttpClient, type HttpClient, type HttpClientOptions } from './httpClient';
import type { Environment } from './proxy';

export interface ConnectOptions
  extends Pick<HttpClientOptions, 'isUserOrigin' | 'authorization' | 'proxy' | 'deadline' | 'sleep' | 'lookup'> {
  readonly version: string;
  /** Default: this process's. */
  readonly env?: Environment;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The HTTP client of this process, with its environment's proxy and certificates, and our user agent. */
export async function connect({ version, logger, env = process.env, ...options }: ConnectOptions): Promise<HttpClient> {
  return new GuardedHttpClient({
    ...options,
    userAgent: `lookalike/${version} (+https://marketplace.visualstudio.com/items?itemName=lookalike.lookalike)`,
    env,
    ca: await loadCertificates(env, (message) => logger.warn(message)),
  });
}
