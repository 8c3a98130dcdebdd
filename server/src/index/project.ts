/** PEP 792 statuses; `active` where the index says nothing. */
export type ProjectStatus = 'active' | 'archived' | 'quarantined' | 'deprecated';

export interface ReleaseFile {
  readonly filename: string;
  /** Algorithm to hex digest. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly requiresPython?: string | undefined;
  /** ISO 8601; absent on indexes older than Simple API 1.1. */
  readonly uploadTime?: string | undefined;
  /** The reason, possibly empty, when yanked (PEP 592). */
  readonly yanked?: string | undefined;
  /** URL of the PEP 740 provenance object. */
  readonly provenance?: string | undefined;
}

export interface Release {
  /** As the index spells it. */
  readonly version: string;
  readonly files: readonly ReleaseFile[];
}

/** What an index's Simple page says (PEP 503, 691, 700, 792). */
export interface Project {
  readonly name: string;
  readonly status: ProjectStatus;
  readonly statusReason?: string | undefined;
  readonly releases: readonly Release[];
}

/** What an index's project JSON says. Every string is the uploader's: escape it before it is shown. */
export interface ProjectMetadata {
  readonly name: string;
  readonly version: string;
  readonly summary?: string | undefined;
  readonly author?: string | undefined;
  readonly license?: string | undefined;
  readonly requiresPython?: string | undefined;
  /** The extras of `version`, as the index spells them. Absent: it does not say. */
  readonly extras?: readonly string[] | undefined;
  /** Label to URL, https only. */
  readonly links: Readonly<Record<string, string>>;
  /** ISO 8601 upload time of the newest file of `version`. */
  readonly releasedAt?: string | undefined;
  /** Accounts that may upload; empty where the index does not say. */
  readonly owners?: readonly string[] | undefined;
  /** The organization that owns it, where the index has such. */
  readonly organization?: string | undefined;
}
