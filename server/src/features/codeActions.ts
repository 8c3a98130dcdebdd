import * as l10n from '@vscode/l10n';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import type { NameList } from '../configuration/nameListEdit';
import { addAll } from '../packaging/lists';
import { shownMessage } from '../packaging/printable';
import { notChecked } from '../rules/files/notChecked';
import { ruleOf } from '../rules/index';
import type { Edit, Finding } from '../rules/rule';
import { isForUser } from '../rules/suppression/authority';
import { Suppressions } from '../rules/suppression/suppression';
import { commandActions } from './commandActions';
import { toDiagnostic } from './diagnostics';
import { commentEdits } from './edits/commentEdits';
import { withHashes } from './edits/hashEdits';
import { pastedCommandFixes } from './edits/pastedCommand';
import { withoutForeignPin } from './edits/pinEdits';
import type { PreviewOptions } from './edits/preview';
import type { Renaming } from './edits/renameEdits';
import { Replacements } from './edits/replacements';
import { indexPinFixes } from './indexPinFixes';
import { rangeOf, spanOf } from './range';
import { bulkUpdate, titleOfScope, UPDATE_ALL, UPGRADE_VULNERABLE } from './updates/bulkUpdate';
import { updateActions } from './updates/updateActions';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.lookalike`;

type NameEditor = (name: string) => WorkspaceEdit;

/** Writers to the project's configuration, if a file can hold the entry. */
type NameEditors = Readonly<Partial<Record<NameList, NameEditor | undefined>>>;

export interface CodeActionOptions extends PreviewOptions {
  readonly rulesUri: string;
  /** Whether it has the commands of `commands.ts`. */
  readonly runsCommands?: boolean | undefined;
  /** Whether it requests the edit of an action when it is chosen. */
  readonly resolvesEdits?: boolean | undefined;
  /** Makes the edit that adds a name to a list of the project's configuration. Undefined: no file can hold it. */
  nameEditor(list: NameList): Promise<NameEditor | undefined>;
}

/** The fixes of the findings that touch `range`, and "fix all" if the editor requests it by name. */
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
    // In an untrusted workspace, the trust in its files is ignored.
    const editors: NameEditors = analysis.configuration.honoursComments
      ? {
          trust: touched.some((finding) => isOffered('trust', analysis, finding)) ? await options.nameEditor('trust') : undefined,
          private: touched.some((finding) => isOffered('private', analysis, finding)) ? await options.nameEditor('private') : undefined,
        }
      : {};
    const replacements = new Replacements(analysis);
    for (const finding of touched) {
      addAll(actions, quickFixes(analysis, finding, replacements, editors, options));
    }
    addAll(actions, ignoreActions(analysis, touched, options));
    if (options.resolvesEdits) {
      addAll(
        actions,
        touched.flatMap((finding) => everywhere(analysis, finding, options.rulesUri)),
      );
    }
    if (options.runsCommands) {
      addAll(actions, commandActions(analysis, touched, options.rulesUri));
    }
  }
  if (wants(CodeActionKind.RefactorRewrite)) {
    addAll(
      actions,
      updateActions(analysis, spanOf(analysis.document, range), {
        runsCommands: options.runsCommands === true,
        toEdit: (edits) => inDocument(analysis, toTextEdits(analysis, edits), options),
      }),
    );
  }
  // Only on request: an editor that requests "anything" shows a light bulb for quick fixes.
  if (context.only !== undefined && wants(FIX_ALL)) {
    const edits = toTextEdits(analysis, new Replacements(analysis).certain());
    if (edits.length > 0) {
      actions.push({ title: l10n.t('Fix all unambiguous misspellings'), kind: FIX_ALL, edit: inDocument(analysis, edits, options) });
    }
  }
  for (const [kind, scope] of [
    [UPDATE_ALL, 'all'],
    [UPGRADE_VULNERABLE, 'vulnerable'],
  ] as const) {
    const edit = context.only !== undefined && wants(kind) ? bulkUpdate(analysis, scope, options) : undefined;
    if (edit !== undefined) {
      actions.push({ title: titleOfScope(scope), kind, edit });
    }
  }
  return merged(actions);
}

/** Two findings may have the same fix: it is listed once, for both. */
function merged(actions: readonly CodeAction[]): CodeAction[] {
  const byEffect = new Map<string, CodeAction>();
  for (const action of actions) {
    const effect = JSON.stringify([action.title, action.edit, action.command, action.data]);
    const first = byEffect.get(effect);
    if (first === undefined) {
      byEffect.set(effect, action);
    } else {
      first.isPreferred ||= action.isPreferred === true;
      first.diagnostics = [...(first.diagnostics ?? []), ...(action.diagnostics ?? [])];
    }
  }
  return [...byEffect.values()];
}

function quickFixes(
  analysis: Analysis,
  finding: Finding,
  replacements: Replacements,
  editors: NameEditors,
  options: CodeActionOptions,
): CodeAction[] {
  const diagnostics = [toDiagnostic(analysis, finding, options.rulesUri)];
  const quickFix = (title: string, edit: WorkspaceEdit, isPreferred?: boolean): CodeAction => ({
    title: shownMessage(title),
    kind: CodeActionKind.QuickFix,
    diagnostics,
    edit,
    ...(isPreferred ? { isPreferred } : {}),
  });
  const { requirement } = finding;
  const actions = [...pastedCommandFixes(analysis, finding), ...indexPinFixes(analysis, finding), ...finding.fixes]
    .filter((fix) => replacements.allows(requirement, fix))
    .map((fix) => withoutForeignPin(analysis, requirement, withHashes(analysis, requirement, fix)))
    .map(({ title, edits, preferred }) => quickFix(title, inDocument(analysis, toTextEdits(analysis, edits), options), preferred));
  if (requirement === undefined) {
    return actions;
  }
  const { name } = requirement;
  if (editors.trust !== undefined && isOffered('trust', analysis, finding)) {
    actions.push(
      quickFix(l10n.t({ message: "Trust '{0}' in this project", args: [name], comment: ['{0} is a package name.'] }), editors.trust(name)),
    );
  }
  if (editors.private !== undefined && isOffered('private', analysis, finding)) {
    actions.push(quickFix(l10n.t({ message: "Mark '{0}' as Private", args: [name], comment: ['{0} is a name.'] }), editors.private(name)));
  }
  return actions;
}

/** Whether the name of a finding may be added to a list. A name on the public index is not private. */
function isOffered(list: NameList, analysis: Analysis, { rule, requirement }: Finding): boolean {
  const { trustable, mayBePrivate } = ruleOf(rule);
  if (list === 'trust' || requirement === undefined || !mayBePrivate) {
    return list === 'trust' && requirement !== undefined && trustable === true;
  }
  const { listed, project } = analysis.factsOf(requirement);
  return listed.kind === 'missing' && project.kind !== 'found';
}

/** The preferred replacement in all files of the workspace. Its edit is made when it is chosen. */
function everywhere(analysis: Analysis, finding: Finding, rulesUri: string): CodeAction[] {
  const target = finding.fixes.find(({ preferred, replacement }) => preferred && replacement)?.replacement?.target;
  if (finding.requirement === undefined || target === undefined) {
    return [];
  }
  const { normalizedName: name } = finding.requirement;
  const renaming: Renaming = { name, target };
  return [
    {
      title: shownMessage(
        l10n.t({
          message: "Replace '{0}' with '{1}' in all files",
          args: [name, target],
          comment: ['{0} is a name. {1} is a package name.'],
        }),
      ),
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(analysis, finding, rulesUri)],
      data: { renaming },
    },
  ];
}

/** One comment per line, for all rules with findings there. None if it would have no effect. */
function ignoreActions(analysis: Analysis, findings: readonly Finding[], options: CodeActionOptions): CodeAction[] {
  const { document, format, configuration } = analysis;
  if (!format.comments || !configuration.honoursComments) {
    return [];
  }
  const suppressions = new Suppressions(document.getText(), format.jsonEscapedLines);
  const byLine = new Map<number, Finding[]>();
  for (const finding of findings) {
    const { requirement, span, rule } = finding;
    const isEndOfReading = rule === notChecked.id && span.start === span.end;
    // A comment does not hide known malware, or that a text was not read.
    const end = isEndOfReading || isForUser(finding) ? undefined : suppressions.insertionPoint((requirement?.span ?? span).end);
    if (end !== undefined) {
      const ofLine = byLine.get(end) ?? [];
      byLine.set(end, ofLine);
      ofLine.push(finding);
    }
  }
  const proposed = [...byLine]
    .sort(([a], [b]) => a - b)
    .map(([end, ofLine]) => ({ ofLine, edit: suppressions.suppressionEdit([...new Set(ofLine.map(({ rule }) => rule))], end) }));
  const harmless = new Set(
    commentEdits(
      document.getText(),
      format,
      proposed.map(({ edit }) => edit),
    ),
  );
  return proposed
    .filter(({ edit }) => harmless.has(edit))
    .map(({ ofLine, edit }) => ({
      title: l10n.t('Ignore on this line'),
      kind: CodeActionKind.QuickFix,
      diagnostics: ofLine.map((finding) => toDiagnostic(analysis, finding, options.rulesUri)),
      edit: inDocument(analysis, toTextEdits(analysis, [edit]), options),
    }));
}

function toTextEdits({ document }: Analysis, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
}

function inDocument({ document }: Analysis, edits: TextEdit[], { documentChanges }: CodeActionOptions): WorkspaceEdit {
  const { uri, version } = document;
  return documentChanges ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
