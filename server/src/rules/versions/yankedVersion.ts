import * as l10n from '@vscode/l10n';
import { yankedReason } from '../../index/releases';
import { shown } from '../../packaging/printable';
import { comesFromIndex, defineRule } from '../rule';
import { pinnedRelease } from './pinnedRelease';

/** The owner's reason is cut to this length: a diagnostic is short. */
const MAX_REASON = 80;

/** The owner has yanked the pinned version (PEP 592). Installers still take it, because it is pinned. */
export const yankedVersion = defineRule({
  id: 'yanked-version',
  level: 'warning',
  summary: () => l10n.t('The pinned version was yanked.'),
  securitySeverity: 3,
  appliesTo: comesFromIndex,
  judgesVersion: true,
  *check(requirement, facts) {
    const release = pinnedRelease(requirement, facts)?.release;
    const reason = release && yankedReason(release);
    if (release !== undefined && reason !== undefined) {
      const sentences = [
        l10n.t({
          message: "'{1}' {0} was yanked.",
          args: [shown(release.version), requirement.name],
          comment: ['{0} is a version. {1} is a package name.'],
        }),
      ];
      if (reason !== '') {
        sentences.push(
          l10n.t({ message: 'Reason: {0}', args: [shown(reason, MAX_REASON)], comment: ['{0} is why, in the words of the owner.'] }),
        );
      }
      yield { span: requirement.specifierSpan ?? requirement.nameSpan, message: sentences.join(' '), deprecated: true };
    }
  },
});
