import * as l10n from '@vscode/l10n';
import { describeTechnique } from '../names/labels';
import { removeRequirement } from './fixes';
import type { Rule } from './rule';
import { supersededNote, targetFixes } from './targets';

/**
 * The name stands in a record of malicious packages. Trusting it in a project's own file does not silence this rule, since
 * whoever writes the repository writes that file: it lowers it to an information.
 */
export const knownMalicious: Rule = {
  id: 'known-malicious',
  *check(requirement, facts) {
    if (!facts.malicious) {
      return;
    }
    const best = facts.resemblances[0];
    const sentences = [l10n.t("'{0}' is a known malicious package: do not install it.", requirement.name)];
    if (best !== undefined) {
      sentences.push(l10n.t("Did you mean '{0}'? ({1})", best.target, describeTechnique(best)), ...supersededNote(best));
    }
    if (facts.isTrusted) {
      sentences.push(l10n.t('The configuration of this project trusts the name.'));
    }
    yield {
      span: requirement.nameSpan,
      message: sentences.join(' '),
      severity: facts.isTrusted ? 'information' : undefined,
      targets: facts.resemblances.map((resemblance) => resemblance.target),
      fixes: [...targetFixes(requirement, facts.resemblances), ...removeRequirement(requirement)],
    };
  },
};
