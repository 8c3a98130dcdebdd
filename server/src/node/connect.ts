import type { Clock, Logger } from '../host';
import { loadCertificates } from './certificates';
import { createHttpClient, type HttpClient, type HttpClientOptions } from './http';

export interface ConnectOptions extends Pick<HttpClientOptions, 'isUserOrigin' | 'authorization' | 'proxy'> {
  readonly version: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The http client of this process: its environment's proxy and certificates, and who we are. */
export async function connect({ version, logger, ...options }: ConnectOptions): Promise<HttpClient> {
  return createHttpClient({
    ...options,
    userAgent: `lookalike/${version} (+https://marketplace.visualstudio.com/items?itemName=lookalike.lookalike)`,
    env: process.env,
    ca: await loadCertificates(process.env, (message) => logger.warn(message)),
  });
}
