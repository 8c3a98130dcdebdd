import * as l10n from '@vscode/l10n';
import { firstUpload } from '../facts/releases';
import { foundValue } from '../lookup';
import { pinnedRelease } from './pinnedVersion';
import type { Rule } from './rule';

const DAY = 86_400_000;

/** The project, or its pinned release, is younger than the cool-down: most malicious uploads are found within days. */
export const recentRelease: Rule = {
  id: 'recent-release',
  *check(requirement, facts, { now, coolDown }) {
    const project = foundValue(facts.project);
    if (project === undefined || facts.isTrusted) {
      return;
    }
    const limit = now - coolDown * DAY;
    const born = firstUpload(project.releases);
    if (born !== undefined && born > limit) {
      yield {
        span: requirement.nameSpan,
        message: l10n.t("'{0}' is a new project: its first release is of {1}.", requirement.name, day(born)),
      };
      return;
    }
    const release = pinnedRelease(requirement, facts)?.release;
    const uploaded = release && firstUpload([release]);
    if (release !== undefined && uploaded !== undefined && uploaded > limit) {
      yield {
        span: requirement.specifierSpan ?? requirement.nameSpan,
        message: l10n.t(
          "Version {0} of '{1}' was released on {2}, less than {3} days ago.",
          release.version,
          requirement.name,
          day(uploaded),
          coolDown,
        ),
      };
    }
  },
};

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
