import { allowedVersions } from '../../facts/packages/allowedVersions';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import type { Release } from '../../index/project';
import { releaseOf } from '../../index/releases';
import { foundValue } from '../../lookup';

/** The pinned version, if the index knows about it. `release` is absent if the index has no such version. */
export function pinnedRelease(
  requirement: Requirement,
  facts: PackageFacts,
): { version: string; release?: Release | undefined } | undefined {
  const project = foundValue(facts.project);
  const { pinned } = allowedVersions(requirement);
  if (project === undefined || pinned === undefined || project.releases.length === 0) {
    return undefined;
  }
  return { version: pinned, release: releaseOf(project, pinned) };
}
