import * as l10n from '@vscode/l10n';
import { defineRule } from '../rule';

/** An invalid value in the project's configuration, or an invalid word in a comment. Found when these are read (comments.ts, analysis/configurationFindings.ts). */
export const invalidConfiguration = defineRule({
  id: 'invalid-configuration',
  level: 'warning',
  mildest: 'information',
  summary: () => l10n.t('A value in the project configuration is invalid.'),
  securitySeverity: 4,
});
