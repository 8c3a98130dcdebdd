import type { Include } from '../formats/format';

/** Why an included file was not followed. */
export type IncludeFailure = 'missing' | 'unreadable' | 'outside' | 'cycle' | 'too-deep';

export interface IncludeFact {
  readonly include: Include;
  /** Where it leads; absent for a URL. */
  readonly uri?: string;
  readonly failure?: IncludeFailure;
}

/** What is known of the files that a manifest points at. */
export interface ManifestFacts {
  readonly includes: readonly IncludeFact[];
  /** For a lock file: the normalised names that its manifests ask for. */
  readonly declared: ReadonlySet<string>;
}

export const NO_MANIFEST_FACTS: ManifestFacts = { includes: [], declared: new Set() };
