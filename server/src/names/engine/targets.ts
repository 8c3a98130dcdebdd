import { MAX_LETTERS } from './tables/rollingHash';

/**
 * The names that can be imitated, without their separators, as flat arrays: target `id` has the letters
 * `letters[starts[id] .. starts[id] + lengths[id])`. Popular names come first, most downloaded first, so `id + 1` is the rank.
 * After them come the modules of the standard library.
 */
export interface Targets {
  readonly names: readonly string[];
  readonly popularCount: number;
  readonly letters: Uint8Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint8Array;
}

export const HYPHEN = 45;
const NEW_LINE = 10;
/** Modules of the standard library have no downloads. They are imitated about as often as projects of this rank. */
export const LIBRARY_RANK = 500;

/** Part of every start, so no loop here looks at single letters: 230,000 of them take 9 ms before the compiler has optimized the loop. */
export function createTargets(popular: readonly string[], standardLibrary: readonly string[]): Targets {
  const names = [...popular, ...standardLibrary];
  const count = names.length;
  const letters = new TextEncoder().encode(`${names.join('\n')}\n`.replaceAll('-', ''));
  const starts = new Uint32Array(count);
  const lengths = new Uint8Array(count);
  let start = 0;
  for (let id = 0; id < count; id++) {
    const end = letters.indexOf(NEW_LINE, start);
    starts[id] = start;
    lengths[id] = Math.min(MAX_LETTERS, end - start);
    start = end + 1;
  }
  return { names, popularCount: popular.length, letters, starts, lengths };
}

/** Number of words of a target. */
export function countWords({ names }: Targets, id: number): number {
  const name = names[id]!;
  let words = 1;
  for (let i = name.indexOf('-'); i >= 0; i = name.indexOf('-', i + 1)) {
    words++;
  }
  return words;
}

/** The set of letters in `[start, end)`. */
export function letterMask(letters: Uint8Array, start: number, end: number): number {
  let mask = 0;
  for (let i = start; i < end; i++) {
    mask |= letterBit(letters[i]!);
  }
  return mask;
}

/** One bit per letter, six for the digits. */
function letterBit(unit: number): number {
  return 1 << (unit >= 97 ? unit - 97 : 26 + (unit % 6));
}

/** The number of letters in only one of two masks. An edit adds at most one new letter and removes at most one. */
export function differentLetters(mask: number, other: number): number {
  let bits = mask ^ other;
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
