import { type Advisory, type AffectedRange, isMalicious, type Severity } from './advisory';
import { type OsvRecord, readOsvRecord } from './osvRecord';

/** Below the data folder. */
export const ADVISORIES_FILE = 'advisories.txt.br';

/**
 * The compiled advisories are text. The first line is `lookalike-advisories 1 <newest modification> <records>`; then one line a package,
 * sorted by normalised name: the name and its advisories, separated by tabs. An advisory is `id|severity|aliases|ranges|versions`, lists
 * separated by commas; a range is `introduced<fixed`, `introduced<=last affected` or `introduced`, where nothing before `<` is the first version and
 * `*` is every version. Nothing of it needs escaping: ids, names and versions hold none of these signs.
 */
const MAGIC = 'lookalike-advisories 1';

const LETTERS: readonly (readonly [Severity, string])[] = [
  ['low', 'L'],
  ['medium', 'M'],
  ['high', 'H'],
  ['critical', 'C'],
];

export interface CompiledAdvisories {
  readonly text: string;
  /** Records that say something about a package of PyPI. */
  readonly records: number;
  readonly packages: number;
  /** Names that are malicious in every version, normalised and sorted. */
  readonly maliciousNames: readonly string[];
  /** When the newest record was last modified, ISO 8601; empty where there is none. */
  readonly asOf: string;
  /** Records that could not be read; a dump with many of them is not to be trusted. */
  readonly unreadable: number;
}

/** Compiles the records of an OSV dump (parsed JSON). Withdrawn records and prose are left out. */
export function compileAdvisories(records: Iterable<unknown>): CompiledAdvisories {
  const packages = new Map<string, Advisory[]>();
  let newest = '';
  let count = 0;
  let unreadable = 0;
  for (const value of records) {
    const record = readOsvRecord(value);
    if (record === undefined) {
      unreadable++;
      continue;
    }
    newest = record.modified > newest ? record.modified : newest;
    if (record.withdrawn || record.packages.size === 0) {
      continue;
    }
    count++;
    addTo(packages, record);
  }
  const lines = [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, advisories]) => [name, ...advisories.sort((a, b) => (a.id < b.id ? -1 : 1)).map(encode)].join('\t'));
  const maliciousNames = [...packages].flatMap(([name, advisories]) => (advisories.some(isWhollyMalicious) ? [name] : [])).sort();
  const text = [`${MAGIC} ${newest} ${count}`, ...lines, ''].join('\n');
  return { text, records: count, packages: packages.size, maliciousNames, asOf: newest, unreadable };
}

function isWhollyMalicious(advisory: Advisory): boolean {
  const isWhole = ({ introduced, fixed, lastAffected }: AffectedRange) => (introduced ?? fixed ?? lastAffected) === undefined;
  return isMalicious(advisory) && advisory.ranges.some(isWhole);
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

function encode({ id, severity, aliases, ranges, versions }: Advisory): string {
  const letter = LETTERS.find(([word]) => word === severity)?.[1] ?? '';
  const listed = versions.filter((version) => !/[\s,|<]/.test(version));
  return [id, letter, aliases.join(','), ranges.map(encodeRange).join(','), listed.join(',')].join('|');
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
  /** What the database says of a normalised name; the same array each time. */
  advisoriesFor(normalizedName: string): readonly Advisory[];
}

/** Opens compiled text. Lines are found now and read when they are asked for. Throws when it is something else. */
export function openAdvisories(text: string): AdvisoryIndex {
  const headerEnd = text.indexOf('\n') + 1;
  const [name, version, asOf = '', records = ''] = text.slice(0, headerEnd).trimEnd().split(' ');
  if (`${name} ${version}` !== MAGIC || records === '' || !text.endsWith('\n')) {
    throw new Error('not a file of compiled advisories');
  }
  const lines = new Map<string, number>();
  for (let start = headerEnd; start < text.length; ) {
    lines.set(text.slice(start, text.indexOf('\t', start)), start);
    start = text.indexOf('\n', start) + 1;
  }
  const read = new Map<string, readonly Advisory[]>();
  return {
    asOf,
    records: Number(records),
    advisoriesFor(name) {
      const start = lines.get(name);
      if (start === undefined) {
        return NONE;
      }
      let advisories = read.get(name);
      if (advisories === undefined) {
        const [, ...entries] = text.slice(start, text.indexOf('\n', start)).split('\t');
        advisories = entries.map(decode);
        read.set(name, advisories);
      }
      return advisories;
    },
  };
}

const NONE: readonly Advisory[] = [];

function decode(entry: string): Advisory {
  const [id = '', letter, aliases, ranges, versions] = entry.split('|');
  const severity = LETTERS.find(([, sign]) => sign === letter)?.[0];
  return { id, aliases: list(aliases), ...(severity && { severity }), ranges: list(ranges).map(decodeRange), versions: list(versions) };
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
