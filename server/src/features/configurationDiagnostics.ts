import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Configuration } from '../configuration/configuration';
import { isConfigurationFile, readProjectConfiguration } from '../configuration/projectConfiguration';
import { RULE_LEVELS } from '../configuration/ruleLevels';
import type { Finding } from '../rules/rule';
import { toDiagnostic } from './diagnostics';

/** What does not fit in Lookalike's own configuration, where it stands. */
export function configurationFindings(document: TextDocument, configuration: Configuration): Finding[] {
  const rule = 'invalid-configuration';
  const severity = configuration.levels[rule] ?? RULE_LEVELS[rule];
  if (severity === 'off' || !isConfigurationFile(document.uri)) {
    return [];
  }
  const problems = readProjectConfiguration(document.uri, document.getText())?.problems ?? [];
  return problems.map(({ span, message }) => ({ rule, severity, span, message, targets: [], fixes: [] }));
}

export function configurationDiagnostics(document: TextDocument, configuration: Configuration, rulesUri: string): Diagnostic[] {
  return configurationFindings(document, configuration).map((finding) => toDiagnostic({ document }, finding, rulesUri));
}
