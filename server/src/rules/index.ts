import type { RuleId } from '../configuration/ruleLevels';
import { invalidConfiguration } from './files/invalidConfiguration';
import { invalidRequirement } from './files/invalidRequirement';
import { notChecked } from './files/notChecked';
import { dependencyConfusion } from './indexes/dependencyConfusion';
import { insecureIndex } from './indexes/insecureIndex';
import { importName } from './names/importName';
import { knownMalicious } from './names/knownMalicious';
import { projectStatus } from './names/projectStatus';
import { typosquat } from './names/typosquat';
import { unknownPackage } from './names/unknownPackage';
import type { Rule } from './rule';
import { hashMismatch } from './versions/hashMismatch';
import { missingHash } from './versions/missingHash';
import { recentRelease } from './versions/recentRelease';
import { unknownVersion } from './versions/unknownVersion';
import { unpinned } from './versions/unpinned';
import { vulnerableVersion } from './versions/vulnerableVersion';
import { yankedVersion } from './versions/yankedVersion';

/** Every rule, in the order in which they judge. The type checker refuses an id of `configuration/ruleLevels.ts` without a rule, and a rule without an id. */
const RULES: { readonly [Id in RuleId]: Rule<Id> } = {
  'known-malicious': knownMalicious,
  'import-name': importName,
  typosquat,
  'unknown-package': unknownPackage,
  'project-status': projectStatus,
  'vulnerable-version': vulnerableVersion,
  'unknown-version': unknownVersion,
  'yanked-version': yankedVersion,
  'recent-release': recentRelease,
  'dependency-confusion': dependencyConfusion,
  'insecure-index': insecureIndex,
  'hash-mismatch': hashMismatch,
  'missing-hash': missingHash,
  unpinned,
  'invalid-requirement': invalidRequirement,
  'not-checked': notChecked,
  'invalid-configuration': invalidConfiguration,
};

export const rules: readonly Rule[] = Object.values(RULES);

/** Rules about the owner of the name. Only one of them reports a name. */
export const nameRules: readonly Rule[] = rules.filter(({ family }) => family === 'name');

/** Rules that report independently of each other. */
export const otherRules: readonly Rule[] = rules.filter(({ family }) => family === undefined);

export function ruleOf(id: RuleId): Rule {
  return RULES[id];
}

/** Whether a finding reports known malware. */
export function isMalware({ rule }: { readonly rule: RuleId }): boolean {
  return RULES[rule].malware === true;
}
