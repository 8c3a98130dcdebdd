import { describe, expect, it } from 'vitest';
import { type Route, type RouteOptions, routeNames } from '../../../../server/src/facts/indexes/indexRoutes';
import type { IndexOption } from '../../../../server/src/formats/manifest/format';
import type { IndexSource } from '../../../../server/src/index/source';
import { url } from '../../../stub/client';

const PYPI = url('https://pypi.org/simple/');
const LAB = 'https://lab.example/simple/';
const CORP = 'https://corp.example/simple/';

function option(kind: IndexOption['kind'], address?: string, more: Partial<IndexOption> = {}): IndexOption {
  return { kind, ...(address !== undefined && { url: address }), span: { start: 0, end: 0 }, ...more };
}

function user(kind: IndexSource['kind'], address: string, more: Partial<IndexSource> = {}): IndexSource {
  return { kind, url: url(address), namedBy: 'user', ...more };
}

function routes(more: Partial<RouteOptions> = {}) {
  return routeNames({
    fileOptions: [],
    userSources: [],
    defaultIndex: PYPI,
    isAllowedOrigin: () => false,
    isPrivateName: (name) => name.startsWith('acme-'),
    isListedName: (name) => name === 'requests' || name === 'acme-listed',
    ...more,
  });
}

const addresses = ({ urls }: Route): string[] => urls.map(String);
const allowed = { isAllowedOrigin: () => true };

describe('why a name is kept private', () => {
  const here = 'this file may use an index that it does not name, so unknown names are not sent to the public index';
  const names = 'private names are not sent to the public index';

  it.each<[what: string, options: Partial<RouteOptions>, name: string, why: string | undefined]>([
    ['nothing is private', {}, 'unknown', undefined],
    ['a private name', {}, 'acme-core', names],
    ['a private name that is listed', {}, 'acme-listed', names],
    [
      'a file says so',
      { privateUse: { path: 'pip.conf' } },
      'unknown',
      "'pip.conf' uses a private index, so unknown names are not sent to the public index",
    ],
    [
      'a file may say so',
      { privateUse: { path: 'ci.yml', unknown: true } },
      'unknown',
      "'ci.yml' may use an index that it does not name, so unknown names are not sent to the public index",
    ],
    ['a private name goes before the file', { privateUse: { path: 'ci.yml', unknown: true } }, 'acme-core', names],
    ['this file may say so', { privateUse: { unknown: true } }, 'unknown', here],
    ['this file says so', { privateUse: {} }, 'unknown', names],
    ['a listed name', { privateUse: { unknown: true } }, 'requests', undefined],
    ["the file's own options", { fileOptions: [option('configuration')] }, 'unknown', here],
    ['what is around goes before them', { fileOptions: [option('configuration')], privateUse: {} }, 'unknown', names],
    ['another tool of the user', { otherUserSources: [user('extra-index', CORP)], privateUse: { unknown: true } }, 'unknown', names],
    ['another tool of the user is public', { otherUserSources: [user('index', 'https://test.pypi.org/simple/')] }, 'unknown', undefined],
  ])('%s', (_what, options, name, why) => {
    const of = routes(options).of(name);
    expect(of).toEqual(why === undefined ? { urls: [PYPI] } : { urls: [], withheld: { cause: 'private', why } });
  });

  it.each<[what: string, options: Partial<RouteOptions>, expected: boolean]>([
    ['nothing', {}, false],
    ['a private index in place of PyPI', { defaultIndex: url(CORP) }, true],
    ["one of the user's", { userSources: [user('extra-index', CORP)] }, true],
    ['one of the file', { fileOptions: [option('index', CORP)] }, true],
    ['one around the file', { privateUse: {} }, true],
    ['a mirror that everyone reads', { defaultIndex: url(CORP), publicOrigins: new Set(['https://corp.example']) }, false],
    [
      'an index of the file that everyone reads',
      { fileOptions: [option('index', CORP)], publicOrigins: new Set(['https://corp.example', 'https://pypi.org']) },
      false,
    ],
  ])('a private index is in use: %s', (_what, options, expected) => {
    expect(routes(options).usesPrivateIndex).toBe(expected);
  });
});

describe('where a name is looked up', () => {
  it.each<[what: string, options: Partial<RouteOptions>, expected: string[]]>([
    ['nothing is said', {}, ['https://pypi.org/simple/']],
    ['the last index of a file', { ...allowed, fileOptions: [option('index', CORP), option('index', LAB)] }, [LAB]],
    ['extra ones first', { ...allowed, fileOptions: [option('index', CORP), option('extra-index', LAB)] }, [LAB, CORP]],
    [
      "the file's before the user's",
      { ...allowed, fileOptions: [option('extra-index', LAB)], userSources: [user('extra-index', CORP)] },
      [LAB, CORP, 'https://pypi.org/simple/'],
    ],
    ["the file's main one for the user's", { ...allowed, fileOptions: [option('index', LAB)], userSources: [user('index', CORP)] }, [LAB]],
    ["the user's main one", { userSources: [user('extra-index', LAB), user('index', CORP)] }, [LAB, CORP]],
    ['the same twice', { userSources: [user('extra-index', CORP), user('index', CORP)] }, [CORP]],
    ['no index', { fileOptions: [option('index', CORP), option('no-index')], userSources: [user('index', CORP)], ...allowed }, []],
    [
      'links and hosts are no index',
      { ...allowed, fileOptions: [option('find-links', CORP), option('trusted-host', LAB)] },
      ['https://pypi.org/simple/'],
    ],
    ['a template is no index', { ...allowed, fileOptions: [option('index', `https://\${HOST}/simple`)] }, ['https://pypi.org/simple/']],
    ['an index without an address', { ...allowed, fileOptions: [option('index')] }, ['https://pypi.org/simple/']],
    [
      'one that serves only its own',
      { ...allowed, fileOptions: [option('extra-index', LAB, { name: 'lab', explicit: true })] },
      ['https://pypi.org/simple/'],
    ],
  ])('%s', (_what, options, expected) => {
    expect(addresses(routes(options).of('requests'))).toEqual(expected);
  });

  it('has no user name or password from a file, and keeps those of the user', () => {
    const of = routes({
      ...allowed,
      fileOptions: [option('extra-index', 'https://ann:pw@lab.example/simple/')],
      userSources: [user('extra-index', 'https://bob:pw@corp.example/simple/')],
    });
    expect(of.of('requests').urls.map(({ credentials }) => credentials?.username)).toEqual([undefined, 'bob', undefined]);
  });

  it('is one of 50 beside the main index', () => {
    const userSources = Array.from({ length: 60 }, (_, i) => user('extra-index', `https://i${i}.example/`));
    const urls = addresses(routes({ userSources }).of('requests'));
    expect(urls).toHaveLength(51);
    expect(urls.slice(49)).toEqual(['https://i49.example/', 'https://pypi.org/simple/']);
  });

  it('reports a skipped host rather than a private name, whichever is last', () => {
    const fileOptions = [option('extra-index', CORP), option('extra-index', LAB)];
    const why = 'corp.example is only named in a workspace file and was not contacted';
    expect(routes({ fileOptions }).of('acme-core')).toEqual({ urls: [], withheld: { cause: 'untrusted-host', why } });
    expect(routes({ fileOptions }).of('requests')).toEqual({ urls: [PYPI], withheld: { cause: 'untrusted-host', why } });
    const waiting = [
      { origin: 'https://corp.example', host: 'corp.example' },
      { origin: 'https://lab.example', host: 'lab.example' },
    ];
    expect(routes({ fileOptions }).waiting).toEqual(waiting);
    expect(routes({ fileOptions, isAllowedOrigin: (origin) => origin === 'https://corp.example' }).waiting).toEqual(waiting.slice(1));
    expect(routes({ fileOptions: [option('index', 'https://test.pypi.org/simple')] }).waiting).toEqual([]);
  });

  it.each(['https://pypi.org/x/', 'https://pypi.python.org/simple/', 'https://test.pypi.org/simple/'])(
    'is any public index: %s',
    (address) => {
      expect(addresses(routes({ fileOptions: [option('index', address)] }).of('requests'))).toEqual([address]);
      expect(routes({ fileOptions: [option('index', address)] }).of('acme-core').withheld?.cause).toBe('private');
    },
  );

  it.each([
    [50, 51],
    [51, 51],
  ])('is on at most 50 indexes beside the main one: of %i, %i are asked', (count, asked) => {
    const fileOptions = Array.from({ length: count }, (_, i) => option('extra-index', `https://${i}.example/simple/`));
    const urls = addresses(routes({ ...allowed, fileOptions }).of('requests'));
    expect(urls).toHaveLength(asked);
    expect(urls).toContain('https://pypi.org/simple/');
  });

  it('is an index on the same host as the default one, without a question', () => {
    const of = routes({ defaultIndex: url('https://corp.example/pypi/'), fileOptions: [option('extra-index', CORP)] });
    expect(of.waiting).toEqual([]);
    expect(addresses(of.of('acme-core'))).toEqual([CORP, 'https://corp.example/pypi/']);
  });

  it.each<[what: string, indexName: string, more: Partial<RouteOptions>, expected: string[] | string]>([
    ['by the name of one', 'lab', allowed, [LAB]],
    ['by the name of one that waits', 'lab', {}, 'lab.example is only named in a workspace file and was not contacted'],
    ['by the name of none', 'nope', allowed, "the index 'nope' is not configured"],
    ['by the name of PyPI', 'pypi', allowed, ['https://pypi.org/simple/']],
    ['by the address of PyPI', 'https://pypi.org/simple', allowed, ['https://pypi.org/simple/']],
    ['by an address', 'https://ann:pw@other.example/simple', allowed, ['https://other.example/simple']],
    ['by an address that waits', 'https://other.example/x', {}, 'other.example is only named in a workspace file and was not contacted'],
    [
      "by an address of the file's host",
      'https://lab.example/x',
      {},
      'lab.example is only named in a workspace file and was not contacted',
    ],
    ["by an address of the user's host", 'https://corp.example/x', {}, ['https://corp.example/x']],
  ])('that the file sends it to %s', (_what, indexName, more, expected) => {
    const of = routes({
      ...more,
      fileOptions: [option('extra-index', LAB, { name: 'lab', explicit: true })],
      userSources: [user('extra-index', CORP, { name: 'corp' })],
    }).of('requests', indexName);
    expect(of.withheld?.why ?? addresses(of)).toEqual(expected);
    expect(of.withheld?.cause).toBe(typeof expected === 'string' ? 'untrusted-host' : undefined);
    expect(of.urls.every(({ credentials }) => credentials === undefined)).toBe(true);
  });
});

describe('the part that the public index has', () => {
  it.each<[what: string, options: Partial<RouteOptions>, expected: string]>([
    ['alone', {}, 'only'],
    ['with its test', { fileOptions: [option('extra-index', 'https://test.pypi.org/simple')] }, 'only'],
    ['a stand-in of the settings', { defaultIndex: url(CORP) }, 'only'],
    ['beside another', { fileOptions: [option('extra-index', CORP)] }, 'first-match'],
    ['beside another, for pip', { fileOptions: [option('extra-index', CORP)], indexStrategy: 'best-match' }, 'merged'],
    ['beside another, for uv', { fileOptions: [option('extra-index', CORP)], indexStrategy: 'first-index' }, 'first-match'],
    ['beside one that is only asked by name', { fileOptions: [option('extra-index', CORP, { explicit: true })] }, 'only'],
    ['beside two', { fileOptions: [option('extra-index', CORP), option('extra-index', LAB)] }, 'first-match'],
    ['none beside one', { fileOptions: [option('index', CORP)] }, 'none'],
    ['none beside two', { fileOptions: [option('index', CORP), option('extra-index', LAB)] }, 'unknown'],
    ['no index at all', { fileOptions: [option('no-index')] }, 'none'],
  ])('%s', (_what, options, expected) => {
    expect(routes(options).publicIndexUse).toBe(expected);
  });

  it.each<[what: string, installOptions: IndexOption[], expected: number]>([
    ['a private index and no other', [option('index', CORP), option('extra-index', LAB)], 0],
    ['the last main one is private', [option('index', 'https://pypi.org/simple'), option('index', CORP), option('extra-index', LAB)], 0],
    ['the last main one is public', [option('index', CORP), option('index', 'https://pypi.org/simple'), option('extra-index', LAB)], 1],
    ['no main one', [option('extra-index', LAB), option('index-strategy', 'unsafe-best-match'), option('no-index')], 2],
    ['a main one without an address', [option('index'), option('extra-index', LAB)], 0],
    ['links alone', [option('find-links', CORP), option('trusted-host', 'corp.example')], 0],
  ])('tells what another file searches with it: %s', (_what, installOptions, expected) => {
    const own = option('find-links', './wheels');
    const { indexes } = routes({ fileOptions: [own], installOptions });
    expect(indexes[0]).toBe(own);
    expect(indexes.slice(1)).toEqual(installOptions.filter(({ kind }) => /extra|strategy/.test(kind)).slice(0, expected));
    expect(indexes).toHaveLength(1 + expected);
  });

  it('may send names that are publicly known and that the user does not call private', () => {
    const { isPublicName, indexStrategy } = routes();
    expect(['requests', 'acme-listed', 'acme-core', 'unknown'].map(isPublicName)).toEqual([true, false, false, false]);
    expect(indexStrategy).toBe('first-index');
    expect(routes({ indexStrategy: 'best-match' }).indexStrategy).toBe('best-match');
  });

  it.each<[what: string, options: Partial<RouteOptions>, indexName: string | undefined, expected: boolean]>([
    ['PyPI', {}, undefined, true],
    ['its test beside it', { fileOptions: [option('extra-index', 'https://test.pypi.org/simple')] }, undefined, false],
    ['another beside it', { ...allowed, fileOptions: [option('extra-index', CORP)] }, undefined, false],
    ['one that is not allowed', { fileOptions: [option('extra-index', CORP)] }, undefined, true],
    ['another by its name', { userSources: [user('extra-index', CORP, { name: 'corp', explicit: true })] }, 'corp', false],
    ['PyPI, where another has a name', { userSources: [user('extra-index', CORP, { name: 'corp', explicit: true })] }, undefined, true],
  ])('is asked alone: %s', (_what, options, indexName, expected) => {
    expect(routes(options).asksPypiAlone('requests', indexName)).toBe(expected);
  });
});
