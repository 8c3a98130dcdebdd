import { describe, expect, it } from 'vitest';
import { Random } from '../../../../../scripts/fuzz/random.mjs';
import { lettersOf } from '../../../../../server/src/names/engine/letters/spans';
import { MAX_LETTERS } from '../../../../../server/src/names/engine/tables/rollingHash';
import { buildSegmentIndex, MAX_EDITS, openSegmentIndex, type Reach } from '../../../../../server/src/names/engine/tables/segmentIndex';
import { createTargets, letterMask } from '../../../../../server/src/names/engine/targets';

const random = new Random(3);
const word = (length: number): string => Array.from({ length }, () => random.pick([...'abcdefghijklmnopqrstuvwxy'])).join('');
const names = Array.from({ length: 40_000 }, () => word(12));
const targets = createTargets(names, []);
const all = names.map(lettersOf);
const { sizes, ids } = buildSegmentIndex(
  names.keys(),
  4,
  (id) => all[id]!.letters.length,
  (id) => all[id]!.prefixes,
);
const index = openSegmentIndex(sizes, ids, 4, targets);

const EVERYBODY = new Int32Array(MAX_LETTERS + MAX_EDITS + 1).fill(0xffff);
const NOBODY = new Int32Array(EVERYBODY.length);
const ONE: Reach = { maxEdits: 1, ranks: [NOBODY, EVERYBODY, NOBODY, NOBODY] };
const TWO: Reach = { maxEdits: 2, ranks: [NOBODY, EVERYBODY, EVERYBODY, NOBODY] };

function isFound(name: string, id: number, reach: Reach): boolean {
  const query = lettersOf(name);
  const into = new Uint16Array(4_096);
  const count = index.collect(query, 0, name.length, letterMask(query.letters, 0, name.length), reach, into);
  return into.subarray(0, count).includes(id);
}

describe('a target of any bucket is found', () => {
  it.each([
    ['first', [...ids.subarray(0, sizes[0])]],
    ['last', [...ids.subarray(ids.length - sizes.at(-1)!)]],
  ])('in the %s one', (_, inBucket) => {
    expect(inBucket.length).toBeGreaterThan(0);
    for (const id of inBucket) {
      const name = names[id]!;
      for (let at = 0; at < name.length; at++) {
        expect(isFound(`${name.slice(0, at)}z${name.slice(at + 1)}`, id, ONE)).toBe(true);
        expect(isFound(`${name.slice(0, at)}${name.slice(at + 1)}`, id, ONE)).toBe(true);
        expect(isFound(`${name.slice(0, at)}z${name.slice(at)}`, id, ONE)).toBe(true);
      }
      expect(isFound(`z${name.slice(1, -1)}z`, id, TWO)).toBe(true);
      expect(isFound(`zz${name.slice(2)}`, id, TWO)).toBe(true);
      expect(isFound(`${name.slice(0, -2)}zz`, id, TWO)).toBe(true);
      expect(isFound('zzzzzzzzzzzz', id, TWO)).toBe(false);
    }
  });
});
