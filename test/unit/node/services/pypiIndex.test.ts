import type { LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackageIndex } from '../../../../server/src/host';
import { PypiIndex } from '../../../../server/src/node/services/pypiIndex';
import { NEVER, type TestClient, testClient, unverified, url } from '../../../stub/client';
import { always, first, httpFaults } from '../../../stub/faults';
import { project } from '../../../stub/packages';
import { type Stub, startStub } from '../../../stub/services';

const TEN_MINUTES = 600_000;
/** For services that do not respond. */
const SHORT_DEADLINE = 150;

let stub: Stub;
let elsewhere: Stub;
let client: TestClient;
let index: PackageIndex;

beforeEach(async () => {
  stub = await startStub();
  elsewhere = await startStub();
  client = await testClient([stub.url]);
  index = new PypiIndex({ verify: unverified, logger: client.logger, http: client.cached, url: url(stub.url) });
  stub.projects.set('requests', project('requests', ['2.31.0', '2.32.0'], { info: { summary: 'HTTP for people' }, owners: ['ken'] }));
  elsewhere.projects.set('requests', project('requests', ['66.6']));
});

afterEach(async () => {
  await Promise.all([stub.close(), elsewhere.close(), client.dispose()]);
});

describe('the contents of the Simple page', () => {
  it('are releases with hashes, upload times and status', async () => {
    const lookup = await index.project('requests', NEVER);
    expect(lookup).toMatchObject({
      kind: 'found',
      value: { name: 'requests', status: 'active', releases: [{ version: '2.31.0' }, { version: '2.32.0' }] },
    });
    const files = lookup.kind === 'found' ? lookup.value.releases[1]?.files : [];
    expect(files?.map(({ filename, uploadTime }) => [filename, uploadTime])).toEqual([
      ['requests-2.32.0.tar.gz', '2024-01-02T00:00:00.000Z'],
      ['requests-2.32.0-py3-none-any.whl', '2024-01-02T00:00:00.000Z'],
    ]);
    expect(files?.[0]?.hashes.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('distinguish missing from quarantined', async () => {
    stub.projects.set('evil', project('evil', ['1.0'], { status: 'quarantined', reason: 'malware' }));
    expect(await index.project('no-such-project', NEVER)).toEqual({ kind: 'missing' });
    expect(await index.project('evil', NEVER)).toMatchObject({
      kind: 'found',
      value: { status: 'quarantined', statusReason: 'malware', releases: [] },
    });
    expect((await index.metadata('evil', NEVER)).kind).toBe('unavailable');
    expect(await index.metadata('no-such-project', NEVER)).toEqual({ kind: 'missing' });
  });

  it('are read from an index with HTML only, below any path', async () => {
    const old = await startStub({ htmlOnly: true });
    old.projects.set('acme-core', project('acme-core', ['1.0'], { status: 'archived' }));
    old.projects.set('empty', project('empty', []));
    const { cached, dispose } = await testClient([old.url]);
    const oldIndex = new PypiIndex({ verify: unverified, logger: client.logger, http: cached, url: url(`${old.url}/simple/`) });
    expect(await oldIndex.project('acme-core', NEVER)).toMatchObject({
      kind: 'found',
      value: { status: 'archived', releases: [{ version: '1.0', files: [{}, {}] }] },
    });
    expect(await oldIndex.project('empty', NEVER)).toMatchObject({ kind: 'found', value: { releases: [] } });
    expect(await oldIndex.project('nothing', NEVER)).toEqual({ kind: 'missing' });
    expect((await oldIndex.metadata('acme-core', NEVER)).kind).toBe('unavailable');
    await Promise.all([old.close(), dispose()]);
  });

  it('reads the project JSON for people', async () => {
    expect(await index.metadata('requests', NEVER)).toMatchObject({
      kind: 'found',
      value: { name: 'requests', version: '2.32.0', summary: 'HTTP for people', releasedAt: '2024-01-02T00:00:00.000Z', owners: ['ken'] },
    });
  });

  it.each(['', '..', 'a/b', 'a%2f', 'A', 'a_b', 'a?x', `a${'b'.repeat(300)}`])('never sends %j', async (name) => {
    expect((await index.project(name, NEVER)).kind).toBe('unavailable');
    expect(stub.requests).toEqual([]);
  });
});

describe('provenance', () => {
  it('names the publisher, and is missing if there is none', async () => {
    const provenance = {
      version: 1,
      attestation_bundles: [
        { publisher: { kind: 'GitHub', repository: 'psf/requests', workflow: 'publish.yml' }, attestations: [{ version: 1 }] },
      ],
    };
    stub.projects.set('signed', {
      releases: { '1!2.0+x': [{ filename: 'signed-2.0.tar.gz', provenance }, { filename: 'signed-2.0.zip' }] },
    });
    expect(await index.provenance('signed', '1!2.0+x', { filename: 'signed-2.0.tar.gz', hashes: {} }, NEVER)).toEqual({
      kind: 'found',
      value: {
        publishers: [
          {
            publisher: { kind: 'GitHub', repository: 'psf/requests', workflow: 'publish.yml' },
            verification: { kind: 'unverified' },
          },
        ],
      },
    });
    expect(await index.provenance('signed', '1!2.0+x', { filename: 'signed-2.0.zip', hashes: {} }, NEVER)).toEqual({ kind: 'missing' });
    stub.fault = always(403, {}, 'Attestations temporarily disabled');
    expect((await index.provenance('signed', '3', { filename: 'signed-3.zip', hashes: {} }, NEVER)).kind).toBe('unavailable');
  });
});

describe('the cache', () => {
  it('requests once while the answer is fresh, then revalidates', async () => {
    await index.project('requests', NEVER);
    await index.project('requests', NEVER);
    expect(stub.requests).toHaveLength(1);
    client.clock.advance(TEN_MINUTES + 1000);
    expect((await index.project('requests', NEVER)).kind).toBe('found');
    expect(stub.requests[1]?.headers['if-none-match']).toMatch(/^"/);
    await index.project('requests', NEVER);
    expect(stub.requests).toHaveLength(2);
    client.clock.advance(TEN_MINUTES + 1000);
    stub.projects.set('requests', project('requests', ['2.31.0', '2.32.0', '2.33.0']));
    expect(await index.project('requests', NEVER)).toMatchObject({ value: { releases: [{}, {}, { version: '2.33.0' }] } });
  });

  it('remembers for a while that a project is missing, but not for long', async () => {
    expect(await index.project('nothing', NEVER)).toEqual({ kind: 'missing' });
    await index.project('nothing', NEVER);
    expect(stub.requests).toHaveLength(1);
    client.clock.advance(TEN_MINUTES);
    stub.fault = always(500);
    expect((await index.project('nothing', NEVER)).kind).toBe('unavailable');
  });

  it('shares one request among callers, and ends it when the last one leaves', async () => {
    stub.fault = () => true;
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = Promise.all([index.project('requests', one.signal), index.project('requests', two.signal)]);
    one.abort();
    two.abort();
    expect((await answers).map(({ kind }) => kind)).toEqual(['unavailable', 'unavailable']);
    expect(stub.requests.length).toBeLessThanOrEqual(1);
    stub.fault = undefined;
    expect((await index.project('requests', NEVER)).kind).toBe('found');
  });
});

describe('faults', () => {
  const names = Object.keys(httpFaults(''));

  it.each(names)('%s: cold is "not checked"', async (name) => {
    stub.fault = httpFaults(elsewhere.url)[name];
    client.deadline = SHORT_DEADLINE;
    const lookup = await index.project('requests', NEVER);
    expect(lookup.kind).toBe('unavailable');
    expect(lookup.kind === 'unavailable' && lookup.why).toMatch(/\w/);
    expect((await index.metadata('requests', NEVER)).kind).toBe('unavailable');
    expect(elsewhere.requests).toEqual([]);
  });

  it.each(names)('%s: warm is not asked', async (name) => {
    await index.project('requests', NEVER);
    stub.fault = httpFaults(elsewhere.url)[name];
    const lookup = await index.project('requests', NEVER);
    expect(lookup.kind).toBe('found');
    expect(lookup).not.toHaveProperty('stale');
    expect(stub.requests).toHaveLength(1);
  });

  it.each(names)('%s: stale is shown with its date', async (name) => {
    const then = client.clock.now();
    await index.project('requests', NEVER);
    client.clock.advance(2 * TEN_MINUTES);
    const patience = client.deadline;
    client.deadline = SHORT_DEADLINE;
    stub.fault = httpFaults(elsewhere.url)[name];
    expect(await index.project('requests', NEVER)).toMatchObject({
      kind: 'found',
      stale: { asOf: then, why: expect.stringMatching(/\w/) },
    });
    // A bad answer does not replace the good one.
    stub.fault = undefined;
    client.deadline = patience;
    client.http.forgetFailures();
    client.clock.advance(TEN_MINUTES);
    const lookup = await index.project('requests', NEVER);
    expect(lookup).toMatchObject({ kind: 'found', value: { releases: [{}, {}] } });
    expect(lookup).not.toHaveProperty('stale');
  });

  it('refused: "not checked", and no new request for a while', async () => {
    await stub.close();
    const lookups = await Promise.all(Array.from({ length: 50 }, (_, i) => index.project(`name-${i}`, NEVER)));
    expect(new Set(lookups.map((lookup) => lookup.kind === 'unavailable' && lookup.why))).toEqual(
      new Set([`127.0.0.1:${stub.port} cannot be reached`]),
    );
  });

  it('a name server that knows nothing', async () => {
    const lookup: LookupFunction = (_hostname, _options, callback) => callback(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), '');
    const { cached, dispose } = await testClient(['http://index.test'], { lookup });
    const answer = await new PypiIndex({ verify: unverified, logger: client.logger, http: cached, url: url('http://index.test') }).project(
      'requests',
      NEVER,
    );
    expect(answer).toEqual({ kind: 'unavailable', why: 'the host index.test was not found' });
    await dispose();
  });

  it('Lookalike itself: the log has the trace, and no host is blamed', async () => {
    const cached = { get: () => Promise.reject(new TypeError('x is not a function')) };
    const broken = new PypiIndex({ verify: unverified, logger: client.logger, http: cached, url: url('http://index.test') });
    const answer = await broken.project('requests', NEVER);
    expect(answer).toEqual({ kind: 'unavailable', why: 'Lookalike failed on a request to index.test (see the log)' });
    expect(client.logger.lines).toEqual([expect.stringMatching(/^A request to index\.test failed: TypeError: x is not a function\n/)]);
  });

  it('a busy moment is waited out', async () => {
    stub.fault = first(2, always(503, { 'retry-after': '1' }));
    expect((await index.project('requests', NEVER)).kind).toBe('found');
    expect(client.pauses).toEqual([1000, 1000]);
  });

  it.each([
    ['in seconds', () => '300'],
    ['as a date', (now: number) => new Date(now + 300_000).toUTCString()],
  ])('a long Retry-After %s is kept, without waiting', async (_what, value) => {
    stub.fault = first(1, always(429, { 'retry-after': value(client.clock.now()) }));
    expect((await index.project('requests', NEVER)).kind).toBe('unavailable');
    expect((await index.project('requests', NEVER)).kind).toBe('unavailable');
    expect(stub.requests).toHaveLength(1);
    expect(client.pauses).toEqual([]);
    client.clock.advance(300_000);
    expect((await index.project('requests', NEVER)).kind).toBe('found');
  });
});

describe('private indexes', () => {
  it('keep private names private when the private index redirects to the public one', async () => {
    stub.fault = (request, response) => always(302, { location: `${elsewhere.url}${request.url}` })(request, response);
    const { cached, dispose } = await testClient([stub.url, elsewhere.url]);
    const privateIndex = new PypiIndex({
      verify: unverified,
      logger: client.logger,
      http: cached,
      url: url(stub.url),
      isPublicName: (name) => name === 'requests',
    });
    expect((await privateIndex.project('acme-secret', NEVER)).kind).toBe('unavailable');
    expect(elsewhere.requests).toEqual([]);
    expect((await privateIndex.project('requests', NEVER)).kind).toBe('found');
    await dispose();
  });
});
