import { expect, it } from 'vitest';
import { inSlices, nextTurn, SingleTurns, type Steps } from '../../server/src/slices';

/** Notes each step; `busy` takes longer than a slice. */
function* work(steps: string[], count: number): Steps<number> {
  for (let i = 0; i < count; i++) {
    for (const start = performance.now(); performance.now() - start < 15; ) {
      // busy
    }
    steps.push(`step ${i}`);
    yield;
  }
  return count;
}

it('returns the result of the work', async () => {
  expect(await inSlices(work([], 3))).toBe(3);
});

it('lets other tasks run', async () => {
  const events: string[] = [];
  setTimeout(() => events.push('hover'), 0);
  await inSlices(work(events, 3));
  expect(events).toEqual(['step 0', 'hover', 'step 1', 'step 2']);
});

it('stops work that is no longer wanted', async () => {
  const steps: string[] = [];
  let isWanted = true;
  setTimeout(() => {
    isWanted = false;
  }, 0);
  expect(await inSlices(work(steps, 100), () => isWanted)).toBeUndefined();
  expect(steps.length).toBeLessThan(100);
});

it('gives each of several works a turn of its own', async () => {
  const turns = new SingleTurns();
  const done: string[] = [];
  const works = ['a', 'b', 'c'].map((name) => turns.next().then(() => done.push(name)));
  const counts: number[] = [];
  while (done.length < 3) {
    await nextTurn();
    counts.push(done.length);
  }
  await Promise.all(works);
  expect(done).toEqual(['a', 'b', 'c']);
  // No turn of the loop had two of them.
  expect(counts.every((count, i) => count - (counts[i - 1] ?? 0) <= 1)).toBe(true);
});
