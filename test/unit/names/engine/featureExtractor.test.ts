import { describe, expect, it } from 'vitest';
import { type Candidate, newCandidate } from '../../../../server/src/names/engine/candidates/candidate';
import { FeatureExtractor, type OwnPart } from '../../../../server/src/names/engine/featureExtractor';
import { Query } from '../../../../server/src/names/engine/query';
import { buildNameTables, type NameTables, openNameTables } from '../../../../server/src/names/engine/tables/nameTables';
import { hashText } from '../../../../server/src/names/engine/tables/rollingHash';

const popular = ['first', 'first2', 'first3', 'example', 'my-example'];
const EXAMPLE = 3;
const built = openNameTables(popular, buildNameTables({ popular, standardLibrary: [], projects: [], malicious: [] }));

/** Twice the binary logarithm of the number of projects with each word. */
const MAGNITUDES = new Map(
  Object.entries({ frequent: 30, some: 20, other: 24, abc: 30, def: 30, abcdef: 2, wxyz: 20, rare: 4, my: 12, lib: 16 }).map(
    ([word, magnitude]) => [hashText(word), magnitude],
  ),
);

/** Each letter costs four bits, and so does the end of a word. */
const tables: NameTables = {
  ...built,
  languageModel: { trigrams: new Uint8Array(38 ** 3).fill(16), rows: new Uint16Array(38 ** 3), tetragrams: new Uint8Array(38) },
  tokenCounts: { magnitude: (hash) => MAGNITUDES.get(hash) ?? 0 },
  pluginsBehind: Uint8Array.of(0, 0, 0, 10, 0),
  pluginsBefore: Uint8Array.of(0, 0, 0, 6, 0),
  neighbours: Uint16Array.of(0, 0, 0, 9, 0),
  attacks: Uint16Array.of(0, 0, 0, 9, 0),
  affixedAttacks: Uint16Array.of(0, 0, 0, 3, 0),
};

/** A word that is not in the list, in letters alone. */
const spelled = (letters: number): number => 2 + 4 * (letters + 1);
const ofMagnitude = (magnitude: number): number => 21 - magnitude / 2;

function measured(name: string, part: Partial<Candidate> = {}, own?: OwnPart) {
  const query = new Query();
  query.set(name);
  const asked: unknown[] = [];
  const extractor = new FeatureExtractor(tables, (hash, glued, target) => {
    const known = ['my', 'lib', 'rare', 'py'].find((word) => hashText(word) === hash);
    asked.push([known, glued, target]);
    return { my: 2, lib: -1, rare: 1 }[known ?? ''] ?? 0;
  });
  extractor.begin(query, 5, own);
  extractor.measure(query, { ...newCandidate(), target: EXAMPLE, start: 0, end: query.length, ...part });
  return { extractor, asked };
}

it('nothing is measured at first', () => {
  const { alignment, isWhole, ...numbers } = new FeatureExtractor(tables, () => 0);
  expect([alignment.cost, isWhole]).toEqual([0, false]);
  expect(Object.values(numbers)).toEqual(Object.values(numbers).map(() => 0));
});

describe('the words of a name', () => {
  it.each<[name: string, words: number, bits: number, most: number]>([
    ['zyx', 1, spelled(3), 0],
    ['zyx-frequent', 2, spelled(3) + ofMagnitude(30), 30],
    ['some-zyx-other', 3, ofMagnitude(20) + spelled(3) + ofMagnitude(24), 24],
    // Fewer bits by its letters than by its frequency.
    ['my', 1, spelled(2), 12],
  ])('%s are %i with %d bits', (name, words, bits, most) => {
    const { extractor } = measured(name);
    expect([extractor.nameWords, extractor.nameBits, extractor.mostMagnitude, extractor.editCandidates]).toEqual([words, bits, most, 5]);
  });

  it.each<[name: string, bits: number]>([
    ['zyx', spelled(3)],
    // Two known words are joined, for two bits each.
    ['wxyzsome', 2 + ofMagnitude(20) + 2 + ofMagnitude(20)],
    ['someother', 2 + ofMagnitude(20) + 2 + ofMagnitude(24)],
    ['someothersome', 3 * 2 + 2 * ofMagnitude(20) + ofMagnitude(24)],
    // The whole word is cheaper than its letters, and its parts are cheaper still.
    ['abcdef', 2 * (2 + ofMagnitude(30))],
    ['frequent', ofMagnitude(30)],
    // Shorter words occur by chance, and an unknown part is not joined.
    ['mysome', spelled(6)],
    ['zyxsome', spelled(7)],
    // Each word of the name by itself.
    ['someother-zyx', 2 * 2 + ofMagnitude(20) + ofMagnitude(24) + spelled(3)],
  ])('%s have %d bits as compounds', (name, bits) => {
    const { extractor } = measured(name);
    expect([extractor.compoundBits, extractor.compoundBits]).toEqual([bits, bits]);
  });
});

describe('the part of a name that is the target', () => {
  const placeOf = (name: string, part: Partial<Candidate>) => {
    const { prefixLength, suffixLength, innerLength, isWhole, coverage } = measured(name, part).extractor;
    return [prefixLength, suffixLength, innerLength, isWhole, coverage];
  };

  it('has its place and its share', () => {
    expect(placeOf('example', {})).toEqual([0, 0, 0, true, 1]);
    expect(placeOf('my-example', { start: 2 })).toEqual([2, 0, 0, false, 7 / 9]);
    expect(placeOf('example-lib', { end: 7 })).toEqual([0, 3, 0, false, 7 / 10]);
    expect(placeOf('my-example-lib', { start: 2, end: 9 })).toEqual([2, 3, 0, false, 7 / 12]);
    expect(placeOf('exa-lib-mple', { gapStart: 3, gapEnd: 6 })).toEqual([0, 0, 3, false, 7 / 10]);
  });

  it('has the counts of the target, without those of the name itself', () => {
    const of = (part: Partial<Candidate>, own?: OwnPart) => {
      const { rank, size, words, attacks, kindAttacks, plugins, pluginsBehind, pluginsBefore, neighbours } = measured(
        'exampel',
        part,
        own,
      ).extractor;
      return { rank, size, words, attacks, kindAttacks, plugins, pluginsBehind, pluginsBefore, neighbours };
    };
    const usual = {
      rank: 2,
      size: 7,
      words: 1,
      attacks: 9,
      kindAttacks: 6,
      plugins: 40,
      pluginsBehind: 10,
      pluginsBefore: 6,
      neighbours: 9,
    };
    expect(of({ distance: 1 })).toEqual(usual);
    expect(of({ start: 1 })).toEqual({ ...usual, kindAttacks: 3 });
    const own: OwnPart = { isListed: true, attacksOn: (target, isAffixed) => (target === EXAMPLE ? (isAffixed ? 1 : 2) : 0) };
    expect(of({ distance: 1 }, own)).toEqual({ ...usual, attacks: 6, kindAttacks: 4, neighbours: 8 });
    expect(of({ start: 1, distance: 1 }, own)).toEqual({ ...usual, attacks: 6, kindAttacks: 2 });
    expect(of({ distance: 2 }, own).neighbours).toBe(9);
    expect(of({ distance: 1 }, { ...own, isListed: false }).neighbours).toBe(9);
    expect(of({ target: 4 })).toMatchObject({ rank: Math.log2(5), size: 9, words: 2, attacks: 0, plugins: 2 });
  });
});

describe('the edits between a name and its target', () => {
  it('have bits, and the frequency of the words that they touch', () => {
    const of = (name: string, part: Partial<Candidate>) => {
      const { distance, editedMagnitude, evidence, unlikelier } = measured(name, part).extractor;
      return [distance, editedMagnitude, evidence, unlikelier];
    };
    const RANK = 0.7 * 2;
    expect(of('example', {})).toEqual([0, 31, spelled(7) - RANK, 0]);
    expect(of('exampel', { distance: 1 })).toEqual([1, 0, expect.closeTo(spelled(7) - (4 * 0.7 + Math.log2(7)) - RANK), 0]);
    expect(of('exampl', { distance: 1 })).toEqual([1, 0, expect.closeTo(spelled(6) - (4 * 0.9 + Math.log2(7)) - RANK), -4]);
    expect(of('examplexy', { distance: 2 })[3]).toBe(8);
    // Of the words at the edit, the rarest.
    expect(of('some-exampel', { start: 4, distance: 1 })[1]).toBe(0);
    expect(of('rare-xample', { distance: 1 })[1]).toBe(4);
    expect(of('other-frequent', { start: 5, distance: 1 })[1]).toBe(24);
    expect(of('frequent-other', { start: 8, distance: 1 })[1]).toBe(24);
    expect(of('abc-def-lib-some', { start: 6, end: 9, distance: 1 })[1]).toBe(16);
    // Two letters that look like one are one edit.
    const { distance, alignment } = measured('exarnple', { distance: 2 }).extractor;
    expect([distance, alignment.joinedLookAlikes]).toEqual([1, 1]);
    // The same words in another order, or apart, are not edits of letters.
    expect(of('elpmaxe', { reordered: true }).slice(0, 2)).toEqual([0, 31]);
    expect(measured('elpmaxe', { reordered: true }).extractor.alignment.cost).toBe(0);
    expect(measured('exa-lib-mple', { gapStart: 3, gapEnd: 6 }).extractor.alignment.cost).toBe(0);
    expect(measured('elpmaxe').extractor.alignment.cost).toBeGreaterThan(0);
  });
});

describe('what a name adds to its target', () => {
  const of = (name: string, part: Partial<Candidate>) => {
    const { extractor, asked } = measured(name, part);
    return [extractor.affixMagnitude, extractor.affixBits, extractor.affixOdds, asked];
  };

  it('is nothing', () => {
    expect(of('example', {})).toEqual([31, 0, 0, []]);
  });

  it('is words before, in and after it: the rarest, all bits, the worst odds', () => {
    expect(of('my-example', { start: 2 })).toEqual([12, spelled(2), 2, [['my', false, EXAMPLE]]]);
    expect(of('myexample', { start: 2 })).toEqual([12, spelled(2), 2, [['my', true, EXAMPLE]]]);
    expect(of('example-lib', { end: 7 })).toEqual([16, ofMagnitude(16), -1, [['lib', false, EXAMPLE]]]);
    expect(of('examplelib', { end: 7 })).toEqual([16, ofMagnitude(16), -1, [['lib', true, EXAMPLE]]]);
    expect(of('exa-lib-mple', { gapStart: 3, gapEnd: 6 })).toEqual([16, ofMagnitude(16), -1, [['lib', false, EXAMPLE]]]);
    expect(of('my-example-lib-rare', { start: 2, end: 9 })).toEqual([
      4,
      spelled(2) + ofMagnitude(16) + ofMagnitude(4),
      2,
      [
        ['my', false, EXAMPLE],
        ['lib', false, EXAMPLE],
        ['rare', false, EXAMPLE],
      ],
    ]);
    expect(of('my-lib-example', { start: 5 })[3]).toEqual([
      ['my', false, EXAMPLE],
      ['lib', false, EXAMPLE],
    ]);
    expect(of('my-libexample', { start: 5 })[3]).toEqual([
      ['my', false, EXAMPLE],
      ['lib', true, EXAMPLE],
    ]);
    expect(of('zyx-example', { start: 3 }).slice(0, 3)).toEqual([0, spelled(3), 0]);
  });
});
