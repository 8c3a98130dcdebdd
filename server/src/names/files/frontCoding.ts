/**
 * Front coding of sorted ASCII names: one byte `128 + length of the prefix shared with the name before`, then the rest of the name.
 * A byte of 128 or more therefore begins a name.
 */
const LEAD = 128;
const MAX_SHARED = 127;

export function encodeFrontCoded(sorted: readonly string[]): Uint8Array {
  const bytes: number[] = [];
  let previous = '';
  for (const name of sorted) {
    const most = Math.min(previous.length, name.length, MAX_SHARED);
    let shared = 0;
    while (shared < most && previous.charCodeAt(shared) === name.charCodeAt(shared)) {
      shared++;
    }
    bytes.push(LEAD + shared);
    for (let i = shared; i < name.length; i++) {
      const unit = name.charCodeAt(i);
      if (unit >= LEAD) {
        throw new Error(`not an ASCII name: ${name}`);
      }
      bytes.push(unit);
    }
    previous = name;
  }
  return Uint8Array.from(bytes);
}

/** Names from `offset` on, where `previous` is the name before it. */
export function* namesFrom(bytes: Uint8Array, offset: number, previous: string): Generator<string> {
  let at = offset;
  while (at < bytes.length) {
    const shared = bytes[at++]! - LEAD;
    let rest = '';
    while (at < bytes.length && bytes[at]! < LEAD) {
      rest += String.fromCharCode(bytes[at++]!);
    }
    previous = previous.slice(0, shared) + rest;
    yield previous;
  }
}

/**
 * Position of `name` after `previous`, which is smaller; -1: not found. `offset` is that of the name after
 * `previous`. Compares bytes in place and makes no strings: the prefix that a name shares with the previous one is not compared again.
 */
export function stepsTo(bytes: Uint8Array, offset: number, previous: string, name: string): number {
  let matched = 0;
  while (matched < previous.length && previous.charCodeAt(matched) === name.charCodeAt(matched)) {
    matched++;
  }
  let at = offset;
  for (let steps = 1; at < bytes.length; steps++) {
    const shared = bytes[at++]! - LEAD;
    if (shared < matched && shared < MAX_SHARED) {
      // Greater than the previous name at a letter that `name` has in common with that.
      return -1;
    }
    if (shared <= matched) {
      let same = shared;
      while (at < bytes.length && bytes[at] === name.charCodeAt(same)) {
        at++;
        same++;
      }
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
