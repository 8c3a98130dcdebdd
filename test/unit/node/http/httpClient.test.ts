import { createServer, type Server } from 'node:http';
import type { LookupFunction } from 'node:net';
import { type AddressInfo, connect } from 'node:net';
import * as selfsigned from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLocalName, isPrivateAddress } from '../../../../server/src/node/http/addressGuard';
import type { HttpError } from '../../../../server/src/node/http/httpError';
import type { HttpRequest } from '../../../../server/src/node/http/httpRequest';
import { proxyFor } from '../../../../server/src/node/http/proxy';
import { NEVER, testClient, url } from '../../../stub/client';
import { always } from '../../../stub/faults';
import { type Stub, startStub } from '../../../stub/services';

let one: Stub;
let two: Stub;
const opened: { dispose(): Promise<void> }[] = [];

beforeEach(async () => {
  one = await startStub();
  two = await startStub();
});

afterEach(async () => {
  await Promise.all([one.close(), two.close(), ...opened.splice(0).map((client) => client.dispose())]);
});

async function open(...args: Parameters<typeof testClient>) {
  const client = await testClient(...args);
  opened.push(client);
  return client;
}

function get(address: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { url: url(address), accept: '*/*', mediaTypes: ['text/plain'], maxBytes: 1000, signal: NEVER, ...more };
}

const PLAIN = { 'content-type': 'text/plain' };

function failure(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'an answer',
    (error: HttpError) => error.failure,
  );
}

describe('credentials', () => {
  it('are sent to their own origin, on every path of it', async () => {
    one.fault = (request, response) => always(request.url === '/a' ? 302 : 200, { ...PLAIN, location: '/b' }, 'x')(request, response);
    const { http } = await open([one.url], { authorization: async (origin) => (origin === one.url ? 'Basic c2VjcmV0' : undefined) });
    await http.send(get(`${one.url}/a`));
    expect(one.requests.map(({ path, headers }) => [path, headers.authorization])).toEqual([
      ['/a', 'Basic c2VjcmV0'],
      ['/b', 'Basic c2VjcmV0'],
    ]);
  });

  it('are dropped on the way to another origin, even if a redirect leads back', async () => {
    one.fault = (request, response) =>
      always(request.url === '/back' ? 200 : 302, { ...PLAIN, location: `${two.url}/there` }, 'x')(request, response);
    two.fault = always(302, { location: `${one.url}/back` });
    const { http } = await open([one.url, two.url], { authorization: async () => 'Basic c2VjcmV0' });
    await http.send(get(`${one.url}/start`));
    expect(one.requests.map(({ headers }) => headers.authorization)).toEqual(['Basic c2VjcmV0', undefined]);
    expect(two.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

describe('the targets of a request', () => {
  it.each([
    ['http://127.0.0.1:1/', 'private-address'],
    ['http://[::1]:1/', 'private-address'],
    ['http://[::ffff:10.0.0.1]/', 'private-address'],
    ['http://2130706433:1/', 'private-address'],
    ['http://0x7f.1/', 'private-address'],
    ['http://169.254.169.254/latest', 'private-address'],
    ['http://localhost:1/', 'private-address'],
  ])('not to %s unless the user named it', async (address, expected) => {
    const { http } = await open([]);
    expect(await failure(http.send(get(address)))).toBe(expected);
  });

  it('not to a name that resolves to a private address', async () => {
    const lookup: LookupFunction = (_name, options, callback) =>
      options.all
        ? callback(null, [
            { address: '93.184.215.14', family: 4 },
            { address: '127.0.0.1', family: 4 },
          ])
        : callback(null, '127.0.0.1', 4);
    const stranger = `http://rebind.example:${one.port}`;
    const { http } = await open([], { lookup });
    expect(await failure(http.send(get(`${stranger}/`)))).toBe('private-address');
    const { http: allowed } = await open([stranger], {
      lookup: (_name, options, callback) =>
        options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
    });
    one.fault = always(200, PLAIN, 'x');
    expect(await failure(allowed.send(get(`${stranger}/`)))).toBe('an answer');
  });

  it('three redirects, not four', async () => {
    one.fault = (request, response) => {
      const left = Number(request.url?.slice(1));
      return always(left > 0 ? 307 : 200, { ...PLAIN, location: `/${left - 1}` }, 'x')(request, response);
    };
    const { http } = await open([one.url]);
    expect(await failure(http.send(get(`${one.url}/3`)))).toBe('an answer');
    expect(await failure(http.send(get(`${one.url}/4`)))).toBe('too-many-redirects');
  });

  it('a POST is not redirected', async () => {
    one.fault = always(308, { location: '/other' });
    const { http } = await open([one.url]);
    expect(await failure(http.send(get(`${one.url}/v1`, { method: 'POST', body: '{}' })))).toBe('redirect');
  });
});

describe('TLS', () => {
  it('trusts a company certificate only when told to, and never goes back to http', async () => {
    const pem = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    });
    const secure = await startStub({ tls: { key: pem.private, cert: pem.cert } });
    secure.fault = (request, response) =>
      always(request.url === '/down' ? 302 : 200, { ...PLAIN, location: one.url }, 'x')(request, response);
    const { http: stranger } = await open([secure.url]);
    expect(await failure(stranger.send(get(`${secure.url}/`)))).toBe('tls');
    const { http } = await open([secure.url, one.url], { ca: [pem.cert] });
    expect(await failure(http.send(get(`${secure.url}/`)))).toBe('an answer');
    expect(await failure(http.send(get(`${secure.url}/down`)))).toBe('redirect');
    expect(one.requests).toEqual([]);
    await secure.close();
  });
});

describe('limits', () => {
  it('6 requests at once', async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    one.fault = (request, response) => {
      running++;
      most = Math.max(most, running);
      waiting.push(() => {
        running--;
        always(200, PLAIN, 'x')(request, response);
      });
      if (waiting.length === 6 || one.requests.length > 6) {
        for (const answer of waiting.splice(0)) {
          answer();
        }
      }
      return true;
    };
    const { http } = await open([one.url]);
    await Promise.all(Array.from({ length: 12 }, (_, i) => http.send(get(`${one.url}/${i}`))));
    expect(one.requests).toHaveLength(12);
    expect(most).toBe(6);
  });

  it('bytes, announced or not', async () => {
    const { http } = await open([one.url]);
    one.fault = always(200, { ...PLAIN, 'content-length': '1001' }, 'x'.repeat(1001));
    expect(await failure(http.send(get(`${one.url}/`)))).toBe('too-large');
    one.fault = always(200, { ...PLAIN, 'transfer-encoding': 'chunked' }, 'x'.repeat(1001));
    expect(await failure(http.send(get(`${one.url}/`)))).toBe('too-large');
    one.fault = always(200, PLAIN, 'x'.repeat(1000));
    expect(await failure(http.send(get(`${one.url}/`)))).toBe('an answer');
  });

  it('a request that was canceled before it began is not sent', async () => {
    const { http } = await open([one.url]);
    expect(await failure(http.send(get(`${one.url}/`, { signal: AbortSignal.abort() })))).toBe('cancelled');
    expect(one.requests).toEqual([]);
  });

  it('a wrong password is not tried repeatedly', async () => {
    one.fault = always(401);
    const { http } = await open([one.url]);
    for (const path of ['a', 'b', 'c']) {
      expect(await failure(http.send(get(`${one.url}/${path}`)))).toBe('status');
    }
    expect(one.requests).toHaveLength(1);
  });
});

describe('an unconfirmed password', () => {
  const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const withPassword = () => open([one.url], { authorization: async () => 'Basic eDp5' });

  it.each([401, 403])('is sent once if the answer is %i, however many requests there are', async (status) => {
    one.fault = always(status);
    const { http, clock } = await withPassword();
    const ask = () => Promise.all(paths.map((path) => failure(http.send(get(`${one.url}/${path}`)))));
    expect(new Set(await ask())).toEqual(new Set(['status']));
    expect(one.requests).toHaveLength(1);
    clock.advance(59_000);
    await ask();
    expect(one.requests).toHaveLength(1);
    clock.advance(2_000);
    await ask();
    expect(one.requests).toHaveLength(2);
  });

  it('is sent with all requests once it is accepted, and a forbidden page stops no other', async () => {
    const { http } = await withPassword();
    one.fault = always(200, PLAIN, 'x');
    await http.send(get(`${one.url}/first`));
    one.fault = (request, response) => always(request.url === '/a' ? 403 : 200, PLAIN, 'x')(request, response);
    const answers = await Promise.all(paths.map((path) => failure(http.send(get(`${one.url}/${path}`)))));
    expect(answers).toEqual(['status', ...paths.slice(1).map(() => 'an answer')]);
  });

  it('does not delay requests without one', async () => {
    const { http } = await open([one.url]);
    one.fault = (request, response) => always(request.url === '/a' ? 403 : 200, PLAIN, 'x')(request, response);
    expect([await failure(http.send(get(`${one.url}/a`))), await failure(http.send(get(`${one.url}/b`)))]).toEqual(['status', 'an answer']);
  });

  it('has a result for the waiting requests, whatever happened to the first', async () => {
    let count = 0;
    one.fault = (request, response) => always(count++ === 0 ? 500 : 200, PLAIN, 'x')(request, response);
    const { http } = await withPassword();
    const answers = await Promise.all(paths.map((path) => failure(http.send(get(`${one.url}/${path}`)))));
    expect(answers).toEqual(['status', ...paths.slice(1).map(() => 'an answer')]);
  });
});

describe('the allowance of a host', () => {
  it('is not exceeded, and is renewed', async () => {
    const { http, clock } = await open([one.url], { allowance: 2 });
    one.fault = always(200, PLAIN, 'x');
    const ask = (path: string) => failure(http.send(get(`${one.url}/${path}`)));
    expect([await ask('a'), await ask('b'), await ask('c')]).toEqual(['an answer', 'an answer', 'allowance']);
    clock.advance(10 * 60_000);
    expect(await ask('c')).toBe('an answer');
    expect(one.requests).toHaveLength(3);
  });
});

describe('proxies', () => {
  let proxy: Server;
  let seen: string[];

  beforeEach(async () => {
    seen = [];
    proxy = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`);
      always(200, PLAIN, 'through the proxy')(request, response);
    });
    proxy.on('connect', (request, socket) => {
      seen.push(`CONNECT ${request.url}`);
      const target = connect(one.port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        target.pipe(socket).pipe(target);
      });
      target.on('error', () => socket.destroy());
      socket.on('error', () => target.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => {
    proxy.close();
    proxy.closeAllConnections();
  });

  it('carry http requests, with their own credentials', async () => {
    const address = `http://me:p%40ss@127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { http } = await open([], { env: { http_proxy: address } });
    const answer = await http.send(get('http://index.example/simple/'));
    expect(new TextDecoder().decode(answer.body)).toBe('through the proxy');
    expect(seen).toEqual([`GET http://index.example/simple/ Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  it('tunnel https, and are not used for private hosts', async () => {
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const { http } = await open([], { env: {}, proxy: async () => ({ proxy: address }) });
    expect(await failure(http.send(get('https://index.example/')))).toMatch(/tls|malformed|reset/);
    expect(await failure(http.send(get('https://metadata.internal/')))).toBe('private-address');
    expect(seen).toEqual(['CONNECT index.example:443']);
  });

  it('that are down are named as the cause', async () => {
    const { http } = await open([], { proxy: async () => ({ proxy: 'http://127.0.0.1:1' }) });
    expect(await failure(http.send(get('https://index.example/')))).toBe('proxy');
  });

  it.each([
    ['https://pypi.org/', { HTTPS_PROXY: 'http://p:8080' }, {}, 'http://p:8080/'],
    ['https://pypi.org/', { https_proxy: 'p:8080' }, {}, 'http://p:8080/'],
    ['https://pypi.org/', { HTTP_PROXY: 'http://p' }, {}, undefined],
    ['https://pypi.org/', { ALL_PROXY: 'http://p' }, {}, 'http://p/'],
    ['https://pypi.org/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'pypi.org' }, {}, undefined],
    ['https://files.pypi.org/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'x, .pypi.org' }, {}, undefined],
    ['https://notpypi.org/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'pypi.org' }, {}, 'http://p/'],
    ['https://pypi.org/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'pypi.org:8443' }, {}, 'http://p/'],
    ['https://pypi.org/', { HTTPS_PROXY: 'http://p', NO_PROXY: '*' }, {}, undefined],
    ['https://pypi.org/', { HTTPS_PROXY: 'http://p' }, { proxy: 'http://editor' }, 'http://editor/'],
    ['https://pypi.org/', { HTTPS_PROXY: 'http://p' }, { noProxy: ['*.org'] }, undefined],
    ['https://pypi.org/', { HTTPS_PROXY: 'not a url at all' }, {}, undefined],
  ])('%s with %j and %j', (address, env, settings, expected) => {
    expect(proxyFor(url(address), settings, env)?.target).toBe(expected);
  });
});

describe('addresses', () => {
  it.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['169.254.169.254', true],
    ['100.64.0.1', true],
    ['0.0.0.0', true],
    ['255.255.255.255', true],
    ['151.101.0.223', false],
    ['::1', true],
    ['::', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['64:ff9b::a00:1', true],
    ['64:ff9b::808:808', false],
    ['fe80::1%eth0', true],
    ['fd00::1', true],
    ['2a04:4e42::223', false],
    ['2606:4700::1', false],
    ['pypi.org', false],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });

  it.each([
    ['localhost', true],
    ['LOCALHOST.', true],
    ['a.localhost', true],
    ['printer.local', true],
    ['metadata.google.internal', true],
    ['[::1]', true],
    ['pypi.org', false],
  ])('%s is local: %s', (name, expected) => {
    expect(isLocalName(name)).toBe(expected);
  });
});
