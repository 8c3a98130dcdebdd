import * as l10n from '@vscode/l10n';

/** For a name that was listed and is gone. */
export function removedMessage(name: string): string {
  return l10n.t({
    message: "'{0}' was removed from the index. Anyone could register the name again.",
    args: [name],
    comment: ['{0} is a package name.'],
  });
}
