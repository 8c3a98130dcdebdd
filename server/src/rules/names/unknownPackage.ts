import * as l10n from '@vscode/l10n';
import type { PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { isValidName } from '../../packaging/name';
import { formatDate, formatSentences } from '../../protocol/language';
import { details } from '../detail';
import { removeRequirement, replaceName } from '../fixes';
import { defineRule, type Fix, isFromAnyIndex } from '../rule';
import { removedMessage } from './removed';

/** There is no such project, so anyone could register the name. Certain only if the index says so: the bundled list may be too old. */
export const unknownPackage = defineRule({
  id: 'unknown-package',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('The project does not exist on the index. Anyone could register the name.'),
  securitySeverity: 6.5,
  family: 'name',
  appliesTo: isFromAnyIndex,
  respectsTrust: true,
  trustable: true,
  mayBePrivate: true,
  verdict: () => 'unknown',
  *check(requirement, facts, { asksPypiAlone }) {
    // An unfinished line may have an unfinished name.
    if (facts.isPrivate || facts.project.kind === 'found' || requirement.incomplete || !isValidName(requirement.name)) {
      return;
    }
    if (facts.project.kind === 'missing' && facts.listed.kind === 'found') {
      yield {
        span: requirement.nameSpan,
        message: l10n.t({
          message: "'{0}' is not on the index. It was removed, or this index does not mirror it.",
          args: [requirement.name],
          comment: ['{0} is a package name.'],
        }),
        details: details('evidence', [
          l10n.t({
            message: 'It is in the package list of {0}.',
            args: [formatDate(facts.asOf)],
            comment: ['{0} is a month, such as: Nov 2026.'],
          }),
        ]),
        // If one of the most downloaded projects is missing, the index is more likely to be incomplete.
        severity: facts.rank === undefined ? undefined : 'information',
        label: l10n.t('Unknown package'),
        fixes: removeRequirement(requirement),
      };
    } else if (facts.project.kind === 'missing') {
      yield {
        span: requirement.nameSpan,
        message: formatSentences([
          facts.wasRemoved
            ? removedMessage(requirement.name)
            : asksPypiAlone(requirement.normalizedName, requirement.indexName)
              ? l10n.t({
                  message: "'{0}' is not on PyPI. Anyone could register it.",
                  args: [requirement.name],
                  comment: ['{0} is a package name.'],
                })
              : l10n.t({
                  message: "'{0}' is not on the index. Anyone could register it.",
                  args: [requirement.name],
                  comment: ['{0} is a package name.'],
                }),
          ...suggestion(facts),
        ]),
        targets: facts.near,
        label: l10n.t('Unknown package'),
        fixes: nearFixes(requirement, facts),
      };
    } else if (facts.listed.kind === 'missing' && facts.rank === undefined) {
      // A name that was among the most downloaded is known. Only the index can say that it has gone since.
      yield {
        span: requirement.nameSpan,
        message: formatSentences([
          facts.wasRemoved
            ? removedMessage(requirement.name)
            : l10n.t({
                message: "'{0}' is not in the package list. It may be new, private or misspelled.",
                args: [requirement.name],
                comment: ['{0} is a package name.'],
              }),
          ...suggestion(facts),
        ]),
        details: details('evidence', [
          l10n.t({
            message: 'The package list is from {0}.',
            args: [formatDate(facts.asOf)],
            comment: ['{0} is a month, such as: Nov 2026.'],
          }),
        ]),
        severity: 'information',
        targets: facts.near,
        label: l10n.t('Unknown package'),
        fixes: nearFixes(requirement, facts),
      };
    }
  },
});

function suggestion({ near: [best] }: PackageFacts): string[] {
  return best === undefined ? [] : [l10n.t({ message: "Did you mean '{0}'?", args: [best], comment: ['{0} is a package name.'] })];
}

function nearFixes(requirement: Requirement, { near }: PackageFacts): Fix[] {
  return [...near.map((target, i) => replaceName(requirement, target, { preferred: i === 0 })), ...removeRequirement(requirement)];
}
