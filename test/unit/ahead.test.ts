import { expect, it } from 'vitest';
import { ahead } from '../../server/src/ahead';

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) {
    items.push(item);
  }
  return items;
}

it('gives the results in the order of the items, whichever finishes first', async () => {
  const turns = async (item: number): Promise<number> => {
    for (let i = 0; i < 10 - item; i++) {
      await Promise.resolve();
    }
    return item * 2;
  };
  expect(await all(ahead([1, 2, 3, 4, 5], 3, turns))).toEqual([2, 4, 6, 8, 10]);
});

it('works on the given number of items at a time, and on no more', async () => {
  let underWay = 0;
  let most = 0;
  await all(
    ahead([1, 2, 3, 4, 5, 6], 4, async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 1));
      underWay--;
    }),
  );
  expect(most).toBe(4);
});

it('rejects if the work on an item fails, after the results before it', async () => {
  const seen: number[] = [];
  const failing = async (): Promise<void> => {
    for await (const item of ahead([1, 2, 3], 3, (each) => (each === 2 ? Promise.reject(new Error('no')) : each))) {
      seen.push(item);
    }
  };
  await expect(failing()).rejects.toThrow('no');
  expect(seen).toEqual([1]);
});

it('ends the source if no one takes more', async () => {
  let isEnded = false;
  async function* source(): AsyncIterable<number> {
    try {
      for (let i = 0; ; i++) {
        yield i;
      }
    } finally {
      isEnded = true;
    }
  }
  for await (const item of ahead(source(), 2, (each) => each)) {
    if (item === 3) {
      break;
    }
  }
  expect(isEnded).toBe(true);
});
