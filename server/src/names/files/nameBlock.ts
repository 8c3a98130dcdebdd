import { stepsTo } from './frontCoding';
import { lowerBound } from './popularNames';

/** Every 32nd name of an open block is kept as a string, so a lookup reads at most 32 front-coded names. */
const STRIDE = 32;

/** The names of a decompressed block, front-coded, and what was decoded of the rest. */
export interface NameBlock {
  readonly bytes: Uint8Array;
  /** Every STRIDE-th name, and the offset of the next name. */
  readonly anchors: readonly string[];
  readonly nextOffsets: Uint32Array;
  months?: Uint16Array;
  versions?: Uint16Array;
  listed?: Uint16Array;
  /** Where the last lookup ended. */
  lastAnchor: number;
}

export function openBlock(bytes: Uint8Array): NameBlock {
  const anchors: string[] = [];
  const nextOffsets: number[] = [];
  let at = 0;
  let count = 0;
  const name = new Uint8Array(256);
  while (at < bytes.length) {
    let length = bytes[at++]! - 128;
    while (at < bytes.length && bytes[at]! < 128 && length < name.length) {
      name[length++] = bytes[at++]!;
    }
    if (count++ % STRIDE === 0) {
      anchors.push(latin1(name, length));
      nextOffsets.push(at);
    }
  }
  return { bytes, anchors, nextOffsets: Uint32Array.from(nextOffsets), lastAnchor: 0 };
}

function latin1(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) {
    text += String.fromCharCode(bytes[i]!);
  }
  return text;
}

/** The last block that begins at or before `name`; -1: none. `guess` is tried first: names often come in order. */
export function blockOf(starts: readonly string[], name: string, guess = 0): number {
  if (starts[guess]! <= name && !(starts[guess + 1]! <= name)) {
    return guess;
  }
  const i = lowerBound(starts, name);
  return starts[i] === name ? i : i - 1;
}

/** Index of `name` in the block, or -1. */
export function indexIn(block: NameBlock, name: string): number {
  const anchor = blockOf(block.anchors, name, block.lastAnchor);
  if (anchor < 0) {
    return -1;
  }
  block.lastAnchor = anchor;
  if (block.anchors[anchor] === name) {
    return anchor * STRIDE;
  }
  const steps = stepsTo(block.bytes, block.nextOffsets[anchor]!, block.anchors[anchor]!, name);
  return steps < 0 ? -1 : anchor * STRIDE + steps;
}
