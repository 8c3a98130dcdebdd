import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationStore } from '../../../../server/src/configuration/store';
import { type FileIndexes, routesOf } from '../../../../server/src/facts/indexes/fileRoutes';
import type { InheritedIndexes } from '../../../../server/src/facts/indexes/indexContext';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';
import { SafeUrl } from '../../../../server/src/index/safeUrl';
import { InMemoryHost, InMemoryWorkspace, ROOT } from '../../../inMemoryHost';

const CORP = 'https://corp.example/simple';
const ABSENT = 'no-such-name-anywhere-1';

const option = (kind: IndexOption['kind'], url?: string): IndexOption => ({ kind, url, span: { start: 0, end: 1 } }) as IndexOption;
const source = (url: string) => ({ kind: 'extra-index' as const, url: SafeUrl.parse(url) as SafeUrl, namedBy: 'user' as const });

let host: InMemoryHost;
beforeEach(() => {
  host = new InMemoryHost();
});

async function routes(
  indexes: Partial<FileIndexes> & { readonly inherited?: readonly InheritedIndexes[] } = {},
  keptHome: readonly string[] = [],
) {
  const configuration = await new ConfigurationStore(host).of(`${ROOT}/requirements.txt`);
  const { own = [], usesUv = false, inherited = [] } = indexes;
  return routesOf(host, configuration, { own, usesUv, context: { inherited, usesUv } }, new Set(keptHome));
}

const said = (uri: string, relation: InheritedIndexes['relation'], ...indexes: IndexOption[]): InheritedIndexes => ({
  uri,
  relation,
  indexes,
});
const hostsOf = (of: Awaited<ReturnType<typeof routes>>, name = 'requests') => of.of(name).urls.map(({ origin }) => origin);

it('lead to the index of the settings by default', async () => {
  expect(hostsOf(await routes())).toEqual(['https://pypi.org']);
  host.current = { ...host.current, indexUrl: 'https://ann:secret@mirror.example/simple' };
  const own = await routes();
  expect(hostsOf(own)).toEqual(['https://mirror.example']);
  expect(String(own.of('requests').urls[0])).not.toContain('secret');
  expect(await routesOf(host, await new ConfigurationStore(host).of(`${ROOT}/a.txt`))).toMatchObject({
    waiting: [],
    indexStrategy: 'best-match',
  });
});

describe('what is allowed to be asked', () => {
  it.each<[what: string, prepare: () => void, isAsked: boolean]>([
    ['no host that only a file names', () => undefined, false],
    ['a host that the settings trust', () => (host.current = { ...host.current, trustedIndexes: ['https://corp.example'] }), true],
    ["a host of the user's pip", () => (host.user = { pip: [source(CORP)], uv: [], others: [] }), true],
    ["a host of the user's uv", () => (host.user = { pip: [], uv: [source(CORP)], others: [] }), true],
    ["a host of the user's other tools", () => (host.user = { pip: [], uv: [], others: [source(CORP)] }), true],
  ])('%s', async (_, prepare, isAsked) => {
    prepare();
    const of = await routes({ own: [option('extra-index', CORP)] });
    expect(hostsOf(of).includes('https://corp.example')).toBe(isAsked);
    expect(of.waiting.map(({ origin }) => origin)).toEqual(isAsked ? [] : ['https://corp.example']);
  });
});

describe('the sources of the user that apply', () => {
  it.each([
    [false, 'https://pip.example'],
    [true, 'https://uv.example'],
  ])('where uv installs: %s', async (usesUv, expected) => {
    host.user = { pip: [source('https://pip.example/simple')], uv: [source('https://uv.example/simple')], others: [] };
    const hosts = hostsOf(await routes({ usesUv }));
    expect(hosts).toContain(expected);
    expect(hosts).toHaveLength(2);
  });
});

describe('the strategy', () => {
  it.each([
    [false, [], 'best-match'],
    [false, [option('index-strategy', 'first-index')], 'best-match'],
    [true, [], 'first-index'],
    [true, [option('index-strategy', 'unsafe-best-match')], 'best-match'],
    [true, [option('index-strategy', 'unsafe-first-match')], 'best-match'],
    [true, [option('index-strategy', 'first-index')], 'first-index'],
    [true, [option('index-strategy')], 'first-index'],
  ] as const)('of uv %s with %j is %s', async (usesUv, own, strategy) => {
    expect((await routes({ usesUv, own })).indexStrategy).toBe(strategy);
    expect((await routes({ usesUv, inherited: [said(`${ROOT}/a`, 'run', ...own)] })).indexStrategy).toBe(strategy);
  });
});

describe('what other files say', () => {
  it('are used for lookups only within one run', async () => {
    host.current = { ...host.current, trustedIndexes: ['https://corp.example'] };
    const use = async (relation: InheritedIndexes['relation']) =>
      hostsOf(await routes({ inherited: [said(`${ROOT}/base.txt`, relation, option('extra-index', CORP))] })).includes(
        'https://corp.example',
      );
    expect([await use('run'), await use('install'), await use('project')]).toEqual([true, false, false]);
  });

  it.each<[what: string, inherited: readonly InheritedIndexes[], path: string | undefined]>([
    ['nothing', [], undefined],
    ['a public index', [said(`${ROOT}/a.txt`, 'project', option('extra-index', 'https://pypi.org/simple'))], undefined],
    ['a private index', [said(`${ROOT}/sub/a.txt`, 'project', option('extra-index', CORP))], 'sub/a.txt'],
    [
      'an index that is known before one that is not',
      [said(`${ROOT}/a.txt`, 'project', option('configuration')), said(`${ROOT}/b.txt`, 'project', option('extra-index', CORP))],
      'b.txt',
    ],
    [
      'the first of two that are not known',
      [said(`${ROOT}/a.txt`, 'project', option('configuration')), said(`${ROOT}/b.txt`, 'project', option('configuration'))],
      'a.txt',
    ],
    ['a file outside', [said('file:///elsewhere/a%20b.txt', 'project', option('extra-index', CORP))], 'a b.txt'],
    [
      'the end of a long path',
      [said(`${ROOT}/${'x'.repeat(120)}/a.txt`, 'project', option('extra-index', CORP))],
      `${'x'.repeat(94)}/a.txt`,
    ],
  ])('%s keeps names at home that no list has', async (_, inherited, path) => {
    const { withheld, urls } = (await routes({ inherited })).of(ABSENT);
    expect(urls).toHaveLength(path === undefined ? 1 : 0);
    expect(withheld?.cause).toBe(path === undefined ? undefined : 'private');
    expect(path === undefined ? '' : withheld?.why).toContain(path ?? '');
    // Nothing of the path before that.
    expect(path === undefined ? '' : withheld?.why.split(path)[0]).not.toMatch(/[\w/]$/);
    expect((await routes({ inherited })).of('requests').urls).toHaveLength(1);
  });

  it('are named by the path below a folder with a slash, too', async () => {
    Object.assign(host, { workspace: new InMemoryWorkspace({}, () => [`${ROOT}/`]) });
    const { withheld } = (await routes({ inherited: [said(`${ROOT}/sub/a.txt`, 'project', option('extra-index', CORP))] })).of(ABSENT);
    expect(withheld?.why).toContain('sub/a.txt');
    expect(withheld?.why).not.toContain('/sub/a.txt');
  });
});

it.each([
  ['run', ['own', 'other']],
  ['install', ['own', 'other']],
  ['project', ['own']],
] as const)('of a file with the relation %s, these options decide from where a name comes: %j', async (relation, expected) => {
  const own = option('extra-index', 'own');
  const of = await routes({ own: [own], inherited: [said(`${ROOT}/a.txt`, relation, option('extra-index', 'other'))] });
  expect(of.indexes.map(({ url }) => url)).toEqual(expected);
});

describe('why a name is not sent', () => {
  const SENT = 'so unknown names are not sent to the public index';
  it.each<[what: string, indexes: Partial<FileIndexes>, inherited: readonly InheritedIndexes[], isCut: boolean, why: string | undefined]>([
    ['nothing', {}, [], false, undefined],
    [
      'a host without certificates',
      { own: [option('trusted-host', 'corp.example')] },
      [],
      false,
      'private names are not sent to the public index',
    ],
    [
      'an index it does not name',
      { own: [option('configuration')] },
      [],
      false,
      `this file may use an index that it does not name, ${SENT}`,
    ],
    [
      'the index of a file',
      {},
      [said(`${ROOT}/a.txt`, 'project', option('extra-index', CORP))],
      false,
      `'a.txt' uses a private index, ${SENT}`,
    ],
    [
      'an index that a file does not name',
      {},
      [said(`${ROOT}/a.txt`, 'project', option('configuration'))],
      false,
      `'a.txt' may use an index that it does not name, ${SENT}`,
    ],
    ['a search without an end', {}, [], true, `there are too many folders to search for indexes, ${SENT}`],
    [
      'the index of a file, beside such a search',
      {},
      [said(`${ROOT}/a.txt`, 'project', option('extra-index', CORP))],
      true,
      `'a.txt' uses a private index, ${SENT}`,
    ],
  ])('%s', async (_, { own = [], usesUv = false }, inherited, isCut, why) => {
    const configuration = await new ConfigurationStore(host).of(`${ROOT}/requirements.txt`);
    const of = await routesOf(host, configuration, { own, usesUv, context: { inherited, usesUv, ...(isCut && { isCut }) } }, new Set());
    expect(of.of(ABSENT).withheld?.why).toBe(why);
  });
});

describe('a name that is kept private', () => {
  it.each<[what: string, name: string, names: string[], keptHome: string[], isTold: boolean]>([
    ['a private name', 'acme-core', ['acme-*'], [], false],
    ['a private name that a list has', 'requests', ['requests'], [], false],
    ['a slip of a private name', 'acme-cores', ['acme-core'], [], false],
    ['a name that the project gives itself', ABSENT, [], [ABSENT], false],
    ['such a name that a list has', 'requests', [], ['requests'], true],
    ['any other', ABSENT, ['acme-*'], ['other'], true],
  ])('%s', async (_, name, names, keptHome, isTold) => {
    host.current = { ...host.current, private: names };
    expect((await routes({}, keptHome)).of(name).urls).toHaveLength(isTold ? 1 : 0);
  });
});
