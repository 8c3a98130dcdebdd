import * as vscode from 'vscode';
import { type ReportedFinding, reportText } from './reportText';
import { monthOf, type StatusSource } from './status';

const REPORT = vscode.Uri.from({ scheme: 'lookalike', path: '/Lookalike Report.md' });

/** Returns the command that shows everything that is known now, of open and scanned files, as one Markdown page. */
export function registerReport(status: StatusSource, context: vscode.ExtensionContext): () => Promise<void> {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: () =>
      reportText(findings(), status.current && { ...status.current, asOf: monthOf(status.current.asOf) }, vscode.l10n.t),
  };
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(REPORT.scheme, provider),
    vscode.languages.onDidChangeDiagnostics(() => changed.fire(REPORT)),
  );
  return async () => {
    await vscode.commands.executeCommand('markdown.showPreview', REPORT);
  };
}

function findings(): ReportedFinding[] {
  const severities = [vscode.l10n.t('Error'), vscode.l10n.t('Warning'), vscode.l10n.t('Information'), vscode.l10n.t('Hint')];
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) =>
    diagnostics
      .filter((diagnostic) => diagnostic.source === 'lookalike')
      .map((diagnostic) => ({
        path: vscode.workspace.asRelativePath(uri),
        line: diagnostic.range.start.line + 1,
        severity: severities[diagnostic.severity] as string,
        message: diagnostic.message,
        rule: String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code),
      })),
  );
}
