/** CVSS's qualitative ratings. */
export type Severity = 'low' | 'medium' | 'high' | 'critical';

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
  readonly severity?: Severity;
  readonly ranges: readonly AffectedRange[];
  /** Affected versions that no range covers. */
  readonly versions: readonly string[];
  /** The database's own sentence; only for records that were fetched. Escape it before it is shown. */
  readonly summary?: string;
}

/** Whether the record reports a malicious package, not a flaw of an honest one. */
export function isMalicious({ id, aliases }: Advisory): boolean {
  return id.startsWith('MAL-') || aliases.some((alias) => alias.startsWith('MAL-'));
}

/** The record's page in the public database. */
export function advisoryPage({ id }: Advisory): string {
  return `https://osv.dev/vulnerability/${encodeURIComponent(id)}`;
}

/** The name that people know best: the CVE number where there is one. */
export function publicId({ id, aliases }: Advisory): string {
  return [id, ...aliases].find((name) => name.startsWith('CVE-')) ?? id;
}
