import { expect, it } from 'vitest';
import { distinctNames, type Question } from '../../../../server/src/facts/packages/question';

it('a name is asked once per index', () => {
  const ask = (normalizedName: string, indexName?: string): Question => ({
    normalizedName,
    pinned: false,
    explicit: false,
    ...(indexName !== undefined && { indexName }),
  });
  const asked = [ask('a'), ask('a', 'corp'), ask('b'), ask('a'), ask('a', 'lab'), ask('a', 'corp')];
  expect(distinctNames(asked)).toEqual([ask('a'), ask('a', 'corp'), ask('b'), ask('a', 'lab')]);
});
