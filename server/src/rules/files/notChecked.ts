import * as l10n from '@vscode/l10n';
import type { IncludeFact } from '../../facts/manifestFacts';
import { redactUrls } from '../../index/safeUrl';
import { defineRule } from '../rule';

/** A part of the file, or a file that it includes, was not read. */
export const notChecked = defineRule({
  id: 'not-checked',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('Part of the file, or a file that it includes, was not checked.'),
  securitySeverity: 4,
  *checkManifest({ manifest, manifestFacts }) {
    for (const { isSyntaxError, span, why } of manifest.unchecked) {
      if (isSyntaxError) {
        yield { span, message: why, severity: 'information' };
      }
    }
    for (const fact of manifestFacts.includes) {
      const message = includeNotChecked(fact);
      if (message !== undefined) {
        yield { span: fact.include.span, message, ...(fact.failure === 'unknown-folder' && { severity: 'information' as const }) };
      }
    }
  },
});

/** Why an included file was not checked, as a sentence. Undefined: it was checked, or does not exist. */
export function includeNotChecked({ include, failure }: IncludeFact): string | undefined {
  const path = redactUrls(include.path);
  switch (failure) {
    case 'unreadable':
      return l10n.t({
        message: "'{0}' was not checked because it is not a readable text file.",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
    case 'outside':
      return l10n.t({
        message: "'{0}' was not checked because it is outside the workspace.",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
    case 'too-deep':
      return l10n.t({
        message: "Some files that '{0}' includes were not checked: too many, or nested too deeply.",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
    case 'remote':
      return l10n.t({
        message: "'{0}' was not checked because Lookalike does not download included files.",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
    case 'other-kind':
      return l10n.t({
        message: "'{0}' was not checked as a requirements file because of its name.",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
    case 'unknown-folder':
      return l10n.t({
        message: "'{0}' was not checked because it is not in any folder where this command may run.",
        args: [path],
        comment: ['{0} is the path of a file.'],
      });
    default:
      return undefined;
  }
}
