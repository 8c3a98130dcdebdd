import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpecifier } from '../../../server/src/packaging/specifier';
import { allowsVersion, lowestVersion, raisedSpecifier, updatedSpecifier } from '../../../server/src/packaging/specifierUpdate';
import { versionKey } from '../../../server/src/packaging/versionKey';
import { VersionSet } from '../../../server/src/packaging/versionSet';

describe('an updated specifier', () => {
  it.each([
    ['==1.2', '==2.34.1'],
    ['== 1.2', '== 2.34.1'],
    ['===1.2', '===2.34.1'],
    ['==1.*', '==2.*'],
    ['==1.2.*', '==2.34.*'],
    ['~=1.4', '~=2.34'],
    ['~=1.4.2', '~=2.34.1'],
    ['~=1.4.2.0', '~=2.34.1.0'],
    ['>=1.2,<2', '>=1.2,<3'],
    ['>=1.2, <2.0', '>=1.2, <3.0'],
    ['>=1.2,<2.0.0', '>=1.2,<3.0.0'],
    ['<1.5', '<2.35'],
    ['<=1.9', '<=2.34.1'],
    ['>=1,<2,!=1.5', '>=1,<3,!=1.5'],
    // It allows the version already.
    ['>=1.2', undefined],
    ['>=1.2,<3', undefined],
    ['!=1.2', undefined],
    ['', undefined],
    // A bound that is not a plain release.
    ['<2.0a1', undefined],
    ['>=1.2,<2.dev0', undefined],
    ['>3', undefined],
    // It asks for a newer one: an update never lowers a version.
    ['==3.0', undefined],
    ['===2.34.2', undefined],
    ['~=3.1', undefined],
    ['==3.*', undefined],
  ])('%s -> %s', (specifier, expected) => {
    expect(updatedSpecifier(specifier, 'pep440', '2.34.1')).toBe(expected);
  });

  it.each([
    ['^1.2', '^2.34'],
    ['^1', '^2'],
    ['^1.2.3', '^2.34.1'],
    ['~1.2', '~2.34'],
    ['1.2', '2.34.1'],
    ['1.*', '2.*'],
    ['>=1.2,<2', '>=1.2,<3'],
    ['*', undefined],
    ['^1 || ^0.5', undefined],
    ['^3', undefined],
    ['~2.35', undefined],
    ['3.0', undefined],
    ['2.35.*', undefined],
  ])('in the grammar of Poetry: %s -> %s', (specifier, expected) => {
    expect(updatedSpecifier(specifier, 'poetry', '2.34.1')).toBe(expected);
  });

  it('is a bare version if the grammar is', () => {
    expect(updatedSpecifier('1.2', 'exact', '2.0')).toBe('2.0');
  });

  it('allows the new version, and is not updated again', () => {
    const number = fc.nat(30);
    const version = fc.tuple(number, number, number).map((release) => release.join('.'));
    const clause = fc.tuple(fc.constantFrom('==', '~=', '>=', '<', '<=', '!='), version).map((both) => both.join(''));
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 3 }), version, (clauses, next) => {
        const updated = updatedSpecifier(clauses.join(','), 'pep440', next);
        if (updated !== undefined) {
          const key = versionKey(next);
          const set = VersionSet.ofSpecifier(parseSpecifier(updated) ?? []);
          expect(key !== undefined && set?.has(key)).toBe(true);
          expect(updatedSpecifier(updated, 'pep440', next)).toBeUndefined();
        }
      }),
    );
  });
});

describe('a raised lower bound', () => {
  it.each([
    ['>=2.20', 'pep440', '>=2.32.4'],
    ['>= 2.20', 'pep440', '>= 2.32.4'],
    ['>2.20,<3', 'pep440', '>=2.32.4,<3'],
    ['>=1,<2', 'pep440', '>=2.32.4,<3'],
    ['~=2.20', 'pep440', '>=2.32.4,~=2.20'],
    ['~=2.20.0', 'pep440', '~=2.32.4'],
    ['~=2.20.0.1', 'pep440', '~=2.32.4.0'],
    ['<2', 'pep440', '>=2.32.4,<3'],
    ['!=2.0', 'pep440', '>=2.32.4,!=2.0'],
    ['^2.20', 'poetry', '^2.32.4'],
    ['^1.2', 'poetry', '^2.32.4'],
    ['~2.20', 'poetry', '~2.32.4'],
    ['*', 'poetry', '>=2.32.4'],
    ['^1 || ^2', 'poetry', undefined],
    ['!=2.32.4', 'pep440', undefined],
    ['2.0', 'exact', undefined],
  ] as const)('%s (%s) becomes %s', (specifier, grammar, raised) => {
    expect(raisedSpecifier(specifier, grammar, '2.32.4')).toBe(raised);
  });

  it.each([
    ['>=2.20,<3', '2.20'],
    ['<3, > 2.20', '2.20'],
    ['~=2.2', '2.2'],
    ['^1.2', '1.2'],
    ['<3', undefined],
    ['==1', undefined],
  ])('of %s is %s', (specifier, bound) => {
    expect(lowestVersion(specifier)).toBe(bound);
  });
});

describe('a specifier', () => {
  it.each([
    ['>=1,<2', 'pep440', '1.5', true],
    ['>=1,<2', 'pep440', '2', false],
    ['', 'pep440', '2', true],
    ['1.5', 'exact', '1.5', true],
    ['1.5', 'exact', '1.5.1', false],
    ['^1 || ^3', 'poetry', '3.1', true],
    ['^1 || ^3', 'poetry', '2.1', false],
    ['^latest', 'poetry', '2.1', undefined],
    ['^1 || ===x', 'poetry', '1.1', undefined],
    ['nonsense', 'pep440', '1', undefined],
    ['>=1', 'pep440', 'x', undefined],
  ] as const)('%j (%s) allows %s: %s', (specifier, grammar, version, expected) => {
    expect(allowsVersion(specifier, grammar, version)).toBe(expected);
  });
});

it.each([
  ['<2', '1!3.0', undefined],
  ['<1!2', '3.0', undefined],
  ['<0', '3.1', '<4'],
  ['<0.0', '3.1', '<4.0'],
  ['<1.5.2', '3', '<3.0.1'],
  ['<2.0', 'x', undefined],
  ['==v1.2.*', '2.34.1', '==2.34.*'],
  ['==1!1.2.*', '1!2.34.1', undefined],
  ['~=1.2.3', '2.0rc1', '~=2.0rc1'],
])('%s becomes for %s: %s', (specifier, version, expected) => {
  expect(updatedSpecifier(specifier, 'pep440', version)).toBe(expected);
});
