import { describe, expect, it } from 'vitest';
import type { Project, ProjectStatus, Release } from '../../../server/src/index/project';
import { availableVersions, firstUpload, mergeProjects, releaseOf, yankedReason } from '../../../server/src/index/releases';

function project(releases: readonly Release[], status: ProjectStatus = 'active'): Project {
  return { name: 'x', status, releases };
}

/** A release with a file for each upload time. `yanked` has the reason of each. */
function release(
  version: string,
  uploads: readonly (string | undefined)[] = ['2020-01-01T00:00:00Z'],
  yanked: readonly (string | undefined)[] = [],
): Release {
  return {
    version,
    files: uploads.map((uploadTime, i) => ({ filename: `x-${version}-${i}.tar.gz`, hashes: {}, uploadTime, yanked: yanked[i] })),
  } as Release;
}

describe('a release', () => {
  const releases = [release('1.0'), release('2.0rc1'), release('nightly')];

  it.each([
    ['1.0', '1.0'],
    ['1', '1.0'],
    ['1.0.0', '1.0'],
    ['2.0.rc.1', '2.0rc1'],
    ['nightly', 'nightly'],
    ['weekly', undefined],
    ['2.0', undefined],
  ])('%s is %s', (version, expected) => {
    expect(releaseOf(project(releases), version)?.version).toBe(expected);
  });

  it.each([
    [[undefined], undefined],
    [['broken'], 'broken'],
    [[''], ''],
    [['broken', undefined], undefined],
    [['first', 'second'], 'first'],
    [[], undefined],
  ])('with the reasons %j is yanked for %j', (reasons, expected) => {
    expect(
      yankedReason(
        release(
          '1.0',
          reasons.map(() => undefined),
          reasons,
        ),
      ),
    ).toBe(expected);
  });
});

it('is available with one file, and not without files or with all files yanked', () => {
  const one = release('1.0');
  const two = release('2.0', [undefined, undefined], ['x']);
  const none = release('3.0', []);
  const yanked = release('4.0', [undefined], ['']);
  expect(availableVersions(project([one, two, none, yanked]))).toEqual(['1.0', '2.0']);
});

it.each([
  [[], undefined],
  [[release('1', [undefined])], undefined],
  [[release('1', ['nonsense'])], undefined],
  [[release('1', ['2021-01-01T00:00:00Z', '2020-06-01T00:00:00Z']), release('2', ['2022-01-01T00:00:00Z'])], Date.UTC(2020, 5, 1)],
  [[release('2', ['2022-01-01T00:00:00Z']), release('1', [undefined, '2019-01-01T00:00:00Z'])], Date.UTC(2019, 0, 1)],
])('the first upload of %#', (releases, expected) => {
  expect(firstUpload(releases)).toBe(expected);
});

describe('a project of several indexes', () => {
  it('has the files of each release, however its version is spelled', () => {
    const merged = mergeProjects([project([release('1.0')]), project([release('1.0.0'), release('2')])]);
    expect(merged.releases.map(({ version, files }) => [version, files.length])).toEqual([
      ['1.0', 2],
      ['2', 1],
    ]);
  });

  it.each<[readonly ProjectStatus[], ProjectStatus]>([
    [['archived', 'quarantined'], 'quarantined'],
    [['deprecated', 'archived'], 'archived'],
    [['active', 'deprecated'], 'deprecated'],
    [['active', 'quarantined', 'active'], 'quarantined'],
    [['active', 'active'], 'active'],
  ])('of the statuses %j has the gravest: %s', (statuses, expected) => {
    expect(mergeProjects(statuses.map((status) => project([], status))).status).toBe(expected);
  });
});
