import * as l10n from '@vscode/l10n';
import { firstUpload } from '../../index/releases';
import { dayOf, foundValue } from '../../lookup';
import { DAY, formatDate } from '../../protocol/language';
import { comesFromIndex, defineRule } from '../rule';
import { pinnedRelease } from './pinnedRelease';

/** The project, or its pinned release, is younger than the cool-down: most malicious uploads are found within days. */
export const recentRelease = defineRule({
  id: 'recent-release',
  level: 'information',
  summary: () => l10n.t('The version was released within the cool-down period.'),
  securitySeverity: 3,
  appliesTo: comesFromIndex,
  respectsTrust: true,
  judgesVersion: true,
  *check(requirement, facts, { now, coolDown }) {
    const project = foundValue(facts.project);
    if (project === undefined) {
      return;
    }
    const limit = now - coolDown * DAY;
    const born = firstUpload(project.releases);
    if (born !== undefined && born > limit) {
      yield {
        span: requirement.nameSpan,
        message: l10n.t({
          message: "'{0}' is a new project, first released on {1}.",
          args: [requirement.name, formatDate(dayOf(born))],
          comment: ['{0} is a package name. {1} is a date, such as: Nov 3, 2026.'],
        }),
      };
      return;
    }
    const release = pinnedRelease(requirement, facts)?.release;
    const uploaded = release && firstUpload([release]);
    if (release !== undefined && uploaded !== undefined && uploaded > limit) {
      yield {
        span: requirement.specifierSpan ?? requirement.nameSpan,
        message: l10n.t({
          message: "'{1}' {0} was released on {2}, within the cool-down period.",
          args: [release.version, requirement.name, formatDate(dayOf(uploaded))],
          comment: ['{0} is a version. {1} is a package name. {2} is a date, such as: Nov 3, 2026.'],
        }),
      };
    }
  },
});
