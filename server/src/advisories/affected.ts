import { compareVersionKeys, isPrereleaseKey, type VersionKey, versionKey } from '../packaging/versionKey';
import { VersionSet } from '../packaging/versionSet';
import type { Advisory } from './advisory';

/**
 * Which of the allowed versions an advisory affects: all, some or none. "Some" includes "unknown",
 * for a specifier that compares text (`===`).
 */
export type AdvisoryEffect = 'all' | 'some' | 'none';

/** The versions that a requirement may install. */
export interface AllowedVersions {
  /** The versions that the specifier allows. Undefined: it cannot be read as versions. */
  readonly set: VersionSet | undefined;
  /** Existing versions that are not yanked, if the index said so. Undefined: unknown. */
  readonly known?: readonly string[] | undefined;
  /** The specifier names a pre-release, so installers take pre-releases too. Default false. */
  readonly prereleases?: boolean | undefined;
}

const sets = new WeakMap<object, VersionSet>();

/** Every version that an advisory affects. Computed once for each advisory. */
export function affectedVersions(advisory: Pick<Advisory, 'ranges' | 'versions'>): VersionSet {
  let set = sets.get(advisory);
  if (set === undefined) {
    set = computeAffected(advisory);
    sets.set(advisory, set);
  }
  return set;
}

function computeAffected({ ranges, versions }: Pick<Advisory, 'ranges' | 'versions'>): VersionSet {
  const parts = ranges.map(({ introduced, fixed, lastAffected }) => {
    const from = introduced === undefined ? undefined : versionKey(introduced);
    const last = lastAffected === undefined ? undefined : versionKey(lastAffected);
    return last === undefined ? VersionSet.between(from, fixed === undefined ? undefined : versionKey(fixed)) : VersionSet.upTo(from, last);
  });
  for (const version of versions) {
    const key = versionKey(version);
    if (key !== undefined) {
      parts.push(VersionSet.exactly(key));
    }
  }
  return VersionSet.unionOf(parts);
}

/** Whether one version is affected. Text that is not a PEP 440 version is compared as text with the listed versions. */
export function affectsVersion(advisory: Advisory, version: string): boolean {
  const key = versionKey(version);
  return key === undefined ? advisory.versions.includes(version) : affectedVersions(advisory).has(key);
}

/**
 * Which of the allowed versions an advisory affects. A list of the existing versions decides; without one, intervals do: `<2`
 * reaches up to 2, whatever was released, so all of it is affected only if the advisory covers the whole interval.
 */
export function effectOn(
  advisory: Pick<Advisory, 'ranges' | 'versions'>,
  { set, known, prereleases = false }: AllowedVersions,
): AdvisoryEffect {
  const affected = affectedVersions(advisory);
  if (set === undefined) {
    return affected.isEmpty ? 'none' : 'some';
  }
  const existing = known === undefined ? [] : installable(known, set, prereleases);
  if (existing.length > 0) {
    const hit = existing.filter((key) => affected.has(key)).length;
    return hit === 0 ? 'none' : hit === existing.length ? 'all' : 'some';
  }
  return set.isDisjointFrom(affected) ? 'none' : set.isSubsetOf(affected) ? 'all' : 'some';
}

/**
 * The version that an installer chooses today: the newest allowed one. If the existing versions are unknown, `latest` is the newest of all, and
 * the answer if it is allowed. Undefined: unknown.
 */
export function newestInstallable({ set, known, prereleases = false }: AllowedVersions, latest?: string): string | undefined {
  if (set === undefined) {
    return undefined;
  }
  const versions = known ?? (latest === undefined ? [] : [latest]);
  const newest = installable(versions, set, prereleases).sort(compareVersionKeys).at(-1);
  return newest && versions.find((version) => versionKey(version) === newest || isSame(versionKey(version), newest));
}

function isSame(a: VersionKey | undefined, b: VersionKey): boolean {
  return a !== undefined && compareVersionKeys(a, b) === 0;
}

/** The versions that an installer chooses from: pre-releases only when they are requested or nothing else is left (PEP 440). */
function installable(known: readonly string[], set: VersionSet, prereleases: boolean): VersionKey[] {
  const keys = known.flatMap((version) => versionKey(version) ?? []).filter((key) => set.has(key));
  const finals = prereleases ? keys : keys.filter((key) => !isPrereleaseKey(key));
  return finals.length > 0 ? finals : keys;
}
