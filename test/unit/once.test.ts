import { expect, it } from 'vitest';
import { once } from '../../server/src/once';

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
