import * as l10n from '@vscode/l10n';
import { allowedVersions } from '../../facts/packages/allowedVersions';
import { comesFromIndex, defineRule } from '../rule';

/** Opt-in: every requirement is pinned to one version. */
export const unpinned = defineRule({
  id: 'unpinned',
  level: 'off',
  summary: () => l10n.t('The requirement is not pinned to an exact version.'),
  securitySeverity: 2,
  appliesTo: comesFromIndex,
  *check(requirement) {
    if (requirement.role === 'dependency' && allowedVersions(requirement).pinned === undefined) {
      yield {
        span: requirement.nameSpan,
        message: l10n.t({
          message: "'{0}' is not pinned. Use '==' with a version.",
          args: [requirement.name],
          comment: ['{0} is a package name.'],
        }),
      };
    }
  },
});
