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
import { endOfLine, endOfStringLine, ignoredRules } from '../rules/suppression';
import type { Analysis } from './analysis';
import { toDiagnostic } from './diagnostics';
import { bindingFixes } from './indexBindings';
import { rangeOf, spanOf } from './range';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.lookalike`;

export interface CodeActionOptions {
  readonly rulesUri: string;
  /** Whether the client takes versioned edits. */
  readonly documentChanges: boolean;
  /** The edit that writes a name into the project's list of trusted ones; undefined where no file can hold it. */
  trustEdit(name: string): Promise<WorkspaceEdit | undefined>;
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
    for (const finding of touched) {
      actions.push(...(await quickFixes(analysis, finding, options)));
    }
    actions.push(...ignoreActions(analysis, touched, options));
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

async function quickFixes(analysis: Analysis, finding: Finding, options: CodeActionOptions): Promise<CodeAction[]> {
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
  if (name !== undefined && canBeTrusted(finding)) {
    const edit = await options.trustEdit(name);
    if (edit !== undefined) {
      actions.push(quickFix(l10n.t("Trust '{0}' in this project", name), edit));
    }
  }
  return actions;
}

/** Trust is about whose name it is; it says nothing of a version, an index or a line that does not parse. */
function canBeTrusted({ rule }: Finding): boolean {
  return (
    rule === 'known-malicious' || rule === 'typosquat' || rule === 'unknown-package' || rule === 'import-name' || rule === 'project-status'
  );
}

/** One comment a line, for all rules that have something to say there. */
function ignoreActions(analysis: Analysis, findings: readonly Finding[], options: CodeActionOptions): CodeAction[] {
  const byLine = new Map<number, Finding[]>();
  for (const finding of findings) {
    const end = commentEnd(analysis, finding);
    if (end !== undefined) {
      byLine.set(end, [...(byLine.get(end) ?? []), finding]);
    }
  }
  return [...byLine].map(([end, ofLine]) => ({
    title: l10n.t('Ignore on this line'),
    kind: CodeActionKind.QuickFix,
    diagnostics: ofLine.map((finding) => toDiagnostic(analysis, finding, options.rulesUri)),
    edit: inDocument(analysis, toTextEdits(analysis, [ignoreEdit(analysis, end, [...new Set(ofLine.map(({ rule }) => rule))])]), options),
  }));
}

/** The end of the line on which a comment is heard. Undefined where none is: no comments, a workspace without trust, or a continued line. */
function commentEnd({ document, format, configuration }: Analysis, finding: Finding): number | undefined {
  if (!format.comments || !configuration.honoursComments || finding.rule === 'not-checked') {
    return undefined;
  }
  const text = document.getText();
  const last = Math.max(finding.requirement?.span.end ?? finding.span.end, finding.span.start);
  const end = format.linesInStrings ? endOfStringLine(text, last) : endOfLine(text, last);
  return text.slice(last, end).trimEnd().endsWith('\\') ? undefined : end;
}

/** A comment behind the line's last character, or more rules in the one that is there: only the last comment of a line is heard. */
function ignoreEdit({ document }: Analysis, end: number, rules: readonly string[]): Edit {
  const text = document.getText();
  const lineStart = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
  const line = text.slice(lineStart, end).trimEnd();
  const start = lineStart + line.length;
  return ignoredRules(line).length > 0
    ? { span: { start: start - 1, end }, text: `, ${rules.join(', ')}]` }
    : { span: { start, end }, text: `  # lookalike: ignore[${rules.join(', ')}]` };
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
