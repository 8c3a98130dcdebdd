import * as l10n from '@vscode/l10n';
import { foundValue } from '../../lookup';
import { formatSentences } from '../../protocol/language';
import { replaceName } from '../fixes';
import { comesFromIndex, defineRule, isFromAnyIndex } from '../rule';
import { supersededNote } from './targets';

/** The project is quarantined, archived or deprecated on its index (PEP 792), or another project continues it. */
export const projectStatus = defineRule({
  id: 'project-status',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('The project is quarantined, archived, deprecated or superseded.'),
  securitySeverity: 5,
  appliesTo: comesFromIndex,
  respectsTrust: true,
  trustable: true,
  // Even a name without any resemblance can be quarantined by its index.
  verdict: ({ project }) => (foundValue(project)?.status === 'quarantined' ? 'suspicious' : undefined),
  *check(requirement, facts) {
    const { name, nameSpan: span } = requirement;
    const status = foundValue(facts.project)?.status;
    // The public owner of the name does not matter for a package from one index of the user's.
    const successor = isFromAnyIndex(requirement) ? facts.superseded : undefined;
    const fixes = successor === undefined ? [] : [replaceName(requirement, successor.successor)];
    const note = supersededNote({ target: facts.normalizedName, superseded: successor });
    if (status === 'quarantined') {
      yield {
        span,
        message: l10n.t({
          message: "'{0}' is quarantined by the index, usually because it is suspected malware.",
          args: [name],
          comment: ['{0} is a name.'],
        }),
        label: l10n.t({ message: 'Quarantined', comment: ['The status of a project on the index. Shown after its name.'] }),
        fixes,
      };
    } else if (status === 'archived' || status === 'deprecated') {
      const said =
        status === 'archived'
          ? l10n.t({ message: "'{0}' is archived and will get no more releases.", args: [name], comment: ['{0} is a name.'] })
          : l10n.t({ message: "'{0}' is deprecated.", args: [name], comment: ['{0} is a name.'] });
      const label =
        status === 'archived'
          ? l10n.t({ message: 'Archived', comment: ['The status of a project on the index. Shown after its name.'] })
          : l10n.t({ message: 'Deprecated', comment: ['The status of a project on the index. Shown after its name.'] });
      yield { span, message: formatSentences([said, ...note]), label, severity: 'information', fixes, deprecated: true };
    } else if (successor !== undefined) {
      const label = l10n.t({ message: 'Superseded', comment: ['Another project continues this one. Shown after its name.'] });
      yield {
        span,
        message: formatSentences(note),
        label,
        severity: 'information',
        targets: [successor.successor],
        fixes,
        deprecated: true,
      };
    }
  },
});
