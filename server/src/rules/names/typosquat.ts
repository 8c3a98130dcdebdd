import * as l10n from '@vscode/l10n';
import type { Outsider, PackageFacts } from '../../facts/packages/packageFacts';
import type { Requirement } from '../../formats/manifest/format';
import { isCaseTrick } from '../../names/engine/letters/confusables';
import { isValidName } from '../../packaging/name';
import { formatDate } from '../../protocol/language';
import { details } from '../detail';
import { defineRule, hasOpenName, type RuleFinding } from '../rule';
import { removedMessage } from './removed';
import { lookalikeMessage, resemblanceDetails, suspicionFixes } from './targets';
import { describeUnknowns } from './unknowns';

/** The name imitates a popular project, or a private one of the user's. */
export const typosquat = defineRule({
  id: 'typosquat',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('The name looks like a popular package, or one of your own.'),
  securitySeverity: 8.1,
  family: 'name',
  appliesTo: hasOpenName,
  respectsTrust: true,
  respectsPrivate: true,
  trustable: true,
  mayBePrivate: true,
  showsLookalikes: true,
  verdict: () => 'suspicious',
  *check(requirement, facts) {
    const { name } = requirement;
    const best = facts.resemblances[0];
    // Written to deceive, whatever the project.
    const confidence = best !== undefined && isCaseTrick(name, best.target) ? 'high' : facts.confidence;
    if (facts.outsider !== undefined && confidence !== 'high') {
      yield outsiderFinding(requirement, facts, facts.outsider);
      return;
    }
    if (best === undefined || confidence === undefined || (confidence === 'low' && isOfOwnIndex(requirement, facts))) {
      return;
    }
    const notListed = facts.listed.kind === 'missing';
    const confirmedMissing = facts.project.kind === 'missing';
    const exists = !confirmedMissing && (!notListed || facts.project.kind === 'found');
    const evidence: string[] = [];
    if (!isValidName(name)) {
      // No index can have such a name.
    } else if (!exists && facts.wasRemoved) {
      evidence.push(removedMessage(name));
    } else if (confirmedMissing) {
      evidence.push(l10n.t('It is not on the index.'));
    } else if (!exists) {
      evidence.push(
        l10n.t({
          message: 'It is not in the package list of {0}.',
          args: [formatDate(facts.asOf)],
          comment: ['{0} is a month, such as: Nov 2026.'],
        }),
      );
    } else if (facts.evidence !== undefined && confidence === facts.confidence) {
      evidence.push(facts.evidence);
    } else if (facts.kinship?.kind === 'found' && facts.kinship.value.summaryCopied === true) {
      evidence.push(l10n.t({ message: "Its description is copied from '{0}'.", args: [best.target], comment: ['{0} is a package name.'] }));
    }
    // A project on a private index is not a matter of the bundled list.
    const isCertain = !exists && confidence === 'high' && (!best.isPrivate || confirmedMissing);
    yield {
      span: requirement.nameSpan,
      message: lookalikeMessage(name, best),
      label: l10n.t('Look-alike'),
      // Facts about the name come first: their sentences call it 'It'.
      details: [
        ...details('evidence', [...evidence, ...resemblanceDetails(name, facts.resemblances)]),
        ...details('unknown', describeUnknowns(name, facts)),
      ],
      severity: confidence === 'high' ? undefined : 'information',
      targets: facts.resemblances.map((resemblance) => resemblance.target),
      fixes: suspicionFixes(requirement, facts.resemblances, isCertain),
    };
  },
});

/** According to the index, the project has another owner than the family of its name. */
function outsiderFinding(requirement: Requirement, { resemblances }: PackageFacts, { family, leader, confidence }: Outsider): RuleFinding {
  const { name } = requirement;
  return {
    span: requirement.nameSpan,
    message: l10n.t({
      message: "'{0}' has a different owner than the '{1}' packages.",
      args: [name, family],
      comment: ['{0} is a package name. {1} is what the names of a group of packages begin with.'],
    }),
    label: l10n.t('Look-alike'),
    details: details('evidence', [
      l10n.t({ message: "None of its owners owns '{0}'.", args: [leader], comment: ['{0} is a package name.'] }),
      ...resemblanceDetails(name, resemblances),
    ]),
    severity: confidence === 'high' ? undefined : 'information',
    targets: resemblances.map(({ target }) => target),
    fixes: suspicionFixes(requirement, resemblances),
  };
}

/** A name that is pinned to one index and not in the public list is most likely a private package there: a mere resemblance proves nothing. */
function isOfOwnIndex({ source }: Requirement, { listed }: PackageFacts): boolean {
  return source === 'explicit-index' && listed.kind === 'missing';
}
