/** PEP 792 statuses; `active` if the index gives none. */
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
  /** As spelled by the index. */
  readonly version: string;
  readonly files: readonly ReleaseFile[];
}

/** The contents of a Simple page (PEP 503, 691, 700, 792). */
export interface Project {
  readonly name: string;
  readonly status: ProjectStatus;
  readonly statusReason?: string | undefined;
  readonly releases: readonly Release[];
}

/** The contents of an index's project JSON. Every string comes from the uploader: escape it before it is shown. */
export interface ProjectMetadata {
  readonly name: string;
  readonly version: string;
  readonly summary?: string | undefined;
  readonly author?: string | undefined;
  readonly license?: string | undefined;
  readonly requiresPython?: string | undefined;
  /** The extras of `version`, as spelled by the index. Absent: unknown. */
  readonly extras?: readonly string[] | undefined;
  /** Label to URL, https only. */
  readonly links: Readonly<Record<string, string>>;
  /** ISO 8601 upload time of the newest file of `version`. */
  readonly releasedAt?: string | undefined;
  /** Accounts that may upload. Empty: unknown. */
  readonly owners?: readonly string[] | undefined;
  /** The organization that owns it, if the index has organizations. */
  readonly organization?: string | undefined;
}
