import * as l10n from '@vscode/l10n';
import type { Requirement } from '../formats/manifest/format';
import type { Detail } from './detail';

/** Why the source that the file states does not explain the name, as a sentence. Empty: it does, or the file states none. */
export function sourceNote(requirement: Requirement): Detail[] {
  const text = textOf(requirement);
  return text === undefined ? [] : [{ kind: requirement.unproven?.why === 'outside' ? 'not-checked' : 'source', text }];
}

function textOf({ name, unproven }: Requirement): string | undefined {
  const { place = '', tool = '' } = unproven ?? {};
  switch (unproven?.why) {
    case undefined:
      return undefined;
    case 'no-member':
      return l10n.t({ message: "The workspace has no member '{0}'.", args: [name], comment: ['{0} is a name.'] });
    case 'no-project':
      return l10n.t({
        message: "'{1}' does not contain a project '{0}'.",
        args: [name, place],
        comment: ['{0} is a package name. {1} is the path of a folder.'],
      });
    case 'outside':
      return l10n.t({
        message: "'{0}' was not checked because it is outside the workspace.",
        args: [place],
        comment: ['{0} is the path of a file.'],
      });
    case 'unnamed':
      return l10n.t({
        message: "The name of the project at '{0}' is only known at run time.",
        args: [place],
        comment: ['{0} is the path of a folder.'],
      });
    case 'no-index':
      return l10n.t({
        message: "No index '{0}' is configured.",
        args: [place],
        comment: ['{0} is the name of a package index.'],
      });
    case 'one-tool':
      return l10n.t({
        message: 'Only {0} uses this source. pip takes the package from the index.',
        args: [tool],
        comment: ['{0} is the name of a tool, such as: uv.'],
      });
  }
}
