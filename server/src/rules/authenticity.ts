import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../facts/allowedVersions';
import type { Requirement } from '../formats/format';
import { notCheckedWhy } from '../lookup';
import { pinnedRelease } from './pinnedVersion';
import type { Fix, Rule } from './rule';

/** Opt-in: every requirement is pinned to one version. */
export const unpinned: Rule = {
  id: 'unpinned',
  *check(requirement) {
    if (isInstalled(requirement) && allowedVersions(requirement).pinned === undefined) {
      yield {
        span: requirement.nameSpan,
        message: l10n.t("'{0}' is not pinned to one version: write '==' and the version.", requirement.name),
      };
    }
  },
};

/** Opt-in: every pinned requirement of a requirements file has hashes. The fix fills in what the index publishes. */
export const missingHash: Rule = {
  id: 'missing-hash',
  *check(requirement, facts, { canHaveHashes }) {
    if (!canHaveHashes || !isInstalled(requirement) || requirement.hashes.length > 0) {
      return;
    }
    const digests = pinnedRelease(requirement, facts)?.release?.files.flatMap(({ hashes }) => hashes.sha256 ?? []) ?? [];
    const fixes: Fix[] =
      digests.length === 0
        ? []
        : [
            {
              title: l10n.t('Add the hashes of {0} files', digests.length),
              edits: [
                {
                  span: { start: requirement.span.end, end: requirement.span.end },
                  text: digests
                    .sort()
                    .map((digest) => ` \\\n    --hash=sha256:${digest}`)
                    .join(''),
                },
              ],
              preferred: true,
            },
          ];
    yield {
      span: requirement.nameSpan,
      message: l10n.t("'{0}' has no hash: the file that is installed is not checked.", requirement.name),
      fixes,
    };
  },
};

/** A hash that no file of the pinned version has on the index: pip would refuse it, or the file was changed. */
export const hashMismatch: Rule = {
  id: 'hash-mismatch',
  *check(requirement, facts) {
    const release = pinnedRelease(requirement, facts)?.release;
    // Files are added to releases: an old answer, or that of some indexes only, does not know them all.
    if (release === undefined || notCheckedWhy(facts.project) !== undefined) {
      return;
    }
    for (const { algorithm, digest, span } of requirement.hashes) {
      const published = release.files.flatMap(({ hashes }) => hashes[algorithm] ?? []);
      if (published.length > 0 && !published.some((known) => known.toLowerCase() === digest.toLowerCase())) {
        yield { span, message: l10n.t("No file of '{0}' {1} on the index has this hash.", requirement.name, release.version) };
      }
    }
  },
};

function isInstalled({ role }: Requirement): boolean {
  return role === 'dependency';
}
