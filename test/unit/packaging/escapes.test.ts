import { expect, it } from 'vitest';
import { characterOfHex, decodeComponent, encodeComponent, HEX_DIGITS, wellFormed } from '../../../server/src/packaging/escapes';

it.each([
  ['41', 2, 'A'],
  ['0041', 4, 'A'],
  ['0001F600', 8, '😀'],
  ['0010ffff', 8, '\u{10ffff}'],
  ['00110000', 8, undefined],
  ['4', 2, undefined],
  ['041', 2, undefined],
  ['+4', 2, undefined],
  ['4g', 2, undefined],
  ['', 0, undefined],
])('%j as %d hexadecimal digits is %j', (digits, count, expected) => {
  expect(characterOfHex(digits, count)).toBe(expected);
});

it('knows the digits of each numeric escape', () => {
  expect(Object.fromEntries(HEX_DIGITS)).toEqual({ x: 2, u: 4, U: 8 });
});

it.each([
  ['a😀', 'a😀', 'a%F0%9F%98%80'],
  ['\ud83d', '\ufffd', '%EF%BF%BD'],
  ['\ude00\ud83da', '\ufffd\ufffda', '%EF%BF%BD%EF%BF%BDa'],
  ['a/b c', 'a/b c', 'a%2Fb%20c'],
])('%j is %j in a URI: %s', (text, formed, encoded) => {
  expect(wellFormed(text)).toBe(formed);
  expect(encodeComponent(text)).toBe(encoded);
  expect(decodeComponent(encoded)).toBe(formed);
});

it('leaves a text as it is if it cannot be decoded', () => {
  expect(decodeComponent('100%')).toBe('100%');
  expect(decodeComponent('%ff')).toBe('%ff');
});
