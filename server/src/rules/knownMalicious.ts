import * as l10n from '@vscode/l10n';
import { isMalicious } from '../advisories/advisory';
import { type Effect, effectOn } from '../advisories/affected';
import { allowedVersions } from '../facts/allowedVersions';
import type { PackageFacts } from '../facts/packageFacts';
import type { Requirement } from '../formats/format';
import { foundValue } from '../lookup';
import { disguiseNotes } from './disguise';
import { describeModule, moduleFixes, moduleTargets } from './importName';
import type { Rule } from './rule';
import { difference, supersededNote, suspicionFixes } from './targets';

/**
 * The name stands in a record of malicious packages. Trusting it in a project's own file does not silence this rule, since
 * whoever writes the repository writes that file: it lowers it to an information.
 */
export const knownMalicious: Rule = {
  id: 'known-malicious',
  *check(requirement, facts) {
    const effect = facts.malicious ? 'all' : recordedEffect(requirement, facts);
    if (effect === 'none') {
      return;
    }
    const best = facts.resemblances[0];
    const sentences = [
      effect === 'some'
        ? l10n.t("Some versions of '{0}' were malicious: pin one that is not.", requirement.name)
        : facts.malicious || !requirement.specifier
          ? l10n.t("'{0}' is a known malicious package: do not install it.", requirement.name)
          : l10n.t("'{0}' {1} is known to be malicious: do not install it.", requirement.name, requirement.specifier),
    ];
    // Attackers take the free names of modules, too.
    const module = best === undefined ? facts.importName : undefined;
    if (best === undefined) {
      sentences.push(...disguiseNotes(requirement.name), ...(module === undefined ? [] : describeModule(requirement.name, module)));
    } else {
      sentences.push(l10n.t("Did you mean '{0}'?", best.target), difference(requirement.name, best), ...supersededNote(best));
    }
    if (facts.isTrusted) {
      sentences.push(l10n.t('The configuration of this project trusts the name.'));
    }
    yield {
      span: requirement.nameSpan,
      message: sentences.join(' '),
      severity: facts.isTrusted || effect === 'some' ? 'information' : undefined,
      targets: module === undefined ? facts.resemblances.map((resemblance) => resemblance.target) : moduleTargets(module),
      fixes: module === undefined ? suspicionFixes(requirement, facts.resemblances) : moduleFixes(requirement, module),
    };
  },
};

/** Malicious-package records name versions where the project is honest otherwise: name and range must both fit. */
function recordedEffect(requirement: Requirement, { advisories }: PackageFacts): Effect {
  const records = (foundValue(advisories) ?? []).filter(isMalicious);
  const allowed = allowedVersions(requirement);
  return records.reduce<Effect>((worst, record) => {
    const effect = effectOn(record, allowed);
    return worst === 'all' || effect === 'none' ? worst : effect;
  }, 'none');
}
