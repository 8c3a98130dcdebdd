import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Alignment, align } from '../../../../../server/src/names/engine/letters/alignment';
import { type EditLimit, osaDistance } from '../../../../../server/src/names/engine/letters/edits';

const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function distance(a: string, b: string, limit: EditLimit): number {
  return osaDistance(letters(a), 0, a.length, letters(b), 0, b.length, limit);
}

/** The textbook's table, without a band. */
function slowDistance(a: string, b: string): number {
  const table: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    table.push([]);
    for (let j = 0; j <= b.length; j++) {
      let cost = i === 0 || j === 0 ? i + j : table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      if (i > 0 && j > 0) {
        cost = Math.min(cost, table[i - 1]![j]! + 1, table[i]![j - 1]! + 1);
      }
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, table[i - 2]![j - 2]! + 1);
      }
      table[i]!.push(cost);
    }
  }
  return table[a.length]![b.length]!;
}

describe('edits', () => {
  it.each([
    ['requests', 'requests', 0],
    ['reqeusts', 'requests', 1],
    ['requets', 'requests', 1],
    ['requestss', 'requests', 1],
    ['rwquests', 'requests', 1],
    ['requsts3', 'requests', 2],
    ['reqst', 'requests', 3],
    ['flask', 'django', 4],
  ])('%s to %s', (a, b, expected) => {
    expect(distance(a, b, 3)).toBe(expected);
  });

  it('agree with the table without a band, up to the limit', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.constantFrom<EditLimit>(0, 1, 2, 3), (a, b, limit) => {
        expect(distance(a, b, limit)).toBe(Math.min(slowDistance(a, b), limit + 1));
      }),
    );
  });

  it('agree with it for long texts with edits at both ends', () => {
    const middle = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 24, maxLength: 40 });
    const end = fc.string({ unit: fc.constantFrom('x', 'y', '-', '9'), maxLength: 3 });
    fc.assert(
      fc.property(middle, fc.array(end, { minLength: 4, maxLength: 4 }), (text, [before, after, otherBefore, otherAfter]) => {
        const [a, b] = [`${before}${text}${after}`, `${otherBefore}${text}${otherAfter}`];
        expect(distance(a, b, 3)).toBe(Math.min(slowDistance(a, b), 4));
      }),
    );
    for (let length = 28; length < 36; length++) {
      const text = 'ab'.repeat(length).slice(0, length - 2);
      expect([
        distance(`x${text}y`, `z${text}w`, 2),
        distance(`x${text}yq`, `xz${text}qy`, 3),
        distance(`x${text}y`, `zzz${text}y`, 3),
      ]).toEqual([2, 2, 3]);
    }
  });

  it('agree with it for parts of long texts with a few edits anywhere', () => {
    const unit = fc.constantFrom('a', 'b');
    const edit = fc.record({ at: fc.nat(50), kind: fc.nat(3), letter: unit });
    const around = fc.string({ unit, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.string({ unit, minLength: 26, maxLength: 44 }),
        fc.array(edit, { maxLength: 5 }),
        fc.array(around, { minLength: 4, maxLength: 4 }),
        fc.constantFrom<EditLimit>(1, 2, 3),
        (text, all, [before = '', after = '', otherBefore = '', otherAfter = ''], limit) => {
          const edited = all.reduce((word, { at, kind, letter }) => {
            const [start, rest] = [word.slice(0, at), word.slice(at)];
            const swapped = rest.charAt(1) + rest.charAt(0) + rest.slice(2);
            return start + ([letter + rest, rest.slice(1), letter + rest.slice(1), swapped][kind] as string);
          }, text);
          const [a, b] = [letters(before + text + after), letters(otherBefore + edited + otherAfter)];
          const [from, to] = [before.length, otherBefore.length];
          const found = osaDistance(a, from, from + text.length, b, to, to + edited.length, limit);
          expect(found).toBe(Math.min(slowDistance(text, edited), limit + 1));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['reqeusts', 'requests', { transpositions: 1, insertions: 0, deletions: 0, replacements: 0 }],
    ['requets', 'requests', { deletions: 1, repetitions: 0 }],
    ['djangoo', 'django', { insertions: 1, repetitions: 1 }],
    ['reqwests', 'requests', { replacements: 1, cost: 1.2 }],
    ['rewuests', 'requests', { replacements: 1, cost: 0.8 }],
    ['f1ask', 'flask', { replacements: 1, lookAlikes: 1, digits: 1 }],
    ['nurnpy', 'numpy', { joinedLookAlikes: 1, replacements: 0, deletions: 0, insertions: 0, cost: 0.5 }],
    ['coin-wamp', 'coin-vvamp', { joinedLookAlikes: 1, replacements: 0, cost: 0.5 }],
    ['flosk', 'flask', { replacements: 1, cost: 0.8 }],
  ])('of %s are told apart', (a, b, expected) => {
    const alignment = new Alignment();
    align(letters(a), 0, a.length, letters(b), 0, b.length, alignment);
    expect(alignment).toMatchObject(expected);
  });
});

it.each([47, 48, 49, 100])('the first 48 letters of a difference of %d are aligned', (length) => {
  const alignment = new Alignment();
  align(letters('p'.repeat(length)), 0, length, letters('z'.repeat(length)), 0, length, alignment);
  const most = Math.min(length, 48);
  expect(alignment).toMatchObject({ cost: most, insertions: most, deletions: most, replacements: 0, sharedStart: 0, sharedEnd: 0 });
});
