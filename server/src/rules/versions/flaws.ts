import { type Advisory, advisoryPage, publicId, splitMalicious } from '../../advisories/advisory';
import { type AllowedVersions, affectsVersion, newestInstallable } from '../../advisories/affected';
import { type AdvisoryMatch, firstUnaffected, fixedVersions, matchAdvisories } from '../../advisories/matching';
import { type Allowed, allowedVersions } from '../../facts/packages/allowedVersions';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { availableVersions } from '../../index/releases';
import { foundValue } from '../../lookup';
import type { RecordDetails } from '../rule';

/** The advisories that affect the versions that a requirement allows. */
export interface Flaws {
  readonly worst: AdvisoryMatch;
  /** Those that the finding reports. */
  readonly ids: readonly Advisory[];
  /** The version that an installer takes, where not all that are allowed are affected. */
  readonly newest: string | undefined;
  /** The next version that none affects, where one version is asked for. */
  readonly fixed: string | undefined;
  readonly records: RecordDetails;
}

/** The advisories that affect a requirement. Undefined: there is nothing to report. */
export function flawsIn(requirement: Requirement, facts: PackageFacts): Flaws | undefined {
  const advisories = splitMalicious(foundValue(facts.advisories)).flaws;
  if (advisories.length === 0) {
    return undefined;
  }
  const project = foundValue(facts.project);
  const known = project && availableVersions(project);
  const allowed = allowedVersions(requirement);
  const latest = foundValue(facts.listed)?.latestVersion;
  return known === undefined ? knownFlaws(advisories, allowed, latest) : flawsOf(advisories, { ...allowed, known }, latest);
}

interface KnownFlaws {
  readonly latest: string | undefined;
  readonly flaws: Flaws | undefined;
}

/** By the advisories of a package and what is allowed: many files ask for the same versions. */
const flawsByAllowed = new WeakMap<readonly Advisory[], WeakMap<Allowed, KnownFlaws>>();

/** As `flawsOf`, where the index did not say which versions exist. */
function knownFlaws(advisories: readonly Advisory[], allowed: Allowed, latest: string | undefined): Flaws | undefined {
  const ofPackage = flawsByAllowed.get(advisories) ?? new WeakMap<Allowed, KnownFlaws>();
  flawsByAllowed.set(advisories, ofPackage);
  const before = ofPackage.get(allowed);
  if (before !== undefined && before.latest === latest) {
    return before.flaws;
  }
  const flaws = flawsOf(advisories, allowed, latest);
  ofPackage.set(allowed, { latest, flaws });
  return flaws;
}

/** `latest`: the newest version of the package, as far as is known. Undefined: there is nothing to report. */
function flawsOf(advisories: readonly Advisory[], allowed: Allowed, latest: string | undefined): Flaws | undefined {
  const matches = matchAdvisories(advisories, allowed);
  const [worst] = matches;
  if (worst === undefined) {
    return undefined;
  }
  const newest = worst.effect === 'all' ? undefined : newestInstallable(allowed, latest);
  if (newest !== undefined && !advisories.some((advisory) => affectsVersion(advisory, newest))) {
    // An installer takes the newest version. Advisories of older ones do not matter.
    return undefined;
  }
  const ids = matches
    .filter(({ advisory, effect }) => effect === worst.effect && (newest === undefined || affectsVersion(advisory, newest)))
    .map(({ advisory }) => advisory);
  const fixed = allowed.pinned === undefined ? undefined : firstUnaffected(advisories, allowed.pinned, allowed.known);
  return { worst, ids, newest, fixed, records: recordDetails(ids, allowed) };
}

function recordDetails(advisories: readonly Advisory[], allowed: AllowedVersions): RecordDetails {
  const ratings = new Set(advisories.map(({ severity }) => severity));
  return {
    ids: [...new Set(advisories.flatMap(({ id, aliases }) => [id, ...aliases]))].sort(),
    fixed: fixedVersions(advisories, allowed),
    rating: (['critical', 'high', 'medium', 'low'] as const).find((rating) => ratings.has(rating)),
    advisories: advisories.map((advisory) => ({
      id: publicId(advisory),
      title: advisory.summary,
      severity: advisory.severity,
      fixed: fixedVersions([advisory], allowed)[0],
      url: advisoryPage(advisory.id),
    })),
  };
}
