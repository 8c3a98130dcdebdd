import type { Advisory } from '../../advisories/advisory';
import { affectsVersion } from '../../advisories/affected';
import type { Release } from '../../index/project';
import { firstUpload, yankedReason } from '../../index/releases';
import { foundValue } from '../../lookup';
import { parseSpecifier } from '../../packaging/specifier';
import { compareVersionKeys, isPrereleaseKey, type VersionKey, versionKey } from '../../packaging/versionKey';
import { VersionSet } from '../../packaging/versionSet';
import { DAY } from '../../protocol/language';
import type { PackageFacts } from './packageFacts';

/** One version that a project offers, with everything against it. */
export interface VersionChoice {
  /** As spelled by the index. */
  readonly version: string;
  readonly key: VersionKey;
  /** When its first file was uploaded, in milliseconds since the epoch. */
  readonly uploadedAt?: number | undefined;
  /** The reason, possibly empty, when it was yanked (PEP 592). */
  readonly yanked?: string | undefined;
  readonly isPrerelease: boolean;
  /** Younger than the cool-down. */
  readonly isYoung: boolean;
  readonly affectedBy: readonly Advisory[];
  /** The versions of Python that the release supports, a PEP 440 specifier. */
  readonly requiresPython?: string | undefined;
}

/**
 * The versions of a project, newest first. Without an answer of the index: the one in the bundled list, if any. Local versions and text
 * that is not a PEP 440 version are left out.
 */
export function versionChoices(facts: PackageFacts, now: number, coolDown: number): VersionChoice[] {
  const project = foundValue(facts.project);
  const latest = foundValue(facts.listed)?.latestVersion;
  const releases =
    project?.releases.filter(({ files }) => files.length > 0) ?? (latest === undefined ? [] : [{ version: latest, files: [] }]);
  const advisories = foundValue(facts.advisories) ?? [];
  return releases
    .flatMap((release): VersionChoice[] => {
      const { version } = release;
      const key = versionKey(version);
      if (key === undefined || key.local.length > 0) {
        return [];
      }
      const uploadedAt = firstUpload([release]);
      return [
        {
          version,
          key,
          uploadedAt,
          yanked: yankedReason(release),
          isPrerelease: isPrereleaseKey(key),
          isYoung: isYounger(uploadedAt, now, coolDown),
          affectedBy: advisories.filter((advisory) => affectsVersion(advisory, version)),
          requiresPython: neededPython(release),
        },
      ];
    })
    .sort((a, b) => compareVersionKeys(b.key, a.key));
}

/** Whether a release is younger than the cool-down. Its age may be unknown. */
function isYounger(uploadedAt: number | undefined, now: number, coolDown: number): boolean {
  return uploadedAt !== undefined && uploadedAt > now - coolDown * DAY;
}

/** The versions of Python that a release supports, by the first of its files that states them. */
function neededPython({ files }: Release): string | undefined {
  return files.find(({ requiresPython }) => requiresPython !== undefined)?.requiresPython;
}

/** The newest version with nothing against it. Pre-releases count only if one is in use. */
export function newestSound(choices: readonly VersionChoice[], prereleases = false): VersionChoice | undefined {
  return choices.find((choice) => isSound(choice) && (prereleases || !choice.isPrerelease));
}

/** Not yanked, not affected by an advisory, and older than the cool-down. */
function isSound({ yanked, isYoung, affectedBy }: VersionChoice): boolean {
  return yanked === undefined && !isYoung && affectedBy.length === 0;
}

/** What decides which releases a project takes. */
export interface ReleasePolicy {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Minimum age of a release, in days. */
  readonly coolDown: number;
  /** The Python versions that the project supports, a PEP 440 specifier. */
  readonly requiresPython?: string | undefined;
}

/** The versions that can replace another one, whatever their advisories: not yanked, not too young, for each Python of the project. Undefined: unknown. */
export function replacements({ project }: PackageFacts, { now, coolDown, requiresPython: python }: ReleasePolicy): string[] | undefined {
  return foundValue(project)
    ?.releases.filter((release) => {
      const isYoung = isYounger(firstUpload([release]), now, coolDown);
      return release.files.length > 0 && yankedReason(release) === undefined && !isYoung && supportsPython(neededPython(release), python);
    })
    .map(({ version }) => version);
}

/** Whether a release that needs `requiresPython` can be installed with every Python that the project supports. */
export function supportsPython(requiresPython: string | undefined, python: string | undefined): boolean {
  const needed = requiresPython === undefined ? undefined : pythonSet(requiresPython);
  const supported = python === undefined ? undefined : pythonSet(python);
  return needed === undefined || supported === undefined || supported.isSubsetOf(needed);
}

function pythonSet(specifier: string): VersionSet | undefined {
  const clauses = parseSpecifier(specifier);
  return clauses?.every(({ version }) => versionKey(version) !== undefined) ? VersionSet.ofSpecifier(clauses) : undefined;
}
