/** PEP 792 statuses; `active` where the index says nothing. */
export type ProjectStatus = 'active' | 'archived' | 'quarantined' | 'deprecated';

export interface ReleaseFile {
  readonly filename: string;
  /** Algorithm to hex digest. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly requiresPython?: string;
  /** ISO 8601; absent on indexes older than Simple API 1.1. */
  readonly uploadTime?: string;
  /** The reason, possibly empty, when yanked (PEP 592). */
  readonly yanked?: string;
  /** URL of the PEP 740 provenance object. */
  readonly provenance?: string;
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
  readonly statusReason?: string;
  readonly releases: readonly Release[];
}

/** What an index's project JSON says. Every string is the uploader's: escape it before it is shown. */
export interface ProjectMetadata {
  readonly name: string;
  readonly version: string;
  readonly summary?: string;
  readonly author?: string;
  readonly license?: string;
  readonly requiresPython?: string;
  /** Label to URL, https only. */
  readonly links: Readonly<Record<string, string>>;
  /** ISO 8601 upload time of the newest file of `version`. */
  readonly releasedAt?: string;
  /** Accounts that may upload; empty where the index does not say. */
  readonly owners?: readonly string[];
  /** The organization that owns it, where the index has such. */
  readonly organization?: string;
}
