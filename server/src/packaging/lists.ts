/** Adds all items to the end of a list, however many there are: `push(...items)` fails when the stack cannot hold them. */
export function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) {
    list.push(item);
  }
}

/** How many items at the start of a list are before a place. The others come after all of them (binary search). */
export function countBefore<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(items[middle] as T)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
