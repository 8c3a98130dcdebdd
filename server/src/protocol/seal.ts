import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Text that only the two ends of a connection can read (AES-256-GCM). The editor may write every message between client and server into its
 * log. Sealed text is safe there.
 */
export function seal(text: string, key: Uint8Array): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** Undefined: it was not sealed with `key`. */
export function unseal(sealed: string, key: Uint8Array): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}

/** A random key for one session, in base64. */
export function newSealKey(): string {
  return randomBytes(KEY).toString('base64');
}

/** The environment variable with which the client gives the server the key of this session; base64. */
export const SEAL_KEY_VARIABLE = 'LOOKALIKE_SEAL_KEY';

const NONCE = 12;
const TAG = 16;
const KEY = 32;
