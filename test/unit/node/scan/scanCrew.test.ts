import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { fileResult } from '../../../../server/src/analysis/scan/fileResult';
import { type CrewOptions, startCrew } from '../../../../server/src/node/scan/scanCrew';
import type { TellingJudge, ToldByFile } from '../../../../server/src/providers/fileJudge';
import type { ScanCrew } from '../../../../server/src/providers/scanProvider';

const folder = mkdtempSync(path.join(os.tmpdir(), 'crew-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A thread that reports for each file how many facts about other files it has received, and ends at one named `end`. */
const SCRIPT = `
const { parentPort, workerData: { current, how } } = require('node:worker_threads');
if (how === 'not at all') { throw new Error('no threads here'); }
const ready = () => parentPort.postMessage({ kind: 'ready' });
if (how === 'without data') { Promise.reject(new Error('no data')); } else if (how !== 'greeted') { ready(); }
let told = [];
parentPort.on('message', (message) => {
  if (message.kind === 'greeting') { ready(); return; }
  if (message.kind === 'told') { told.push(...message.told); return; }
  for (const { id, uri, isSettled } of message.orders) {
    Atomics.store(current, 0, id);
    if (uri.endsWith('end')) { process.exit(7); }
    const answer = isSettled
      ? { id, kind: 'settled', result: told.some((each) => each.uri === uri) ? undefined : { uri, notChecked: told.map((each) => each.uri) } }
      : { id, kind: 'read', read: { uri, hasText: true, includes: [], isFinal: false }, told: uri.endsWith('5') ? { uri, includes: [], calls: [] } : undefined };
    parentPort.postMessage({ kind: 'answers', answers: [answer] });
  }
});
`;
const script = path.join(folder, 'thread.cjs');
writeFileSync(script, SCRIPT);

/** The same in this thread. `isSlow`: the others read most of the files. */
class OwnJudge implements TellingJudge {
  readonly atOnce = 1;
  readonly seen: string[] = [];
  readonly told: string[] = [];
  readonly #isSlow: boolean;

  constructor(isSlow: boolean) {
    this.#isSlow = isSlow;
  }

  async read({ uri }: { uri: string }) {
    this.seen.push(uri);
    if (this.#isSlow) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { uri, hasText: true, includes: [], result: fileResult({ uri, failure: 'read here' }), isFinal: false };
  }

  async settle({ uri }: { uri: string }) {
    return this.told.includes(uri) ? undefined : { ...fileResult({ uri }), notChecked: this.told as never };
  }

  toldBy(uri: string): ToldByFile {
    return { uri, includes: [], calls: [] };
  }

  learn(told: readonly ToldByFile[]): void {
    this.told.push(...told.map(({ uri }) => uri));
  }
}

let crew: ScanCrew | undefined;
afterEach(() => crew?.close());

function crewThatWorks(
  how: 'well' | 'not at all' | 'without data' | 'greeted',
  own = new OwnJudge(how === 'well'),
  more: Partial<CrewOptions> = {},
): ScanCrew {
  crew = startCrew({ script, task: { how }, own, threads: 2, isSharing: true, signal: new AbortController().signal, ...more });
  if (crew === undefined) {
    throw new Error('no crew');
  }
  return crew;
}

const order = (uri: string) => ({ uri, isNamed: false, isIncluded: false });
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `file:///${i}`);

it('reads each file in some thread, and passes the facts of each thread to the other before it settles anything', async () => {
  const judge = new OwnJudge(true);
  const { read, settle } = bound(crewThatWorks('well', judge));
  const uris = names(600);
  const files = await Promise.all(uris.map(read));
  expect(files.map(({ uri }) => uri)).toEqual(uris);
  const here = new Set(judge.seen);
  expect(here.size).toBeGreaterThan(0);
  expect(here.size).toBeLessThan(uris.length);
  const settled = await Promise.all(uris.map(settle));
  const ofThread = uris.filter((uri) => uri.endsWith('5') && !here.has(uri)).sort();
  const ofThis = [...here].sort();
  expect(settled.map((result) => [...(result?.notChecked ?? [])].map(String).sort())).toEqual(
    uris.map((uri) => (here.has(uri) ? ofThread : ofThis)),
  );
});

it('loses only the file that ends a thread, and reports that', async () => {
  const judge = new OwnJudge(true);
  const { read } = bound(crewThatWorks('well', judge));
  const uris = names(200).flatMap((uri, i) => (i % 50 === 20 ? [uri, `${uri}/end`] : [uri]));
  const files = await Promise.all(uris.map(read));
  expect(files.map(({ uri }) => uri)).toEqual(uris);
  const lost = files.filter(({ hasText }) => !hasText);
  expect(lost.length).toBeGreaterThan(0);
  expect(lost.map(({ uri }) => uri)).toEqual(uris.filter((uri) => uri.endsWith('end') && !judge.seen.includes(uri)));
  for (const { result } of lost) {
    expect(result).toMatchObject({ hasCrashed: true, isChecked: false, findings: [{ rule: 'not-checked', severity: 'warning' }] });
  }
});

it('greets each thread, also one that takes the place of another', async () => {
  const judge = new OwnJudge(true);
  let greetings = 0;
  const greeting = async () => ({ kind: 'greeting', count: ++greetings });
  const { read } = bound(crewThatWorks('greeted', judge, { greeting }));
  const uris = names(200).flatMap((uri, i) => (i === 150 ? [uri, `${uri}/end`] : [uri]));
  const files = await Promise.all(uris.map(read));
  expect(files.map(({ uri }) => uri)).toEqual(uris);
  expect(judge.seen.length).toBeLessThan(200);
  expect(greetings).toBe(judge.seen.some((uri) => uri.endsWith('end')) ? 1 : 2);
});

it.each([true, false])('reads the files in this thread where no other one can be greeted (sharing: %s)', async (isSharing) => {
  const greeting = () => Promise.reject(new Error('no data'));
  const { read } = bound(crewThatWorks('greeted', new OwnJudge(false), { greeting, isSharing }));
  expect((await Promise.all(names(20).map(read))).map(({ result }) => result?.failure)).toEqual(names(20).map(() => 'read here'));
});

it.each(['not at all', 'without data'] as const)('reads the files in this thread where another one works %s', async (how) => {
  const { read } = bound(crewThatWorks(how));
  const files = await Promise.all(names(20).map(read));
  expect(files.map(({ uri, result }) => [uri, result?.failure])).toEqual(names(20).map((uri) => [uri, 'read here']));
  await expect(read('file:///later')).resolves.toMatchObject({ uri: 'file:///later' });
});

it('fails for a file that this thread fails on, and continues', async () => {
  const judge = new OwnJudge(false);
  judge.toldBy = (uri) => {
    if (uri.endsWith('/3')) {
      throw new Error('no data');
    }
    return { uri, includes: [], calls: [] };
  };
  const { read } = bound(crewThatWorks('not at all', judge));
  const settled = await Promise.allSettled(names(6).map(read));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

it('leaves all files to the other threads if this one has other work, and learns their facts', async () => {
  const judge = new OwnJudge(false);
  const { read } = bound(crewThatWorks('well', judge, { isSharing: false }));
  const files = await Promise.all(names(300).map(read));
  expect(files.every(({ hasText, result }) => hasText && result === undefined)).toBe(true);
  expect(judge.seen).toEqual([]);
  expect(judge.told).toEqual(names(300).filter((uri) => uri.endsWith('5')));
});

it('reads the files in this thread where no other one works, although it has other work', async () => {
  const { read } = bound(crewThatWorks('not at all', new OwnJudge(false), { isSharing: false }));
  expect((await read('file:///1')).result?.failure).toBe('read here');
});

it('answers for all files immediately when it is stopped', async () => {
  const stop = new AbortController();
  const judge = new OwnJudge(true);
  const { read, settle } = bound(crewThatWorks('well', judge, { signal: stop.signal }));
  const reading = Promise.all(names(2_000).map(read));
  stop.abort();
  expect((await reading).every(({ hasText, isFinal }) => !hasText && isFinal)).toBe(true);
  expect(await Promise.all([read('file:///later'), settle('file:///later')])).toMatchObject([{ hasText: false }, undefined]);
  expect(judge.seen.length).toBeLessThan(2);
});

it('is absent on a machine with one processor', () => {
  const options = { script, task: {}, own: new OwnJudge(false), threads: 1, isSharing: true, signal: new AbortController().signal };
  expect(startCrew(options)).toBeUndefined();
});

function bound(judge: ScanCrew) {
  return { read: (uri: string) => judge.read(order(uri)), settle: (uri: string) => judge.settle(order(uri)) };
}
