import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { reasonOf } from '../../errors';
import type { Environment } from './proxy';

const MAX_BUNDLE_BYTES = 8 * 1024 * 1024;

/**
 * The certificate authorities to trust: those of Node.js, those of the operating system if this version of Node.js can read them, and the bundles that a
 * company sets for Python tools (`SSL_CERT_FILE`, `REQUESTS_CA_BUNDLE`, `PIP_CERT`). Undefined: the default of Node.js is enough.
 * An unreadable bundle is reported by `warn` and skipped.
 */
export async function loadCertificates(env: Environment, warn: (message: string) => void): Promise<readonly string[] | undefined> {
  const extra: string[] = [...systemCertificates()];
  for (const name of ['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'PIP_CERT'] as const) {
    const path = env[name];
    if (!path) {
      continue;
    }
    try {
      const text = await readFile(path, 'utf8');
      if (text.length <= MAX_BUNDLE_BYTES) {
        extra.push(text);
      }
    } catch (error) {
      warn(`${name} cannot be read: ${reasonOf(error)}`);
    }
  }
  return extra.length === 0 ? undefined : [...tls.rootCertificates, ...extra];
}

/** Node.js 22.15 and later; empty before. */
function systemCertificates(): readonly string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'system') => string[] };
  try {
    return getCACertificates?.('system') ?? [];
  } catch {
    return [];
  }
}
