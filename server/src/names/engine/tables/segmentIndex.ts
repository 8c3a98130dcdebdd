import { startsOf } from '../../files/sections';
import type { Targets } from '../targets';
import { differentLetters, letterMask } from '../targets';
import { hashJoined, hashSpan, MAX_LETTERS, slotOf } from './rollingHash';

/**
 * Finds targets within two edits without comparing with all of them (Pass-Join: Li, Deng, Wang, Feng, PVLDB 2011). A target is cut into
 * three segments; two edits leave one of them unchanged in the name, at most two letters away from its place, unless one of the two swaps
 * the letters on both sides of a cut. Then the outer segment is also looked up as it was before the swap. Three edits are found if they leave
 * the first or the last segment unchanged. Segments are looked up by (length of the target, number of the segment, letters). Each result is a
 * candidate that has to be verified.
 */
const SEGMENTS = 3;
export const MAX_EDITS = 3;
const BUCKET_BITS = 16;
const NO_ID = 0xffff;
/** Longer targets are not looked up for three extra or missing letters, or for a swap at a cut: each lookup takes time. */
const MAX_FAR = 12;
const MAX_SWAPPED = 16;

/** Letters with their hash prefixes. */
export interface Letters {
  readonly letters: Uint8Array;
  readonly prefixes: Int32Array;
}

export interface SegmentIndex {
  /**
   * Writes the ids of targets that may be within reach of the letters `[start, end)`, with the given mask, to `into`, some of them more
   * than once. Returns the number; ids that do not fit are left out.
   */
  collect(query: Letters, start: number, end: number, mask: number, reach: Reach, into: Uint16Array): number;
}

/** How far to look. */
export interface Reach {
  readonly maxEdits: 1 | 2 | 3;
  /** By edits, then by length of the target: the number of most popular targets that count at that distance. */
  readonly ranks: readonly [undefined: Int32Array, one: Int32Array, two: Int32Array, three: Int32Array];
}

/** Where the segments of a string of `length` begin, and the last one ends: at `length * (SEGMENTS + 1)`. The first ones are shorter. */
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

/** The most popular id of each bucket; 0 for a module, which always counts, and `NO_ID` for none. */
function headsOf(sizes: Uint16Array, ids: Uint16Array, popularCount: number): Uint16Array {
  const heads = new Uint16Array(sizes.length).fill(NO_ID);
  let start = 0;
  for (let bucket = 0; bucket < sizes.length; bucket++) {
    const size = sizes[bucket]!;
    if (size > 0) {
      const id = ids[start]!;
      heads[bucket] = id < popularCount ? id : 0;
      start += size;
    }
  }
  return heads;
}

export function openSegmentIndex(sizes: Uint16Array, ids: Uint16Array, minLength: number, targets: Targets): SegmentIndex {
  const { popularCount, letters, lengths, starts: targetStarts } = targets;
  const starts = startsOf(sizes);
  /** The letter mask of each of `ids`, so a bucket is read from one place; 0: not requested yet. */
  const masks = new Int32Array(ids.length);
  /** For each bucket, the first id with targets in it. Most lookups end here. */
  const heads = headsOf(sizes, ids, popularCount);
  let into: Uint16Array = new Uint16Array();
  let count = 0;
  let mask = 0;
  /** Of the targets with the current length, this many of the most popular may be three edits away, or two; the others one. */
  let few = 0;
  let several = 0;
  /** Difference of the lengths: that many edits bring no new letter and remove none, or the reverse. */
  let apart = 0;
  let bitsOfModules = 0;

  /** Adds the targets of a bucket, the most popular `least` ones and the modules. */
  function add(hash: number, length: number, segment: number, least: number): void {
    const bucket = bucketOf(hash, length, segment);
    if (heads[bucket]! < least) {
      addBucket(bucket, least);
    }
  }

  function addBucket(bucket: number, least: number): void {
    const last = starts[bucket + 1]!;
    let n = count;
    for (let i = starts[bucket]!; i < last; i++) {
      const id = ids[i]!;
      let bits = bitsOfModules;
      // Larger ids are modules. They rank among the popular ones by importance, and have no rank of their own.
      if (id < popularCount) {
        if (id >= least) {
          break;
        }
        bits = (id < few ? 6 : id < several ? 4 : 2) - apart;
      }
      if (masks[i] === 0) {
        masks[i] = letterMask(letters, targetStarts[id]!, targetStarts[id]! + lengths[id]!);
      }
      if (differentLetters(mask, masks[i]!) <= bits && n < into.length) {
        into[n++] = id;
      }
    }
    count = n;
  }

  return {
    collect(query, start, end, lettersMask, { maxEdits, ranks }, found) {
      const { prefixes, letters: typed } = query;
      const nameLength = end - start;
      const span = (from: number, to: number): number => hashSpan(prefixes, start + from, start + to);
      into = found;
      count = 0;
      mask = lettersMask;
      bitsOfModules = 2 * Math.min(2, maxEdits);
      for (let length = Math.max(minLength, nameLength - maxEdits); length <= nameLength + maxEdits; length++) {
        const shift = nameLength - length;
        apart = Math.abs(shift);
        few = maxEdits === MAX_EDITS ? ranks[MAX_EDITS][length]! : 0;
        several = maxEdits > 1 ? ranks[2][length]! : 0;
        const outer = apart === MAX_EDITS && length > MAX_FAR ? 0 : ranks[Math.max(1, apart)]![length]!;
        const first = segmentStart(length, 1);
        const second = segmentStart(length, 2);
        const last = second + shift;
        // One edit leaves the first or the last segment whole, and in its place.
        if (outer > 0 && first <= nameLength) {
          add(span(0, first), length, 0, outer);
        }
        if (outer > 0 && last >= 0) {
          add(span(last, nameLength), length, 2, outer);
        }
        if (maxEdits === 1 || apart > 2) {
          continue;
        }
        // Two may leave only the middle one, shifted by one.
        const to = Math.min(nameLength - (second - first), first + 1, first + shift + 1);
        for (let at = Math.max(0, first - 1, first + shift - 1); at <= to; at++) {
          add(span(at, at + second - first), length, 1, several);
        }
        if (apart > 1 || length > MAX_SWAPPED) {
          continue;
        }
        if (first > 0 && first < nameLength) {
          add(hashJoined(span(0, first - 1), typed[start + first]! + 1, 1), length, 0, several);
        }
        if (last > 0 && last < nameLength) {
          const rest = span(last + 1, nameLength);
          add(hashJoined(typed[start + last - 1]! + 1, rest, nameLength - last - 1), length, 2, several);
        }
      }
      return count;
    },
  };
}
