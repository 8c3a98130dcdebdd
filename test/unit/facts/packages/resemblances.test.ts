import { describe, expect, it } from 'vitest';
import { installable, isNewMember, resemblances } from '../../../../server/src/facts/packages/resemblances';
import { coversName, type Imitation, type Technique } from '../../../../server/src/names/judgement';

const NAMES = {
  popular: { rankOf: (name: string) => ({ pyyaml: 3, pycryptodome: 9 })[name] },
  importName: (name: string) =>
    ({
      yaml: { standardLibrary: false, projects: ['pyyaml', 'other'] },
      json: { standardLibrary: true, projects: ['x'] },
      empty: { standardLibrary: false, projects: [] },
    })[name],
  superseded: (name: string) => (name === 'pycrypto' ? { successor: 'pycryptodome' } : undefined),
} as never;

const configuration = { isPrivate: (name: string) => name.startsWith('acme-') };

function imitation(target: string, technique: Technique = 'transposition', distance = 1): Imitation {
  return { target, technique, distance, score: 1 } as Imitation;
}

const [COVERS, BESIDE] = ['transposition', 'suffix'] as const;

it('a technique covers the whole name, or a word next to it', () => {
  expect([coversName(COVERS), coversName(BESIDE)]).toEqual([true, false]);
});

it.each([
  ['yaml', ['pyyaml']],
  ['json', ['json']],
  ['empty', ['empty']],
  ['pycrypto', ['pycryptodome', 'pycrypto']],
  ['flask', ['flask']],
])('where %s was meant, %j is installed', (name, expected) => {
  expect(installable(name, NAMES)).toEqual(expected);
});

describe('the resemblances of a name', () => {
  const targets = (...args: Parameters<typeof resemblances>) => resemblances(...args).map(({ target, looksLike }) => [target, looksLike]);

  it.each<[string, readonly Imitation[], readonly (readonly [string, string | undefined])[]]>([
    [
      'keeps the order',
      [imitation('b'), imitation('a'), imitation('c')],
      [
        ['b', undefined],
        ['a', undefined],
        ['c', undefined],
      ],
    ],
    [
      'has each once',
      [imitation('a'), imitation('b'), imitation('a')],
      [
        ['a', undefined],
        ['b', undefined],
      ],
    ],
    ['names the project of a module', [imitation('yaml')], [['pyyaml', 'yaml']]],
    ['keeps a word that has others beside it', [imitation('yaml', BESIDE)], [['yaml', undefined]]],
    [
      'names the successor first',
      [imitation('pycrypto')],
      [
        ['pycryptodome', 'pycrypto'],
        ['pycrypto', undefined],
      ],
    ],
    [
      'names the successor beside a word too',
      [imitation('pycrypto', BESIDE)],
      [
        ['pycryptodome', 'pycrypto'],
        ['pycrypto', undefined],
      ],
    ],
  ])('%s', (_, imitations, expected) => {
    expect(targets(imitations, undefined, NAMES, configuration)).toEqual(expected);
  });

  it('have the intended project first', () => {
    expect(targets([imitation('a'), imitation('b'), imitation('c')], 'c', NAMES, configuration).map(([target]) => target)).toEqual([
      'c',
      'a',
      'b',
    ]);
  });

  it('have the rank, the successor, and whether the name is private', () => {
    expect(resemblances([imitation('pycrypto'), imitation('acme-core')], undefined, NAMES, configuration)).toEqual([
      expect.objectContaining({ target: 'pycryptodome', rank: 9, superseded: undefined, isPrivate: false }),
      expect.objectContaining({ target: 'pycrypto', rank: undefined, superseded: { successor: 'pycryptodome' }, isPrivate: false }),
      expect.objectContaining({ target: 'acme-core', rank: undefined, isPrivate: true }),
    ]);
  });

  it('have a successor that is private, or a name that is', () => {
    const isPrivate = (names: readonly string[]) =>
      resemblances([imitation('pycrypto')], undefined, NAMES, { isPrivate: (name) => names.includes(name) }).map((each) => [
        each.target,
        each.isPrivate,
      ]);
    expect(isPrivate(['pycryptodome'])).toEqual([
      ['pycryptodome', true],
      ['pycrypto', false],
    ]);
    expect(isPrivate(['pycrypto'])).toEqual([['pycrypto', true]]);
  });

  it('keep a private name, even if a module has it', () => {
    expect(targets([imitation('yaml')], undefined, NAMES, { isPrivate: () => true })).toEqual([['yaml', undefined]]);
  });
});

describe('a new member of a family', () => {
  const data = { familyOf: (name: string) => (name.startsWith('google-cloud-') ? 'google-cloud' : undefined) };

  it.each<[string, Imitation, string, boolean]>([
    ['is no member without a family', imitation('x', BESIDE), 'flask-x', false],
    ['is no slip where its own part is short for the edits', imitation('google-cloud-abc', COVERS, 2), 'google-cloud-abcde', true],
    ['is a slip with one edit in three letters', imitation('google-cloud-abc', COVERS, 1), 'google-cloud-abd', false],
    ['is no slip with one edit in two letters', imitation('google-cloud-ab', COVERS, 1), 'google-cloud-ac', true],
    ['is a slip with two edits in six letters', imitation('google-cloud-abcdef', COVERS, 2), 'google-cloud-abcdgh', false],
    ['is no slip with a word beside a name', imitation('cloud', BESIDE, 0), 'google-cloud-abcdef', true],
    ['is what looks like a private name', imitation('acme-x', BESIDE), 'google-cloud-abcdef', false],
  ])('%s', (_, like, name, expected) => {
    expect(isNewMember(like, name, data, configuration)).toBe(expected);
  });
});
