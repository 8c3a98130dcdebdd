import { expect, it } from 'vitest';
import { lastAnswers } from '../../server/src/lastAnswers';

it.each([
  [4_096, undefined],
  [2, 2],
])('remembers %d answers, and forgets all when there are more', (most, given) => {
  const asked: string[] = [];
  const answer = lastAnswers((text) => asked.push(text), given);
  const texts = Array.from({ length: most }, (_, i) => `${i}`);
  expect([...texts, ...texts].map(answer)).toEqual([...texts, ...texts].map((text) => Number(text) + 1));
  answer('one more');
  expect(asked).toEqual([...texts, 'one more']);
  expect(answer('0')).toBe(most + 2);
});
