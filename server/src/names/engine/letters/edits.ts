/** The largest distance that is distinguished. */
export type EditLimit = 0 | 1 | 2 | 3;

/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbors; Damerau 1964 without repeated edits of one place) between
 * `a[aStart..aEnd)` and `b[bStart..bEnd)`, or `limit + 1` if it is larger. Needs no table: the first edit is where the first letters
 * differ, and the rest may have one edit less.
 */
export function osaDistance(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
  limit: EditLimit,
): number {
  // A common beginning and end cost nothing, and most pairs are nearly equal.
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart++;
    bStart++;
  }
  while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  const n = aEnd - aStart;
  const m = bEnd - bStart;
  if (n === 0 || m === 0) {
    return Math.min(n + m, limit + 1);
  }
  if (limit > 0 && isOneEdit(a, aStart, aEnd, b, bStart, bEnd)) {
    return 1;
  }
  if (limit < 2 || Math.abs(n - m) > limit) {
    return limit + 1;
  }
  if (n <= WORD) {
    return Math.min(limit + 1, shortDistance(a, aStart, aEnd, b, bStart, bEnd));
  }
  let distance = limit + 1;
  while (distance > 2 && isWithin(a, aStart, aEnd, b, bStart, bEnd, distance - 1)) {
    distance--;
  }
  return distance;
}

/** Letters that an integer has bits for. */
const WORD = 31;
/** For each letter, its places in `a`. */
const places = new Int32Array(256);

/** The distance if `a` has at most `WORD` letters: a column of the table at a time, each difference between neighbors in a bit (Hyyrö 2003). */
function shortDistance(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): number {
  for (let i = aStart; i < aEnd; i++) {
    places[a[i]!] = places[a[i]!]! | (1 << (i - aStart));
  }
  const last = aEnd - aStart - 1;
  let distance = last + 1;
  let more = -1;
  let less = 0;
  let same = 0;
  let before = 0;
  for (let j = bStart; j < bEnd; j++) {
    const here = places[b[j]!]!;
    const swapped = ((~same & here) << 1) & before;
    same = ((((here & more) + more) | 0) ^ more) | here | less | swapped;
    const right = less | ~(same | more);
    const left = same & more;
    distance += ((right >>> last) & 1) - ((left >>> last) & 1);
    const shifted = (right << 1) | 1;
    more = (left << 1) | ~(same | shifted);
    less = shifted & same;
    before = here;
  }
  for (let i = aStart; i < aEnd; i++) {
    places[a[i]!] = 0;
  }
  return distance;
}

/** Whether at least one and at most `edits` edits are between them, given that their last letters differ. */
function isWithin(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number, edits: number): boolean {
  if (edits === 1) {
    return isOneEdit(a, aStart, aEnd, b, bStart, bEnd);
  }
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart++;
    bStart++;
  }
  const n = aEnd - aStart;
  const m = bEnd - bStart;
  if (n === 0 || m === 0) {
    return n + m <= edits;
  }
  return (
    Math.abs(n - m) <= edits &&
    (isWithin(a, aStart + 1, aEnd, b, bStart + 1, bEnd, edits - 1) ||
      isWithin(a, aStart + 1, aEnd, b, bStart, bEnd, edits - 1) ||
      isWithin(a, aStart, aEnd, b, bStart + 1, bEnd, edits - 1) ||
      (isSwap(a, aStart, aEnd, b, bStart, bEnd) && isWithin(a, aStart + 2, aEnd, b, bStart + 2, bEnd, edits - 1)))
  );
}

/** Whether one edit is between them, given that their last letters differ. */
function isOneEdit(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): boolean {
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart++;
    bStart++;
  }
  const n = aEnd - aStart;
  const m = bEnd - bStart;
  return n + m === 1 || (n === 1 && m === 1) || (n === 2 && m === 2 && isSwap(a, aStart, aEnd, b, bStart, bEnd));
}

/** Whether the first two letters are swapped. */
function isSwap(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number): boolean {
  return aEnd - aStart > 1 && bEnd - bStart > 1 && a[aStart] === b[bStart + 1] && a[aStart + 1] === b[bStart];
}
