import { expect, it } from 'vitest';
import { once, onceUnlessFailed } from '../../server/src/once';

it('makes a value once, even if it is undefined', () => {
  let calls = 0;
  const value = once(() => {
    calls++;
  });
  expect([value(), value(), calls]).toEqual([undefined, undefined, 1]);
});

it('fails once, and throws the same error again', () => {
  let calls = 0;
  const value = once(() => {
    throw new Error(`attempt ${++calls}`);
  });
  expect(value).toThrow('attempt 1');
  expect(value).toThrow('attempt 1');
  expect(calls).toBe(1);
});

it('makes a promise once, and tries again after a failure', async () => {
  let calls = 0;
  const value = onceUnlessFailed(async () => {
    calls++;
    if (calls === 1) {
      throw new Error('not yet');
    }
    return calls;
  });
  const [one, other] = await Promise.allSettled([value(), value()]);
  expect([one.status, other.status, calls]).toEqual(['rejected', 'rejected', 1]);
  expect([await value(), await value(), calls]).toEqual([2, 2, 2]);
});
