import { describe, expect, it } from 'vitest';
import type { Advisory } from '../../../../server/src/advisories/advisory';
import { found, MISSING } from '../../../../server/src/lookup';
import { project } from '../../../inMemoryHost';
import { release } from '../given';
import { fixesOf, judged, type World } from '../world';

const UPLOADED = '2020-01-01T00:00:00Z';

/** The index's releases of simplejson, with one file each: a version, or a version with the reason for which it was yanked. */
function world(versions: readonly (string | readonly [version: string, yanked: string])[], ranges: Advisory['ranges']): World {
  const releases = versions.map((each) => (typeof each === 'string' ? release(each, UPLOADED) : release(each[0], UPLOADED, each[1])));
  const advisory = {
    id: 'GHSA-aaaa-bbbb-cccc',
    aliases: ['CVE-2026-0001'],
    summary: 'x',
    severity: 'high',
    ranges,
    versions: [],
  } as unknown as Advisory;
  return { index: new Map([['simplejson', project('simplejson', { releases })]]), advisories: new Map([['simplejson', [advisory]]]) };
}

async function severityOf(specifier: string, at: World): Promise<number | undefined> {
  const { diagnostics } = await judged('requirements.txt', `simplejson${specifier}\n`, at);
  return diagnostics.find(({ code }) => code === 'vulnerable-version')?.severity;
}

/** The text after the preferred fix. */
async function upgraded(pin: string, at: World): Promise<string | undefined> {
  const fixes = await fixesOf('requirements.txt', `simplejson==${pin}\n`, at);
  return fixes.find(({ preferred }) => preferred)?.text?.trim();
}

const BELOW_2 = [{ introduced: '0', fixed: '2.0' }];

describe('the version in a fix', () => {
  it.each<[string, World, string | undefined]>([
    ['is the first that is not affected', world(['1.0', '2.0', '3.0'], BELOW_2), '2.0'],
    ['is one that exists', world(['1.0', '2.1', '3.0'], BELOW_2), '2.1'],
    ['is none that was yanked', world(['1.0', ['2.0', 'broken'], ['2.1', ''], '3.0'], BELOW_2), '3.0'],
    ['is no pre-release', world(['1.0', '2.0rc1', '2.1b2', '3.0'], BELOW_2), '3.0'],
    ['is not of a later range of the advisory', world(['1.0', '2.0', '3.0'], [...BELOW_2, { introduced: '2.0', fixed: '2.5' }]), '3.0'],
    ['is none where all are affected', world(['1.0', '1.5'], BELOW_2), undefined],
    ['is none where the only other one was yanked', world(['1.0', ['2.0', 'broken']], BELOW_2), undefined],
  ])('%s', async (_, at, version) => {
    expect(await severityOf('==1.0', at)).toBe(2);
    expect(await upgraded('1.0', at)).toBe(version === undefined ? undefined : `simplejson==${version}`);
  });
});

describe('a range is judged by the version that an installer would take', () => {
  it.each<[string, readonly string[], string, number | undefined]>([
    ['the newest is affected', ['1.0', '1.5'], '>=1', 2],
    ['the newest is not', ['1.0', '2.0'], '>=1', undefined],
    ['all that is allowed is affected', ['1.0', '1.5', '2.0'], '<2', 2],
    ['a pre-release is no newest version', ['1.0', '2.0rc1'], '>=1', 2],
    ['a pre-release is one where the specifier names one', ['1.0', '2.0.post1', '2.1rc1'], '>=1.0rc1', undefined],
    ['a pre-release is one where there is nothing else', ['2.1rc1'], '>=1', undefined],
    ['some are affected, the newest is not', ['1.0', '2.0', '2.1'], '>=1,<2.1', undefined],
  ])('%s', async (_, versions, specifier, severity) => {
    expect(await severityOf(specifier, world(versions, BELOW_2))).toBe(severity);
  });
});

it.each([
  ['the index does not have the project', MISSING],
  ['the index has no release of it', found({ name: 'simplejson', status: 'active', releases: [] } as const)],
])('the advisory decides where %s', async (_, answer) => {
  const { advisories } = world([], BELOW_2);
  expect(await severityOf('==1.0', { index: new Map([['simplejson', answer]]), advisories: advisories! })).toBe(2);
});

describe('a lower bound that is raised', () => {
  const at = world(['1.0', '2.0', '3.0'], BELOW_2);
  const raises = async (line: string, there = at) =>
    (await fixesOf('requirements.txt', line, there))
      .filter(({ title }) => title.startsWith('Raise'))
      .map(({ title, text }) => [title, text?.trim()]);

  it('is the first version that is not affected', async () => {
    expect(await raises('simplejson>=1.0\n')).toEqual([['Raise the lower bound to >=2.0', 'simplejson>=2.0']]);
    expect(await raises('simplejson>=1.0,<4\n')).toEqual([['Raise the lower bound to >=2.0', 'simplejson>=2.0,<4']]);
    expect(await raises('simplejson>=1.0,<1.5\n')).toEqual([['Raise the lower bound to >=2.0', 'simplejson>=2.0,<2.1']]);
  });

  it('is one that leaves nothing to report', async () => {
    const again = [...BELOW_2, { introduced: '3.0', fixed: '3.4' }];
    const offline = { ...world([], again), index: new Map() };
    expect(await raises('simplejson>=1.0,<4\n', offline)).toEqual([['Raise the lower bound to >=3.4', 'simplejson>=3.4,<4']]);
    expect(await raises('simplejson>=1.0,<2.5\n', offline)).toEqual([['Raise the lower bound to >=2.0', 'simplejson>=2.0,<2.5']]);
  });

  it.each([
    [100, [['Raise the lower bound to >=0.100', 'simplejson>=0.100,<1']]],
    [101, []],
  ])('is one of the first hundred: %i ranges are affected', async (count, expected) => {
    const ranges = Array.from({ length: count }, (_, i) => ({ introduced: `0.${i}.5`, fixed: `0.${i + 1}` }));
    expect(await raises('simplejson>=0.0.5,<1\n', { ...world([], ranges), index: new Map() })).toEqual(expected);
  });

  it('drops the hashes of the older versions', async () => {
    const hash = ` --hash=sha256:${'ab'.repeat(32)}`;
    expect(await raises(`simplejson>=1.0${hash}${hash}\n`)).toEqual([
      ['Raise the lower bound to >=2.0 and drop the hashes', 'simplejson>=2.0'],
    ]);
  });

  it.each(['simplejson>=2.0', 'simplejson>=\\\n1.0'])('is none for %j', async (line) => {
    expect(await raises(`${line}\n`)).toEqual([]);
  });
});
