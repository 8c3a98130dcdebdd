import type { Include } from '../formats/manifest/format';
import type { DeclaredPlace } from './lockedPaths';

/**
 * Why an included file was not followed, or not completely (`cycle`, `too-deep`). `remote`: it is on the web. `unknown-folder`: a command names
 * it, and it is not in any folder in which the command may run. `other-kind`: its name means another format, and it is read as that.
 */
export type IncludeFailure = 'missing' | 'unreadable' | 'outside' | 'cycle' | 'too-deep' | 'remote' | 'unknown-folder' | 'other-kind';

export interface IncludeFact {
  readonly include: Include;
  /** Its target. Absent: a URL, or a path without a likely target. */
  readonly uri?: string;
  readonly failure?: IncludeFailure | undefined;
}

/** Facts about the files that a manifest names. */
export interface ManifestFacts {
  readonly includes: readonly IncludeFact[];
  /** For a lock file: the normalized names in its manifests. */
  readonly declared: ReadonlySet<string>;
  /** For a lock file: the places of each package in its manifests, by normalized name, whatever its source. */
  readonly places: ReadonlyMap<string, DeclaredPlace>;
}

export const NO_MANIFEST_FACTS: ManifestFacts = { includes: [], declared: new Set(), places: new Map() };
