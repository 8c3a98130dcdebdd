import { lastAnswers } from '../lastAnswers';
import { entriesAt, lineOf, lineStarts, nameAt } from '../sortedLines';
import { type Advisory, type AdvisorySeverity, type AffectedRange, isMalicious, maliciousId } from './advisory';
import { affectedVersions } from './affected';
import { type OsvRecord, readOsvRecord } from './osvRecord';

/** Relative to the data folder. */
export const ADVISORIES_FILE = 'advisories.txt';

/**
 * The compiled advisories are text. The first line is `lookalike-advisories 1 <newest modification> <records>`; then one line per package,
 * sorted by normalized name: the name and its advisories, separated by tabs. An advisory is `id|severity|aliases|ranges|versions`, lists
 * separated by commas; one of a malicious package may have `|month` after it. A range is `introduced<fixed`, `introduced<=last affected` or `introduced`, where nothing before `<` is the first version and
 * `*` is every version. Nothing has to be escaped: ids, names and versions contain none of these characters.
 */
const MAGIC = 'lookalike-advisories 1';

const LETTERS: readonly (readonly [AdvisorySeverity, string])[] = [
  ['low', 'L'],
  ['medium', 'M'],
  ['high', 'H'],
  ['critical', 'C'],
];

/** A record of a malicious package. */
export interface MaliciousAdvisory {
  /** Normalized. */
  readonly name: string;
  readonly id: string;
  readonly month?: string | undefined;
  /** The versions that it names. Absent: all versions. */
  readonly versions?: readonly string[];
}

export interface CompiledAdvisories {
  readonly text: string;
  /** Records about a package of PyPI. */
  readonly records: number;
  readonly packages: number;
  /** Records of malicious packages, by name and id. */
  readonly malicious: readonly MaliciousAdvisory[];
  /** Ids of the records that the database has withdrawn since the previous data. */
  readonly withdrawn: ReadonlySet<string>;
  /** When the newest record was last modified, ISO 8601; empty where there is none. */
  readonly asOf: string;
  /** The number of records in the dump, and how many could not be read. A dump with many unreadable records is not trusted. */
  readonly read: number;
  readonly unreadable: number;
  /** Records of the previous data that the dump withdraws or has with fewer versions. */
  readonly taken: number;
}

/**
 * Compiles the records of an OSV dump (parsed JSON). Withdrawn records and prose are left out. `now`: milliseconds since the epoch. A record with a modification
 * date after `now` does not count for the age of the data: one wrong date would make the data look fresh for years. `before`: the
 * advisories that the dump continues (see `continueAdvisories`).
 */
export function compileAdvisories(records: Iterable<unknown>, now: number, before?: AdvisoryIndex): CompiledAdvisories {
  const latest = new Date(now).toISOString();
  // A date in the future tells nothing about the age of the previous data.
  const known = before === undefined || before.asOf > latest ? '' : before.asOf;
  const packages = new Map<string, Advisory[]>();
  const withdrawn = new Set<string>();
  const modified = new Map<string, string>();
  let newest = '';
  let read = 0;
  let unreadable = 0;
  for (const value of records) {
    read++;
    const record = readOsvRecord(value);
    if (record === undefined) {
      unreadable++;
      continue;
    }
    newest = record.modified > newest && record.modified <= latest ? record.modified : newest;
    modified.set(record.id, record.modified);
    if (record.withdrawn && record.modified > known) {
      withdrawn.add(record.id);
    }
    if (record.withdrawn || record.packages.size === 0) {
      continue;
    }
    addTo(packages, record);
  }
  const taken = before === undefined ? 0 : continueAdvisories(packages, modified, before, known);
  const count = new Set([...packages.values()].flat().map(({ id }) => id)).size;
  const lines = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, advisories]) => [name, ...advisories.sort((a, b) => (a.id < b.id ? -1 : 1)).map(encode)].join('\t'));
  const malicious = [...packages].flatMap(([name, advisories]) =>
    advisories.filter(isMalicious).map((advisory) => maliciousFacts(name, advisory)),
  );
  const text = [`${MAGIC} ${newest} ${count}`, ...lines, ''].join('\n');
  return { text, records: count, packages: packages.size, malicious, withdrawn, asOf: newest, read, unreadable, taken };
}

function maliciousFacts(name: string, advisory: Advisory): MaliciousAdvisory {
  const isWhole = ({ introduced, fixed, lastAffected }: AffectedRange) => (introduced ?? fixed ?? lastAffected) === undefined;
  const { month, ranges, versions } = advisory;
  return { name, id: maliciousId(advisory), month, ...(!ranges.some(isWhole) && { versions }) };
}

function addTo(packages: Map<string, Advisory[]>, { packages: affected }: OsvRecord): void {
  for (const [name, advisory] of affected) {
    if (advisory.ranges.length > 0 || advisory.versions.length > 0) {
      const list = packages.get(name);
      if (list === undefined) {
        packages.set(name, [advisory]);
      } else {
        list.push(advisory);
      }
    }
  }
}

/**
 * Adds to `packages` what the dump must not lose: a record that it no longer has; and a record that it withdraws, narrows to fewer versions or
 * makes milder, without a modification date after `asOf`. Returns how many records it withdraws or narrows with a later date.
 */
function continueAdvisories(
  packages: Map<string, Advisory[]>,
  modified: ReadonlyMap<string, string>,
  before: AdvisoryIndex,
  asOf: string,
): number {
  let taken = 0;
  for (const [name, advisories] of before.packages()) {
    const fresh = packages.get(name) ?? [];
    for (const known of advisories) {
      const i = fresh.findIndex(({ id }) => id === known.id);
      const next = fresh[i];
      const isNewer = (modified.get(known.id) ?? '') > asOf;
      if (next !== undefined && covers(next, known) && (isNewer || !isMilder(next, known))) {
        continue;
      }
      if (isNewer) {
        taken++;
      } else if (i >= 0) {
        fresh[i] = known;
      } else {
        fresh.push(known);
      }
    }
    if (fresh.length > 0) {
      packages.set(name, fresh);
    }
  }
  return taken;
}

function isMilder(fresh: Advisory, before: Advisory): boolean {
  const rank = ({ severity }: Advisory): number => LETTERS.findIndex(([word]) => word === severity);
  return rank(fresh) < rank(before);
}

/** Whether a record still affects every version that it affected before. */
function covers(fresh: Advisory, before: Advisory): boolean {
  return encode(fresh) === encode(before) || affectedVersions(before).isSubsetOf(affectedVersions(fresh));
}

function encode({ id, severity, aliases, ranges, versions, month }: Advisory): string {
  const letter = LETTERS.find(([word]) => word === severity)?.[1] ?? '';
  const listed = versions.filter((version) => !/[\s,|<]/.test(version));
  return [id, letter, aliases.join(','), ranges.map(encodeRange).join(','), listed.join(','), ...(month === undefined ? [] : [month])].join(
    '|',
  );
}

function encodeRange({ introduced, fixed, lastAffected }: AffectedRange): string {
  const end = fixed !== undefined ? `<${fixed}` : lastAffected !== undefined ? `<=${lastAffected}` : '';
  return (introduced ?? '') + end || '*';
}

/** The bundled advisories, by package. */
export interface AdvisoryIndex {
  /** When the newest record was last modified, ISO 8601. */
  readonly asOf: string;
  readonly records: number;
  /** The advisories of a normalized name. The array is the same as long as few other names are asked for, so what is derived from it can be kept with it. */
  advisoriesFor(normalizedName: string): readonly Advisory[];
  /** All advisories, by normalized name. */
  packages(): Iterable<readonly [name: string, advisories: readonly Advisory[]]>;
}

/** Opens compiled text. Lines are located and parsed on demand. Throws for any other text. */
export function openAdvisories(text: string): AdvisoryIndex {
  const headerEnd = text.indexOf('\n') + 1;
  const [name, version, asOf = '', records = ''] = text.slice(0, headerEnd).trimEnd().split(' ');
  if (`${name} ${version}` !== MAGIC || records === '' || !text.endsWith('\n')) {
    throw new Error('not a file of compiled advisories');
  }
  const advisoriesFor = lastAnswers((name): readonly Advisory[] => {
    const start = lineOf(text, name, headerEnd);
    return start === undefined ? NONE : entriesAt(text, start).map(decode);
  });
  return {
    asOf,
    records: Number(records),
    advisoriesFor,
    *packages() {
      for (const start of lineStarts(text, headerEnd)) {
        const name = nameAt(text, start);
        yield [name, advisoriesFor(name)];
      }
    },
  };
}

const NONE: readonly Advisory[] = [];

function decode(entry: string): Advisory {
  const [id = '', letter, aliases, ranges, versions, month] = entry.split('|');
  const severity = LETTERS.find(([, sign]) => sign === letter)?.[0];
  return {
    id,
    aliases: list(aliases),
    ...(severity && { severity }),
    ranges: list(ranges).map(decodeRange),
    versions: list(versions),
    ...(month && { month }),
  };
}

function decodeRange(text: string): AffectedRange {
  const at = text.indexOf('<');
  const start = at < 0 ? text : text.slice(0, at);
  const introduced = start === '' || start === '*' ? {} : { introduced: start };
  if (at < 0) {
    return introduced;
  }
  return text[at + 1] === '=' ? { ...introduced, lastAffected: text.slice(at + 2) } : { ...introduced, fixed: text.slice(at + 1) };
}

function list(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}
