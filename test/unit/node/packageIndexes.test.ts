import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requirements } from '../../../server/src/formats/requirements';
import { createPackageIndexes, type IndexTool, type PackageIndexes } from '../../../server/src/node/packageIndexes';
import { NEVER, type TestClient, testClient, url } from '../../stub/client';
import { always } from '../../stub/faults';
import { project } from '../../stub/packages';
import { type Stub, startStub } from '../../stub/services';

let publicIndex: Stub;
let corp: Stub;
let client: TestClient | undefined;
let indexes: PackageIndexes;
let files: Record<string, string>;
let allowed: Set<string>;

beforeEach(async () => {
  [publicIndex, corp] = await Promise.all([startStub(), startStub({ htmlOnly: true, basicAuth: 'ann:s@cret' })]);
  publicIndex.projects.set('requests', project('requests', ['2.32.0']));
  corp.projects.set('acme-core', project('acme-core', ['1.0']));
  files = {};
  allowed = new Set();
  indexes = createPackageIndexes({
    system: { env: {}, platform: 'linux', home: '/home/ann', read: async (path) => files[path] },
    cached: async () => (client as TestClient).cached,
    defaultIndex: async () => url(publicIndex.url),
    isAllowedOrigin: (origin) => allowed.has(origin),
    publicOrigins: new Set([publicIndex.url]),
  });
  // The public stub stands for a host that anybody may reach.
  client = await testClient([], {
    isUserOrigin: (origin) => origin === publicIndex.url || indexes.isUserOrigin(origin),
    authorization: indexes.authorization,
  });
});

afterEach(async () => {
  await Promise.all([publicIndex.close(), corp.close(), client?.dispose()]);
});

async function ask(name: string, file = '', tool: IndexTool = 'pip') {
  const { index } = await indexes.forFile({
    fileOptions: requirements.parse(file).indexes,
    tool,
    isPrivateName: (one) => one.startsWith('acme-'),
    isListedName: (one) => one === 'requests' || one === 'acme-listed',
  });
  const lookup = await index.project(name, NEVER);
  return lookup.kind === 'found' ? lookup.value.releases.map(({ version }) => version) : lookup.kind;
}

describe('a private index of pip.conf', () => {
  it('is asked with the credentials that stand there, and no public one hears of private names', async () => {
    files['/home/ann/.config/pip/pip.conf'] = `[global]\nextra-index-url = http://ann:s%40cret@127.0.0.1:${corp.port}/simple/\n`;
    expect(await ask('acme-core')).toEqual(['1.0']);
    expect(await ask('requests')).toEqual(['2.32.0']);
    expect(await ask('secret-tool')).toBe('unavailable');
    expect(publicIndex.requests.map(({ path }) => path)).toEqual(['/simple/requests/']);
    expect(publicIndex.requests[0]?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(client?.logger.lines)).not.toContain('cret');
  });

  it('does not hold for uv', async () => {
    files['/home/ann/.config/pip/pip.conf'] = `[global]\nindex-url = ${corp.url}/simple/\n`;
    expect(await ask('requests', '', 'uv')).toEqual(['2.32.0']);
    expect(corp.requests).toEqual([]);
  });

  it('may not pass private names on, listed or not', async () => {
    files['/home/ann/.config/pip/pip.conf'] = `[global]\nindex-url = ${corp.url}/simple/\n`;
    corp.fault = (request, response) => always(302, { location: `${publicIndex.url}${request.url}` })(request, response);
    expect(await ask('acme-listed')).toBe('unavailable');
    expect(await ask('secret-tool')).toBe('unavailable');
    expect(publicIndex.requests).toEqual([]);
    expect(await ask('requests')).toEqual(['2.32.0']);
  });

  it('gets the credentials of netrc, by host', async () => {
    files['/home/ann/.config/pip/pip.conf'] = `[global]\nindex-url = ${corp.url}/simple/\n`;
    files['/home/ann/.netrc'] = 'machine 127.0.0.1 login ann password s@cret';
    expect(await ask('acme-core')).toEqual(['1.0']);
  });
});

describe('an index of a workspace file', () => {
  it('gets nothing: no request, and after being allowed no credentials of the file', async () => {
    const file = `--index-url http://ann:s%40cret@127.0.0.1:${corp.port}/simple/\n`;
    expect(await ask('acme-core', file)).toBe('unavailable');
    expect(corp.requests).toEqual([]);
    allowed.add(corp.url);
    expect(await ask('acme-core', file)).toBe('unavailable');
    expect(corp.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    expect(publicIndex.requests).toEqual([]);
  });
});
