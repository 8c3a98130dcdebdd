import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Severity } from '../configuration/ruleLevels';
import { redactUrls } from '../facts/safeUrl';
import type { Finding } from '../rules/rule';
import type { Analysis } from './analysis';
import { rangeOf } from './range';

export const SOURCE = 'lookalike';

const LSP_SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What rides on a diagnostic, for clients that act on it themselves. */
export interface DiagnosticData {
  readonly rule: string;
  readonly name?: string;
  readonly normalizedName?: string;
  readonly targets: readonly string[];
}

/** `rulesUri` is the folder of the rules' pages. */
export function toDiagnostics(analysis: Analysis, rulesUri: string): Diagnostic[] {
  return analysis.findings.map((finding) => toDiagnostic(analysis, finding, rulesUri));
}

export function toDiagnostic({ document }: Pick<Analysis, 'document'>, finding: Finding, rulesUri: string): Diagnostic {
  const { rule, requirement, targets } = finding;
  const data: DiagnosticData = { rule, name: requirement?.name, normalizedName: requirement?.normalizedName, targets };
  return {
    range: rangeOf(document, finding.span),
    severity: LSP_SEVERITY[finding.severity],
    code: rule,
    codeDescription: { href: `${rulesUri}/${rule}.md` },
    source: SOURCE,
    message: redactUrls(finding.message),
    ...(finding.deprecated ? { tags: [DiagnosticTag.Deprecated] } : {}),
    data,
  };
}
