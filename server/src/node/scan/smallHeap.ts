import { setFlagsFromString } from 'node:v8';

/** Percent. More threads than one share the memory that a scan may take. */
const GROWTH = 30;

/**
 * From here on the heap grows by so much between two collections of garbage, in all threads. By itself V8 lets it become more than three times as large as what
 * is in use, and a scan of many files makes nothing but garbage.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
