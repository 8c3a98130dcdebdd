import { addAll } from '../../packaging/lists';
import { isValidName, normalizeName } from '../../packaging/name';
import type { MaliciousCategory, MaliciousRecord } from '../nameData';
import type { MaliciousRecords } from './maliciousList';
import { compare } from './popularNames';
import type { Projects } from './projectSources';
import type { PreviousData, SnapshotSources, SourceRecord } from './sources';

const CATEGORIES: ReadonlyMap<string, MaliciousCategory> = new Map([
  ['malicious', 'malicious'],
  ['highly_suspicious', 'suspicious'],
  ['probably_pentest', 'pentest'],
  ['spam', 'spam'],
  ['high_risk_hacking_tools', 'hacking-tool'],
]);

const MAX_VERSIONS = 1000;
const MAX_TEXT = 64;

/** The malregistry data set: one name per line; one with other than ASCII letters may be quoted the way git quotes paths. */
function readRegistry(list: string): SourceRecord[] {
  return lines(list).flatMap((line) => {
    const name = normalizeName(unquote(line));
    return /[\s,|]/.test(name) ? [] : [{ name, record: { source: 'registry', category: 'malicious' } }];
  });
}

/** kam193/package-campaigns, tab-separated with a header: `name category month campaign affected_versions`. Rows that cannot be read are left out. */
export function readCampaigns(table: string, thisMonth: string): SourceRecord[] {
  return lines(table)
    .slice(1)
    .flatMap((line) => {
      const [name = '', word = '', ownMonth = '', id = '', affected = ''] = line.split('\t');
      // The ids of campaigns begin with their month: `2025-06-…`.
      const month = ownMonth === '' ? id.slice(0, 'YYYY-MM'.length) : ownMonth;
      const category = CATEGORIES.get(word);
      if (category === undefined || !isValidName(name)) {
        return [];
      }
      const versions = affected.split(' ').filter(isToken).slice(0, MAX_VERSIONS);
      const record: MaliciousRecord = {
        source: 'campaigns',
        category,
        ...(/^\d{4}-\d{2}$/.test(month) && month <= thisMonth && { month }),
        ...(isToken(id) && { id }),
        ...(versions.length > 0 && { versions }),
      };
      return [{ name: normalizeName(name), record }];
    });
}

function isToken(text: string): boolean {
  return text !== '' && text.length <= MAX_TEXT && !/[\s\p{C}]/u.test(text);
}

/**
 * Joins fresh records with the previous data. If the project does not exist, no one should install any version of the name, so its versions
 * are left out. Such a name remains malicious in every version, even if it is registered again. A previous record is never lost or made
 * milder, except for those in `withdrawn`, which the source has withdrawn by their ids.
 */
export function joinMalicious(
  fresh: readonly SourceRecord[],
  exists: (name: string) => boolean,
  before: MaliciousRecords = new Map(),
  withdrawn: ReadonlySet<string> = new Set(),
): MaliciousRecords {
  const joined = new Map<string, Map<string, MaliciousRecord>>();
  for (const [name, records] of before) {
    const kept = records.filter(({ source, id = '' }) => source !== 'osv' || !withdrawn.has(id));
    if (kept.length > 0) {
      joined.set(name, new Map(kept.map((record) => [keyOf(record), record])));
    }
  }
  for (const { name, record } of fresh) {
    const records = joined.get(name) ?? new Map<string, MaliciousRecord>();
    const known = records.get(keyOf(record));
    const { versions, ...whole } = { ...record, category: worse(record.category, known?.category) };
    if (record.source === 'osv' && versions !== undefined && exists(name)) {
      // The advisories have it, with its ranges.
      continue;
    }
    const isWhole = versions === undefined || !exists(name) || (known !== undefined && known.versions === undefined);
    records.set(keyOf(record), isWhole ? whole : { ...whole, versions: [...new Set([...(known?.versions ?? []), ...versions])] });
    joined.set(name, records);
  }
  return new Map([...joined].sort(([a], [b]) => compare(a, b)).map(([name, records]) => [name, [...records.values()]]));
}

/** Reads the records of all sources and joins them with those of the data before. `today`: an ISO date. */
export function readMalicious(
  { malicious, campaigns, maliciousRecords = [], withdrawn }: SnapshotSources,
  projects: Projects,
  today: string,
  previous?: PreviousData,
): { readonly records: MaliciousRecords; readonly date: string } {
  const fresh = [
    ...(malicious === undefined ? [] : readRegistry(malicious)),
    ...(campaigns === undefined ? [] : readCampaigns(campaigns, today.slice(0, 'YYYY-MM'.length))),
    ...maliciousRecords,
  ];
  if (previous === undefined && fresh.length === 0) {
    throw new Error('no list of malicious packages');
  }
  const named = new Set(fresh.map(({ name }) => name));
  const existing = new Set(projects.rows.flatMap(({ name }) => (named.has(name) ? name : [])));
  const records = joinMalicious(fresh, (name) => existing.has(name), previous?.malicious.all(), withdrawn);
  const known = previous !== undefined && previous.dates.malicious <= today ? previous.dates.malicious : '';
  const date = fresh.reduce((newest, { record: { month = '' } }) => (month > newest ? month : newest), known);
  return { records, date: date === '' ? projects.date : date };
}

/** Worst first. */
const GRAVITY: readonly MaliciousCategory[] = ['spam', 'pentest', 'hacking-tool', 'suspicious', 'malicious'];

function worse(a: MaliciousCategory, b: MaliciousCategory = a): MaliciousCategory {
  return GRAVITY.indexOf(a) >= GRAVITY.indexOf(b) ? a : b;
}

/** A source has one record per name; OSV has one per id. */
function keyOf({ source, id }: MaliciousRecord): string {
  return source === 'osv' ? `osv ${id ?? ''}` : source;
}

function lines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]));
}

/** Undoes git's quoting: `"requ\320\265sts"` holds the UTF-8 bytes of a Cyrillic letter as octal escapes. */
export function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) {
    return text;
  }
  const bytes: number[] = [];
  for (let i = 1; i < text.length - 1; i++) {
    const octal = text[i] === '\\' ? /^[0-3][0-7]{2}/.exec(text.slice(i + 1, i + 4)) : null;
    if (octal !== null) {
      bytes.push(Number.parseInt(octal[0], 8));
      i += 3;
    } else {
      if (text[i] === '\\') {
        i++;
      }
      addAll(bytes, new TextEncoder().encode(text[i]));
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
