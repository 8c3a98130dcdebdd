import { expect, it } from 'vitest';
import { newSealKey, seal, unseal } from '../../../server/src/protocol/seal';

const key = Buffer.from(newSealKey(), 'base64');

it('sealed text can only be read with the same key', () => {
  const sealed = seal('{"password":"secret"}', key);
  expect(unseal(sealed, key)).toBe('{"password":"secret"}');
  expect(unseal(sealed, Buffer.from(newSealKey(), 'base64'))).toBeUndefined();
  expect(seal('the same', key)).not.toBe(seal('the same', key));
});

it.each(['', 'AAAA', 'not base64 at all', seal('cut', key).slice(0, -8)])('%j is no seal', (text) => {
  expect(unseal(text, key)).toBeUndefined();
});
