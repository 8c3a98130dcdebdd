import { encodeComponent } from '../packaging/escapes';
/** CVSS's qualitative ratings. */
export type AdvisorySeverity = 'low' | 'medium' | 'high' | 'critical';

/** One stretch of affected versions, in PEP 440's order (OSV's `ECOSYSTEM` events, paired). */
export interface AffectedRange {
  /** Absent: from the first version on. */
  readonly introduced?: string;
  /** The first version that is no longer affected. */
  readonly fixed?: string;
  /** The last version that is affected, where no fixed one is named. Both absent: no end. */
  readonly lastAffected?: string;
}

/** What one record of the advisory database says of one package: facts only, with OSV's field names. */
export interface Advisory {
  /** `PYSEC-…`, `GHSA-…`, `MAL-…`, … */
  readonly id: string;
  /** The same finding's names in other databases. */
  readonly aliases: readonly string[];
  readonly severity?: AdvisorySeverity | undefined;
  readonly ranges: readonly AffectedRange[];
  /** Affected versions that no range covers. */
  readonly versions: readonly string[];
  /** The month in which a malicious package was recorded, `2026-05`. */
  readonly month?: string;
  /** The database's own sentence; only for records that were fetched. Escape it before it is shown. */
  readonly summary?: string | undefined;
}

/** Whether the record reports a malicious package, not a flaw of an honest one. */
export function isMalicious({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): boolean {
  return id.startsWith('MAL-') || aliases.some((alias) => alias.startsWith('MAL-'));
}

/** The id under which the record reports a malicious package. */
export function maliciousId({ id, aliases }: Pick<Advisory, 'id' | 'aliases'>): string {
  return [id, ...aliases].find((name) => name.startsWith('MAL-')) ?? id;
}

/** The page of a record in the public database. */
export function advisoryPage(id: string): string {
  return `https://osv.dev/vulnerability/${encodeComponent(id)}`;
}

/** The name that people know best: the CVE number where there is one. */
export function publicId({ id, aliases }: Advisory): string {
  return [id, ...aliases].find((name) => name.startsWith('CVE-')) ?? id;
}
