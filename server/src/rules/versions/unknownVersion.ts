import * as l10n from '@vscode/l10n';
import { notCheckedWhy } from '../../lookup';
import { shown } from '../../packaging/printable';
import { comesFromIndex, defineRule } from '../rule';
import { pinnedRelease } from './pinnedRelease';

/** The index has the project, but not this version of it. */
export const unknownVersion = defineRule({
  id: 'unknown-version',
  level: 'warning',
  summary: () => l10n.t('The pinned version does not exist.'),
  securitySeverity: 3,
  appliesTo: comesFromIndex,
  judgesVersion: true,
  *check(requirement, facts) {
    const pinned = pinnedRelease(requirement, facts);
    // An old answer, or an answer of only some indexes, may lack newer or other versions.
    if (pinned !== undefined && pinned.release === undefined && notCheckedWhy(facts.project) === undefined) {
      yield {
        span: requirement.specifierSpan ?? requirement.nameSpan,
        message: l10n.t({
          message: "'{1}' has no version {0} on the index.",
          args: [shown(pinned.version), requirement.name],
          comment: ['{0} is a version. {1} is a package name.'],
        }),
      };
    }
  },
});
