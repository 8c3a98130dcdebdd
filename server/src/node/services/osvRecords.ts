import type { AdvisoryIndex } from '../../advisories/compact';
import { type OsvRecord, readOsvRecord } from '../../advisories/osvRecord';
import type { AdvisoryQuery } from '../../host';
import { asObject, parseJson } from '../../json';
import { HttpError } from '../http/httpError';
import type { OsvApi } from './osvApi';
import { type OsvAnswer, queryKey } from './osvQueries';

/** For a package with more new records than this, the next refresh of the bundled data has to do. */
const MAX_FETCHED = 500;

/** The records of advisories. Each is fetched once, and cached until it changes. */
export class OsvRecords {
  readonly #api: OsvApi;
  readonly #inMemory = new Map<string, OsvRecord>();

  constructor(api: OsvApi) {
    this.#api = api;
  }

  /** The records by id, or why one is unavailable. Absent: records in the bundled index, and those beyond the limit. */
  async get(
    packages: readonly AdvisoryQuery[],
    answers: ReadonlyMap<string, OsvAnswer>,
    index: AdvisoryIndex,
    signal: AbortSignal,
  ): Promise<Map<string, OsvRecord | string>> {
    const records = new Map<string, OsvRecord | string>();
    const open = new Set<string>();
    for (const one of packages) {
      const answer = answers.get(queryKey(one));
      for (const { id, modified } of answer !== undefined && 'named' in answer ? answer.named.records : []) {
        const known = records.has(id) ? undefined : await this.#known(id, modified);
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
          records.set(id, await this.#fetch(id, signal));
        } catch (error) {
          records.set(id, this.#api.failure(error));
        }
      }),
    );
    return records;
  }

  async #known(id: string, modified: string): Promise<OsvRecord | undefined> {
    const record = this.#inMemory.get(id) ?? readStoredRecord(await this.#api.kept(`OSV record ${id}`));
    if (record === undefined || record.modified < modified) {
      return undefined;
    }
    this.#inMemory.set(id, record);
    return record;
  }

  async #fetch(id: string, signal: AbortSignal): Promise<OsvRecord> {
    const answer = await this.#api.send(['v1', 'vulns', id], signal);
    if (answer.status === 404) {
      return { id, modified: '', withdrawn: true, packages: new Map() };
    }
    const record = readOsvRecord(parseJson(new TextDecoder().decode(answer.body)));
    if (record?.id !== id) {
      throw new HttpError('malformed', this.#api.url);
    }
    this.#inMemory.set(id, record);
    await this.#api.keep(`OSV record ${id}`, { ...record, packages: [...record.packages] });
    return record;
  }
}

/** Our own stored data, with a checksum. */
function readStoredRecord(value: unknown): OsvRecord | undefined {
  const stored = asObject(value);
  return Array.isArray(stored?.packages) ? { ...(value as OsvRecord), packages: new Map(stored.packages) } : undefined;
}

/** Whether the bundled index has the current version of the record. */
function isBundled(index: AdvisoryIndex, name: string, id: string, modified: string): boolean {
  return modified <= index.asOf && index.advisoriesFor(name).some((advisory) => advisory.id === id);
}
