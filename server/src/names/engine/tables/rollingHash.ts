/**
 * A polynomial hash modulo 2^32; its value for any substring follows from two prefixes (Karp and Rabin 1987), so every way to cut
 * a name costs one multiplication. Collisions are harmless: the letters of each table entry are compared.
 */
const BASE = 0x9e3779b1 | 0;

/** Longest judged name, in letters without separators. PyPI's longest has 188. */
export const MAX_LETTERS = 200;

const POWERS = new Int32Array(MAX_LETTERS + 1);
POWERS[0] = 1;
for (let i = 1; i <= MAX_LETTERS; i++) {
  POWERS[i] = Math.imul(POWERS[i - 1]!, BASE);
}

/** Fills `prefixes[0..length]` for `letters`. */
export function hashPrefixes(letters: Uint8Array, length: number, prefixes: Int32Array): void {
  let hash = 0;
  prefixes[0] = 0;
  for (let i = 0; i < length; i++) {
    hash = (Math.imul(hash, BASE) + letters[i]! + 1) | 0;
    prefixes[i + 1] = hash;
  }
}

/** Hash of the letters `[start, end)`, given their prefixes. */
export function hashSpan(prefixes: Int32Array, start: number, end: number): number {
  return (prefixes[end]! - Math.imul(prefixes[start]!, POWERS[end - start]!)) | 0;
}

/** Hash of a text with hash `head`, followed by a text of `tailLength` letters with hash `tail`. */
export function hashJoined(head: number, tail: number, tailLength: number): number {
  return (Math.imul(head, POWERS[tailLength]!) + tail) | 0;
}

/** The hash of a whole text. */
export function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, BASE) + text.charCodeAt(i) + 1) | 0;
  }
  return hash;
}

/** Spreads a hash over `bits` bits for use as a table index. */
export function slotOf(hash: number, bits: number): number {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0x297a2d39);
  return mixed >>> (32 - bits);
}
