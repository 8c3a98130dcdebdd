import * as l10n from '@vscode/l10n';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Edit, Finding, Fix } from '../rules/rule';
import { Suppressions } from '../rules/suppression';
import type { Analysis } from './analysis';
import { toDiagnostic } from './diagnostics';
import { bindingFixes } from './indexBindings';
import { rangeOf, spanOf } from './range';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.lookalike`;

export interface CodeActionOptions {
  readonly rulesUri: string;
  /** Whether the client takes versioned edits. */
  readonly documentChanges: boolean;
  /** Makes the edit that writes a name into the project's list of trusted ones; undefined where no file can hold it. */
  trustEditor(): Promise<((name: string) => WorkspaceEdit) | undefined>;
}

/** The fixes of the findings that touch `range`, and "fix all" where the editor asks for it by name. */
export async function codeActions(
  analysis: Analysis,
  range: Range,
  context: CodeActionContext,
  options: CodeActionOptions,
): Promise<CodeAction[]> {
  const wants = (kind: string): boolean =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const asked = spanOf(analysis.document, range);
    const touched = analysis.findings.filter(({ span }) => span.start <= asked.end && asked.start <= span.end);
    const trustEdit = touched.some(canBeTrusted) ? await options.trustEditor() : undefined;
    actions.push(
      ...touched.flatMap((finding) => quickFixes(analysis, finding, trustEdit, options)),
      ...ignoreActions(analysis, touched, options),
    );
  }
  // Only on request: an editor that asks for "anything" shows a light bulb, and that is the quick fixes' place.
  if (context.only !== undefined && wants(FIX_ALL)) {
    const edits = fixAllEdits(analysis);
    if (edits.length > 0) {
      actions.push({ title: l10n.t('Fix all certain misspellings'), kind: FIX_ALL, edit: inDocument(analysis, edits, options) });
    }
  }
  return merged(actions);
}

/** Two findings may have the same fix: it is listed once, as a fix of both. */
function merged(actions: readonly CodeAction[]): CodeAction[] {
  const byEffect = new Map<string, CodeAction>();
  for (const action of actions) {
    const effect = JSON.stringify([action.title, action.edit]);
    const first = byEffect.get(effect);
    if (first === undefined) {
      byEffect.set(effect, action);
    } else {
      first.isPreferred = first.isPreferred || action.isPreferred;
      first.diagnostics = [...(first.diagnostics ?? []), ...(action.diagnostics ?? [])];
    }
  }
  return [...byEffect.values()];
}

function quickFixes(
  analysis: Analysis,
  finding: Finding,
  trustEdit: ((name: string) => WorkspaceEdit) | undefined,
  options: CodeActionOptions,
): CodeAction[] {
  const diagnostics = [toDiagnostic(analysis, finding, options.rulesUri)];
  const quickFix = (title: string, edit: WorkspaceEdit, isPreferred?: boolean): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit,
    ...(isPreferred ? { isPreferred } : {}),
  });
  const actions = [...bindingFixes(analysis, finding), ...finding.fixes].map((fix) =>
    quickFix(fix.title, inDocument(analysis, toTextEdits(analysis, fix.edits), options), fix.preferred),
  );
  const name = finding.requirement?.name;
  if (name !== undefined && canBeTrusted(finding) && trustEdit !== undefined) {
    actions.push(quickFix(l10n.t("Trust '{0}' in this project", name), trustEdit(name)));
  }
  return actions;
}

/** Trust is about whose name it is; it says nothing of a version, an index or a line that does not parse. */
function canBeTrusted({ rule }: Finding): boolean {
  return (
    rule === 'known-malicious' || rule === 'typosquat' || rule === 'unknown-package' || rule === 'import-name' || rule === 'project-status'
  );
}

/** One comment a line, for all rules that have something to say there; none that would not be heard. */
function ignoreActions(analysis: Analysis, findings: readonly Finding[], options: CodeActionOptions): CodeAction[] {
  const { document, format, configuration } = analysis;
  if (!format.comments || !configuration.honoursComments) {
    return [];
  }
  const suppressions = new Suppressions(document.getText(), format.linesInStrings);
  const byLine = new Map<number, Finding[]>();
  for (const finding of findings) {
    const { requirement, span, rule } = finding;
    const isEndOfReading = rule === 'not-checked' && span.start === span.end;
    const end = isEndOfReading ? undefined : suppressions.commentEnd(Math.max(requirement?.span.end ?? span.end, span.start));
    if (end !== undefined) {
      const ofLine = byLine.get(end) ?? [];
      byLine.set(end, ofLine);
      ofLine.push(finding);
    }
  }
  return [...byLine].map(([end, ofLine]) => ({
    title: l10n.t('Ignore on this line'),
    kind: CodeActionKind.QuickFix,
    diagnostics: ofLine.map((finding) => toDiagnostic(analysis, finding, options.rulesUri)),
    edit: inDocument(analysis, toTextEdits(analysis, [suppressions.ignoring([...new Set(ofLine.map(({ rule }) => rule))], end)]), options),
  }));
}

function fixAllEdits(analysis: Analysis): TextEdit[] {
  const certain = analysis.findings.flatMap((finding) => finding.fixes.find((fix: Fix) => fix.certain) ?? []);
  return toTextEdits(
    analysis,
    certain.flatMap((fix) => fix.edits),
  );
}

function toTextEdits({ document }: Analysis, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
}

function inDocument({ document }: Analysis, edits: TextEdit[], { documentChanges }: CodeActionOptions): WorkspaceEdit {
  const { uri, version } = document;
  return documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
