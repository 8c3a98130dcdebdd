import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AdvisoryIndex, compileAdvisories, openAdvisories } from '../../../../server/src/advisories/compact';
import type { AdvisoryDatabase } from '../../../../server/src/host';
import { FolderStore } from '../../../../server/src/node/http/diskStore';
import { OsvDatabase } from '../../../../server/src/node/services/osvDatabase';
import { NEVER, type TestClient, testClient, url } from '../../../stub/client';
import { always, httpFaults } from '../../../stub/faults';
import type { OsvRecord } from '../../../stub/osv';
import { type Stub, startStub } from '../../../stub/services';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23);
const EMPTY = openAdvisories(compileAdvisories([], NOW).text);
/** For services that do not respond. */
const SHORT_DEADLINE = 150;

let stub: Stub;
let client: TestClient;
let database: AdvisoryDatabase;

beforeEach(async () => {
  stub = await startStub();
  client = await testClient([stub.url]);
  database = open();
});

afterEach(async () => {
  await Promise.all([stub.close(), client.dispose()]);
});

/** A new process over the same cache folder. */
function open(bundled: AdvisoryIndex = EMPTY): AdvisoryDatabase {
  const { http, clock, logger, folder } = client;
  const store = new FolderStore({ folder, maxBytes: 8 * 1024 * 1024, clock, logger });
  return new OsvDatabase({ http, store, clock, logger, url: url(stub.url), bundled: async () => bundled });
}

function record(id: string, names: string | readonly string[], fixed: string, more: Partial<OsvRecord> = {}): OsvRecord {
  const events: Record<string, string>[] = [{ introduced: '0' }, { fixed }];
  const ranges = [{ type: 'ECOSYSTEM', events }];
  const affected = [names].flat().map((name) => ({ package: { ecosystem: 'PyPI', name }, ranges }));
  return { id, modified: '2026-01-02T03:04:05.678901Z', affected, ...more };
}

function paths(): string[] {
  return stub.requests.map(({ method, path }) => `${method} ${path}`);
}

async function ids(packages: Parameters<AdvisoryDatabase['query']>[0], from = database) {
  return (await from.query(packages, NEVER)).map((lookup) => (lookup.kind === 'found' ? lookup.value.map(({ id }) => id) : lookup));
}

describe('the advisory database', () => {
  it('answers in the order asked, for a version or for the whole package', async () => {
    stub.advisories.push(record('PYSEC-1', 'django', '4.2', { summary: 'Something bad' }), record('PYSEC-2', 'Django', '3.0'));
    const packages = [{ name: 'django', version: '4.0' }, { name: 'nothing-here' }, { name: 'django' }, { name: 'not valid!' }];
    expect(await ids(packages)).toEqual([['PYSEC-1'], [], ['PYSEC-1', 'PYSEC-2'], expect.objectContaining({ kind: 'unavailable' })]);
    const [first] = await database.query(packages, NEVER);
    expect(first).toMatchObject({ value: [{ ranges: [{ fixed: '4.2' }], summary: 'Something bad' }] });
  });

  it('sends one batch and one request per new record for 200 packages, and then none', async () => {
    for (let i = 0; i < 200; i++) {
      stub.advisories.push(...(i % 50 === 0 ? [record(`PYSEC-${i}`, `project-${i}`, '2')] : []));
    }
    const packages = Array.from({ length: 200 }, (_, i) => ({ name: `project-${i}`, version: '1.0' }));
    await database.query(packages, NEVER);
    expect(paths().sort()).toEqual([
      'GET /v1/vulns/PYSEC-0',
      'GET /v1/vulns/PYSEC-100',
      'GET /v1/vulns/PYSEC-150',
      'GET /v1/vulns/PYSEC-50',
      'POST /v1/querybatch',
    ]);
    await database.query(packages, NEVER);
    expect((await ids(packages, open()))[50]).toEqual(['PYSEC-50']);
    expect(stub.requests).toHaveLength(5);
    client.clock.advance(HOUR);
    await ids(packages, open());
    expect(paths().slice(5)).toEqual(['POST /v1/querybatch']);
  });

  it('fetches a changed record again, and forgets a withdrawn one', async () => {
    stub.advisories.push(record('PYSEC-1', 'django', '4.2'));
    await ids([{ name: 'django' }]);
    stub.advisories[0] = record('PYSEC-1', 'django', '4.3', { modified: '2026-02-02T00:00:00Z' });
    client.clock.advance(HOUR);
    const [lookup] = await database.query([{ name: 'django' }], NEVER);
    expect(lookup).toMatchObject({ value: [{ ranges: [{ fixed: '4.3' }] }] });
    stub.advisories[0] = record('PYSEC-1', 'django', '4.3', { withdrawn: '2026-03-03T00:00:00Z' });
    client.clock.advance(HOUR);
    expect(await ids([{ name: 'django' }])).toEqual([[]]);
  });

  it('does not fetch what is bundled and unchanged', async () => {
    const shared = record('PYSEC-1', ['django', 'wagtail'], '4.2');
    stub.advisories.push(shared, record('PYSEC-2', 'django', '4.2', { modified: '2026-11-11T00:00:00Z' }));
    const bundled = openAdvisories(
      compileAdvisories([shared, record('PYSEC-2', 'django', '4.1', { modified: '2026-01-01T00:00:00Z' })], NOW).text,
    );
    expect(await ids([{ name: 'django' }, { name: 'wagtail' }], open(bundled))).toEqual([['PYSEC-1', 'PYSEC-2'], ['PYSEC-1']]);
    expect(paths()).toEqual(['POST /v1/querybatch', 'GET /v1/vulns/PYSEC-2']);
  });

  it('walks through pages, and through batches of 1000', async () => {
    for (let i = 0; i < 120; i++) {
      stub.advisories.push(record(`PYSEC-${i}`, 'many', '2'));
    }
    const bundled = openAdvisories(compileAdvisories(stub.advisories, NOW).text);
    const packages = [{ name: 'many' }, ...Array.from({ length: 1500 }, (_, i) => ({ name: `p${i}` }))];
    const [many] = await ids(packages, open(bundled));
    expect(many).toHaveLength(120);
    expect(paths()).toEqual(Array.from({ length: 4 }, () => 'POST /v1/querybatch'));
    expect(stub.requests.map(({ body }) => JSON.parse(body).queries.length)).toEqual([1000, 1, 1, 501]);
  });

  it('does not blame the host for an error of Lookalike', async () => {
    const { clock, logger, folder } = client;
    const store = new FolderStore({ folder, maxBytes: 8 * 1024 * 1024, clock, logger });
    const http = { send: () => Promise.reject(new TypeError('x is not a function')), forgetFailures: () => {}, dispose: async () => {} };
    const broken = new OsvDatabase({ http, store, clock, logger, url: url('http://osv.test'), bundled: async () => EMPTY });
    expect(await broken.query([{ name: 'django' }], NEVER)).toEqual([
      { kind: 'unavailable', why: 'Lookalike failed on a request to osv.test (see the log)' },
    ]);
    expect(logger.lines).toEqual([expect.stringMatching(/^A request to osv\.test failed: TypeError: x is not a function\n/)]);
  });

  it('uses the bundled record if the new one is unavailable', async () => {
    stub.advisories.push(record('PYSEC-1', 'django', '4.2', { modified: '2026-11-11T00:00:00Z' }), record('PYSEC-9', 'flask', '1'));
    stub.fault = (request, response) => request.method === 'GET' && always(500)(request, response);
    const bundled = openAdvisories(compileAdvisories([record('PYSEC-1', 'django', '4.1')], NOW).text);
    const [django, flask] = await open(bundled).query([{ name: 'django' }, { name: 'flask' }], NEVER);
    expect(django).toMatchObject({ kind: 'found', value: [{ ranges: [{ fixed: '4.1' }] }] });
    expect(flask).toMatchObject({ kind: 'unavailable' });
  });

  it.each([
    ['an id that climbs', { results: [{ vulns: [{ id: '../../x', modified: '2026-01-01T00:00:00Z' }] }] }],
    ['too few results', { results: [] }],
    ['no list', { results: {} }],
    ['pages without end', { results: [{ next_page_token: 'again' }] }],
  ])('%s is no answer', async (_what, body) => {
    stub.fault = always(200, { 'content-type': 'application/json' }, JSON.stringify(body));
    expect(await ids([{ name: 'django' }])).toEqual([expect.objectContaining({ kind: 'unavailable' })]);
    expect(stub.requests.length).toBeLessThanOrEqual(50);
  });
});

describe('faults', () => {
  const names = Object.keys(httpFaults(''));

  it.each(names)('%s: cold is "not checked", warm is not asked, stale is shown with its date', async (name) => {
    stub.advisories.push(record('PYSEC-1', 'django', '4.2'));
    const fault = httpFaults('http://127.0.0.1:9')[name];
    const patience = client.deadline;
    client.deadline = SHORT_DEADLINE;
    stub.fault = fault;
    expect(await ids([{ name: 'django' }])).toEqual([{ kind: 'unavailable', why: expect.stringMatching(/\w/) }]);
    stub.fault = undefined;
    client.deadline = patience;
    client.http.forgetFailures();
    const asked = client.clock.now();
    expect(await ids([{ name: 'django' }])).toEqual([['PYSEC-1']]);
    stub.fault = fault;
    const before = stub.requests.length;
    expect(await ids([{ name: 'django' }], open())).toEqual([['PYSEC-1']]);
    expect(stub.requests).toHaveLength(before);
    client.clock.advance(HOUR);
    client.deadline = SHORT_DEADLINE;
    const [stale] = await open().query([{ name: 'django' }], NEVER);
    expect(stale).toMatchObject({ kind: 'found', value: [{ id: 'PYSEC-1' }], stale: { asOf: asked, why: expect.stringMatching(/\w/) } });
  });
});
