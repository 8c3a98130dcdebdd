import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import type { PackageFacts } from '../../../../server/src/facts/packages/packageFacts';
import { newestSound, replacements, supportsPython, versionChoices } from '../../../../server/src/facts/packages/versionChoices';
import type { Release } from '../../../../server/src/index/project';
import { found, MISSING, unavailable } from '../../../../server/src/lookup';

const NOW = Date.UTC(2026, 10, 23);
const DAY = 86_400_000;

function release(version: string, more: Partial<Release['files'][number]> = {}): Release {
  return { version, files: [{ filename: `x-${version}.tar.gz`, hashes: {}, uploadTime: '2020-01-01T00:00:00Z', ...more }] };
}

function choices(releases: readonly Release[] | undefined, advisories: readonly Advisory[] = [], more: Partial<PackageFacts> = {}) {
  const project = releases === undefined ? unavailable('down') : found({ name: 'x', status: 'active' as const, releases });
  const facts = { project, listed: MISSING, advisories: found(advisories), ...more } as unknown as PackageFacts;
  return versionChoices(facts, NOW, 3);
}

describe('the versions of a project', () => {
  it('are sorted newest first', () => {
    const versions = ['1.0', '1.10', '1.9', '2.0rc1', '1.0.post1', '2.0.dev1', '1!0.1'];
    expect(choices(versions.map((version) => release(version))).map(({ version }) => version)).toEqual([
      '1!0.1',
      '2.0rc1',
      '2.0.dev1',
      '1.10',
      '1.9',
      '1.0.post1',
      '1.0',
    ]);
  });

  it('exclude versions without files, local ones and other texts', () => {
    expect(
      choices([{ version: '1.0', files: [] }, release('1.0+local'), release('latest'), release('2.0')]).map(({ version }) => version),
    ).toEqual(['2.0']);
  });

  it('are the listed one until the index has answered', () => {
    const listed = found({ latestVersion: '3.0' }) as never;
    expect(choices(undefined, [], { listed }).map(({ version, uploadedAt }) => [version, uploadedAt])).toEqual([['3.0', undefined]]);
    expect(choices(undefined)).toEqual([]);
    expect(choices([], [], { listed })).toEqual([]);
  });

  it('have everything against them', () => {
    const advisory: Advisory = { id: 'A', aliases: [], ranges: [{ introduced: '0', fixed: '2.0' }], versions: [] };
    const [three, two, one] = choices(
      [release('1.0', { yanked: '' }), release('2.0', { uploadTime: '2026-11-22T00:00:00Z', requiresPython: '>=3.9' }), release('3.0rc1')],
      [advisory],
    );
    expect(one).toMatchObject({
      version: '1.0',
      yanked: '',
      isYoung: false,
      isPrerelease: false,
      affectedBy: [advisory],
      uploadedAt: Date.UTC(2020, 0, 1),
    });
    expect(two).toMatchObject({ version: '2.0', yanked: undefined, isYoung: true, affectedBy: [], requiresPython: '>=3.9' });
    expect(three).toMatchObject({ version: '3.0rc1', isPrerelease: true, isYoung: false, requiresPython: undefined });
  });

  it.each([
    [3 * DAY - 1, true],
    [3 * DAY, false],
    [3 * DAY + 1, false],
  ])('of %d milliseconds ago are young: %s', (age, isYoung) => {
    const uploadTime = new Date(NOW - age).toISOString();
    expect(choices([release('1.0', { uploadTime })]).map((choice) => choice.isYoung)).toEqual([isYoung]);
  });

  it('are not young if their dates are unknown', () => {
    expect(choices([release('1.0', { uploadTime: undefined })])[0]).toMatchObject({ isYoung: false, uploadedAt: undefined });
  });

  it('need the Python of the first file that states one', () => {
    const { files } = release('1.0');
    const needs = (...of: (string | undefined)[]) =>
      choices([{ version: '1.0', files: of.map((requiresPython) => ({ ...files[0], requiresPython }) as never) }])[0]?.requiresPython;
    expect([needs(undefined, '>=3.8', '>=3.9'), needs(undefined)]).toEqual(['>=3.8', undefined]);
  });
});

describe('the newest version with nothing against it', () => {
  const advisory: Advisory = { id: 'A', aliases: [], ranges: [{ introduced: '5.0', fixed: '6.0' }], versions: [] };
  const all = [
    release('1.0'),
    release('2.0', { yanked: 'broken' }),
    release('3.0', { uploadTime: '2026-11-22T00:00:00Z' }),
    release('4.0rc1'),
    release('5.0'),
  ];

  it.each([
    [false, '1.0'],
    [true, '4.0rc1'],
  ])('with pre-releases %s is %s', (prereleases, version) => {
    expect(newestSound(choices(all, [advisory]), prereleases)?.version).toBe(version);
  });

  it('excludes pre-releases unless they are requested, and may be none', () => {
    expect(newestSound(choices(all, [advisory]))?.version).toBe('1.0');
    expect(newestSound(choices(all.slice(1, 3)))).toBeUndefined();
  });
});

it.each([
  [undefined, '>=3.9', true],
  ['>=3.9', undefined, true],
  ['>=3.9', '>=3.9', true],
  ['>=3.9', '>=3.10', true],
  ['>=3.10', '>=3.9', false],
  ['>=3.9,<3.13', '>=3.9', false],
  ['nonsense', '>=3.9', true],
  ['>=3.9', 'nonsense', true],
  ['===x', '>=3.9', true],
  ['>=3.10,===x', '>=3.9', true],
  ['', '>=3.9', true],
])('a release that needs Python %s supports %s: %s', (needed, python, expected) => {
  expect(supportsPython(needed, python)).toBe(expected);
});

describe('the versions that can replace another one', () => {
  const of = (releases: readonly Release[] | undefined, requiresPython?: string): readonly string[] | undefined => {
    const project = releases === undefined ? unavailable('down') : found({ name: 'x', status: 'active' as const, releases });
    return replacements({ project } as unknown as PackageFacts, { now: NOW, coolDown: 3, requiresPython });
  };

  it.each<readonly [what: string, release: Release, isOne: boolean]>([
    ['old', release('1.0'), true],
    ['without a date', release('1.0', { uploadTime: undefined }), true],
    ['without files', { version: '1.0', files: [] }, false],
    ['yanked', release('1.0', { yanked: '' }), false],
    ['younger than the cool-down', release('1.0', { uploadTime: new Date(NOW - 3 * DAY + 1).toISOString() }), false],
    ['as old as the cool-down', release('1.0', { uploadTime: new Date(NOW - 3 * DAY).toISOString() }), true],
    ['for an older Python', release('1.0', { requiresPython: '>=3.8' }), true],
    ['for a newer Python', release('1.0', { requiresPython: '>=3.12' }), false],
  ])('one that is %s', (_, one, isOne) => {
    expect(of([one], '>=3.9')).toEqual(isOne ? ['1.0'] : []);
  });

  it('need the Python of the first file that states one', () => {
    const files = [undefined, '>=3.12', '>=3.8'].flatMap((requiresPython) => release('1.0', { requiresPython }).files);
    expect(of([{ version: '1.0', files }], '>=3.9')).toEqual([]);
    expect(of([{ version: '1.0', files: files.toReversed() }], '>=3.9')).toEqual(['1.0']);
    expect(of([{ version: '1.0', files }])).toEqual(['1.0']);
  });

  it('are not known without an answer of the index', () => {
    expect(of(undefined)).toBeUndefined();
    expect(of([release('1.0'), release('2.0')])).toEqual(['1.0', '2.0']);
  });
});
