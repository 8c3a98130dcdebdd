import { expect, it } from 'vitest';
import { isFreePattern, MAX_FREE_PATTERNS, nameMatcher, patternFinder } from '../../../server/src/packaging/namePattern';
import { countSteps } from '../countSteps';

it.each([
  ['Acme_Utils', 'acme-utils', true],
  ['acme', 'acme-utils', false],
  ['acme-*', 'acme-utils', true],
  ['ACME.*', 'acme-utils', true],
  ['acme-*', 'acme', false],
  ['acme-*', 'my-acme-utils', false],
  ['*-internal', 'acme-internal', true],
  ['*', 'anything', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  // The parts may not overlap.
  ['ab*ba', 'aba', false],
  ['ab*b*ba', 'abba', false],
  ['a*b*', 'ab', true],
  ['constructor', '__proto__', false],
])('%j and %s: %s', (pattern, name, expected) => {
  expect(nameMatcher([pattern])(name)).toBe(expected);
  expect(nameMatcher(['other', 'another-*', pattern])(name)).toBe(expected);
});

it('returns the first of several matching patterns', () => {
  const find = patternFinder(['*-x', 'acme-*', 'acme-core', 'acme-*', 'a*e-*', '*']);
  expect(['acme-core', 'acme-x', 'able-core', 'other'].map(find)).toEqual([1, 0, 4, 5]);
});

it.each([
  ['acme', false],
  ['*', false],
  ['acme-*', false],
  ['*-acme', false],
  ['*a*', true],
  ['a*b', true],
  ['**', true],
  ['a**', true],
])('%j has its star elsewhere than at one end: %s', (pattern, expected) => {
  expect(isFreePattern(pattern)).toBe(expected);
});

it('tries a thousand patterns with a star elsewhere than at one end, and all others', () => {
  expect(MAX_FREE_PATTERNS).toBe(1_000);
  const patterns = [...Array.from({ length: 1_001 }, (_, i) => `a${i}-*-b`), 'c-*', 'd'];
  expect(['a999-x-b', 'a1000-x-b', 'c-x', 'd'].map(patternFinder(patterns))).toEqual([999, undefined, 1_001, 1_002]);
});

it('takes the same time for a thousand patterns and for a hundred thousand', () => {
  const steps = [1_000, 100_000].map((n) => {
    const patterns = Array.from({ length: n }, (_, i) => [`acme-${i}-*`, `*-${i}-acme`, `acme.${i}`][i % 3] as string);
    const matches = nameMatcher([...patterns, ...Array.from({ length: 100 }, (_, i) => `a*${i}*b`)]);
    const names = Array.from({ length: 50 }, (_, i) => `acme-${i}-some-package`);
    return countSteps(() => names.map(matches));
  });
  expect(steps[1]! / steps[0]!).toBeLessThan(1.5);
});
