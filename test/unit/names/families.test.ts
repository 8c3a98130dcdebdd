import { describe, expect, it } from 'vitest';
import { createFamilyOf } from '../../../server/src/names/families';
import { decodePopularNames, encodePopularNames } from '../../../server/src/names/files/popularNames';

/** Families with this many popular members, and this many listed ones. */
function familyOf(popular: Readonly<Record<string, number>>, listed: (family: string) => number) {
  const names = Object.entries(popular).flatMap(([family, count]) => Array.from({ length: count }, (_, i) => `${family}-m${i}`));
  const list = decodePopularNames(encodePopularNames(names.map((name) => ({ name }))));
  return createFamilyOf(list, (family, limit) => Math.min(listed(family), limit));
}

describe('the family of a name', () => {
  it.each<[popular: number, listed: number, expected: string | undefined]>([
    [15, 15, 'acme-cloud'],
    [14, 14, undefined],
    // At least 18 in 100 members are popular.
    [18, 100, 'acme-cloud'],
    [18, 101, undefined],
    [36, 200, 'acme-cloud'],
    [36, 201, undefined],
  ])('of which %d of %d are popular', (popular, listed, expected) => {
    expect(familyOf({ 'acme-cloud': popular }, () => listed)('acme-cloud-new')).toBe(expected);
  });

  it.each([
    ['acme-cloud-x', 'acme-cloud'],
    ['acme-cloud-x-y', 'acme-cloud'],
    ['acme-cloud-run-x', 'acme-cloud-run'],
    ['acme-cloud', undefined],
    ['acme-x', undefined],
    ['acme', undefined],
    ['', undefined],
    ['other-cloud-x', undefined],
  ])('%s is %s', (name, expected) => {
    const find = familyOf({ 'acme-cloud': 20, 'acme-cloud-run': 20, acme: 20 }, () => 40);
    expect(find(name)).toBe(expected);
    expect(find(name)).toBe(expected);
  });
});
