import type { SafeUrl } from './safeUrl';

/** An index that may serve a project's packages. */
export interface IndexSource {
  /** `index` replaces the public index, `extra-index` is an additional one. */
  readonly kind: 'index' | 'extra-index';
  readonly url: SafeUrl;
  readonly name?: string | undefined;
  /** Serves only the names that are pinned to it. */
  readonly explicit?: boolean | undefined;
  /** Whether the user's own configuration names it, or only a workspace file. */
  readonly namedBy: 'user' | 'workspace';
}
