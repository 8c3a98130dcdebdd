import * as l10n from '@vscode/l10n';
import { type CodeAction, CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis/analysis';
import type { Requirement } from '../../formats/manifest/format';
import { isValidName } from '../../packaging/name';
import type { Span } from '../../packaging/span';
import { compareVersionKeys, versionKey } from '../../packaging/versionKey';
import { comesFromIndex, type Edit } from '../../rules/rule';
import { raiseBound } from '../../rules/versions/raiseBound';
import { CLIENT_COMMANDS } from '../commands';
import { newestVersion, updatesOf, type VersionUpdate } from './versionUpdates';

export interface UpdateActionOptions {
  /** Whether the client has the commands of `commands.ts`. */
  readonly runsCommands: boolean;
  /** Makes an edit of the document. */
  toEdit(edits: readonly Edit[]): WorkspaceEdit;
}

/** The command with which each tool updates a package in its lock file. */
const LOCK_COMMANDS: ReadonlyMap<string, string> = new Map([
  ['uv-lock', 'uv lock --upgrade-package'],
  ['poetry-lock', 'poetry update'],
  ['pdm-lock', 'pdm update'],
  ['pipfile-lock', 'pipenv upgrade'],
]);

/** The newest version for each requirement that `span` touches; in a lock file, the command for the update. */
export function updateActions(analysis: Analysis, span: Span, { runsCommands, toEdit }: UpdateActionOptions): CodeAction[] {
  const touched = analysis.manifest.requirements.filter(
    (requirement) => requirement.span.end >= span.start && requirement.span.start <= span.end,
  );
  if (analysis.format.generated) {
    return runsCommands ? lockActions(analysis, touched) : [];
  }
  return [
    ...updatesOf(analysis, touched).map(
      (update): CodeAction => ({ title: titleOf(update), kind: CodeActionKind.RefactorRewrite, edit: toEdit(update.edits) }),
    ),
    ...boundActions(analysis, touched, toEdit),
  ];
}

/** A range that begins with a vulnerable version, but without a finding, because an installer takes a newer one. */
function boundActions(analysis: Analysis, touched: readonly Requirement[], toEdit: UpdateActionOptions['toEdit']): CodeAction[] {
  const reported = new Set(
    analysis.findings.flatMap(({ rule, requirement }) => (rule === 'vulnerable-version' ? (requirement ?? []) : [])),
  );
  const quiet = touched.filter(
    (requirement) => comesFromIndex(requirement) && requirement.role !== 'reference' && !reported.has(requirement),
  );
  const { now, requiresPython, configuration } = analysis;
  const policy = { now, requiresPython, coolDown: configuration.coolDown };
  return quiet.flatMap((requirement) =>
    raiseBound(requirement, analysis.factsOf(requirement), policy).map(
      ({ title, edits }): CodeAction => ({ title, kind: CodeActionKind.RefactorRewrite, edit: toEdit(edits) }),
    ),
  );
}

function lockActions(analysis: Analysis, touched: readonly Requirement[]): CodeAction[] {
  const command = LOCK_COMMANDS.get(analysis.format.id);
  const commands = touched.flatMap((requirement) => {
    const newest = newestVersion(analysis, requirement);
    const locked = versionKey(requirement.specifier?.replace(/^==/, '') ?? '');
    const isNewer = newest !== undefined && locked !== undefined && compareVersionKeys(newest.key, locked) > 0;
    // It becomes a command line, so it may only contain a name.
    return command !== undefined && isNewer && isValidName(requirement.normalizedName) ? [`${command} ${requirement.normalizedName}`] : [];
  });
  return [...new Set(commands)].map((text) => {
    const title = l10n.t({ message: "Copy '{0}'", args: [text], comment: ['{0} is a command line.'] });
    return { title, kind: CodeActionKind.RefactorRewrite, command: { title, command: CLIENT_COMMANDS.copy, arguments: [text] } };
  });
}

export function titleOf({ version, hashes }: VersionUpdate): string {
  switch (hashes) {
    case 'none':
      return l10n.t({ message: 'Update to {0}', args: [version], comment: ['{0} is a version.'] });
    case 'refilled':
      return l10n.t({ message: 'Update to {0} (with its hashes)', args: [version], comment: ['{0} is a version.'] });
    case 'dropped':
      return l10n.t({ message: 'Update to {0} (drops the hashes)', args: [version], comment: ['{0} is a version.'] });
  }
}
