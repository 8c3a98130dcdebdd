import type { AllowedVersions } from '../../advisories/affected';
import type { Requirement } from '../../formats/manifest/format';
import { lastAnswers } from '../../lastAnswers';
import { poetryAlternatives } from '../../packaging/poetryConstraint';
import { parseSpecifier } from '../../packaging/specifier';
import { isPrereleaseKey, versionKey } from '../../packaging/versionKey';
import { VersionSet } from '../../packaging/versionSet';

/** The versions that the specifier of a requirement allows, in whatever grammar it is written. */
export interface Allowed extends AllowedVersions {
  /** The one version that is allowed, as written. */
  readonly pinned?: string | undefined;
}

const ANY: Allowed = { set: VersionSet.ALL };
const UNKNOWN: Allowed = { set: undefined };
/** The longest specifier that is read, in UTF-16 units: a few hundred versions. */
export const MAX_SPECIFIER = 5_000;
/** Remembered, because several rules need it for each requirement, and many requirements have the same specifier. */
const readings = new Map<Requirement['specifierGrammar'], (specifier: string) => Allowed>();

/** The versions that a requirement allows, in the grammar of its file. */
export function allowedVersions(requirement: Requirement): Allowed {
  const { specifier, specifierGrammar } = requirement;
  if (specifier === undefined || specifier === '') {
    return ANY;
  }
  if (specifier.length > MAX_SPECIFIER) {
    return UNKNOWN;
  }
  let read = readings.get(specifierGrammar);
  if (read === undefined) {
    read = lastAnswers((text) => readAllowed(text, specifierGrammar));
    readings.set(specifierGrammar, read);
  }
  return read(specifier);
}

function readAllowed(specifier: string, specifierGrammar: Requirement['specifierGrammar']): Allowed {
  const alternatives =
    specifierGrammar === 'exact' ? [`==${specifier}`] : specifierGrammar === 'poetry' ? poetryAlternatives(specifier) : [specifier];
  if (alternatives === undefined) {
    return { set: undefined };
  }
  const sets: VersionSet[] = [];
  let pinned: string | undefined;
  let prereleases = false;
  for (const alternative of alternatives) {
    const clauses = alternative === '' ? [] : parseSpecifier(alternative);
    const set = clauses && VersionSet.ofSpecifier(clauses);
    if (clauses === undefined || set === undefined) {
      return { set: undefined };
    }
    sets.push(set);
    const [clause] = clauses;
    if (alternatives.length === 1 && clauses.length === 1 && clause !== undefined && !clause.wildcard && /^===?$/.test(clause.operator)) {
      pinned = clause.version;
    }
    prereleases ||= clauses.some(({ version }) => {
      const key = versionKey(version);
      return key !== undefined && isPrereleaseKey(key);
    });
  }
  return { set: VersionSet.unionOf(sets), pinned, prereleases };
}
