import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../facts/allowedVersions';
import type { PackageFacts } from '../facts/packageFacts';
import type { Release } from '../facts/project';
import { releaseOf, yankedReason } from '../facts/releases';
import type { Requirement } from '../formats/format';
import { foundValue, notCheckedWhy } from '../lookup';
import type { Rule } from './rule';

/** The pinned version, as far as the index says something about it. `release` is absent where the index has no such version. */
export function pinnedRelease(requirement: Requirement, facts: PackageFacts): { version: string; release?: Release } | undefined {
  const project = foundValue(facts.project);
  const { pinned } = allowedVersions(requirement);
  if (project === undefined || pinned === undefined || project.releases.length === 0) {
    return undefined;
  }
  return { version: pinned, release: releaseOf(project, pinned) };
}

/** The index has the project, but not this version of it. */
export const unknownVersion: Rule = {
  id: 'unknown-version',
  *check(requirement, facts) {
    const pinned = pinnedRelease(requirement, facts);
    // An old answer, or that of some indexes only, does not know what came out since, or elsewhere.
    if (pinned !== undefined && pinned.release === undefined && notCheckedWhy(facts.project) === undefined) {
      yield {
        span: requirement.specifierSpan ?? requirement.nameSpan,
        message: l10n.t("The index has no version {0} of '{1}'.", pinned.version, requirement.name),
      };
    }
  },
};

/** The pinned version was taken back by its owner (PEP 592). Installers still take it, since it is pinned. */
export const yankedVersion: Rule = {
  id: 'yanked-version',
  *check(requirement, facts) {
    const release = pinnedRelease(requirement, facts)?.release;
    const reason = release && yankedReason(release);
    if (release !== undefined && reason !== undefined) {
      const sentences = [l10n.t("Version {0} of '{1}' was yanked by its owner.", release.version, requirement.name)];
      if (reason !== '') {
        sentences.push(l10n.t('The reason given: {0}', reason));
      }
      yield { span: requirement.specifierSpan ?? requirement.nameSpan, message: sentences.join(' '), deprecated: true };
    }
  },
};
