import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { expect, it } from 'vitest';
import { HttpCache } from '../../../../server/src/node/http/cachedHttp';
import type { DiskStore } from '../../../../server/src/node/http/diskStore';
import type { HttpAnswer } from '../../../../server/src/node/http/httpRequest';
import { FakeClock, NEVER, url } from '../../../stub/client';

const PAGE = url('https://index.example/simple/a/');

/** A cache over a client with these answers, one after the other. */
function cacheOf(answers: readonly Pick<HttpAnswer, 'status' | 'headers'>[]) {
  const entries = new Map<string, Uint8Array>();
  const store: DiskStore = {
    get: async (key) => entries.get(key),
    put: async (key, value) => {
      entries.set(key, value);
    },
    delete: async (key) => {
      entries.delete(key);
    },
  };
  const clock = new FakeClock();
  const left = [...answers];
  const sent: Readonly<Record<string, string>>[] = [];
  const send = async (request: { readonly headers?: Readonly<Record<string, string>> }): Promise<HttpAnswer> => {
    sent.push(request.headers ?? {});
    return { body: Buffer.from('page'), url: PAGE, ...left.shift()! };
  };
  const cached = new HttpCache({ send, forgetFailures: () => undefined, dispose: () => undefined }, store, clock);
  const get = () => cached.get({ url: PAGE, accept: 'text/html', mediaTypes: ['text/html'], maxBytes: 100, signal: NEVER }, () => ({}));
  const onDisk = async () => (await Promise.all([...entries.values()].map((value) => promisify(gunzip)(value)))).join('\n');
  return { get, onDisk, clock, sent };
}

const SECRETS = {
  'set-cookie': 'session=SECRET-COOKIE',
  'set-cookie2': 'session=SECRET-COOKIE2',
  authorization: 'SECRET-AUTHORIZATION',
  'www-authenticate': 'Basic realm="SECRET-REALM"',
  'proxy-authenticate': 'SECRET-PROXY',
  'x-amz-security-token': 'SECRET-TOKEN',
  location: 'https://h.example/?SECRET-LOCATION',
};

it('stores only the headers that determine freshness', async () => {
  const fresh = { 'cache-control': 'max-age=60', etag: '"1"', 'content-type': 'text/html', ...SECRETS };
  const { get, onDisk, clock, sent } = cacheOf([
    { status: 200, headers: fresh },
    { status: 304, headers: { ...SECRETS, 'cache-control': 'max-age=60' } },
  ]);
  await get();
  expect(await onDisk()).toContain('max-age=60');
  expect(await onDisk()).not.toContain('SECRET');
  await get();
  expect(sent).toHaveLength(1);
  clock.advance(120_000);
  await get();
  expect(sent[1]).toMatchObject({ 'if-none-match': '"1"' });
  expect(await onDisk()).not.toContain('SECRET');
});
