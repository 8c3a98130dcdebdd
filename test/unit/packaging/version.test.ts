import { describe, expect, test } from 'vitest';
import { compareVersions, isValidVersion, scanVersion } from '../../../server/src/packaging/version';
import { versionKey } from '../../../server/src/packaging/versionKey';

test.each([
  ['1', true],
  ['v1.0', true],
  ['1!2.0', true],
  ['1.0.0.0.1', true],
  ['1.0a', true],
  ['1.0-RC_1', true],
  ['1.0preview3', true],
  ['1.0.post1.dev2', true],
  ['1.0-1', true],
  ['1.0rev5', true],
  ['1.0+ubuntu-1.x', true],
  ['2024.7.4', true],
  ['', false],
  ['v', false],
  ['1.', false],
  ['1..0', false],
  ['1.0+', false],
  ['1.0+-a', false],
  ['1.0.*', false],
  ['1.0 ', false],
  ['abc', false],
  ['1.0foo', false],
  ['١.٠', false],
])('%j is a version: %s', (text, valid) => {
  expect(isValidVersion(text)).toBe(valid);
  expect(versionKey(text) !== undefined).toBe(valid);
});

test.each([['a', 'alpha', 'ALPHA'], ['b', 'beta'], ['rc', 'c', 'pre', 'preview'], ['post', 'rev', 'r'], ['dev']])(
  '%s in each spelling and with each separator',
  (...words) => {
    for (const word of words) {
      for (const text of ['', '.', '-', '_'].flatMap((before) => ['', '.', '-', '_'].map((after) => `1.0${before}${word}${after}2`))) {
        expect(isValidVersion(text), text).toBe(true);
        expect(compareVersions(text, `1.0${words[0]}2`), text).toBe(0);
      }
      expect(isValidVersion(`1.0${word}x`)).toBe(false);
    }
  },
);

test('a scan finds the end of the release and any local label', () => {
  expect(scanVersion('==1.2.3rc1+x;', 2)).toEqual({ end: 12, releaseEnd: 7, segments: 3, hasLocal: true });
  expect(scanVersion('1!2.*', 0)).toEqual({ end: 3, releaseEnd: 3, segments: 1, hasLocal: false });
  expect(scanVersion('1!', 0)?.end).toBe(1);
  expect(scanVersion('x', 0)).toBeUndefined();
});

test.each([
  ['V1!2.0-ALPHA.1+Build_7', '1!2.0a1+build.7'],
  ['1.0.dev1+Ubuntu-1', '1.0.dev1+ubuntu.1'],
  ['1.0-2', '1.0.post2'],
])('%s is %s', (text, normal) => {
  expect(versionKey(text)).toEqual(versionKey(normal));
  expect(versionKey(text)).not.toEqual(versionKey('1.0'));
});

describe('order', () => {
  const ordered = [
    '1.0.dev1',
    '1.0a1.dev1',
    '1.0a1',
    '1.0b2',
    '1.0rc1',
    '1.0',
    '1.0+a',
    '1.0.post1.dev1',
    '1.0.post1',
    '1.0.1',
    '1.9',
    '1.10',
    '1!0.1',
  ];
  test.each(ordered.slice(1).map((version, i) => [ordered[i]!, version]))('%s < %s', (a, b) => {
    expect(compareVersions(a, b)).toBeLessThan(0);
    expect(compareVersions(b, a)).toBeGreaterThan(0);
  });

  test('trailing zeros do not count', () => {
    expect(compareVersions('1.0', '1.0.0')).toBe(0);
  });
});
