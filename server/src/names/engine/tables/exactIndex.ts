import { slotOf } from './rollingHash';

/** An open-addressing hash table from a 32-bit hash to target ids; an entry is `id + 1`, 0 is free. Several targets may share a hash. */
export function buildExactIndex(hashes: readonly number[], bits: number): Uint16Array {
  const table = new Uint16Array(1 << bits);
  const mask = table.length - 1;
  hashes.forEach((hash, id) => {
    let slot = slotOf(hash, bits);
    while (table[slot] !== 0) {
      slot = (slot + 1) & mask;
    }
    table[slot] = id + 1;
  });
  return table;
}
