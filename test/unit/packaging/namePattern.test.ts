import { expect, it } from 'vitest';
import { nameMatcher } from '../../../server/src/packaging/namePattern';

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
