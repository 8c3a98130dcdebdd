import { describe, expect, it } from 'vitest';
import { familyLeaders, standingIn } from '../../../../server/src/facts/packages/familyOwners';
import type { ProjectMetadata } from '../../../../server/src/index/project';
import { found, type Lookup, MISSING, unavailable } from '../../../../server/src/lookup';
import { realNameData } from '../../../inMemoryHost';

function owned(...owners: readonly string[]): Lookup<ProjectMetadata> {
  return found({ name: 'x', version: '1.0', owners, links: {} });
}

const ORGANIZATION: Lookup<ProjectMetadata> = found({ name: 'x', version: '1.0', owners: ['ann'], organization: 'acme', links: {} });

describe('how a project relates to a family', () => {
  const BY_ACME = [owned('acme'), owned('bob', 'acme'), owned('acme')];

  it.each<[string, Lookup<ProjectMetadata>, readonly Lookup<ProjectMetadata>[], boolean]>([
    ['a stranger', owned('mallory'), BY_ACME, true],
    ['the owner', owned('carol', 'acme'), BY_ACME, false],
    ['the second owner of one member', owned('bob'), BY_ACME, false],
    ['a user with the name of the organization', owned('acme'), [ORGANIZATION, ORGANIZATION], true],
    ['a project of the organization', ORGANIZATION, [ORGANIZATION, owned('bob')], false],
    ['no common owner', owned('mallory'), [owned('a'), owned('b'), owned('c')], false],
    ['two of three with one owner', owned('mallory'), [owned('a'), owned('b'), owned('a')], true],
    ['a member that the index lost', owned('mallory'), [MISSING, owned('a'), owned('a')], true],
  ])('%s', (_, own, members, isOutsider) => {
    const leaders = members.map((details, i) => ({ name: `acme-lib-${i}`, details }));
    expect(standingIn('acme-lib', own, leaders)).toEqual(found({ family: 'acme-lib', leader: 'acme-lib-0', isOutsider }));
  });

  it.each<[string, Lookup<ProjectMetadata>, readonly Lookup<ProjectMetadata>[], string]>([
    ['its own answer', unavailable('own'), BY_ACME, 'own'],
    ['two answers of the family', owned('mallory'), [owned('a'), unavailable('theirs')], 'theirs'],
  ])('is not known without %s', (_, own, members, why) => {
    const leaders = members.map((details) => ({ name: 'acme-lib-x', details }));
    expect(standingIn('acme-lib', own, leaders)).toEqual(unavailable(why));
  });

  it.each<[string, Lookup<ProjectMetadata>, readonly Lookup<ProjectMetadata>[]]>([
    ['its owners', owned(), BY_ACME],
    ['the owners of the family', owned('mallory'), [owned(), owned(), owned('acme')]],
    ['a family', owned('mallory'), []],
  ])('is not known where the index does not say %s', (_, own, members) => {
    const leaders = members.map((details) => ({ name: 'acme-lib-x', details }));
    expect(standingIn('acme-lib', own, leaders).kind).toBe('unavailable');
  });
});

it('the leaders of a family are its three most downloaded members', async () => {
  const data = await realNameData();
  const leaders = familyLeaders('google-cloud', data);
  const ranks = leaders.map((name) => data.popular.rankOf(name) ?? Number.NaN);
  const others = data
    .namesStartingWith('google-cloud-', 1000)
    .flatMap((name) => (leaders.includes(name) ? [] : (data.popular.rankOf(name) ?? [])));
  expect(leaders).toHaveLength(3);
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(Math.max(...ranks)).toBeLessThan(Math.min(...others));
});

it('the leaders are looked for among the first thousand members', () => {
  const members = Array.from({ length: 1_001 }, (_, i) => `acme-${i}`);
  const data = {
    namesStartingWith: (prefix: string, most: number) => members.filter((name) => name.startsWith(prefix)).slice(0, most),
    popular: { rankOf: (name: string) => 2_000 - Number(name.slice('acme-'.length)) },
  };
  expect(familyLeaders('acme', data as unknown as Parameters<typeof familyLeaders>[1])).toEqual(['acme-999', 'acme-998', 'acme-997']);
});
