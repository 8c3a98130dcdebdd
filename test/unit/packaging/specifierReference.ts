import * as pep440 from '@renovatebot/pep440';
import type { Clause } from '../../../server/src/packaging/specifier';
import { compareVersions, isValidVersion } from '../../../server/src/packaging/version';

/** A parsed PEP 440 version. */
interface Version {
  /** Normal form: `1.0rc1` for `v1.0-RC.1`. */
  readonly text: string;
  readonly epoch: number;
  readonly release: readonly number[];
  readonly isPrerelease: boolean;
  readonly isPostrelease: boolean;
  /** The local label (`cu118` of `2.1+cu118`). */
  readonly local?: string | undefined;
}

/**
 * A second implementation of PEP 440, clause by clause, to compare sets of versions with: whether every clause allows `version`. Pre-releases are treated like any other version: whether an installer would
 * pick one is not a property of the specifier alone. A text that is not a version satisfies only `===` with the same text.
 */
export function satisfies(version: string, clauses: readonly Clause[]): boolean {
  return clauses.every((clause) => allows(clause, version));
}

function allows(clause: Clause, candidate: string): boolean {
  if (clause.operator === '===') {
    return candidate.toLowerCase() === clause.version.toLowerCase();
  }
  const version = parseVersion(candidate);
  const wanted = parseVersion(clause.version);
  if (version === undefined || wanted === undefined) {
    return false;
  }
  const publicVersion = withoutLocal(version.text);
  switch (clause.operator) {
    case '==':
      return clause.wildcard ? hasPrefix(version, wanted) : equals(version.text, wanted.text);
    case '!=':
      return !(clause.wildcard ? hasPrefix(version, wanted) : equals(version.text, wanted.text));
    case '~=':
      return compareVersions(publicVersion, wanted.text) >= 0 && hasPrefix(version, { ...wanted, release: wanted.release.slice(0, -1) });
    case '<=':
      return compareVersions(publicVersion, wanted.text) <= 0;
    case '>=':
      return compareVersions(publicVersion, wanted.text) >= 0;
    case '<':
      // `<1.0` excludes 1.0's own pre-releases, unless it names one itself.
      return (
        compareVersions(version.text, wanted.text) < 0 &&
        (wanted.isPrerelease || !version.isPrerelease || compareVersions(version.text, `${wanted.text}.dev0`) < 0)
      );
    case '>':
      // `>1.0` excludes 1.0's own post-releases and local builds; the post-releases only unless it names one itself.
      return (
        compareVersions(version.text, wanted.text) > 0 &&
        (wanted.isPostrelease || !version.isPostrelease || compareVersions(withoutPost(publicVersion), wanted.text) !== 0) &&
        (version.local === undefined || compareVersions(publicVersion, wanted.text) !== 0)
      );
  }
}

function equals(version: string, wanted: string): boolean {
  return compareVersions(wanted.includes('+') ? version : withoutLocal(version), wanted) === 0;
}

function withoutLocal(version: string): string {
  const plus = version.indexOf('+');
  return plus === -1 ? version : version.slice(0, plus);
}

/** The base version of a post-release: `1.0a1` for `1.0a1.post2.dev3`. */
function withoutPost(version: string): string {
  return version.slice(0, version.indexOf('.post'));
}

function hasPrefix(version: Version, prefix: Version): boolean {
  return version.epoch === prefix.epoch && prefix.release.every((part, i) => part === (version.release[i] ?? 0));
}

/** The version in `text`. Undefined: it is not one (PEP 440). */
function parseVersion(text: string): Version | undefined {
  // `parse` drops the flags, and `clean` writes a local label with commas.
  const parsed = isValidVersion(text) ? pep440.explain(text) : null;
  if (parsed === null) {
    return undefined;
  }
  return {
    text: parsed.local === null ? parsed.public : `${parsed.public}+${parsed.local}`,
    epoch: parsed.epoch,
    release: parsed.release,
    isPrerelease: parsed.is_prerelease,
    isPostrelease: parsed.is_postrelease,
    local: parsed.local ?? undefined,
  };
}
