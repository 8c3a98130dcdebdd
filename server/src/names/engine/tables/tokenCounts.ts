import { startsOf } from '../../files/sections';
import { hashText, slotOf } from './rollingHash';

/**
 * How many projects have a word in their name, for words with at least `LEAST` projects, as a compact hash table: words are sorted into
 * 2^15 buckets by their hash. For each word there is a byte of another hash, which identifies it, and a byte for the magnitude of
 * its count. In about one of 300 lookups, a missing word is mistaken for another one. The score tolerates that.
 */
export interface StoredTokenCounts {
  /** Words in each bucket. */
  readonly sizes: Uint8Array;
  readonly fingerprints: Uint8Array;
  readonly magnitudes: Uint8Array;
}

export interface TokenCounts {
  /** Twice the binary logarithm of the count (a count of 1,000 is about 20), 0 for rare words. `hash` is `hashText(word)`. */
  magnitude(hash: number): number;
}

const LEAST = 5;
const BUCKET_BITS = 15;
const FINGERPRINT_BITS = 8;
/** The maximum magnitude. */
export const MAX_MAGNITUDE = 30;

/** How many of `names` have each word. */
export function countTokens(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) {
    for (const token of new Set(name.split('-'))) {
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
  }
  return counts;
}

export function encodeTokenCounts(counts: ReadonlyMap<string, number>): StoredTokenCounts {
  const buckets: [fingerprint: number, magnitude: number][][] = Array.from({ length: 1 << BUCKET_BITS }, () => []);
  for (const [token, count] of counts) {
    if (count >= LEAST) {
      const hash = hashText(token);
      buckets[slotOf(hash, BUCKET_BITS)]!.push([fingerprintOf(hash), Math.min(MAX_MAGNITUDE, Math.round(2 * Math.log2(count)))]);
    }
  }
  // Sorted by fingerprint, then magnitude: the file must not depend on the order of the names.
  const entries = buckets.flatMap((bucket) => bucket.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
  return {
    sizes: Uint8Array.from(buckets, (bucket) => bucket.length),
    fingerprints: Uint8Array.from(entries, ([fingerprint]) => fingerprint),
    magnitudes: Uint8Array.from(entries, ([, magnitude]) => magnitude),
  };
}

export function openTokenCounts({ sizes, fingerprints, magnitudes }: StoredTokenCounts): TokenCounts {
  const starts = startsOf(sizes);
  return {
    magnitude(hash) {
      const bucket = slotOf(hash, BUCKET_BITS);
      const wanted = fingerprintOf(hash);
      for (let i = starts[bucket]!, end = starts[bucket + 1]!; i < end; i++) {
        if (fingerprints[i] === wanted) {
          return magnitudes[i]!;
        }
      }
      return 0;
    },
  };
}

/** Other bits than those that chose the bucket. */
function fingerprintOf(hash: number): number {
  return slotOf(Math.imul(hash, 0x85ebca6b) ^ 0x5bd1e995, FINGERPRINT_BITS);
}
