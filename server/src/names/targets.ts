import { MAX_LETTERS } from './rollingHash';

/**
 * The names that may be imitated, without their separators, as flat arrays: target `id` has the letters
 * `letters[starts[id] .. starts[id + 1])`. Popular names come first, most downloaded first, so `id + 1` is the rank;
 * behind them the modules of the standard library.
 */
export interface Targets {
  readonly names: readonly string[];
  readonly popularCount: number;
  readonly letters: Uint8Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint8Array;
  /** Which letters each name has. */
  readonly masks: Int32Array;
  /** Number of words of each name. */
  readonly words: Uint8Array;
}

export const HYPHEN = 45;
const NEW_LINE = 10;
/** Modules of the standard library have no downloads; they are imitated about as often as projects of this rank. */
export const LIBRARY_RANK = 500;

export function createTargets(popular: readonly string[], standardLibrary: readonly string[]): Targets {
  const names = [...popular, ...standardLibrary];
  const count = names.length;
  // One pass over the bytes of all names: this is what a start waits for.
  const bytes = new TextEncoder().encode(`${names.join('\n')}\n`);
  const letters = new Uint8Array(bytes.length);
  const starts = new Uint32Array(count + 1);
  const lengths = new Uint8Array(count);
  const masks = new Int32Array(count);
  const words = new Uint8Array(count).fill(1);
  let id = 0;
  let start = 0;
  let mask = 0;
  let at = 0;
  for (let i = 0; i < bytes.length; i++) {
    const unit = bytes[i]!;
    if (unit === NEW_LINE) {
      lengths[id] = at - start;
      masks[id] = mask;
      starts[++id] = at;
      start = at;
      mask = 0;
    } else if (unit === HYPHEN) {
      words[id]!++;
    } else if (at - start < MAX_LETTERS) {
      letters[at++] = unit;
      mask |= letterBit(unit);
    }
  }
  return { names, popularCount: popular.length, letters, starts, lengths, masks, words };
}

/** One bit a letter, six for the digits. */
export function letterBit(unit: number): number {
  return 1 << (unit >= 97 ? unit - 97 : 26 + (unit % 6));
}

/** Whether so few edits may be between names of these masks: one brings at most one new letter and takes at most one away. */
export function mayBeEdited(mask: number, other: number, edits: number): boolean {
  return bitCount(mask ^ other) <= 2 * edits;
}

function bitCount(bits: number): number {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
