import * as l10n from '@vscode/l10n';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import type { FileReport } from '../analysis/scan/workspaceScan';
import type { Severity } from '../configuration/ruleLevels';
import { redactUrls } from '../index/safeUrl';
import { shown } from '../packaging/printable';
import type { Finding, FindingSource } from '../rules/rule';
import { rangeOf } from './range';

const SOURCE = 'lookalike';

const LSP_SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Data in a diagnostic, for clients that act on it. */
export interface DiagnosticData {
  readonly rule: string;
  readonly name?: string | undefined;
  readonly normalizedName?: string | undefined;
  readonly targets: readonly string[];
  /** The record that the finding is based on. */
  readonly source?: FindingSource | undefined;
}

/**
 * The findings in one file, with the failure last. `rulesUri` is the folder of the rules' pages. `live`: the document in the editor, which knows the offsets of
 * its lines from the edits.
 */
export function toFileDiagnostics(report: FileReport | undefined, rulesUri: string, live?: TextDocument): Diagnostic[] {
  const { analysis, own, crash } = report ?? {};
  return [
    ...(analysis === undefined ? [] : toDiagnostics(analysis, rulesUri, live)),
    ...(own === undefined ? [] : own.findings.map((finding) => toDiagnostic(own, finding, rulesUri))),
    ...(crash === undefined ? [] : [toDiagnostic(crash, crash.finding, rulesUri)]),
  ];
}

/** A finding as LSP has it. `rulesUri`: the folder of the pages of the rules. */
function toDiagnostics({ document, findings }: Analysis, rulesUri: string, live = document): Diagnostic[] {
  const current = live.version === document.version ? live : document;
  return findings.map((finding) => toDiagnostic({ document: current }, finding, rulesUri));
}

export function toDiagnostic({ document }: Pick<Analysis, 'document'>, finding: Finding, rulesUri: string): Diagnostic {
  const { rule, requirement, targets, source, via } = finding;
  const data: DiagnosticData = { rule, name: requirement?.name, normalizedName: requirement?.normalizedName, targets, source };
  return {
    range: rangeOf(document, finding.span),
    severity: LSP_SEVERITY[finding.severity],
    code: rule,
    codeDescription: { href: `${rulesUri}/${rule}.md` },
    source: SOURCE,
    message: redactUrls(finding.message),
    ...(finding.deprecated ? { tags: [DiagnosticTag.Deprecated] } : {}),
    ...(via?.place && {
      relatedInformation: [
        {
          location: via.place,
          message: l10n.t({ message: "'{0}' is required here.", args: [shown(via.names[0] ?? '')], comment: ['{0} is a name.'] }),
        },
      ],
    }),
    data,
  };
}
