import * as l10n from '@vscode/l10n';
import type { Advisory } from '../../advisories/advisory';
import type { AdvisoryIndex } from '../../advisories/compact';
import type { OsvRecord } from '../../advisories/osvRecord';
import type { AdvisoryDatabase, AdvisoryQuery, Clock } from '../../host';
import { found, type Lookup, unavailable } from '../../lookup';
import { addAll } from '../../packaging/lists';
import { isValidName, normalizeName } from '../../packaging/name';
import { OsvApi, type OsvApiOptions } from './osvApi';
import { type Named, type OsvAnswer, OsvQueries, queryKey } from './osvQueries';
import { OsvRecords } from './osvRecords';

export interface OsvDatabaseOptions extends OsvApiOptions {
  readonly clock: Clock;
  /** Bundled records that have not changed since are not fetched. */
  readonly bundled: () => Promise<AdvisoryIndex>;
}

const MAX_VERSION = 128;

/**
 * A client of the OSV API. One `querybatch` returns the ids of the records about the packages. Each unknown record is fetched once
 * and kept until it changes.
 */
export class OsvDatabase implements AdvisoryDatabase {
  readonly #queries: OsvQueries;
  readonly #records: OsvRecords;
  readonly #bundled: () => Promise<AdvisoryIndex>;

  constructor(options: OsvDatabaseOptions) {
    const api = new OsvApi(options);
    this.#queries = new OsvQueries(api, options.clock);
    this.#records = new OsvRecords(api);
    this.#bundled = options.bundled;
  }

  async query(packages: readonly AdvisoryQuery[], signal: AbortSignal): Promise<readonly Lookup<readonly Advisory[]>[]> {
    const valid = packages.filter(isValidQuery);
    const answers = await this.#queries.answers(valid, signal);
    const index = await this.#bundled();
    const records = await this.#records.get(valid, answers, index, signal);
    return packages.map((one) => {
      const answer = answers.get(queryKey(one));
      if (answer === undefined) {
        return unavailable(l10n.t('not a package name'));
      }
      return 'why' in answer ? unavailable(answer.why) : collect(one, answer, records, index);
    });
  }
}

/** The advisories of one package. Unavailable: the text of one of them is. */
function collect(
  { name }: AdvisoryQuery,
  { named, stale }: Extract<OsvAnswer, { named: Named }>,
  records: ReadonlyMap<string, OsvRecord | string>,
  index: AdvisoryIndex,
): Lookup<readonly Advisory[]> {
  const advisories: Advisory[] = [];
  for (const { id } of named.records) {
    const record = records.get(id);
    if (typeof record === 'object') {
      const advisory = record.withdrawn ? undefined : record.packages.get(name);
      addAll(advisories, advisory === undefined ? [] : [advisory]);
      continue;
    }
    // Not newer than the bundled record, or the bundled one is older but far better than nothing.
    const old = index.advisoriesFor(name).find((advisory) => advisory.id === id);
    if (old === undefined) {
      return unavailable(record ?? l10n.t('too many new records to download'));
    }
    advisories.push(old);
  }
  return found(advisories, stale);
}

function isValidQuery({ name, version }: AdvisoryQuery): boolean {
  return (
    isValidName(name) && normalizeName(name) === name && (version === undefined || (version.length <= MAX_VERSION && /^\S+$/.test(version)))
  );
}
