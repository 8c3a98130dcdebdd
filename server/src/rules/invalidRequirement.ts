import * as l10n from '@vscode/l10n';
import type { IncludeFact } from '../facts/manifestFacts';
import type { Rule, RuleFinding } from './rule';

/** The line does not parse, or points at a file that is not there. */
export const invalidRequirement: Rule = {
  id: 'invalid-requirement',
  *checkManifest({ manifest, manifestFacts }) {
    for (const problem of manifest.problems) {
      yield { span: problem.span, message: problem.message };
    }
    for (const fact of manifestFacts.includes) {
      yield* includeFinding(fact);
    }
  },
};

function* includeFinding({ include, failure }: IncludeFact): Iterable<RuleFinding> {
  const { span, path } = include;
  switch (failure) {
    case 'missing':
      yield { span, message: l10n.t("There is no file '{0}'.", path) };
      break;
    case 'cycle':
      yield { span, message: l10n.t("'{0}' includes this file again: pip refuses such a circle.", path) };
      break;
    case 'unreadable':
      yield { span, message: l10n.t("'{0}' could not be read as a text file, so it was not checked.", path), severity: 'warning' };
      break;
    case 'outside':
      yield { span, message: l10n.t("'{0}' is outside the workspace, so it was not checked.", path), severity: 'information' };
      break;
    case 'too-deep':
      yield { span, message: l10n.t("'{0}' is included too deeply, so it was not checked.", path), severity: 'information' };
      break;
  }
}
