import * as l10n from '@vscode/l10n';
import { describeTechnique } from '../names/labels';
import { disguiseNotes } from './disguise';
import { removeRequirement } from './fixes';
import type { Rule } from './rule';
import { popularity, supersededNote, targetFixes } from './targets';

/** The name imitates a popular one, or one of the project's own. */
export const typosquat: Rule = {
  id: 'typosquat',
  *check(requirement, facts) {
    const best = facts.resemblances[0];
    if (best === undefined || facts.confidence === undefined || facts.isTrusted) {
      return;
    }
    const notListed = facts.listed.kind === 'missing';
    const confirmedMissing = facts.project.kind === 'missing';
    const disguise = disguiseNotes(requirement.name);
    const sentences = [
      l10n.t("Did you mean '{0}'?", best.target),
      l10n.t("'{0}' looks like it: {1}. '{2}' is {3}.", requirement.name, describeTechnique(best), best.target, popularity(best)),
      ...disguise,
    ];
    if (disguise.length > 0) {
      // No index can have such a name.
    } else if (confirmedMissing) {
      sentences.push(l10n.t("No project '{0}' exists on the index.", requirement.name));
    } else if (notListed) {
      sentences.push(l10n.t("'{0}' is not in the package list of {1}.", requirement.name, facts.asOf));
    }
    sentences.push(...supersededNote(best));
    yield {
      span: requirement.nameSpan,
      message: sentences.join(' '),
      severity: facts.confidence === 'high' ? undefined : 'information',
      targets: facts.resemblances.map((resemblance) => resemblance.target),
      fixes: [...targetFixes(requirement, facts.resemblances, notListed || confirmedMissing), ...removeRequirement(requirement)],
    };
  },
};
