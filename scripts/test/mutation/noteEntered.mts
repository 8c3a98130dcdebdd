/** Runs in the thread of each test file, before it: its result says which functions were entered. */
import { afterAll } from 'vitest';
import { ENTERED, MOST_FUNCTIONS } from './entered.mjs';

const entered = new Uint8Array(MOST_FUNCTIONS);
Object.assign(globalThis, { [ENTERED]: entered });

// biome-ignore lint/correctness/noEmptyPattern: Vitest reads the pattern, and refuses any other first parameter.
afterAll(({}, file) => {
  const numbers = [...entered.keys()].filter((number) => entered[number] === 1);
  Object.assign(file.meta, { entered: numbers });
});
