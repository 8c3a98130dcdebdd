import * as l10n from '@vscode/l10n';
import { defineRule } from '../rule';

/** A value of the project's configuration, or a word of a comment, that does not fit. Found where these are read (comments.ts, analysis/configurationFindings.ts). */
export const invalidConfiguration = defineRule({
  id: 'invalid-configuration',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('A value in the project configuration is invalid.'),
  securitySeverity: 4,
});
