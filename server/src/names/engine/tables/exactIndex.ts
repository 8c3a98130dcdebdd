import { slotOf } from './rollingHash';

/**
 * An open-addressing hash table from a 32-bit hash to target ids; an entry is `id + 1`, 0 is free. Several targets may share a hash. A target without a
 * hash is left out.
 */
export function buildExactIndex(hashes: readonly (number | undefined)[], bits: number): Uint16Array {
  const table = new Uint16Array(1 << bits);
  hashes.forEach((hash, id) => {
    if (hash === undefined) {
      return;
    }
    let slot = firstSlot(table, hash);
    while (table[slot] !== 0) {
      slot = nextSlot(table, slot);
    }
    table[slot] = id + 1;
  });
  return table;
}

/** Where the targets of a hash begin. They end at the first free entry, and others may be between them. */
export function firstSlot(table: Uint16Array, hash: number): number {
  return slotOf(hash, 31 - Math.clz32(table.length));
}

export function nextSlot(table: Uint16Array, slot: number): number {
  return (slot + 1) & (table.length - 1);
}
