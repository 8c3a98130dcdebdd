import { setFlagsFromString } from 'node:v8';

/** Percent. Several threads share the memory that a scan may use. */
const GROWTH = 30;

/**
 * From now on, the heap grows by this share between two garbage collections, in all threads. By default, V8 lets it grow to more than three times the memory in
 * use, and a scan of many files produces mostly garbage.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
