import * as l10n from '@vscode/l10n';
import { type CodeAction, LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import type { Renaming } from '../../features/edits/renameEdits';
import { isValidName, normalizeName } from '../../packaging/name';
import { formatList, formatSentences } from '../../protocol/language';
import { plainText } from '../../protocol/plainText';
import { lockNote } from '../../providers/renameProvider';
import { abortSignal } from '../longRequests';
import type { Session } from '../session';

/** Renames a package in all files: the editor's rename, and the code action that does the same. */
export function handleRename({ connection, documents, service }: Session): void {
  async function edit(renaming: Renaming, signal: AbortSignal): Promise<WorkspaceEdit | undefined> {
    const result = await service.rename(renaming, documents.all(), signal);
    if (result === undefined) {
      return undefined;
    }
    const { locks, unchanged } = result;
    const notes = [
      ...(locks.length > 0
        ? [l10n.t({ message: "'{0}' is still in lock files.", args: [renaming.name], comment: ['{0} is a name.'] }), lockNote(locks)]
        : []),
      ...(unchanged.length > 0
        ? [
            l10n.t({
              message: 'Edit these files by hand: {0}.',
              args: [formatList(unchanged, 'unit')],
              comment: ['{0} is a list of files.'],
            }),
          ]
        : []),
    ];
    if (notes.length > 0) {
      // Not awaited: the edit does not wait for a click.
      connection.window.showInformationMessage(plainText(formatSentences(notes)));
    }
    return result.edit;
  }

  connection.onPrepareRename(async ({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const found = document && (await service.nameAt(document, position));
    return found === undefined ? null : { range: found.range, placeholder: found.name };
  });

  connection.onRenameRequest(async ({ textDocument, position, newName }, token) => {
    const document = documents.get(textDocument.uri);
    const found = document && (await service.nameAt(document, position));
    if (found === undefined) {
      return null;
    }
    if (!isValidName(newName)) {
      throw new ResponseError(
        LSPErrorCodes.RequestFailed,
        l10n.t({ message: "'{0}' is not a valid package name.", args: [newName], comment: ['{0} is a name.'] }),
      );
    }
    return (await edit({ name: normalizeName(found.name), target: newName }, abortSignal(token))) ?? null;
  });

  connection.onCodeActionResolve(async (action: CodeAction, token) => {
    const { renaming } = (action.data ?? {}) as { readonly renaming?: Renaming };
    const resolved = renaming && (await edit(renaming, abortSignal(token)));
    return resolved === undefined ? action : { ...action, edit: resolved };
  });
}
