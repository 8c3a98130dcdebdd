import { gzipSync } from 'node:zlib';
import type { Fault } from './services';

/** Answers every request with the same status, headers and body. */
export function always(status: number, headers: Readonly<Record<string, string>> = {}, body: string | Uint8Array = ''): Fault {
  return (_request, response) => {
    response.writeHead(status, headers);
    response.end(body);
    return true;
  };
}

/** Answers the first `times` requests with this, and then normally. */
export function first(times: number, fault: Fault): Fault {
  let left = times;
  return (request, response) => left-- > 0 && fault(request, response);
}

/** 64 MiB of zeros in 64 KiB. */
const GZIP_BOMB = gzipSync(Buffer.alloc(64 * 1024 * 1024));

const JSON_TYPE = { 'content-type': 'application/vnd.pypi.simple.v1+json' };

/** Faults between us and a service, after the connection is made. `elsewhere` is another server's address. */
export function httpFaults(elsewhere: string): Readonly<Record<string, Fault>> {
  return {
    'one byte, then silence': (_request, response) => {
      response.writeHead(200, JSON_TYPE);
      response.write('{');
      return true;
    },
    'one byte at a time, without end': (_request, response) => {
      response.writeHead(200, JSON_TYPE);
      const drip = setInterval(() => response.write(' '), 50);
      response.once('close', () => clearInterval(drip));
      return true;
    },
    'no answer at all': () => true,
    'closed without an answer': (request) => {
      request.socket.destroy();
      return true;
    },
    'not HTTP': (request) => {
      request.socket.end('SSH-2.0-OpenSSH_9.9\r\n');
      return true;
    },
    'truncated JSON': always(200, JSON_TYPE, '{"meta":{"api-version":"1.4"},"name":"req'),
    'shorter than announced': (_request, response) => {
      response.writeHead(200, { ...JSON_TYPE, 'content-length': '5000' });
      response.write('{"meta":');
      setImmediate(() => response.destroy());
      return true;
    },
    'wrong content type': always(200, { 'content-type': 'application/pdf' }, '%PDF-1.7'),
    'captive portal': always(
      200,
      { 'content-type': 'text/html' },
      '<!DOCTYPE html><html><head><title>Hotel WiFi</title></head><body><form action="/login"><a href="/terms.html">Terms</a></form></body></html>',
    ),
    'empty object': always(200, JSON_TYPE, '{}'),
    'empty body': always(200, JSON_TYPE),
    'another project': always(200, JSON_TYPE, '{"meta":{"api-version":"1.4"},"name":"somebody-else","files":[],"versions":[]}'),
    'API of the future': always(200, JSON_TYPE, '{"meta":{"api-version":"2.0"},"name":"requests","files":[],"versions":[]}'),
    'redirect loop': (request, response) => always(302, { location: `${request.url ?? ''}x` })(request, response),
    'redirect to a private address': always(302, { location: 'http://169.254.169.254/latest/meta-data/' }),
    'redirect to another loopback port': always(302, { location: `${elsewhere}/simple/requests/` }),
    'redirect to a file': always(302, { location: 'file:///etc/passwd' }),
    'redirect without an address': always(302),
    'login asked for': always(401, { 'www-authenticate': 'Basic' }),
    'access refused': always(403),
    'too many requests': always(429),
    'too many requests, wait an hour': always(429, { 'retry-after': '3600' }),
    'internal error': always(500),
    'bad gateway': always(502),
    'not available': always(503, { 'retry-after': '120' }),
    'unasked 304': (request, response) =>
      request.headers['if-none-match'] === undefined ? always(304)(request, response) : always(500)(request, response),
    'gzip bomb': always(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, GZIP_BOMB),
    'broken gzip': always(200, { ...JSON_TYPE, 'content-encoding': 'gzip' }, 'not gzip at all'),
    'unknown encoding': always(200, { ...JSON_TYPE, 'content-encoding': 'zstd' }, 'x'),
  };
}
