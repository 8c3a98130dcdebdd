import { hashSpan, MAX_LETTERS, slotOf } from './rollingHash';
import { startsOf } from './sections';
import type { Targets } from './targets';
import { maskOf, mayBeEdited } from './targets';

/**
 * Finds targets within two edits without comparing with all of them (Pass-Join: Li, Deng, Wang, Feng, PVLDB 2011). A target is cut into
 * three segments; two edits cannot touch all three, so one of them stands unchanged in the name, at most two letters away from its place.
 * Segments are looked up by (length of the target, which segment, letters); whatever is found is a candidate to be verified.
 */
const SEGMENTS = 3;
export const MAX_EDITS = SEGMENTS - 1;
const BUCKET_BITS = 15;

export interface SegmentIndex {
  /**
   * Writes the ids of targets that may be within reach of the letters `[start, end)`, whose mask is given, to `into`, some of them more
   * than once, and returns how many; what does not fit is left out.
   */
  collect(prefixes: Int32Array, start: number, end: number, mask: number, reach: Reach, into: Uint16Array): number;
}

/** How far to look. */
export interface Reach {
  readonly maxEdits: 1 | 2;
  /** By length of the target: only the most popular so many count when they are at the full `maxEdits`. */
  readonly ranks: Int32Array;
}

/** Where the segments of a string of `length` begin, and the last one ends: at `length * (SEGMENTS + 1)`. The first ones are the shorter. */
const SEGMENT_STARTS = Uint8Array.from({ length: (MAX_LETTERS + MAX_EDITS + 1) * (SEGMENTS + 1) }, (_, at) => {
  const length = Math.floor(at / (SEGMENTS + 1));
  const i = at % (SEGMENTS + 1);
  const longer = length % SEGMENTS;
  return i * Math.floor(length / SEGMENTS) + Math.max(0, i - (SEGMENTS - longer));
});

function segmentStart(length: number, i: number): number {
  return SEGMENT_STARTS[length * (SEGMENTS + 1) + i]!;
}

function bucketOf(hash: number, length: number, segment: number): number {
  return slotOf(hash + Math.imul(length * SEGMENTS + segment, 0x61c88647), BUCKET_BITS);
}

/** `ids`: most popular first. `prefixesOf(id)` gives the hash prefixes of a target's letters. Shorter targets than `minLength` are left out. */
export function buildSegmentIndex(
  ids: Iterable<number>,
  minLength: number,
  lengthOf: (id: number) => number,
  prefixesOf: (id: number) => Int32Array,
): { sizes: Uint16Array; ids: Uint16Array } {
  const buckets: number[][] = Array.from({ length: 1 << BUCKET_BITS }, () => []);
  for (const id of ids) {
    const length = lengthOf(id);
    if (length < minLength) {
      continue;
    }
    const prefixes = prefixesOf(id);
    for (let segment = 0; segment < SEGMENTS; segment++) {
      const hash = hashSpan(prefixes, segmentStart(length, segment), segmentStart(length, segment + 1));
      buckets[bucketOf(hash, length, segment)]!.push(id);
    }
  }
  return { sizes: Uint16Array.from(buckets, (bucket) => bucket.length), ids: Uint16Array.from(buckets.flat()) };
}

export function openSegmentIndex(sizes: Uint16Array, ids: Uint16Array, minLength: number, targets: Targets): SegmentIndex {
  const { popularCount, masks } = targets;
  const starts = startsOf(sizes);
  return {
    collect(prefixes, start, end, mask, { maxEdits, ranks }, into) {
      const nameLength = end - start;
      let count = 0;
      // One edit leaves the first or the last segment whole, and in its place; two edits may leave only the middle one, shifted by one.
      const step = maxEdits === 1 ? SEGMENTS - 1 : 1;
      for (let length = Math.max(minLength, nameLength - maxEdits); length <= nameLength + maxEdits; length++) {
        const shift = nameLength - length;
        const rank = ranks[length]!;
        for (let segment = 0; segment < SEGMENTS; segment += step) {
          const place = segmentStart(length, segment);
          const size = segmentStart(length, segment + 1) - place;
          const loose = segment === 1 ? 1 : 0;
          const from = Math.max(0, segment === 2 ? place + shift : place - loose, segment === 0 ? 0 : place + shift - loose);
          const to = Math.min(nameLength - size, segment === 0 ? 0 : place + shift + loose, segment === 2 ? nameLength : place + loose);
          for (let at = from; at <= to; at++) {
            const bucket = bucketOf(hashSpan(prefixes, start + at, start + at + size), length, segment);
            // The middle segment alone, or a length that differs by two: all of the two edits are needed.
            const least = maxEdits === 1 || segment === 1 || shift * shift === MAX_EDITS * MAX_EDITS ? rank : popularCount;
            for (let i = starts[bucket]!, last = starts[bucket + 1]!; i < last && count < into.length; i++) {
              const id = ids[i]!;
              // Larger ids are modules, which stand among the popular ones by importance and have no rank.
              if (id >= least && id < popularCount) {
                break;
              }
              if (mayBeEdited(mask, masks[id]! || maskOf(targets, id), maxEdits)) {
                into[count++] = id;
              }
            }
          }
        }
      }
      return count;
    },
  };
}
