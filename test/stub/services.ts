import { createHash } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { findAdvisories, type OsvRecord } from './osv';
import type { StubProject } from './packages';
import { projectJson, simpleHtml, simpleJson } from './packages';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Answers in place of the service. True: it has handled the request. */
export type Fault = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

export interface StubOptions {
  /** PEM. Present: an https server. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** `user:password` that every request must carry. */
  readonly basicAuth?: string;
  /** A private index of the old kind, with Simple HTML only. */
  readonly htmlOnly?: boolean;
}

/**
 * The package index and the advisory database on a loopback port, with the paths, headers and status codes of the real ones. Changes of a
 * test to `projects`, `advisories` or `fault` apply from the next request on.
 */
export interface Stub {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly port: number;
  readonly requests: RecordedRequest[];
  readonly projects: Map<string, StubProject>;
  readonly advisories: OsvRecord[];
  /** Files by path, for downloads: the dumps and the popularity list. */
  readonly files: Map<string, Uint8Array>;
  fault: Fault | undefined;
  /** Stops listening: connections are refused. */
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const SIMPLE_JSON = 'application/vnd.pypi.simple.v1+json';
const INTEGRITY_JSON = 'application/vnd.pypi.integrity.v1+json';
const MAX_BATCH = 1000;

export async function startStub(options: StubOptions = {}): Promise<Stub> {
  const state = {
    requests: [] as RecordedRequest[],
    projects: new Map<string, StubProject>(),
    advisories: [] as OsvRecord[],
    files: new Map<string, Uint8Array>(),
    fault: undefined as Fault | undefined,
  };

  const handler: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      state.requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      if (state.fault?.(request, response)) {
        return;
      }
      send(request, response, route(request, body));
    });
  };

  function route(request: http.IncomingMessage, body: string): Reply {
    if (options.basicAuth !== undefined && request.headers.authorization !== `Basic ${Buffer.from(options.basicAuth).toString('base64')}`) {
      return { status: 401, headers: { 'www-authenticate': 'Basic realm="packages"' }, body: 'who are you?' };
    }
    const path = (request.url ?? '').split('?')[0] as string;
    const file = state.files.get(path);
    if (file !== undefined) {
      return { status: 200, headers: { 'content-type': 'application/octet-stream', etag: etagOf(file) }, body: file };
    }
    const parts = path.split('/').map(decodeURIComponent);
    if (request.method === 'POST' && path === '/v1/querybatch') {
      return queryBatch(body);
    }
    if (request.method === 'POST' && path === '/v1/query') {
      return json(200, findAdvisories(state.advisories, JSON.parse(body)));
    }
    if (parts[1] === 'v1' && parts[2] === 'vulns' && parts[3] !== undefined) {
      const record = state.advisories.find(({ id }) => id === parts[3]);
      return record === undefined ? json(404, { code: 5, message: 'Vulnerability not found' }) : json(200, record);
    }
    if (parts[1] === 'simple' && parts[2]) {
      return simplePage(request, parts[2], path);
    }
    if (options.htmlOnly) {
      return notFound();
    }
    if (parts[1] === 'simple') {
      const projects = [...state.projects]
        .filter(([, { status }]) => status !== 'quarantined')
        .map(([name]) => ({ '_last-serial': 1, name }));
      return {
        status: 200,
        headers: pageHeaders(SIMPLE_JSON),
        body: JSON.stringify({ meta: { '_last-serial': 1, 'api-version': '1.4' }, projects }),
      };
    }
    if (parts[1] === 'pypi' && parts[2] && path.endsWith('/json')) {
      const project = state.projects.get(parts[2]);
      const text = project && project.status !== 'quarantined' ? projectJson(parts[2], project) : undefined;
      return text === undefined
        ? json(404, { message: 'Not Found' })
        : { status: 200, headers: { ...pageHeaders('application/json'), 'cache-control': 'max-age=900, public' }, body: text };
    }
    if (parts[1] === 'integrity' && parts[5] === 'provenance') {
      const [, , name = '', version = '', filename = ''] = parts;
      const files = state.projects.get(name)?.releases[version] ?? [];
      const provenance = files.find((entry) => entry.filename === filename)?.provenance;
      return provenance === undefined
        ? json(404, { message: `No provenance available for ${filename}` })
        : { status: 200, headers: pageHeaders(INTEGRITY_JSON), body: JSON.stringify(provenance) };
    }
    return notFound();
  }

  function simplePage(request: http.IncomingMessage, name: string, path: string): Reply {
    const normalized = name.replace(/[-_.]+/g, '-').toLowerCase();
    if (normalized !== name || !path.endsWith('/')) {
      return { status: 301, headers: { location: `/simple/${normalized}/` } };
    }
    const project = state.projects.get(name);
    if (project === undefined) {
      return notFound();
    }
    const wantsJson = !options.htmlOnly && (request.headers.accept ?? '').includes(SIMPLE_JSON);
    return wantsJson
      ? { status: 200, headers: pageHeaders(SIMPLE_JSON), body: simpleJson(name, project) }
      : { status: 200, headers: pageHeaders('text/html; charset=utf-8'), body: simpleHtml(name, project) };
  }

  function queryBatch(body: string): Reply {
    const { queries } = JSON.parse(body) as { queries: Parameters<typeof findAdvisories>[1][] };
    if (queries.length > MAX_BATCH) {
      return json(400, { code: 3, message: 'too many queries' });
    }
    const results = queries.map((query) => {
      const { vulns, next_page_token } = findAdvisories(state.advisories, query);
      return { ...(vulns && { vulns: vulns.map(({ id, modified }) => ({ id, modified })) }), ...(next_page_token && { next_page_token }) };
    });
    return json(200, { results });
  }

  const server = options.tls === undefined ? http.createServer(handler) : https.createServer(options.tls, handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

function send(request: http.IncomingMessage, response: http.ServerResponse, reply: Reply): void {
  const headers: Record<string, string> = { ...reply.headers };
  let body = reply.body;
  if (typeof body === 'string' && reply.status === 200) {
    headers.etag ??= etagOf(body);
    if (/\bgzip\b/.test(String(request.headers['accept-encoding']))) {
      headers['content-encoding'] = 'gzip';
      body = gzipSync(body);
    }
  }
  if (headers.etag !== undefined && request.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, { etag: headers.etag, ...(headers['cache-control'] && { 'cache-control': headers['cache-control'] }) });
    response.end();
    return;
  }
  response.writeHead(reply.status, headers);
  response.end(body);
}

function pageHeaders(contentType: string): Record<string, string> {
  return { 'content-type': contentType, vary: 'Accept', 'cache-control': 'max-age=600, public', 'x-pypi-last-serial': '1' };
}

function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

function notFound(): Reply {
  return { status: 404, headers: { 'content-type': 'text/plain' }, body: '404 Not Found' };
}

function etagOf(body: string | Uint8Array): string {
  return `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
}
