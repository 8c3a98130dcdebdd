import { setFlagsFromString } from 'node:v8';

/** Percent. Several threads share the memory that a scan may use. */
const GROWTH = 15;

/**
 * From now on, the heap grows by this share between two garbage collections, in all threads, and the part of it for new objects does not grow. By default, V8
 * lets the heap grow to more than three times the memory in use, and a scan of many files produces mostly garbage. To be called again when a thread has
 * started, because V8 then lets the part for new objects grow again.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
  setFlagsFromString('--semi-space-growth-factor=1');
}
