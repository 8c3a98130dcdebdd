import type { Include } from '../formats/manifest/format';
import type { DeclaredPlace } from './lockedPaths';

/**
 * Why an included file was not followed, or not to the end (`cycle`, `too-deep`). `remote`: it is on the web; `unknown-folder`: a command names
 * it, and it is not in any of the folders in which that may run; `other-kind`: by its name it is another kind of file, and is read as that.
 */
export type IncludeFailure = 'missing' | 'unreadable' | 'outside' | 'cycle' | 'too-deep' | 'remote' | 'unknown-folder' | 'other-kind';

export interface IncludeFact {
  readonly include: Include;
  /** Where it leads; absent for a URL, and where no place is likely. */
  readonly uri?: string;
  readonly failure?: IncludeFailure | undefined;
}

/** What is known of the files that a manifest points at. */
export interface ManifestFacts {
  readonly includes: readonly IncludeFact[];
  /** For a lock file: the normalized names that its manifests ask for. */
  readonly declared: ReadonlySet<string>;
  /** For a lock file: where its manifests ask for each package, by its normalized name, whatever its source. */
  readonly places: ReadonlyMap<string, DeclaredPlace>;
}

export const NO_MANIFEST_FACTS: ManifestFacts = { includes: [], declared: new Set(), places: new Map() };
