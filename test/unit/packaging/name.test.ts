import { expect, it } from 'vitest';
import { isValidName, normalizeName } from '../../../server/src/packaging/name';

const CHARACTERS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

it('each ASCII character becomes what PEP 503 says, alone and between others', () => {
  for (const character of CHARACTERS) {
    for (const name of [character, `a${character}9`, `z${character}${character}0`, `a-${character}`]) {
      expect(normalizeName(name), JSON.stringify(name)).toBe(name.replace(/[-_.]+/g, '-').toLowerCase());
    }
  }
});

it('a text that is too long for a name is left as it is', () => {
  const name = 'A'.repeat(10_000);
  expect(normalizeName(name)).toBe(name);
});

it.each([
  ['A'.repeat(200), true, 'a'.repeat(200)],
  ['A'.repeat(201), false, 'A'.repeat(201)],
  ['a', true, 'a'],
  ['9', true, '9'],
  ['a-', false, 'a-'],
  ['_a', false, '-a'],
  ['a.b_C--d', true, 'a-b-c-d'],
  ['', false, ''],
  ['a b', false, 'a b'],
])('%j is a name: %s, %j in normal form', (name, isValid, normal) => {
  expect(isValidName(name)).toBe(isValid);
  expect(normalizeName(name)).toBe(normal);
});
