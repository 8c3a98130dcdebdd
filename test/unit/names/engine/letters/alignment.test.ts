import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Alignment, align } from '../../../../../server/src/names/engine/letters/alignment';
import { areAdjacentKeys, isVowel, joinedLookAlike, lookAlike } from '../../../../../server/src/names/engine/letters/letters';

const codes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** One object for all, as the engine has it: nothing of the texts before must be left. */
const alignment = new Alignment();

/** The alignment of two texts, or of the parts of them in brackets. */
function aligned(name: string, target: string): Alignment {
  const [a, b] = [name, target].map((text) => {
    const [before = '', inside = '', after = ''] = /^(.*)\[(.*)\](.*)$/.exec(text)?.slice(1) ?? ['', text, ''];
    return { letters: codes(before + inside + after), start: before.length, end: before.length + inside.length };
  }) as [{ letters: Uint8Array; start: number; end: number }, { letters: Uint8Array; start: number; end: number }];
  align(a.letters, a.start, a.end, b.letters, b.start, b.end, alignment);
  return alignment;
}

it('a new alignment has no edits', () => {
  const values = Object.values(new Alignment());
  expect(values).toEqual(values.map(() => 0));
});

it.each([
  ['abc', 'abc', 'sharedStart 3'],
  ['xba', 'xab', 'cost 0.7, transpositions 1, sharedStart 1'],
  ['bax', 'abx', 'cost 0.7, transpositions 1, sharedEnd 1'],
  ['abxy', 'bayx', 'cost 1.4, transpositions 2'],
  ['abcd', 'abdcx', 'cost 1.6, transpositions 1, deletions 1, sharedStart 2'],
  ['aabb', 'ab', 'cost 1, repetitions 2, insertions 2, sharedStart 1, sharedEnd 1'],
  ['ab', 'aabb', 'cost 1, repetitions 2, deletions 2, sharedStart 1, sharedEnd 1'],
  ['xab', 'ab', 'cost 1, insertions 1, sharedEnd 2'],
  ['ab', 'abx', 'cost 0.9, deletions 1, sharedStart 2'],
  // A letter outside of the part is not repeated.
  ['a[ac]c', '[c]c', 'cost 1, insertions 1, sharedEnd 1'],
  ['c[ca]a', 'a[c]c', 'cost 1, insertions 1, sharedStart 1'],
  ['c', 'a[ac]c', 'cost 0.9, deletions 1, sharedEnd 1'],
  ['c', 'c[ca]a', 'cost 0.9, deletions 1, sharedStart 1'],
  ['vvrn', 'wm', 'cost 1, joinedLookAlikes 2'],
  ['wm', 'vvrn', 'cost 1, joinedLookAlikes 2'],
  ['mrn', 'rnm', 'cost 1, joinedLookAlikes 2'],
  ['rn[m]x', 'rn', 'cost 0.5, joinedLookAlikes 1'],
  ['1', 'l', 'cost 0.5, replacements 1, lookAlikes 1, digits 1'],
  ['o', '0', 'cost 0.5, replacements 1, lookAlikes 1, digits 1'],
  ['q', '7', 'cost 1.2, replacements 1, digits 1'],
  ['a1', 'a', 'cost 1, insertions 1, digits 1, sharedStart 1'],
  ['a', 'a1', 'cost 0.9, deletions 1, digits 1, sharedStart 1'],
  ['a1', 'a11', 'cost 0.5, repetitions 1, deletions 1, digits 1, sharedStart 2'],
  ['n1umpy', 'numpy2', 'cost 1.9, insertions 1, deletions 1, digits 2, sharedStart 1'],
  ['ax', 'xb', 'cost 1.9, insertions 1, deletions 1'],
  ['abcabc', 'cbacba', 'cost 3.1, transpositions 1, replacements 2'],
  ['x1x', 'y2y', 'cost 3.2, replacements 3, digits 1'],
])('%s for %s: %s', (name, target, expected) => {
  const counts = Object.entries(aligned(name, target)).filter(([, count]) => count !== 0);
  expect(counts.map(([kind, count]) => `${kind} ${Number(count.toFixed(2))}`).join(', ')).toBe(expected);
});

/** The least cost of the edits, from the end of both texts. */
function slowCost(name: string, target: string): number {
  let [start, end] = [0, 0];
  const shortest = Math.min(name.length, target.length);
  while (start < shortest && name[start] === target[start]) {
    start++;
  }
  while (end < shortest - start && name.at(-1 - end) === target.at(-1 - end)) {
    end++;
  }
  const code = (text: string, at: number): number => text.charCodeAt(start + at);
  const repeats = (text: string, at: number): boolean => [at - 1, at + 1].some((other) => text[start + other] === text[start + at]);
  const known = new Map<string, number>();
  const cost = (i: number, j: number): number => {
    const options: number[] = i === 0 && j === 0 ? [0] : [];
    if (i > 0) {
      options.push(least(i - 1, j) + (repeats(name, i - 1) ? 0.5 : 1));
    }
    if (j > 0) {
      options.push(least(i, j - 1) + (repeats(target, j - 1) ? 0.5 : 0.9));
    }
    if (i > 0 && j > 0) {
      const [x, y] = [code(name, i - 1), code(target, j - 1)];
      const other = areAdjacentKeys(x, y) || (isVowel(x) && isVowel(y)) ? 0.8 : 1.2;
      options.push(least(i - 1, j - 1) + (x === y ? 0 : lookAlike(x, y) ? 0.5 : other));
      if (i > 1 && j > 1 && x === code(target, j - 2) && y === code(name, i - 2)) {
        options.push(least(i - 2, j - 2) + 0.7);
      }
      if (i > 1 && joinedLookAlike(code(name, i - 2), x, y)) {
        options.push(least(i - 2, j - 1) + 0.5);
      }
      if (j > 1 && joinedLookAlike(code(target, j - 2), y, x)) {
        options.push(least(i - 1, j - 2) + 0.5);
      }
    }
    return Math.min(...options);
  };
  const least = (i: number, j: number): number => {
    const key = `${i} ${j}`;
    const found = known.get(key) ?? cost(i, j);
    known.set(key, found);
    return found;
  };
  return least(name.length - start - end, target.length - start - end);
}

it('costs as little as it can, and its edits make up the difference in length', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'e', 's', 'r', 'n', 'm', 'v', 'w', '1', 'l'), maxLength: 9 });
  fc.assert(
    fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), ([before, name, after], [beforeTarget, target, afterTarget]) => {
      const found = aligned(`${before}[${name}]${after}`, `${beforeTarget}[${target}]${afterTarget}`);
      expect(found.cost).toBeCloseTo(slowCost(name, target));
      const apart = Math.abs(name.length - target.length - found.insertions + found.deletions);
      expect(apart).toBeLessThanOrEqual(found.joinedLookAlikes);
      expect((found.joinedLookAlikes - apart) % 2).toBe(0);
    }),
    { numRuns: 1_000 },
  );
});
