import * as l10n from '@vscode/l10n';
import type { Advisory } from '../advisories/advisory';
import type { AdvisoryIndex } from '../advisories/compact';
import { type OsvRecord, readOsvRecord } from '../advisories/osvRecord';
import type { SafeUrl } from '../facts/safeUrl';
import type { AdvisoryDatabase, AdvisoryQuery, Clock } from '../host';
import { asArray, asObject, asText, parseJson } from '../json';
import { found, type Lookup, type Stale, unavailable } from '../lookup';
import { isValidName, normalizeName } from '../packaging/name';
import type { DiskStore } from './diskStore';
import type { HttpClient } from './http';
import { HttpError } from './httpError';

export interface OsvDatabaseOptions {
  readonly http: HttpClient;
  readonly store: DiskStore;
  readonly clock: Clock;
  /** `https://api.osv.dev`. */
  readonly url: SafeUrl;
  /** Records that are bundled and have not changed since are not fetched. */
  readonly bundled: () => Promise<AdvisoryIndex>;
}

const BATCH = 1000;
const MAX_PAGES = 50;
/** A package with more new records than this waits for the next refresh of the bundled data. */
const MAX_FETCHED = 500;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const FRESH_FOR = 3_600_000;
const MAX_STALE = 30 * 24 * 3_600_000;
const MAX_VERSION = 128;

/** Which records the database named for one query. */
interface Named {
  readonly records: readonly RecordName[];
  /** Milliseconds since the epoch. */
  readonly asked: number;
}

interface RecordName {
  readonly id: string;
  /** ISO 8601 as `toISOString` writes it. */
  readonly modified: string;
}

/** What is known of one query: the names of its records, or why they are not known. */
type Answer = { readonly named: Named; readonly stale?: Stale } | { readonly why: string };

/**
 * A client of the OSV API. One `querybatch` tells which records concern the packages; each record that is not known yet is fetched once
 * and kept until it changes.
 */
export function createOsvDatabase({ http, store, clock, url, bundled }: OsvDatabaseOptions): AdvisoryDatabase {
  const namedInMemory = new Map<string, Named>();
  const recordsInMemory = new Map<string, OsvRecord>();

  async function query(packages: readonly AdvisoryQuery[], signal: AbortSignal): Promise<readonly Lookup<readonly Advisory[]>[]> {
    const valid = packages.filter(isValidQuery);
    const answers = await nameRecords(valid, signal);
    const index = await bundled();
    const records = await getRecords(valid, answers, index, signal);
    return packages.map((one) => {
      const answer = answers.get(keyOf(one));
      if (answer === undefined) {
        return unavailable(l10n.t('this is not the name of a package'));
      }
      return 'why' in answer ? unavailable(answer.why) : collect(one, answer, records, index);
    });
  }

  function collect(
    { name }: AdvisoryQuery,
    { named, stale }: Extract<Answer, { named: Named }>,
    records: ReadonlyMap<string, OsvRecord | string>,
    index: AdvisoryIndex,
  ): Lookup<readonly Advisory[]> {
    const advisories: Advisory[] = [];
    for (const { id } of named.records) {
      const record = records.get(id);
      if (typeof record === 'object') {
        const advisory = record.withdrawn ? undefined : record.packages.get(name);
        advisories.push(...(advisory === undefined ? [] : [advisory]));
        continue;
      }
      // Not newer than the bundled record, or that one is older but far better than nothing.
      const old = index.advisoriesFor(name).find((advisory) => advisory.id === id);
      if (old === undefined) {
        return unavailable(record ?? l10n.t('there are too many new records to fetch'));
      }
      advisories.push(old);
    }
    return found(advisories, stale);
  }

  /** Asks which records concern each package; by key. */
  async function nameRecords(packages: readonly AdvisoryQuery[], signal: AbortSignal): Promise<Map<string, Answer>> {
    const answers = new Map<string, Answer>();
    const open = new Map<string, AdvisoryQuery>();
    for (const one of packages) {
      const key = keyOf(one);
      const known = await knownNames(key);
      if (known !== undefined && clock.now() - known.asked < FRESH_FOR) {
        answers.set(key, { named: known });
      } else {
        open.set(key, one);
      }
    }
    const queries = [...open.values()];
    for (let start = 0; start < queries.length; start += BATCH) {
      const batch = queries.slice(start, start + BATCH);
      const asked = clock.now();
      try {
        const lists = await askBatch(batch, signal);
        for (const [i, records] of lists.entries()) {
          const key = keyOf(batch[i] as AdvisoryQuery);
          const named: Named = { records, asked };
          answers.set(key, { named });
          namedInMemory.set(key, named);
          await store.put(`OSV query ${key}`, Buffer.from(JSON.stringify(named)));
        }
      } catch (error) {
        const why = error instanceof HttpError ? error.message : String(error);
        for (const one of batch) {
          const key = keyOf(one);
          const known = namedInMemory.get(key);
          const usable = known !== undefined && asked - known.asked <= MAX_STALE;
          answers.set(key, usable ? { named: known, stale: { asOf: known.asked, why } } : { why });
        }
      }
    }
    return answers;
  }

  async function knownNames(key: string): Promise<Named | undefined> {
    const known = namedInMemory.get(key) ?? readNamed(await readStored(`OSV query ${key}`));
    if (known !== undefined) {
      namedInMemory.set(key, known);
    }
    return known;
  }

  async function askBatch(batch: readonly AdvisoryQuery[], signal: AbortSignal): Promise<readonly RecordName[][]> {
    const lists: RecordName[][] = batch.map(() => []);
    let asked = batch.map((one, index) => ({ one, index, token: undefined as string | undefined }));
    for (let page = 0; asked.length > 0; page++) {
      if (page === MAX_PAGES) {
        throw new HttpError('malformed', url);
      }
      const body = JSON.stringify({
        queries: asked.map(({ one: { name, version }, token }) => ({
          package: { name, ecosystem: 'PyPI' },
          version,
          page_token: token,
        })),
      });
      const results = await post(body, signal);
      if (results.length !== asked.length) {
        throw new HttpError('malformed', url);
      }
      asked = asked.flatMap(({ one, index }, i) => {
        const result = asObject(results[i]);
        for (const value of asArray(result?.vulns)) {
          const record = readRecordName(value);
          if (record === undefined) {
            throw new HttpError('malformed', url);
          }
          lists[index]?.push(record);
        }
        const token = asText(result?.next_page_token, 4096);
        return token === undefined ? [] : [{ one, index, token }];
      });
    }
    return lists;
  }

  async function post(body: string, signal: AbortSignal): Promise<readonly unknown[]> {
    const answer = await http.send({
      url: url.child(['v1', 'querybatch']),
      method: 'POST',
      body,
      accept: 'application/json',
      mediaTypes: ['application/json'],
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    const results = asObject(parseJson(new TextDecoder().decode(answer.body)))?.results;
    if (answer.status !== 200 || !Array.isArray(results)) {
      throw answer.status === 200 ? new HttpError('malformed', url) : new HttpError('status', url, answer.status);
    }
    return results;
  }

  /** The records by id, or why one could not be had. Absent: those that the bundled index has, and those beyond the limit. */
  async function getRecords(
    packages: readonly AdvisoryQuery[],
    answers: ReadonlyMap<string, Answer>,
    index: AdvisoryIndex,
    signal: AbortSignal,
  ): Promise<Map<string, OsvRecord | string>> {
    const records = new Map<string, OsvRecord | string>();
    const open = new Set<string>();
    for (const one of packages) {
      const answer = answers.get(keyOf(one));
      for (const { id, modified } of answer !== undefined && 'named' in answer ? answer.named.records : []) {
        const known = records.has(id) ? undefined : await knownRecord(id, modified);
        if (known !== undefined) {
          records.set(id, known);
        } else if (!records.has(id) && !isBundled(index, one.name, id, modified)) {
          open.add(id);
        }
      }
    }
    await Promise.all(
      [...open].slice(0, MAX_FETCHED).map(async (id) => {
        try {
          records.set(id, await fetchRecord(id, signal));
        } catch (error) {
          records.set(id, error instanceof HttpError ? error.message : String(error));
        }
      }),
    );
    return records;
  }

  async function knownRecord(id: string, modified: string): Promise<OsvRecord | undefined> {
    const record = recordsInMemory.get(id) ?? readStoredRecord(await readStored(`OSV record ${id}`));
    if (record === undefined || record.modified < modified) {
      return undefined;
    }
    recordsInMemory.set(id, record);
    return record;
  }

  async function fetchRecord(id: string, signal: AbortSignal): Promise<OsvRecord> {
    const answer = await http.send({
      url: url.child(['v1', 'vulns', id]),
      accept: 'application/json',
      mediaTypes: ['application/json'],
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    if (answer.status === 404) {
      return { id, modified: '', withdrawn: true, packages: new Map() };
    }
    const record = readOsvRecord(parseJson(new TextDecoder().decode(answer.body)));
    if (record?.id !== id) {
      throw new HttpError('malformed', url);
    }
    recordsInMemory.set(id, record);
    await store.put(`OSV record ${id}`, Buffer.from(JSON.stringify({ ...record, packages: [...record.packages] })));
    return record;
  }

  async function readStored(key: string): Promise<unknown> {
    const bytes = await store.get(key);
    return bytes === undefined ? undefined : parseJson(new TextDecoder().decode(bytes));
  }

  return { query };
}

function keyOf({ name, version }: AdvisoryQuery): string {
  return version === undefined ? name : `${name} ${version}`;
}

function isValidQuery({ name, version }: AdvisoryQuery): boolean {
  return (
    isValidName(name) && normalizeName(name) === name && (version === undefined || (version.length <= MAX_VERSION && /^\S+$/.test(version)))
  );
}

/** Ids become paths: nothing but the letters that ids are made of. */
function readRecordName(value: unknown): RecordName | undefined {
  const id = asText(asObject(value)?.id, 64);
  const modified = Date.parse(asText(asObject(value)?.modified, 40) ?? '');
  return id === undefined || !/^[A-Za-z0-9][A-Za-z0-9:_-]*$/.test(id) || Number.isNaN(modified)
    ? undefined
    : { id, modified: new Date(modified).toISOString() };
}

function readNamed(value: unknown): Named | undefined {
  const stored = asObject(value);
  return Array.isArray(stored?.records) && typeof stored.asked === 'number' ? (value as Named) : undefined;
}

/** What we stored ourselves, behind a checksum. */
function readStoredRecord(value: unknown): OsvRecord | undefined {
  const stored = asObject(value);
  return Array.isArray(stored?.packages) ? { ...(value as OsvRecord), packages: new Map(stored.packages) } : undefined;
}

/** Whether the bundled index has the record as it is now. */
function isBundled(index: AdvisoryIndex, name: string, id: string, modified: string): boolean {
  return modified <= index.asOf && index.advisoriesFor(name).some((advisory) => advisory.id === id);
}
