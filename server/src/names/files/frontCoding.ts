/**
 * Front coding of sorted ASCII names: one byte `128 + length of the prefix shared with the name before`, then the rest of the name.
 * A byte of 128 or more therefore begins a name. Some names are whole: they share no prefix, so a reader can begin there.
 */
const LEAD = 128;
const MAX_SHARED = 127;

/** `restarts`: the offset of every `stride`-th name, which is whole. */
export function encodeFrontCoded(
  sorted: readonly string[],
  stride: number,
): { readonly bytes: Uint8Array; readonly restarts: Uint32Array } {
  const bytes: number[] = [];
  const restarts: number[] = [];
  let previous = '';
  for (const [i, name] of sorted.entries()) {
    const isRestart = i % stride === 0;
    if (isRestart) {
      restarts.push(bytes.length);
    }
    const most = isRestart ? 0 : Math.min(previous.length, name.length, MAX_SHARED);
    let shared = 0;
    while (shared < most && previous.charCodeAt(shared) === name.charCodeAt(shared)) {
      shared++;
    }
    bytes.push(LEAD + shared);
    for (let at = shared; at < name.length; at++) {
      const unit = name.charCodeAt(at);
      if (unit >= LEAD) {
        throw new Error(`not an ASCII name: ${name}`);
      }
      bytes.push(unit);
    }
    previous = name;
  }
  return { bytes: Uint8Array.from(bytes), restarts: Uint32Array.from(restarts) };
}

/** All names, or those from a whole one at `offset` on. */
export function* namesIn(bytes: Uint8Array, offset = 0): Generator<string> {
  let name = '';
  for (let at = offset; at < bytes.length; ) {
    const shared = bytes[at++]! - LEAD;
    let rest = '';
    while (at < bytes.length && bytes[at]! < LEAD) {
      rest += String.fromCharCode(bytes[at++]!);
    }
    name = name.slice(0, shared) + rest;
    yield name;
  }
}

/** Whether a whole name is at `offset`. */
export function isWhole(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === LEAD;
}

/** Whether the whole name at `offset` is greater than `name`. */
export function isGreater(bytes: Uint8Array, offset: number, name: string): boolean {
  const same = sameAs(bytes, offset + 1, name, 0);
  const at = offset + 1 + same;
  const isLonger = at < bytes.length && bytes[at]! < LEAD;
  return isLonger && (same === name.length || bytes[at]! > name.charCodeAt(same));
}

/** The number of letters that `name` has in common with the one at `at`, where its letters from `from` on are. */
function sameAs(bytes: Uint8Array, at: number, name: string, from: number): number {
  let same = from;
  // A letter beyond ASCII is in no name of the list.
  for (let i = at; same < name.length && bytes[i] === name.charCodeAt(same) && bytes[i]! < LEAD; i++) {
    same++;
  }
  return same;
}

/**
 * Position of `name` after the whole name at `offset`; -1: not found. Compares bytes in place and makes no strings: the prefix that a name shares with
 * the previous one is not compared again.
 */
export function stepsTo(bytes: Uint8Array, offset: number, name: string): number {
  let matched = 0;
  let at = offset;
  for (let steps = 0; at < bytes.length; steps++) {
    const shared = bytes[at++]! - LEAD;
    if (shared < matched && shared < MAX_SHARED) {
      // Greater than the previous name at a letter that `name` has in common with that.
      return -1;
    }
    if (shared <= matched) {
      const same = sameAs(bytes, at, name, shared);
      at += same - shared;
      if (at === bytes.length || bytes[at]! >= LEAD) {
        if (same === name.length) {
          return steps;
        }
      } else if (same === name.length || bytes[at]! > name.charCodeAt(same)) {
        return -1;
      }
      matched = same;
    }
    while (at < bytes.length && bytes[at]! < LEAD) {
      at++;
    }
  }
  return -1;
}
