import type { SafeUrl } from './safeUrl';

/** An index that may serve a project's packages. */
export interface IndexSource {
  /** `index` takes the public index's place, `extra-index` is beside it. */
  readonly kind: 'index' | 'extra-index';
  readonly url: SafeUrl;
  readonly name?: string | undefined;
  /** Serves only the names that are sent to it by name. */
  readonly explicit?: boolean | undefined;
  /** Whether the user's own configuration names it, or nothing but a file of the workspace. */
  readonly namedBy: 'user' | 'workspace';
}
