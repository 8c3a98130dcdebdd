import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RouteOptions, routeNames } from '../../../../server/src/facts/indexes/indexRoutes';
import { routedIndex } from '../../../../server/src/facts/indexes/routedIndex';
import { requirements } from '../../../../server/src/formats/files/requirements';
import type { IndexSource } from '../../../../server/src/index/source';
import { PypiIndex } from '../../../../server/src/node/services/pypiIndex';
import { NEVER, type TestClient, testClient, unverified, url } from '../../../stub/client';
import { always } from '../../../stub/faults';
import { project } from '../../../stub/packages';
import { type Stub, startStub } from '../../../stub/services';

let publicIndex: Stub;
let corp: Stub;
let client: TestClient;

beforeEach(async () => {
  [publicIndex, corp] = await Promise.all([startStub(), startStub({ htmlOnly: true })]);
  client = await testClient([publicIndex.url, corp.url]);
  publicIndex.projects.set('requests', project('requests', ['2.32.0']));
  publicIndex.projects.set('acme-core', project('acme-core', ['99.0']));
  corp.projects.set('acme-core', project('acme-core', ['1.0']));
});

afterEach(async () => {
  await Promise.all([publicIndex.close(), corp.close(), client.dispose()]);
});

function user(kind: IndexSource['kind'], address: string, more: Partial<IndexSource> = {}): IndexSource {
  return { kind, url: url(address), namedBy: 'user', ...more };
}

function routes(file: string, more: Partial<RouteOptions> = {}) {
  return routeNames({
    fileOptions: requirements.parse(file).indexes,
    userSources: [],
    defaultIndex: url(publicIndex.url),
    isAllowedOrigin: () => false,
    isPrivateName: (name) => name.startsWith('acme-'),
    isListedName: (name) => name === 'requests',
    publicOrigins: new Set([publicIndex.url]),
    ...more,
  });
}

async function ask(name: string, of: ReturnType<typeof routes>) {
  const index = routedIndex(
    of,
    (address) =>
      new PypiIndex({
        verify: unverified,
        logger: client.logger,
        http: client.cached,
        url: address,
        isPublicName: (one) => one === 'requests',
      }),
  );
  const lookup = await index.project(name, NEVER);
  await index.metadata(name, NEVER);
  return lookup.kind === 'found' ? lookup.value.releases.map(({ version }) => version) : lookup;
}

const asked = (stub: Stub) => [...new Set(stub.requests.map(({ path }) => path.split('/')[2]))];

describe('without a private index', () => {
  it('every name except a private one is looked up in the public index', async () => {
    expect(await ask('requests', routes(''))).toEqual(['2.32.0']);
    expect(await ask('new-project', routes(''))).toEqual({ kind: 'missing' });
    expect(await ask('acme-core', routes(''))).toEqual({ kind: 'unavailable', why: 'private names are not sent to the public index' });
    expect(asked(publicIndex)).toEqual(['requests', 'new-project']);
  });
});

describe('with a private index of the user', () => {
  it('beside the public one, only publicly known names are sent', async () => {
    const both = routes('', { userSources: [user('extra-index', `${corp.url}/simple/`)] });
    expect(await ask('acme-core', both)).toEqual(['1.0']);
    expect(await ask('requests', both)).toEqual(['2.32.0']);
    expect(await ask('secret-tool', both)).toMatchObject({ kind: 'unavailable' });
    expect(asked(publicIndex)).toEqual(['requests']);
    expect(asked(corp)).toEqual(['acme-core', 'requests', 'secret-tool']);
  });

  it('in place of the public one, no name is sent, and missing is missing', async () => {
    const own = routes('', { userSources: [user('index', `${corp.url}/simple/`)] });
    expect(await ask('acme-core', own)).toEqual(['1.0']);
    expect(await ask('requests', own)).toEqual({ kind: 'missing' });
    expect(publicIndex.requests).toEqual([]);
  });

  it('that is down, a name is not checked', async () => {
    corp.fault = always(500);
    const both = routes('', { userSources: [user('extra-index', `${corp.url}/simple/`)] });
    expect(await ask('acme-core', both)).toMatchObject({ kind: 'unavailable' });
    expect(await ask('secret-tool', both)).toMatchObject({ kind: 'unavailable' });
    expect(publicIndex.requests).toEqual([]);
  });

  it('explicit ones serve only names that are pinned to them', () => {
    const both = routes('', { userSources: [user('extra-index', 'https://lab.example/', { name: 'lab', explicit: true })] });
    expect(both.of('requests').urls.map(String)).toEqual([`${publicIndex.url}/`]);
    expect(both.of('requests', 'lab').urls.map(String)).toEqual(['https://lab.example/']);
  });

  it.each([
    [
      'a name that nothing declares',
      'lost',
      { urls: [], withheld: { cause: 'untrusted-host', why: "the index 'lost' is not configured" } },
    ],
    ["a mirror of a lock file's", 'https://mirror.example/simple', { urls: [], withheld: { cause: 'untrusted-host' } }],
    ['another path of an index that is known', 'https://lab.example/other/', { urls: ['https://lab.example/other/'] }],
    ['PyPI by its own name', 'PyPI', { urls: ['the default'] }],
  ])('a name that is sent to %s goes nowhere else', (_what, indexName, expected) => {
    const both = routes('', { userSources: [user('extra-index', 'https://lab.example/', { name: 'lab', explicit: true })] });
    const { urls, ...rest } = both.of('requests', indexName);
    const said = urls.map((one) => String(one).replace(`${publicIndex.url}/`, 'the default'));
    expect({ urls: said, ...rest }).toMatchObject(expected);
  });

  it('of another tool keeps names private that are not publicly known', () => {
    const beside = routes('', { otherUserSources: [user('extra-index', 'https://lab.example/')] });
    expect(beside.of('secret-tool')).toMatchObject({ urls: [], withheld: { cause: 'private' } });
    expect(beside.of('requests').urls).toHaveLength(1);
  });
});

describe('where several indexes have a name', () => {
  const file = () => `--extra-index-url ${corp.url}/simple/`;
  const both = (indexStrategy: 'best-match' | 'first-index') => routes(file(), { indexStrategy, isAllowedOrigin: () => true });

  beforeEach(() => {
    corp.projects.set('requests', project('requests', ['1.0', '2.32.0']));
    publicIndex.projects.set('requests', project('requests', ['2.32.0', '2.33.0'], { status: 'archived' }));
  });

  it('the best version of all counts for pip, the first index for uv', async () => {
    expect(await ask('requests', both('first-index'))).toEqual(['1.0', '2.32.0']);
    expect(await ask('requests', both('best-match'))).toEqual(['1.0', '2.32.0', '2.33.0']);
  });

  it.each(['best-match', 'first-index'] as const)('what one says while another is silent is a part (%s)', async (indexStrategy) => {
    corp.fault = always(500);
    const index = routedIndex(
      both(indexStrategy),
      (address) => new PypiIndex({ verify: unverified, logger: client.logger, http: client.cached, url: address }),
    );
    expect(await index.project('requests', NEVER)).toMatchObject({
      kind: 'found',
      value: { status: 'archived', releases: [{}, {}] },
      stale: { why: expect.stringContaining('500') },
    });
  });
});

describe('with an index that only a file names', () => {
  it('no request is sent to it before the user allows it', async () => {
    const file = `--extra-index-url http://ann:pw@127.0.0.1:${corp.port}/simple/\nrequests\n`;
    const waiting = routes(file);
    expect(waiting.waiting).toEqual([{ origin: corp.url, host: `127.0.0.1:${corp.port}` }]);
    expect(await ask('requests', waiting)).toEqual(['2.32.0']);
    expect(await ask('acme-core', waiting)).toEqual({
      kind: 'unavailable',
      why: `127.0.0.1:${corp.port} is only named in a workspace file and was not contacted`,
    });
    expect(await ask('secret-tool', waiting)).toMatchObject({ kind: 'unavailable' });
    expect(corp.requests).toEqual([]);
    expect(asked(publicIndex)).toEqual(['requests']);

    const allowed = routes(file, { isAllowedOrigin: (origin) => origin === corp.url });
    expect(allowed.waiting).toEqual([]);
    expect(await ask('acme-core', allowed)).toEqual(['1.0']);
    // Credentials in a workspace file are not used.
    expect(corp.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('asks the user about a few hosts of a file that names very many', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => `--extra-index-url https://host-${i}.example/simple\n`).join('');
    const of = routes(`${many}--extra-index-url ${corp.url}/simple\n`, { isAllowedOrigin: (origin) => origin === corp.url });
    expect(of.waiting).toHaveLength(5);
    // An omission is not a reason to send more names to the public index.
    expect(of.usesPrivateIndex).toBe(true);
    expect(of.of('requests').urls.map(String)).toEqual([`${publicIndex.url}/`]);
    expect(of.of('secret-tool')).toMatchObject({ urls: [], withheld: { cause: 'untrusted-host' } });
  });

  it('is trusted when the user named the same origin', () => {
    const known = routes('--index-url https://corp.example/other/simple', {
      userSources: [user('extra-index', 'https://corp.example/simple')],
    });
    expect(known.waiting).toEqual([]);
    expect(known.of('x').urls.map(String)).toEqual(['https://corp.example/simple', 'https://corp.example/other/simple']);
  });

  it.each([
    ['--no-index', 'requests', []],
    ['--index-url ftp://x/', 'requests', ['public']],
    ['--index-url https://a.example/\n--index-url https://b.example/', 'requests', []],
    ['--index-url https://pypi.org/simple', 'requests', ['https://pypi.org/simple']],
  ])('%s', (file, name, expected) => {
    const public_ = new Set([publicIndex.url, 'https://pypi.org']);
    expect(
      routes(file, { publicOrigins: public_ })
        .of(name)
        .urls.map((one) => String(one).replace(`${publicIndex.url}/`, 'public')),
    ).toEqual(expected);
  });
});
