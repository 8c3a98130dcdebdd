import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../protocol/language';
import { comesFromIndex, defineRule, type Fix } from '../rule';
import { pinnedRelease } from './pinnedRelease';

/** Opt-in: every pinned requirement of a requirements file has hashes. The fix fills in those that the index publishes. */
export const missingHash = defineRule({
  id: 'missing-hash',
  level: 'off',
  summary: () => l10n.t('The requirement has no hash.'),
  securitySeverity: 3,
  appliesTo: comesFromIndex,
  *check(requirement, facts, { canHaveHashes }) {
    // An option with a problem ends the reading of its line: hashes may follow.
    if (!canHaveHashes || requirement.role !== 'dependency' || requirement.hashes.length > 0 || requirement.incomplete) {
      return;
    }
    const digests = pinnedRelease(requirement, facts)?.release?.files.flatMap(({ hashes }) => hashes.sha256 ?? []) ?? [];
    const fixes: Fix[] =
      digests.length === 0
        ? []
        : [
            {
              title: l10n.t({ message: 'Add hashes (files: {0})', args: [formatNumber(digests.length)], comment: ['{0} is a count.'] }),
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
      message: l10n.t({
        message: "'{0}' has no hash, so the downloaded file is not verified.",
        args: [requirement.name],
        comment: ['{0} is a package name.'],
      }),
      fixes,
    };
  },
});
