import type { Analysis } from '../../analysis/analysis';
import type { Requirement } from '../../formats/manifest/format';
import { replaceName } from '../../rules/fixes';
import type { Edit } from '../../rules/rule';
import { withoutForeignPin } from './pinEdits';
import { distinctEdits, readWith } from './trial';

/** The package to rename (PEP 503 normal form), and its new name. */
export interface Renaming {
  readonly name: string;
  readonly target: string;
}

/**
 * The edits that rename a package wherever a file names it: dependencies, constraints and keys that refer to it. Hashes and pins of the replaced
 * project are removed. Undefined: the text cannot be changed with certainty, or a tool writes the file.
 */
export function renameEdits(analysis: Analysis, { name, target }: Renaming): readonly Edit[] | undefined {
  const named = mentions(analysis, name);
  if (named.length === 0) {
    return [];
  }
  if (analysis.format.generated) {
    return undefined;
  }
  const fixes = named.map((requirement) => ({ requirement, fix: replaceName(requirement, target) }));
  const unpinned = distinctEdits(fixes.flatMap(({ requirement, fix }) => withoutForeignPin(analysis, requirement, fix).edits));
  const kept = distinctEdits(fixes.flatMap(({ fix }) => fix.edits));
  return [unpinned, kept].find((edits) => isRenamed(analysis, named, edits));
}

/** All places of a file with a package (normalized name). */
export function mentions({ manifest }: Analysis, name: string): readonly Requirement[] {
  return manifest.requirements.filter(({ normalizedName }) => normalizedName === name);
}

/** Whether the text then has the new name in place of the old one, and the same number of requirements and problems. */
function isRenamed(analysis: Analysis, named: readonly Requirement[], edits: readonly Edit[]): boolean {
  const { manifest: before } = analysis;
  const after = readWith(analysis, edits);
  const old = new Set(named);
  return (
    after?.requirements.length === before.requirements.length &&
    after.problems.length <= before.problems.length &&
    before.requirements.every((requirement, i) => old.has(requirement) || after.requirements[i]?.name === requirement.name)
  );
}
