import { hashPrefixes, MAX_LETTERS } from '../tables/rollingHash';

/** The character codes of an ASCII text. */
export function encode(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** The letters of a name without separators, with their hash prefixes. */
export function lettersOf(name: string): { letters: Uint8Array; prefixes: Int32Array } {
  const letters = encode(name.replaceAll('-', '').slice(0, MAX_LETTERS));
  const prefixes = new Int32Array(letters.length + 1);
  hashPrefixes(letters, letters.length, prefixes);
  return { letters, prefixes };
}

/** Whether a text begins with another one (both as letters). */
export function startsWith(letters: Uint8Array, prefix: Uint8Array): boolean {
  return equalLetters(letters, 0, prefix, 0, prefix.length);
}

/** Whether the first `length` letters end with a text. */
export function endsWith(letters: Uint8Array, length: number, suffix: Uint8Array): boolean {
  return equalLetters(letters, length - suffix.length, suffix, 0, suffix.length);
}

/** Whether `size` letters are equal, from a position in each text. */
export function equalLetters(a: Uint8Array, aStart: number, b: Uint8Array, bStart: number, size: number): boolean {
  for (let i = 0; i < size; i++) {
    if (a[aStart + i] !== b[bStart + i]) {
      return false;
    }
  }
  return true;
}
