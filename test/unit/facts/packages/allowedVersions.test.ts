import { describe, expect, it } from 'vitest';
import { allowedVersions } from '../../../../server/src/facts/packages/allowedVersions';
import type { Requirement } from '../../../../server/src/formats/manifest/format';
import { versionKey } from '../../../../server/src/packaging/versionKey';

type Grammar = Requirement['specifierGrammar'];

function allowed(specifier: string | undefined, specifierGrammar: Grammar = 'pep440') {
  return allowedVersions({ specifier, specifierGrammar } as Requirement);
}

/** The allowed ones of some versions. Undefined: unknown. */
function takes(specifier: string, grammar: Grammar = 'pep440'): string | undefined {
  const { set } = allowed(specifier, grammar);
  return set && ['0.9', '1.0', '1.5', '2.0', '3.0'].filter((version) => set.has(versionKey(version)!)).join(' ');
}

describe('the versions that a specifier allows', () => {
  it.each<[string, Grammar, string | undefined]>([
    ['>=1.5', 'pep440', '1.5 2.0 3.0'],
    ['>=1,<2', 'pep440', '1.0 1.5'],
    ['==1.5', 'pep440', '1.5'],
    ['1.5', 'exact', '1.5'],
    ['^1', 'poetry', '1.0 1.5'],
    ['1.5 || ^3', 'poetry', '1.5 3.0'],
    ['*', 'poetry', '0.9 1.0 1.5 2.0 3.0'],
    ['^latest', 'poetry', undefined],
    ['1 || ^latest', 'poetry', undefined],
    ['>=latest', 'poetry', undefined],
    ['nonsense', 'pep440', undefined],
    ['latest', 'exact', undefined],
    // What one grammar has, another one does not understand.
    ['^1', 'pep440', undefined],
    ['~1', 'pep440', undefined],
    ['1.5', 'pep440', undefined],
    ['*', 'pep440', undefined],
    ['>=2 || <1', 'pep440', undefined],
    ['>=2', 'exact', undefined],
    ['^1', 'exact', undefined],
    ['*', 'exact', undefined],
  ])('%s (%s)', (specifier, grammar, expected) => {
    expect(takes(specifier, grammar)).toBe(expected);
  });

  it.each([undefined, ''])('%j allows every version', (specifier) => {
    expect(allowed(specifier)).toMatchObject({ set: expect.anything() });
    expect(allowed(specifier).set?.has(versionKey('0.1')!)).toBe(true);
  });

  it('are unknown for a text that is too long', () => {
    const fits = `>=1${' '.repeat(5_000 - 3)}`;
    expect(allowed(fits).set).toBeDefined();
    expect(allowed(`${fits} `).set).toBeUndefined();
  });

  it('are computed once', () => {
    const requirement = { specifier: '>=1' } as Requirement;
    expect(allowedVersions(requirement)).toBe(allowedVersions(requirement));
  });
});

describe('a pin', () => {
  it.each<[string, Grammar, string | undefined]>([
    ['==1.5', 'pep440', '1.5'],
    ['===1.5', 'pep440', '1.5'],
    ['1.5', 'exact', '1.5'],
    ['1.5', 'poetry', '1.5'],
    ['==1.*', 'pep440', undefined],
    ['==1.5,!=2', 'pep440', undefined],
    ['1.5 || 1.6', 'poetry', undefined],
    ['>=1.5', 'pep440', undefined],
    ['~=1.5', 'pep440', undefined],
  ])('%s (%s): %s', (specifier, grammar, pinned) => {
    expect(allowed(specifier, grammar).pinned).toBe(pinned);
  });
});

describe('pre-releases', () => {
  it.each<[string, Grammar, boolean | undefined]>([
    ['>=1', 'pep440', false],
    ['>=1rc1', 'pep440', true],
    ['>=1,<2.dev1', 'pep440', true],
    ['==1.post1', 'pep440', false],
    ['^1', 'poetry', false],
    ['^1 || 2.0b1', 'poetry', true],
    ['2.0b1 || ^1', 'poetry', true],
  ])('count with %s (%s): %s', (specifier, grammar, prereleases) => {
    expect(allowed(specifier, grammar).prereleases).toBe(prereleases);
  });
});
