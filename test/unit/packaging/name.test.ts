import { expect, it } from 'vitest';
import { normalizeName } from '../../../server/src/packaging/name';

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
