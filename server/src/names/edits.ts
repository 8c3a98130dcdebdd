/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours; Damerau 1964 without repeated edits of one place) between
 * `a[aStart..aEnd)` and `b[bStart..bEnd)`, or `limit + 1` as soon as it is known to be larger.
 */
export function osaDistance(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
  limit: number,
): number {
  // What both share at their ends costs nothing, and most of what is compared is nearly equal.
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
  const tooFar = limit + 1;
  if (n === 0 || m === 0) {
    return Math.min(n + m, tooFar);
  }
  if (Math.abs(n - m) > limit) {
    return tooFar;
  }
  if (n === 1 && m === 1) {
    return 1;
  }
  if (limit === 1) {
    // What is left of two names that are one edit apart is that edit.
    const swapped = n === 2 && m === 2 && a[aStart] === b[bStart + 1] && a[aStart + 1] === b[bStart];
    return swapped ? 1 : tooFar;
  }
  let beforeLast = ROWS[0]!;
  let last = ROWS[1]!;
  let row = ROWS[2]!;
  for (let j = 0; j <= m; j++) {
    last[j] = j;
  }
  for (let i = 1; i <= n; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(m, i + limit);
    row[from - 1] = from === 1 ? i : tooFar;
    const letter = a[aStart + i - 1];
    let least = tooFar;
    for (let j = from; j <= to; j++) {
      let cost = last[j - 1]! + (letter === b[bStart + j - 1] ? 0 : 1);
      if (row[j - 1]! + 1 < cost) {
        cost = row[j - 1]! + 1;
      }
      // The cell above the band's right edge was never written for this row.
      if (j < i + limit && last[j]! + 1 < cost) {
        cost = last[j]! + 1;
      }
      if (i > 1 && j > 1 && letter === b[bStart + j - 2] && a[aStart + i - 2] === b[bStart + j - 1] && beforeLast[j - 2]! + 1 < cost) {
        cost = beforeLast[j - 2]! + 1;
      }
      row[j] = cost;
      if (cost < least) {
        least = cost;
      }
    }
    if (least > limit) {
      return tooFar;
    }
    const free = beforeLast;
    beforeLast = last;
    last = row;
    row = free;
  }
  return Math.min(last[m]!, tooFar);
}

const MAX_ROW = 256;
const ROWS = [new Uint8Array(MAX_ROW), new Uint8Array(MAX_ROW), new Uint8Array(MAX_ROW)];
