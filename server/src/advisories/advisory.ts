import { encodeComponent } from '../packaging/escapes';
/** CVSS's qualitative ratings. */
export type AdvisorySeverity = 'low' | 'medium' | 'high' | 'critical';

/** One interval of affected versions, in PEP 440's order (OSV's `ECOSYSTEM` events, paired). */
export interface AffectedRange {
  /** Absent: from the first version. */
  readonly introduced?: string;
  /** The first version that is no longer affected. */
  readonly fixed?: string;
  /** The last affected version, if no fixed one is named. Both absent: no end. */
  readonly lastAffected?: string;
}

/** One record of the advisory database about one package: facts only, with OSV's field names. */
export interface Advisory {
  /** `PYSEC-…`, `GHSA-…`, `MAL-…`, … */
  readonly id: string;
  /** Ids of the same finding in other databases. */
  readonly aliases: readonly string[];
  readonly severity?: AdvisorySeverity | undefined;
  readonly ranges: readonly AffectedRange[];
  /** Affected versions that no range covers. */
  readonly versions: readonly string[];
  /** The month in which a malicious package was recorded, `2026-05`. */
  readonly month?: string;
  /** A summary in the words of the database; only for fetched records. Escape it before it is shown. */
  readonly summary?: string | undefined;
}

/** Whether the record reports a malicious package, not a vulnerability of an honest one. */
export function isMalicious({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): boolean {
  return id.startsWith('MAL-') || aliases.some((alias) => alias.startsWith('MAL-'));
}

/** Records of flaws of an honest package, and those that report a malicious one. */
export interface SplitAdvisories {
  readonly flaws: readonly Advisory[];
  readonly malicious: readonly Advisory[];
}

const NONE: readonly Advisory[] = [];
const splits = new WeakMap<readonly Advisory[], SplitAdvisories>();

/** The same lists each time: several rules ask this of each requirement. */
export function splitMalicious(advisories: readonly Advisory[] = NONE): SplitAdvisories {
  let split = splits.get(advisories);
  if (split === undefined) {
    const malicious = advisories.filter(isMalicious);
    split = { flaws: malicious.length === 0 ? advisories : advisories.filter((each) => !isMalicious(each)), malicious };
    splits.set(advisories, split);
  }
  return split;
}

/** The id under which the record reports a malicious package. */
export function maliciousId({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): string {
  return [id, ...aliases].find((name) => name.startsWith('MAL-')) ?? id;
}

/** The page of a record in the public database. */
export function advisoryPage(id: string): string {
  return `https://osv.dev/vulnerability/${encodeComponent(id)}`;
}

/** The best-known id: the CVE number if there is one. */
export function publicId({ id, aliases }: Advisory): string {
  return [id, ...aliases].find((name) => name.startsWith('CVE-')) ?? id;
}
