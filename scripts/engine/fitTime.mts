/** Fits the weight of time (server/src/names/timeEvidence.ts) from two lists of projects two years apart and the records of malicious ones. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FILES } from '../../server/src/names/files/compile';
import { decodeMalicious, isDeceiving } from '../../server/src/names/files/maliciousList';
import { decodePopularNames } from '../../server/src/names/files/popularNames';
import { decodeProjectList } from '../../server/src/names/files/projectList';
import type { MaliciousRecord, PopularNames } from '../../server/src/names/nameData';
import { isOldest, monthsBetween, oldestMonth, type TimeModel, weightOfListing } from '../../server/src/names/timeEvidence';
import { decompress } from '../../server/src/node/data/dataFiles';
import { root } from '../run.mjs';
import { type ListedFacts, openListedFacts } from './listedFacts.mjs';
import { mulberry32 } from './trainTrees.mjs';

/** Upper ends of the distinguished ranges of months since the latest release. */
const SPANS = [1, 3, 12, 24];
/** Records from this many months after the oldest list show how many malicious projects were overlooked. */
const LONG_AFTER = 6;
/** The registry of malicious names was collected over this many months. It has no dates. */
const COLLECTED_MONTHS = 108;

export async function fitTime(): Promise<TimeModel> {
  const facts = await openListedFacts();
  const read = (file: string): Promise<Buffer> => readFile(path.join(root, 'data', file));
  const gone = decodeProjectList(await read(FILES.removed), decompress);
  const malicious = [...decodeMalicious(await read(FILES.malicious)).all()];
  const registry = malicious.flatMap(([name, records]) => (records.some(({ source }) => source === 'registry') ? [name] : []));
  const wasListed = (name: string): boolean => {
    const listing = facts.listingOf(name);
    return listing === undefined ? gone.has(name) : isOldest(listing);
  };
  const { oldest, ...honest } = fitHonest(facts, decodePopularNames(await read(FILES.popular)));
  const isLate = (record: MaliciousRecord): boolean => isDeceiving(record) && monthsBetween(oldest, record.month ?? oldest) >= LONG_AFTER;
  const late = malicious.flatMap(([name, records]) => (records.some(isLate) ? [name] : []));
  return {
    overlooked: rounded(late.filter(wasListed).length / late.length),
    // As many exist at any time as are uploaded in a lifetime.
    lifetime: rounded(registry.filter(wasListed).length / (registry.length / COLLECTED_MONTHS)),
    ...honest,
  };
}

/** Of the projects that are neither malicious nor popular. `oldest`: the month of the oldest list, or the one after it. */
function fitHonest(
  { asOf, list, listingOf }: ListedFacts,
  popular: PopularNames,
): Pick<TimeModel, 'registered' | 'released'> & { oldest: string } {
  let count = 0;
  let since = 0;
  let oldest = asOf;
  const bySpan = new Map<number, number>();
  for (const name of list.names()) {
    const listing = listingOf(name)!;
    if (popular.rankOf(name) !== undefined) {
      continue;
    }
    count++;
    if (isOldest(listing)) {
      oldest = oldestMonth(listing);
      continue;
    }
    since++;
    const quiet = listing.latestMonth === undefined ? Number.POSITIVE_INFINITY : monthsBetween(listing.latestMonth, asOf);
    const span = SPANS.findIndex((upTo) => quiet <= upTo);
    bySpan.set(span, (bySpan.get(span) ?? 0) + 1);
  }
  return {
    oldest,
    registered: rounded(since / count / monthsBetween(oldest, asOf)),
    released: SPANS.map((upTo, i) => ({ upTo, share: rounded((bySpan.get(i) ?? 0) / count / (upTo - (SPANS[i - 1] ?? 0))) })),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** The weight of time in the scores of honest names. */
export class TimeWeights {
  readonly #facts: ListedFacts;
  readonly #time: TimeModel;

  constructor(facts: ListedFacts, time: TimeModel) {
    this.#facts = facts;
    this.#time = time;
  }

  /** According to today's lists. */
  readonly of = (name: string): number => {
    const listing = this.#facts.listingOf(name);
    return listing === undefined ? 0 : weightOfListing(this.#time, listing);
  };

  /** According to future lists that are refreshed every month: of the projects with a release this month, as many are new as are registered in one month. */
  expected(names: readonly string[]): Float64Array {
    const { registered, released } = this.#time;
    const [first] = released;
    const share = first === undefined ? 0 : registered / (first.upTo * first.share);
    const fresh = weightOfListing(this.#time, this.#facts.fresh);
    const random = mulberry32(11);
    return Float64Array.from(names, (name) => {
      const listing = this.#facts.listingOf(name);
      const isActive = listing?.latestMonth !== undefined && monthsBetween(listing.latestMonth, listing.asOf) <= (first?.upTo ?? 0);
      return isActive && !isOldest(listing) && random() < share ? fresh : this.of(name);
    });
  }
}
