import * as l10n from '@vscode/l10n';
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { rangeOf, spanOf } from './range';
import { newestVersion, updatesOf } from './updates/versionUpdates';

/** The requirements with a hint about the newest version: those that do not allow it, all, or none. */
export type InlayHintMode = 'updates' | 'all' | 'off';

/** The newest version after the requirements of `range`. A click inserts it into the file, if possible. */
export function inlayHints(analysis: Analysis, range: Range, mode: InlayHintMode): InlayHint[] {
  if (mode === 'off') {
    return [];
  }
  const { document, manifest } = analysis;
  const visible = spanOf(document, range);
  const shown = manifest.requirements.filter(
    ({ nameSpan, specifierSpan, role }) =>
      (specifierSpan ?? nameSpan).end >= visible.start &&
      nameSpan.start <= visible.end &&
      role !== 'reference' &&
      !(analysis.format.generated && mode === 'updates'),
  );
  const updates = new Map(updatesOf(analysis, shown).map((update) => [update.requirement, update]));
  return shown.flatMap((requirement): InlayHint[] => {
    const { nameSpan, specifierSpan } = requirement;
    const end = (specifierSpan ?? nameSpan).end;
    const update = updates.get(requirement);
    const version = update?.version ?? (mode === 'all' ? newestVersion(analysis, requirement)?.version : undefined);
    if (version === undefined) {
      return [];
    }
    const edits = update?.edits.map(({ span, text }) => ({ range: rangeOf(document, span), newText: text }));
    return [
      {
        position: document.positionAt(end),
        label: update === undefined ? l10n.t({ message: 'latest {0}', args: [version], comment: ['{0} is a version.'] }) : `→ ${version}`,
        kind: InlayHintKind.Parameter,
        paddingLeft: true,
        tooltip:
          update === undefined
            ? l10n.t({
                message: '{0} is the latest version of {1}.',
                args: [version, requirement.name],
                comment: ['{0} is a version. {1} is a package name.'],
              })
            : l10n.t({
                message: '{0} {1} is available. Double-click to insert it.',
                args: [requirement.name, version],
                comment: ['{0} is a package name. {1} is a version.'],
              }),
        ...(edits !== undefined && { textEdits: edits }),
      },
    ];
  });
}
