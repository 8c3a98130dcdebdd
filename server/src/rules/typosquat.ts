import * as l10n from '@vscode/l10n';
import { isCaseTrick } from '../names/confusables';
import { isValidName } from '../packaging/name';
import type { Rule } from './rule';
import { difference, popularity, supersededNote, suspicionFixes } from './targets';

/** The name imitates a popular one, or one of the project's own. */
export const typosquat: Rule = {
  id: 'typosquat',
  *check(requirement, facts) {
    const best = facts.resemblances[0];
    if (best === undefined || facts.isTrusted) {
      return;
    }
    const { name } = requirement;
    // Written to deceive, whatever the project may be.
    const confidence = isCaseTrick(name, best.target) ? 'high' : facts.confidence;
    if (confidence === undefined) {
      return;
    }
    const notListed = facts.listed.kind === 'missing';
    const confirmedMissing = facts.project.kind === 'missing';
    const exists = !confirmedMissing && (!notListed || facts.project.kind === 'found');
    const sentences = [
      l10n.t("Did you mean '{0}'?", best.target),
      difference(name, best),
      ...popularity(name, best, exists),
      ...supersededNote(best),
    ];
    if (!isValidName(name)) {
      // No index can have such a name.
    } else if (confirmedMissing) {
      sentences.push(l10n.t("No project '{0}' exists on the index.", name));
    } else if (!exists) {
      sentences.push(l10n.t("'{0}' is not in the package list of {1}.", name, facts.asOf));
    } else if (facts.evidence !== undefined && confidence === facts.confidence) {
      sentences.push(facts.evidence);
    }
    // What a private index has is not for the bundled list to say.
    const isCertain = !exists && confidence === 'high' && (!best.isPrivate || confirmedMissing);
    yield {
      span: requirement.nameSpan,
      message: sentences.join(' '),
      severity: confidence === 'high' ? undefined : 'information',
      targets: facts.resemblances.map((resemblance) => resemblance.target),
      fixes: suspicionFixes(requirement, facts.resemblances, isCertain),
    };
  },
};
