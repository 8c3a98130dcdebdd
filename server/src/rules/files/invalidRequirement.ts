import * as l10n from '@vscode/l10n';
import type { IncludeFact } from '../../facts/manifestFacts';
import { defineRule, type RuleFinding } from '../rule';

/** The line does not parse, or names a file that does not exist. */
export const invalidRequirement = defineRule({
  id: 'invalid-requirement',
  level: 'error',
  summary: () => l10n.t('The requirement is invalid, or an included file is missing.'),
  securitySeverity: 2,
  *checkManifest({ manifest, manifestFacts }) {
    for (const problem of manifest.problems) {
      const { span, message, isUnread } = problem;
      yield { span, message, ...(isUnread && { isUnread }) };
    }
    for (const fact of manifestFacts.includes) {
      yield* includeFinding(fact);
    }
  },
});

function* includeFinding({ include, failure }: IncludeFact): Iterable<RuleFinding> {
  const { span, path } = include;
  switch (failure) {
    case 'missing':
      yield { span, message: l10n.t({ message: "'{0}' does not exist.", args: [path], comment: ['{0} is the path of a file.'] }) };
      break;
    case 'cycle':
      yield {
        span,
        message: l10n.t({
          message: "'{0}' includes this file again. pip rejects circular includes.",
          args: [path],
          comment: ['{0} is the path of a file.'],
        }),
      };
      break;
  }
}
