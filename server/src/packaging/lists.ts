/** Adds all items to the end of a list, however many there are: `push(...items)` fails when the stack cannot hold them. */
export function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) {
    list.push(item);
  }
}
