import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Logger } from '../../server/src/host';
import { SafeUrl } from '../../server/src/index/safeUrl';
import { type CachedHttp, HttpCache } from '../../server/src/node/http/cachedHttp';
import { FolderStore } from '../../server/src/node/http/diskStore';
import { GuardedHttpClient, type HttpClient, type HttpClientOptions } from '../../server/src/node/http/httpClient';
import type { AttestationVerifier } from '../../server/src/node/services/attestations';

/** For tests that are about other things. */
export const unverified: AttestationVerifier = async ({ bundles }) => ({
  publishers: bundles.map(({ publisher }) => ({ publisher, verification: { kind: 'unverified' } })),
});

export const NEVER = new AbortController().signal;

export class FakeClock implements Clock {
  #time = Date.UTC(2026, 10, 23);

  now(): number {
    return this.#time;
  }

  advance(milliseconds: number): void {
    this.#time += milliseconds;
  }
}

export class RecordingLogger implements Logger {
  readonly lines: string[] = [];

  info(message: string): void {
    this.lines.push(message);
  }

  warn(message: string): void {
    this.lines.push(message);
  }

  error(message: string): void {
    this.lines.push(message);
  }
}

export interface TestClient {
  readonly http: HttpClient;
  readonly cached: CachedHttp;
  readonly clock: FakeClock;
  readonly logger: RecordingLogger;
  /** The client's pauses, in milliseconds, without really waiting. */
  readonly pauses: number[];
  readonly folder: string;
  /** Milliseconds that a request waits for its answer: long, except in a test with a service that never responds. */
  deadline: number;
  dispose(): Promise<void>;
}

/** Longer than any answer takes, even on the busiest machine. */
const PATIENCE = 600_000;

/** A client that may connect to the stubs at `origins` (as if the user had configured them), with a cache folder of its own. */
export async function testClient(origins: readonly string[], options: Partial<HttpClientOptions> = {}): Promise<TestClient> {
  const folder = await mkdtemp(join(tmpdir(), 'lookalike-test-'));
  const clock = new FakeClock();
  const logger = new RecordingLogger();
  const pauses: number[] = [];
  const waits = { deadline: PATIENCE };
  const http = new GuardedHttpClient({
    userAgent: 'lookalike-test/1 (+mailto:test@example.org)',
    clock,
    isUserOrigin: (origin) => origins.includes(origin),
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      clock.advance(milliseconds);
    },
    get deadline() {
      return waits.deadline;
    },
    ...options,
  });
  const store = new FolderStore({ folder, maxBytes: 8 * 1024 * 1024, clock, logger });
  return Object.assign(waits, {
    http,
    cached: new HttpCache(http, store, clock),
    clock,
    logger,
    pauses,
    folder,
    async dispose() {
      http.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

export function url(text: string): SafeUrl {
  const parsed = SafeUrl.parse(text);
  if (parsed === undefined) {
    throw new Error(`not a URL: ${text}`);
  }
  return parsed;
}
