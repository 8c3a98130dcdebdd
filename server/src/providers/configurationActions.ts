import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, type CodeActionContext, CodeActionKind, type Range } from 'vscode-languageserver-types';
import type { FileReport } from '../analysis/scan/workspaceScan';
import { toDiagnostic } from '../features/diagnostics';
import { rangeOf, spanOf } from '../features/range';

export interface ConfigurationActionOptions {
  readonly rulesUri: string;
  /** Whether the client takes versioned edits. */
  readonly documentChanges: boolean;
}

/** The fixes for problems in a configuration file, for the findings that touch `range`. */
export function configurationActions(
  document: TextDocument,
  own: FileReport['own'],
  range: Range,
  { only }: CodeActionContext,
  { rulesUri, documentChanges }: ConfigurationActionOptions,
): CodeAction[] {
  if (own === undefined || (only !== undefined && !only.includes(CodeActionKind.QuickFix) && !only.includes(CodeActionKind.Empty))) {
    return [];
  }
  const asked = spanOf(document, range);
  const touched = own.findings.filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
  return touched.flatMap((finding) =>
    finding.fixes.map((fix): CodeAction => {
      const edits = fix.edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
      const { uri, version } = document;
      return {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(own, finding, rulesUri)],
        edit: documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } },
      };
    }),
  );
}
