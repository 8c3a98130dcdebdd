import * as l10n from '@vscode/l10n';
import { CodeActionKind, type WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis/analysis';
import type { Requirement } from '../../formats/manifest/format';
import { shown } from '../../packaging/printable';
import type { Edit } from '../../rules/rule';
import { withHashes } from '../edits/hashEdits';
import { type PreviewOptions, previewed } from '../edits/preview';
import { rangeOf } from '../range';
import { titleOf } from './updateActions';
import { updatesOf } from './versionUpdates';

export const UPDATE_ALL = `${CodeActionKind.Source}.updateAll.lookalike`;
export const UPGRADE_VULNERABLE = `${CodeActionKind.Source}.upgradeVulnerable.lookalike`;

/** All requirements of a file that have a newer version, or those that have a vulnerable one. */
export type UpdateScope = 'all' | 'vulnerable';

interface Change {
  readonly requirement: Requirement;
  /** Its effect, for people. */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** All updates of a file as one edit with a preview, each with a label. Undefined: there is none. */
export function bulkUpdate(analysis: Analysis, scope: UpdateScope, options: PreviewOptions): WorkspaceEdit | undefined {
  const changes = scope === 'all' ? newest(analysis) : vulnerable(analysis);
  if (changes.length === 0) {
    return undefined;
  }
  const { uri, version } = analysis.document;
  const edits = changes.flatMap((change, i) =>
    change.edits.map(({ span, text }) => ({ edit: { range: rangeOf(analysis.document, span), newText: text }, label: String(i) })),
  );
  const labels = changes.map(
    ({ requirement, title }, i) =>
      [
        String(i),
        {
          label: l10n.t({
            message: '{0}: {1}',
            args: [shown(requirement.name), title],
            comment: ['{0} is a package name. {1} is the title of a change.'],
          }),
        },
      ] as const,
  );
  return previewed([{ uri, version, edits }], new Map(labels), options);
}

export function titleOfScope(scope: UpdateScope): string {
  return scope === 'all' ? l10n.t('Update All') : l10n.t('Upgrade All Vulnerable');
}

function newest(analysis: Analysis): readonly Change[] {
  return updatesOf(analysis, analysis.manifest.requirements).map((update) => ({ ...update, title: titleOf(update) }));
}

/** The proposals of the findings about vulnerable versions, once for each requirement. */
function vulnerable(analysis: Analysis): readonly Change[] {
  const { findings, format } = analysis;
  const changes = new Map<Requirement, Change>();
  for (const { rule, requirement, fixes } of format.generated ? [] : findings) {
    const fix = fixes.find(({ preferred }) => preferred);
    if (rule === 'vulnerable-version' && requirement !== undefined && fix !== undefined && !changes.has(requirement)) {
      changes.set(requirement, { requirement, title: fix.title, edits: withHashes(analysis, requirement, fix).edits });
    }
  }
  return [...changes.values()];
}
