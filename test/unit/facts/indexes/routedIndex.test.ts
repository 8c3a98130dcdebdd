import { describe, expect, it } from 'vitest';
import { type IndexRoutes, type Route, routeNames } from '../../../../server/src/facts/indexes/indexRoutes';
import { routedIndex } from '../../../../server/src/facts/indexes/routedIndex';
import type { PackageIndex } from '../../../../server/src/host';
import type { Project } from '../../../../server/src/index/project';
import { found, type Lookup, MISSING, unavailable } from '../../../../server/src/lookup';
import { NEVER, url } from '../../../stub/client';

const [FIRST, SECOND] = [url('https://a.example/'), url('https://b.example/')];
const HOST = { cause: 'untrusted-host', why: 'a host was not asked' } as const;
const PRIVATE = { cause: 'private', why: 'the name is private' } as const;
const [ONE, TWO] = [projectWith('1.0'), projectWith('2.0')];

type Strategy = IndexRoutes['indexStrategy'];

function projectWith(version: string): Project {
  return { name: 'x', status: 'active', releases: [{ version, files: [] }] };
}

function opened(route: Route, indexStrategy: Strategy, answers: readonly Lookup<Project>[]) {
  const asked: unknown[][] = [];
  const base = routeNames({
    fileOptions: [],
    userSources: [],
    defaultIndex: FIRST,
    isAllowedOrigin: () => false,
    isPrivateName: () => false,
    isListedName: () => false,
    indexStrategy,
  });
  const routes: IndexRoutes = {
    ...base,
    of: (...told) => {
      asked.push(told);
      return route;
    },
  };
  const index = routedIndex(
    routes,
    (address): PackageIndex => {
      const answer = answers[address === FIRST ? 0 : 1] ?? MISSING;
      const tell =
        (what: string) =>
        async (...told: unknown[]): Promise<Lookup<never>> => {
          asked.push([what, address.origin, ...told]);
          return answer as Lookup<never>;
        };
      return { project: tell('project'), metadata: tell('metadata'), provenance: tell('provenance') };
    },
    'corp',
  );
  return { index, asked };
}

describe.each<Strategy>(['first-index', 'best-match'])('a name of several indexes (%s)', (strategy) => {
  const isMerged = strategy === 'best-match';
  const both = isMerged ? ['1.0', '2.0'] : ['1.0'];

  it.each<[what: string, answers: Lookup<Project>[], withheld: Route['withheld'], versions: string[], stale: object | undefined]>([
    ['both have it', [found(ONE), found(TWO)], undefined, both, undefined],
    ['the first has it', [found(ONE), MISSING], undefined, ['1.0'], undefined],
    ['the second has it', [MISSING, found(TWO)], undefined, ['2.0'], undefined],
    ['the first is down', [unavailable('down'), found(TWO)], undefined, ['2.0'], { why: 'down' }],
    ['the second is down', [found(ONE), unavailable('down')], undefined, ['1.0'], isMerged ? { why: 'down' } : undefined],
    ['the first is down, and a host unasked', [unavailable('down'), found(TWO)], HOST, ['2.0'], { why: 'down' }],
    ['a host is unasked', [found(ONE), MISSING], HOST, ['1.0'], { why: HOST.why }],
    ['the public one is unasked', [found(ONE), MISSING], PRIVATE, ['1.0'], undefined],
    ['the first is old', [found(ONE, { asOf: 5, why: 'old' }), MISSING], HOST, ['1.0'], { asOf: 5, why: 'old' }],
    [
      'the first is old, the second down',
      [found(ONE, { asOf: 5, why: 'old' }), unavailable('down')],
      undefined,
      ['1.0'],
      { asOf: 5, why: 'old' },
    ],
    [
      'both are old',
      [found(ONE, { asOf: 9, why: 'newer' }), found(TWO, { asOf: 5, why: 'older' })],
      undefined,
      both,
      isMerged ? { asOf: 5, why: 'older' } : { asOf: 9, why: 'newer' },
    ],
    [
      'the first is older',
      [found(ONE, { asOf: 5, why: 'older' }), found(TWO, { asOf: 9, why: 'newer' })],
      undefined,
      both,
      { asOf: 5, why: 'older' },
    ],
    [
      'a part is older than any day, the other way',
      [found(ONE, { why: 'a part' }), found(TWO, { asOf: 1, why: 'old' })],
      undefined,
      both,
      { why: 'a part' },
    ],
    [
      'a part is older than any day',
      [found(ONE, { asOf: 1, why: 'old' }), found(TWO, { why: 'a part' })],
      undefined,
      both,
      isMerged ? { why: 'a part' } : { asOf: 1, why: 'old' },
    ],
  ])('%s', async (_what, answers, withheld, versions, stale) => {
    const { index } = opened({ urls: [FIRST, SECOND], ...(withheld && { withheld }) }, strategy, answers);
    const lookup = await index.project('x', NEVER);
    expect(lookup).toMatchObject({ kind: 'found', value: { name: 'x' } });
    expect(lookup.kind === 'found' && lookup.value.releases.map(({ version }) => version)).toEqual(versions);
    expect(lookup.kind === 'found' && lookup.stale).toEqual(stale);
  });

  it.each<[what: string, urls: Route['urls'], answers: Lookup<Project>[], withheld: Route['withheld'], expected: Lookup<never>]>([
    ['none has it', [FIRST, SECOND], [MISSING, MISSING], undefined, MISSING],
    ['one is down', [FIRST, SECOND], [MISSING, unavailable('down')], undefined, unavailable('down')],
    ['the first of two that are down', [FIRST, SECOND], [unavailable('down'), unavailable('gone')], HOST, unavailable('down')],
    ['a host is unasked', [FIRST], [MISSING], HOST, unavailable(HOST.why)],
    ['the public one is unasked', [FIRST], [MISSING], PRIVATE, unavailable(PRIVATE.why)],
    ['none may be asked', [], [], PRIVATE, unavailable(PRIVATE.why)],
    ['there is none', [], [], undefined, unavailable('no index is in use')],
  ])('not found: %s', async (_what, urls, answers, withheld, expected) => {
    const { index } = opened({ urls, ...(withheld && { withheld }) }, strategy, answers);
    expect(await index.project('x', NEVER)).toEqual(expected);
  });

  it('gets all parameters of the request', async () => {
    const file = { filename: 'x-1.0.tar.gz', hashes: {} };
    const { index, asked } = opened({ urls: [FIRST, SECOND] }, strategy, [found(ONE), found(TWO)]);
    await index.project('x', NEVER);
    await index.metadata('x', NEVER);
    await index.provenance('x', '1.0', file, NEVER);
    const second = isMerged ? [['project', SECOND.origin, 'x', NEVER]] : [];
    expect(asked).toEqual([
      ['x', 'corp'],
      ['project', FIRST.origin, 'x', NEVER],
      ...second,
      ['x', 'corp'],
      ['metadata', FIRST.origin, 'x', NEVER],
      ['x', 'corp'],
      ['provenance', FIRST.origin, 'x', '1.0', file, NEVER],
    ]);
  });
});
