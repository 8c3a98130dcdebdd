import { hashMismatch, missingHash, unpinned } from './authenticity';
import { dependencyConfusion } from './dependencyConfusion';
import { importName } from './importName';
import { insecureIndex } from './insecureIndex';
import { invalidRequirement } from './invalidRequirement';
import { knownMalicious } from './knownMalicious';
import { unknownVersion, yankedVersion } from './pinnedVersion';
import { projectStatus } from './projectStatus';
import { recentRelease } from './recentRelease';
import type { Rule } from './rule';
import { typosquat } from './typosquat';
import { unknownPackage } from './unknownPackage';
import { vulnerableVersion } from './vulnerableVersion';

/** Rules about whose name it is. They exclude each other on one name: the first that has something to say is heard. */
export const nameRules: readonly Rule[] = [knownMalicious, importName, typosquat, unknownPackage];

/** Rules that add to each other. */
export const otherRules: readonly Rule[] = [
  projectStatus,
  vulnerableVersion,
  unknownVersion,
  yankedVersion,
  recentRelease,
  dependencyConfusion,
  insecureIndex,
  hashMismatch,
  missingHash,
  unpinned,
  invalidRequirement,
];
