import { describe, expect, it } from 'vitest';
import { decodePopularNames, encodePopularNames } from '../../../server/src/names/files/popularNames';
import { coversName, type Imitation, type JudgeOptions, type Technique } from '../../../server/src/names/judgement';
import { createNearest } from '../../../server/src/names/nearest';

interface Given {
  /** By rank; the other ranks up to 1,200 have names like no other. */
  readonly ranks?: Readonly<Record<number, string>>;
  /** What the engine says, best first. */
  readonly imitations?: readonly (Partial<Imitation> & { readonly target: string })[];
  readonly listed?: readonly string[];
  readonly shunned?: readonly string[];
}

const LOW = -2;
const asked: (JudgeOptions | undefined)[] = [];

function nearIn(name: string, { ranks = {}, imitations = [], listed = [], shunned = [] }: Given): readonly string[] {
  const popular = Array.from({ length: 1_200 }, (_, i) => ranks[i + 1] ?? `filler${i + 1}`);
  const all = imitations.map((given): Imitation => ({ technique: 'omission', distance: 1, score: 0, ...given }));
  const find = createNearest({
    engine: {
      judge: (_, options) => {
        asked.push(options);
        const [first, ...others] = all;
        return first && { confidence: 'low', thresholds: { high: 5, low: LOW }, imitations: [first, ...others] };
      },
    },
    popular: decodePopularNames(encodePopularNames(popular.map((each) => ({ name: each })))),
    exists: (each) => listed.includes(each),
    isShunned: (each) => shunned.includes(each),
    familyOf: () => undefined,
    namesStartingWith: (prefix, limit) => listed.filter((each) => each.startsWith(prefix)).slice(0, limit),
  });
  return find(name);
}

it('the engine is asked for what it would not report of a project', () => {
  nearIn('pockkt', {});
  expect(asked).toEqual([{ exists: false, timeWeight: 3 }]);
});

describe('what the engine finds for an absent name', () => {
  /** The name of the engine, and a listed name that is one edit away. */
  const order = (name: string, rank: number, imitation: Partial<Imitation>): readonly string[] =>
    nearIn(name, { ranks: { [rank]: 'famous' }, imitations: [{ target: 'famous', ...imitation }], listed: ['pocket'] });
  const FIRST = ['famous', 'pocket'];
  const SECOND = ['pocket', 'famous'];

  it.each<[what: string, name: string, rank: number, imitation: Partial<Imitation>, expected: readonly string[]]>([
    ['one edit of a popular name', 'pockkt', 1_200, {}, FIRST],
    ['no edit, with other separators', 'pockkt', 1_200, { technique: 'separators', distance: 0 }, FIRST],
    ['two edits of a well-known one', 'pockkt', 1_000, { technique: 'several-edits', distance: 2 }, FIRST],
    ['two edits of a less-known one', 'pockkt', 1_001, { technique: 'several-edits', distance: 2 }, SECOND],
    ['two edits in a short name', 'pockt', 1_000, { technique: 'several-edits', distance: 2 }, SECOND],
    ['three edits', 'pockkt', 1, { technique: 'several-edits', distance: 3 }, SECOND],
    ['a word more', 'pockkt', 1, { technique: 'suffix', distance: 0 }, SECOND],
    ['a word more, and an edit', 'pockkt', 1, { technique: 'affix-and-typo', distance: 1 }, SECOND],
    ['the same, hardly suspicious', 'pockkt', 1, { technique: 'affix-and-typo', distance: 1, score: LOW }, SECOND],
    ['the same, not suspicious', 'pockkt', 1, { technique: 'affix-and-typo', distance: 1, score: LOW - 0.1 }, ['pocket']],
    ['a word more, not suspicious', 'pockkt', 1, { technique: 'suffix', distance: 0, score: LOW - 0.1 }, SECOND],
    ['a module, which no one can install', 'pockkt', 1, { technique: 'standard-library' }, ['pocket']],
  ])('%s: in %s, of rank %i', (_, name, rank, imitation, expected) => {
    expect(order(name, rank, imitation)).toEqual(expected);
  });

  it('is never shunned, and each once', () => {
    const imitations = [{ target: 'famous' }, { target: 'known' }, { target: 'famous' }];
    const given: Given = { ranks: { 1: 'famous', 2: 'known' }, imitations, listed: ['pocket'] };
    expect(nearIn('pockkt', given)).toEqual(['famous', 'known', 'pocket']);
    expect(nearIn('pockkt', { ...given, shunned: ['famous', 'pocket'] })).toEqual(['known']);
    expect(nearIn('pockkt', { ...given, imitations: [...imitations, { target: 'other' }] })).toEqual(['famous', 'known', 'other']);
  });

  it('comes before names with the same words only if it is well known and one edit away', () => {
    // Each word of the name is one of popular names.
    const words = { 5: 'alpha-beta' };
    const of = (rank: number, imitation: Partial<Imitation> = {}) =>
      nearIn('beta-alpha', { ranks: { ...words, [rank]: 'famous' }, imitations: [{ target: 'famous', ...imitation }] });
    expect(of(1_000)).toEqual(['famous', 'alpha-beta']);
    expect(of(1_001)).toEqual(['alpha-beta', 'famous']);
    expect(of(1_000, { technique: 'several-edits', distance: 2 })).toEqual(['alpha-beta', 'famous']);
    expect(of(1_000, { technique: 'suffix', distance: 0 })).toEqual(['alpha-beta', 'famous']);
    // A word of its own, or one that is too short to tell.
    const unlike = (name: string) => nearIn(name, { ranks: { ...words, 1100: 'famous', 6: 'be' }, imitations: [{ target: 'famous' }] });
    expect(unlike('beta-alpha')).toEqual(['alpha-beta', 'famous']);
    expect(unlike('beta-alpha-zyx')).toEqual(['famous', 'alpha-beta']);
    expect(unlike('be-alpha')[0]).toBe('famous');
  });

  it('comes after a short name that is one edit away only if it has edits itself', () => {
    const of = (imitation: Partial<Imitation>, name = 'abcde') =>
      nearIn(name, { ranks: { 3: 'abcd', 900: 'famous' }, imitations: [{ target: 'famous', ...imitation }] });
    expect(of({})).toEqual(['famous', 'abcd']);
    expect(of({ technique: 'several-edits', distance: 2 })).toEqual(['abcd', 'famous']);
    expect(of({ technique: 'several-edits', distance: 2 }, 'abcdef')).toEqual(['famous']);
  });
});

describe('names with the same words', () => {
  const found = (name: string, ranks: Readonly<Record<number, string>>) => nearIn(name, { ranks });

  it('are better if they have fewer other words, and better known', () => {
    expect(found('alpha-x', { 1: 'alpha-beta-gamma', 2: 'alpha-beta', 3: 'alpha' })).toEqual(['alpha', 'alpha-beta', 'alpha-beta-gamma']);
    expect(found('alpha-x', { 3: 'alpha-delta', 2: 'alpha-beta' })).toEqual(['alpha-beta', 'alpha-delta']);
    expect(found('alpha-beta-x', { 9: 'alpha-beta', 2: 'alpha', 3: 'beta' })).toEqual(['alpha-beta']);
  });

  it('are none if most words are others', () => {
    expect(found('alpha-one-two-three', { 1: 'alpha' })).toEqual([]);
    expect(found('alpha-one', { 1: 'alpha' })).toEqual(['alpha']);
  });

  it('are not meant by a word for Python alone', () => {
    expect(found('python-zyx', { 1: 'python-alpha' })).toEqual([]);
    expect(found('python-alpha', { 1: 'pyalpha' })).toEqual(['pyalpha']);
    expect(found('alphapy', { 1: 'alpha' })).toEqual(['alpha']);
    expect(found('pyab', { 1: 'ab' })).toEqual([]);
    expect(found('py-alpha', { 1: 'python3-alpha', 2: 'alpha' })).toEqual(['python3-alpha', 'alpha']);
    // `python`, alone or glued, is not `py` before other letters.
    expect(found('python-alpha-one', { 1: 'python-beta', 2: 'alpha' })).toEqual(['alpha']);
    expect(found('pythonalpha', { 1: 'alpha' })).toEqual(['alpha']);
    expect(found('python3alpha', { 1: 'alpha' })).toEqual(['alpha']);
    expect(found('thon-zyx', { 1: 'python-alpha' })).toEqual([]);
  });
});

it('a target may be only a part of the name, by the technique', () => {
  const parts: readonly Technique[] = ['prefix', 'suffix', 'prefix-and-suffix', 'infix', 'affix-and-typo', 'standard-library'];
  const wholes: readonly Technique[] = [
    'separators',
    'transposition',
    'omission',
    'addition',
    'repetition',
    'replacement',
    'homoglyph',
    'plural',
    'numeral',
    'several-edits',
    'word-order',
    'python-word',
  ];
  expect([...parts, ...wholes].filter(coversName)).toEqual(wholes);
});
