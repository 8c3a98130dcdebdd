import * as http from 'node:http';
import * as https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import * as zlib from 'node:zlib';
import type { SafeUrl } from '../../index/safeUrl';
import { HttpError } from './httpError';

/** The trusted authorities of a TLS connection. They are in the request because an agent for proxies uses its own options only for the connection to the proxy. */
export interface TlsTrust {
  readonly secureContext?: SecureContext;
  readonly rejectUnauthorized?: boolean;
}

export interface Exchange extends TlsTrust {
  readonly url: SafeUrl;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Limit for the body, before and after decompression. */
  readonly maxBytes: number;
  readonly agent: http.Agent;
  readonly lookup: LookupFunction;
  readonly signal: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names; repeated fields joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. Empty for redirects and errors, because no one reads their bodies. */
  readonly body: Uint8Array;
}

/** One request and its answer over one connection: no redirect, no retry. Rejects with the errors of Node's streams, or an `HttpError`. */
export async function exchange(request: Exchange): Promise<RawAnswer> {
  const response = await send(request);
  const status = response.statusCode ?? 0;
  const headers = plainHeaders(response.headers);
  if (status !== 200) {
    // Small bodies are read so the connection can be reused; the rest is cut off.
    if (Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= SMALL_BODY) {
      response.resume();
    } else {
      response.destroy();
    }
    return { status, headers, body: EMPTY };
  }
  try {
    return { status, headers, body: await readBody(response, headers, request) };
  } finally {
    response.destroy();
  }
}

const SMALL_BODY = 16 * 1024;
const EMPTY = new Uint8Array(0);

function send({
  url,
  method,
  headers,
  body,
  agent,
  lookup,
  signal,
  secureContext,
  rejectUnauthorized,
}: Exchange): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options: https.RequestOptions = {
      protocol: url.isHttps ? 'https:' : 'http:',
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.requestPath,
      method,
      headers: body === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      agent,
      lookup,
      signal,
      ...(secureContext && { secureContext }),
      ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    };
    const request = (url.isHttps ? https : http).request(options, resolve);
    // A proxy's answer to CONNECT is not an answer of the host.
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      // The agents also emit the event for plain http, where there is no tunnel.
      if (url.isHttps && statusCode !== 200) {
        request.destroy(new HttpError('proxy', url));
      }
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function readBody(
  response: http.IncomingMessage,
  headers: Readonly<Record<string, string>>,
  { url, maxBytes, signal }: Exchange,
): Promise<Uint8Array> {
  if (Number(headers['content-length'] ?? 0) > maxBytes) {
    throw new HttpError('too-large', url);
  }
  const decoder = decoderFor(headers['content-encoding'], url);
  let received = 0;
  const limited = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      received += chunk.length;
      if (received > maxBytes) {
        throw new HttpError('too-large', url);
      }
      yield chunk;
    }
  };
  let source: AsyncIterable<Buffer> = limited();
  if (decoder !== undefined) {
    const raw = Readable.from(source);
    raw.on('error', (error) => decoder.destroy(error));
    source = raw.pipe(decoder);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      signal.throwIfAborted();
      size += chunk.length;
      if (size > maxBytes) {
        throw new HttpError('too-large', url);
      }
      chunks.push(chunk);
    }
  } finally {
    decoder?.destroy();
  }
  return Buffer.concat(chunks, size);
}

function decoderFor(encoding: string | undefined, url: SafeUrl): (NodeJS.ReadWriteStream & Readable) | undefined {
  switch ((encoding ?? 'identity').trim().toLowerCase()) {
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'deflate':
      return zlib.createInflate();
    default:
      throw new HttpError('malformed', url);
  }
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
