import * as l10n from '@vscode/l10n';
import { replaceName } from './fixes';
import type { Rule } from './rule';
import { supersededNote } from './targets';

/** The project is quarantined, archived or deprecated on its index (PEP 792), or another project continues it. */
export const projectStatus: Rule = {
  id: 'project-status',
  *check(requirement, facts) {
    if (facts.isTrusted) {
      return;
    }
    const { name, nameSpan: span } = requirement;
    const status = facts.project.kind === 'found' ? facts.project.value.status : 'active';
    // Whose name it is in public says nothing of a package that one index of the user's serves.
    const successor = requirement.source === 'index' ? facts.superseded : undefined;
    const fixes = successor === undefined ? [] : [replaceName(requirement, successor.successor)];
    const note = supersededNote({ target: facts.normalizedName, superseded: successor });
    if (status === 'quarantined') {
      yield { span, message: l10n.t("'{0}' is quarantined: the index has closed it, most often because it is malicious.", name), fixes };
    } else if (status === 'archived' || status === 'deprecated') {
      const said =
        status === 'archived' ? l10n.t("'{0}' is archived: expect no more releases.", name) : l10n.t("'{0}' is deprecated.", name);
      yield { span, message: [said, ...note].join(' '), severity: 'information', fixes, deprecated: true };
    } else if (successor !== undefined) {
      yield { span, message: note.join(' '), severity: 'information', targets: [successor.successor], fixes, deprecated: true };
    }
  },
};
