import * as l10n from '@vscode/l10n';
import { isValidName } from '../packaging/name';
import { removeRequirement } from './fixes';
import type { Rule } from './rule';

/** Nobody owns the name, so anybody may take it. Certain only when the index says so; the bundled list may be too old. */
export const unknownPackage: Rule = {
  id: 'unknown-package',
  *check(requirement, facts) {
    // Half a line may hold half a name.
    if (facts.isPrivate || facts.isTrusted || facts.project.kind === 'found' || requirement.incomplete || !isValidName(requirement.name)) {
      return;
    }
    if (facts.project.kind === 'missing' && facts.listed.kind === 'found') {
      yield {
        span: requirement.nameSpan,
        message: l10n.t(
          "The index has no project '{0}', which the package list of {1} has: it was removed, or this index does not pass it on.",
          requirement.name,
          facts.asOf,
        ),
        // That one of the most downloaded projects is gone says more of the index than of the project.
        severity: facts.rank === undefined ? undefined : 'information',
        fixes: removeRequirement(requirement),
      };
    } else if (facts.project.kind === 'missing') {
      yield {
        span: requirement.nameSpan,
        message: l10n.t("No project '{0}' exists on the index. Nobody owns the name, so anybody may take it.", requirement.name),
        fixes: removeRequirement(requirement),
      };
    } else if (facts.listed.kind === 'missing' && facts.rank === undefined) {
      // A name that was among the most downloaded is known: that it has gone since is for the index to say.
      yield {
        span: requirement.nameSpan,
        message: l10n.t("'{0}' is not in the package list of {1}: new, private or misspelt.", requirement.name, facts.asOf),
        severity: 'information',
        fixes: removeRequirement(requirement),
      };
    }
  },
};
