/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours), or `limit + 1` as soon as it is known to be larger.
 * Only a band of `2 * limit + 1` cells a row is computed.
 */
export function osaDistance(a: string, b: string, limit: number): number {
  const n = a.length;
  const m = b.length;
  const tooFar = limit + 1;
  if (Math.abs(n - m) > limit) {
    return tooFar;
  }
  let beforeLast = new Array<number>(m + 1).fill(tooFar);
  let last = Array.from({ length: m + 1 }, (_, j) => j);
  let row = new Array<number>(m + 1).fill(tooFar);
  for (let i = 1; i <= n; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(m, i + limit);
    row.fill(tooFar);
    row[0] = i;
    let least = from === 1 ? i : tooFar;
    for (let j = from; j <= to; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) {
      return tooFar;
    }
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return Math.min(last[m]!, tooFar);
}
