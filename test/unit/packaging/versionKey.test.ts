import { describe, expect, it } from 'vitest';
import { compareVersionKeys, isPrereleaseKey, type VersionKey, versionKey, versionKeyText } from '../../../server/src/packaging/versionKey';

const key = (text: string): VersionKey => versionKey(text) as VersionKey;

/** Each is greater than the previous one (PEP 440, "Summary of permitted suffixes and relative ordering"). */
const ORDERED = [
  '0',
  '1.0.dev1',
  '1.0.dev2',
  '1.0a1.dev1',
  '1.0a1',
  '1.0a1.post1',
  '1.0a2',
  '1.0b1',
  '1.0rc1.dev9',
  '1.0rc1',
  '1.0',
  '1.0+abc.5',
  '1.0+abc.5.1',
  '1.0+abc.7',
  '1.0+abd',
  '1.0+5',
  '1.0+5.a',
  '1.0+5.1',
  '1.0+10',
  '1.0.post1.dev1',
  '1.0.post1',
  '1.0.post2',
  '1.0.1',
  '1.1',
  '1.9',
  '1.10',
  '2',
  '10',
  '1!0.1',
  '2!0',
];

describe('keys of versions', () => {
  it('are in the order of the versions', () => {
    const signs = ORDERED.map((a) => ORDERED.map((b) => Math.sign(compareVersionKeys(key(a), key(b)))));
    expect(signs).toEqual(ORDERED.map((_, i) => ORDERED.map((_, k) => Math.sign(i - k))));
    expect(new Set(ORDERED.map((text) => versionKeyText(key(text)))).size).toBe(ORDERED.length);
  });

  it.each([
    ['1', '1.0.0'],
    ['0.0', '0'],
    ['01.2', '1.2'],
    ['1.0-1', '1.0.post1'],
    ['1.0.rev', '1.0.post0'],
    ['v1.0ALPHA', '1.0a0'],
    ['1.0.c1', '1.0rc1'],
    ['1.0.0a1', '1a1'],
    ['0!1.0', '1.0'],
    ['1.0+A_b', '1.0+a.b'],
    ['1.0.dev', '1.0.dev0'],
  ])('are the same for %s and %s', (a, b) => {
    expect(compareVersionKeys(key(a), key(b))).toBe(0);
    expect(versionKeyText(key(a))).toBe(versionKeyText(key(b)));
  });

  it.each([
    ['1.0', false],
    ['1.0.post1', false],
    ['1.0+x', false],
    ['1!2', false],
    ['1.0a1', true],
    ['1.0rc1', true],
    ['1.0.dev1', true],
    ['1.0.post1.dev1', true],
  ])('tell a prerelease: %s', (text, expected) => {
    expect(isPrereleaseKey(key(text))).toBe(expected);
  });

  it.each(['', '.', '1.', '.1', '1..2', 'x', '1.x', '1.0 ', '1:0', '1/0', '1.0+', '1.0 a 1 b', '==1.0', '-1'])('are none of %j', (text) => {
    expect(versionKey(text)).toBeUndefined();
  });
});
