import { expect, it } from 'vitest';
import { cachePromise } from '../../server/src/promiseCache';

it('keeps what succeeds, and forgets what fails', async () => {
  const cache = new Map<string, Promise<number>>();
  expect(await cachePromise(cache, 'good', Promise.resolve(1))).toBe(1);
  await expect(cachePromise(cache, 'bad', Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([...cache.keys()]).toEqual(['good']);
});

it('does not forget the replacement of a failure', async () => {
  const cache = new Map<string, Promise<number>>();
  const failing = cachePromise(cache, 'x', Promise.reject(new Error('no')));
  cachePromise(cache, 'x', Promise.resolve(2)).catch(() => undefined);
  await expect(failing).rejects.toThrow('no');
  expect(await cache.get('x')).toBe(2);
});
