import { importName } from './importName';
import { invalidRequirement } from './invalidRequirement';
import { knownMalicious } from './knownMalicious';
import { projectStatus } from './projectStatus';
import type { Rule } from './rule';
import { typosquat } from './typosquat';
import { unknownPackage } from './unknownPackage';

/** Rules about whose name it is. They exclude each other on one name: the first that has something to say is heard. */
export const nameRules: readonly Rule[] = [knownMalicious, importName, typosquat, unknownPackage];

/** Rules that add to each other. */
export const otherRules: readonly Rule[] = [projectStatus, invalidRequirement];
