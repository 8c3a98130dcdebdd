import type { AdvisoryQuery, Clock } from '../../host';
import { asArray, asObject, asText, parseJson } from '../../json';
import type { Stale } from '../../lookup';
import { HttpError } from '../http/httpError';
import type { OsvApi } from './osvApi';

const BATCH = 1000;
const MAX_PAGES = 50;
const FRESH_FOR = 3_600_000;
const MAX_STALE = 30 * 24 * 3_600_000;

/** The records that the database named for one query. */
export interface Named {
  readonly records: readonly RecordName[];
  /** Milliseconds since the epoch. */
  readonly asked: number;
}

export interface RecordName {
  readonly id: string;
  /** ISO 8601 as `toISOString` writes it. */
  readonly modified: string;
}

/** The result of one query: the ids of its records, or why they are unknown. */
export type OsvAnswer = { readonly named: Named; readonly stale?: Stale } | { readonly why: string };

/** The records about a package. Each answer is cached, and requested again after an hour. */
export class OsvQueries {
  readonly #api: OsvApi;
  readonly #clock: Clock;
  readonly #inMemory = new Map<string, Named>();

  constructor(api: OsvApi, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  /** Requests the records about each package; by key. */
  async answers(packages: readonly AdvisoryQuery[], signal: AbortSignal): Promise<Map<string, OsvAnswer>> {
    const answers = new Map<string, OsvAnswer>();
    const open = new Map<string, AdvisoryQuery>();
    for (const one of packages) {
      const key = queryKey(one);
      const known = await this.#knownNames(key);
      if (known !== undefined && this.#clock.now() - known.asked < FRESH_FOR) {
        answers.set(key, { named: known });
      } else {
        open.set(key, one);
      }
    }
    const queries = [...open.values()];
    for (let start = 0; start < queries.length; start += BATCH) {
      await this.#answer(queries.slice(start, start + BATCH), answers, signal);
    }
    return answers;
  }

  /** If the database does not respond, its earlier answer is used for a while. */
  async #answer(batch: readonly AdvisoryQuery[], answers: Map<string, OsvAnswer>, signal: AbortSignal): Promise<void> {
    const asked = this.#clock.now();
    try {
      const lists = await this.#askBatch(batch, signal);
      for (const [i, records] of lists.entries()) {
        const key = queryKey(batch[i] as AdvisoryQuery);
        const named: Named = { records, asked };
        answers.set(key, { named });
        this.#inMemory.set(key, named);
        await this.#api.keep(`OSV query ${key}`, named);
      }
    } catch (error) {
      const why = this.#api.failure(error);
      for (const one of batch) {
        const key = queryKey(one);
        const known = this.#inMemory.get(key);
        const usable = known !== undefined && asked - known.asked <= MAX_STALE;
        answers.set(key, usable ? { named: known, stale: { asOf: known.asked, why } } : { why });
      }
    }
  }

  async #knownNames(key: string): Promise<Named | undefined> {
    const known = this.#inMemory.get(key) ?? readNamed(await this.#api.kept(`OSV query ${key}`));
    if (known !== undefined) {
      this.#inMemory.set(key, known);
    }
    return known;
  }

  async #askBatch(batch: readonly AdvisoryQuery[], signal: AbortSignal): Promise<readonly RecordName[][]> {
    const lists: RecordName[][] = batch.map(() => []);
    let asked = batch.map((one, index) => ({ one, index, token: undefined as string | undefined }));
    for (let page = 0; asked.length > 0; page++) {
      if (page === MAX_PAGES) {
        throw new HttpError('malformed', this.#api.url);
      }
      const body = JSON.stringify({
        queries: asked.map(({ one: { name, version }, token }) => ({
          package: { name, ecosystem: 'PyPI' },
          version,
          page_token: token,
        })),
      });
      const results = await this.#post(body, signal);
      if (results.length !== asked.length) {
        throw new HttpError('malformed', this.#api.url);
      }
      asked = asked.flatMap(({ one, index }, i) => {
        const result = asObject(results[i]);
        for (const value of asArray(result?.vulns)) {
          const record = readRecordName(value);
          if (record === undefined) {
            throw new HttpError('malformed', this.#api.url);
          }
          lists[index]?.push(record);
        }
        const token = asText(result?.next_page_token, 4096);
        return token === undefined ? [] : [{ one, index, token }];
      });
    }
    return lists;
  }

  async #post(body: string, signal: AbortSignal): Promise<readonly unknown[]> {
    const { url } = this.#api;
    const answer = await this.#api.send(['v1', 'querybatch'], signal, body);
    const results = asObject(parseJson(new TextDecoder().decode(answer.body)))?.results;
    if (answer.status !== 200 || !Array.isArray(results)) {
      throw answer.status === 200 ? new HttpError('malformed', url) : new HttpError('status', url, answer.status);
    }
    return results;
  }
}

/** A key for a query. */
export function queryKey({ name, version }: AdvisoryQuery): string {
  return version === undefined ? name : `${name} ${version}`;
}

/** Ids become paths, so they may only have the letters of ids. */
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
