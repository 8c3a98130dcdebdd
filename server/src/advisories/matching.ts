import { compareVersionKeys, isPrereleaseKey, type VersionKey, versionKey } from '../packaging/versionKey';
import type { Advisory } from './advisory';
import { type AdvisoryEffect, type AllowedVersions, affectedVersions, effectOn } from './affected';

export interface AdvisoryMatch {
  /** One of the records about the same vulnerability. The ids of the others are among its aliases. */
  readonly advisory: Advisory;
  readonly effect: Exclude<AdvisoryEffect, 'none'>;
}

/** The vulnerabilities of a requirement, worst first. Records of several databases about one vulnerability become one match. */
export function matchAdvisories(advisories: readonly Advisory[], allowed: AllowedVersions): readonly AdvisoryMatch[] {
  const groups: AdvisoryMatch[] = [];
  // By the ids of the vulnerability in all databases.
  const groupOf = new Map<string, number>();
  for (const advisory of advisories) {
    const effect = effectOn(advisory, allowed);
    if (effect === 'none') {
      continue;
    }
    const names = [advisory.id, ...advisory.aliases];
    const twin = names.map((name) => groupOf.get(name)).find((group) => group !== undefined);
    const match: AdvisoryMatch = { advisory, effect };
    if (twin !== undefined) {
      groups[twin] = merged(groups[twin] as AdvisoryMatch, match);
    }
    const group = twin ?? groups.push(match) - 1;
    for (const name of names) {
      groupOf.set(name, group);
    }
  }
  return groups.sort(compareMatches);
}

/** Of two records, the more informative one is kept: a certain effect, then a fix, then a severity. */
function merged(a: AdvisoryMatch, b: AdvisoryMatch): AdvisoryMatch {
  const [better, other] = weight(b) > weight(a) ? [b, a] : [a, b];
  const aliases = new Set([...better.advisory.aliases, other.advisory.id, ...other.advisory.aliases]);
  aliases.delete(better.advisory.id);
  return {
    effect: better.effect,
    advisory: { ...better.advisory, aliases: [...aliases], severity: better.advisory.severity ?? other.advisory.severity },
  };
}

function weight({ advisory, effect }: AdvisoryMatch): number {
  const hasFix = advisory.ranges.some(({ fixed }) => fixed !== undefined);
  return (effect === 'all' ? 4 : 0) + (hasFix ? 2 : 0) + (advisory.severity === undefined ? 0 : 1);
}

const SEVERITIES = ['critical', 'high', 'medium', 'low', undefined];

function compareMatches(a: AdvisoryMatch, b: AdvisoryMatch): number {
  return (
    Number(b.effect === 'all') - Number(a.effect === 'all') ||
    SEVERITIES.indexOf(a.advisory.severity) - SEVERITIES.indexOf(b.advisory.severity) ||
    (a.advisory.id < b.advisory.id ? 1 : -1)
  );
}

/**
 * The lowest version above `current` that no advisory of the package affects, so the smallest safe step. Candidates are the
 * existing final versions where they are known, else the versions that the advisories themselves name as fixed. Undefined: there is none.
 */
export function firstUnaffected(advisories: readonly Advisory[], current: string, known?: readonly string[]): string | undefined {
  const from = versionKey(current);
  if (from === undefined) {
    return undefined;
  }
  const candidates = known === undefined ? fixedCandidates(advisories) : candidatesOf(known);
  return candidates.find(
    ({ key }) => compareVersionKeys(key, from) > 0 && !advisories.some((advisory) => affectedVersions(advisory).has(key)),
  )?.version;
}

interface Candidate {
  readonly version: string;
  readonly key: VersionKey;
}

/** By the advisories of a package: many files pin it to a version. */
const candidatesByAdvisories = new WeakMap<readonly Advisory[], readonly Candidate[]>();

/** The versions that advisories name as fixed. */
function fixedCandidates(advisories: readonly Advisory[]): readonly Candidate[] {
  const before = candidatesByAdvisories.get(advisories);
  const candidates = before ?? candidatesOf(advisories.flatMap(({ ranges }) => ranges.flatMap(({ fixed }) => fixed ?? [])));
  candidatesByAdvisories.set(advisories, candidates);
  return candidates;
}

/** Final versions, lowest first. */
function candidatesOf(versions: readonly string[]): readonly Candidate[] {
  return versions
    .flatMap((version): Candidate[] => {
      const key = versionKey(version);
      return key !== undefined && !isPrereleaseKey(key) && key.local.length === 0 ? [{ version, key }] : [];
    })
    .sort((a, b) => compareVersionKeys(a.key, b.key));
}

/** The versions that end the affected intervals of the allowed versions, lowest first. */
export function fixedVersions(advisories: readonly Advisory[], { set }: Pick<AllowedVersions, 'set'>): string[] {
  const fixed = new Map<string, VersionKey>();
  for (const range of advisories.flatMap(({ ranges }) => ranges)) {
    const key = range.fixed === undefined ? undefined : versionKey(range.fixed);
    if (
      range.fixed !== undefined &&
      key !== undefined &&
      set?.isDisjointFrom(affectedVersions({ ranges: [range], versions: [] })) !== true
    ) {
      fixed.set(range.fixed, key);
    }
  }
  return [...fixed].sort(([, a], [, b]) => compareVersionKeys(a, b)).map(([version]) => version);
}
