import { asArray, asObject, asText, asTexts } from '../json';
import { isValidName, normalizeName } from '../packaging/name';
import { compareVersionKeys, type VersionKey, versionKey } from '../packaging/versionKey';
import { type Advisory, type AffectedRange, isMalicious } from './advisory';
import { affectedVersions } from './affected';
import { readSeverity } from './severity';

export interface OsvRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly modified: string;
  /** Withdrawn records no longer report anything. */
  readonly withdrawn: boolean;
  /** By normalized name. Packages of other ecosystems are left out. */
  readonly packages: ReadonlyMap<string, Advisory>;
}

const MAX_ID = 64;
const MAX_VERSION = 128;
const MAX_VERSIONS = 20_000;
const MAX_SUMMARY = 500;

/** Reads a record of the OSV schema (ossf.github.io/osv-schema). Undefined: not a record. */
export function readOsvRecord(value: unknown): OsvRecord | undefined {
  const record = asObject(value);
  const id = asText(record?.id, MAX_ID);
  const modified = asText(record?.modified, 40);
  if (record === undefined || id === undefined || !isId(id) || modified === undefined || Number.isNaN(Date.parse(modified))) {
    return undefined;
  }
  const aliases = asTexts(record.aliases, MAX_ID).filter((alias) => isId(alias) && alias !== id);
  const published = Date.parse(asText(record.published, 40) ?? '');
  const facts = {
    id,
    aliases,
    ...(isMalicious({ id, aliases }) &&
      !Number.isNaN(published) && { month: new Date(published).toISOString().slice(0, 'YYYY-MM'.length) }),
    severity: readSeverity(record),
    summary: asText(record.summary, MAX_SUMMARY),
  };
  const packages = new Map<string, Advisory>();
  for (const entry of asArray(record.affected)) {
    const affected = asObject(entry);
    const of = asObject(affected?.package);
    const name = asText(of?.name, 200);
    if (affected === undefined || of?.ecosystem !== 'PyPI' || name === undefined || !isValidName(name)) {
      continue;
    }
    const normalized = normalizeName(name);
    const before = packages.get(normalized);
    const ranges = [...(before?.ranges ?? []), ...asArray(affected.ranges).flatMap(readRange)];
    const versions = [...(before?.versions ?? []), ...asTexts(affected.versions, MAX_VERSION).slice(0, MAX_VERSIONS)];
    packages.set(normalized, { ...facts, ranges, versions: uncovered(versions, ranges) });
  }
  return { id, modified: new Date(modified).toISOString(), withdrawn: asText(record.withdrawn, 40) !== undefined, packages };
}

function isId(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9:._-]*$/.test(text);
}

interface Event {
  readonly kind: 'introduced' | 'fixed' | 'last_affected';
  readonly version: string;
  /** Undefined for OSV's "0", which is before every version. */
  readonly key: VersionKey | undefined;
}

/** Pairs the events of one range as OSV's evaluation algorithm does: in the order of versions, whatever their order in the record. */
function readRange(value: unknown): AffectedRange[] {
  const range = asObject(value);
  if (range?.type !== 'ECOSYSTEM') {
    return [];
  }
  const events = beforeLimit(asArray(range.events)).sort(compareEvents);
  const result: AffectedRange[] = [];
  let open: Event | undefined;
  for (const event of events) {
    if (event.kind === 'introduced') {
      open ??= event;
    } else if (open !== undefined) {
      result.push(closed(open, event));
      open = undefined;
    }
  }
  return open === undefined ? result : [...result, closed(open, undefined)];
}

/** The events up to the highest `limit`, at which everything ends; without one, all of them. */
function beforeLimit(values: readonly unknown[]): Event[] {
  const events = values.flatMap(readEvent);
  const limits = values.flatMap((value) => asText(asObject(value)?.limit, MAX_VERSION) ?? []);
  const [limit] = limits.flatMap((version) => versionKey(version) ?? []).sort((a, b) => compareVersionKeys(b, a));
  if (limit === undefined || limits.includes('*')) {
    return events;
  }
  const end = limits.find((version) => {
    const key = versionKey(version);
    return key !== undefined && compareVersionKeys(key, limit) === 0;
  }) as string;
  const within = events.filter(({ key }) => key === undefined || compareVersionKeys(key, limit) < 0);
  return [...within, { kind: 'fixed', version: end, key: limit }];
}

function readEvent(value: unknown): Event[] {
  const event = asObject(value);
  for (const kind of ['introduced', 'fixed', 'last_affected'] as const) {
    const version = asText(event?.[kind], MAX_VERSION);
    const key = version === undefined ? undefined : versionKey(version);
    if (version !== undefined && (key !== undefined || (kind === 'introduced' && version === '0'))) {
      return [{ kind, version, key: kind === 'introduced' && version === '0' ? undefined : key }];
    }
  }
  return [];
}

const ORDER = { introduced: 1, fixed: 0, last_affected: 2 };

function compareEvents(a: Event, b: Event): number {
  if (a.key === undefined || b.key === undefined) {
    return (a.key === undefined ? 0 : 1) - (b.key === undefined ? 0 : 1);
  }
  return compareVersionKeys(a.key, b.key) || ORDER[a.kind] - ORDER[b.kind];
}

function closed(from: Event, to: Event | undefined): AffectedRange {
  return {
    ...(from.key !== undefined && { introduced: from.version }),
    ...(to?.kind === 'fixed' && { fixed: to.version }),
    ...(to?.kind === 'last_affected' && { lastAffected: to.version }),
  };
}

/** Most records also list the versions that their ranges cover. */
function uncovered(versions: readonly string[], ranges: readonly AffectedRange[]): string[] {
  const covered = affectedVersions({ ranges, versions: [] });
  return [...new Set(versions)].filter((version) => {
    const key = versionKey(version);
    return key === undefined || !covered.has(key);
  });
}
