import { encodeFrontCoded, isGreater, isWhole, namesIn, stepsTo } from './frontCoding';
import type { Codes } from './listCodes';
import { asUint32, bytesOf, shareable } from './sections';

/** Every 64th name of a block is whole, so a lookup reads at most 64 front-coded names. With 32, a lookup is a tenth faster and the list 2 % larger. */
const STRIDE = 64;

/** The names of a decompressed block, and what was decoded of the rest. All in memory that threads share. */
export interface NameBlock {
  /** Front-coded. */
  readonly bytes: Uint8Array;
  /** The offset of every STRIDE-th name. */
  readonly restarts: Uint32Array;
  months?: Codes;
  versions?: Codes;
  listed?: Codes;
}

/** The file of a list of projects, and its first blocks, opened. */
export interface SharedList {
  readonly file: Uint8Array;
  readonly blocks: readonly NameBlock[];
}

/** A block as stored: the offsets of the whole names, and the front-coded names. Nothing has to be decoded to search it. */
export function encodeBlock(sorted: readonly string[]): Uint8Array {
  const { bytes, restarts } = encodeFrontCoded(sorted, STRIDE);
  return Uint8Array.from([...bytesOf(restarts), ...bytes]);
}

/** `count`: the number of names in the block. Throws if they are not as many. */
export function openBlock(stored: Uint8Array, count: number): NameBlock {
  const all = shareable(stored);
  const start = Math.ceil(count / STRIDE) * Uint32Array.BYTES_PER_ELEMENT;
  const [bytes, restarts] = [all.subarray(start), asUint32(all.subarray(0, start))];
  if (start > all.length || !restarts.every((offset) => isWhole(bytes, offset))) {
    throw new Error('a list of projects has another number of names in a block');
  }
  return { bytes, restarts };
}

/** Index of `name` in the block, or -1. */
export function indexIn(block: NameBlock, name: string): number {
  const restart = restartBefore(block, name);
  const steps = restart < 0 ? -1 : stepsTo(block.bytes, block.restarts[restart]!, name);
  return steps < 0 ? -1 : restart * STRIDE + steps;
}

/** Names of the block in order, starting a little before `name`. */
export function namesNear(block: NameBlock, name: string): Iterable<string> {
  return namesIn(block.bytes, block.restarts[Math.max(0, restartBefore(block, name))]);
}

/** The last whole name that is not greater than `name`; -1: none. */
function restartBefore({ bytes, restarts }: NameBlock, name: string): number {
  let low = 0;
  let high = restarts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isGreater(bytes, restarts[middle]!, name)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low - 1;
}
