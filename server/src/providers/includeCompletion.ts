import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CompletionItem, CompletionItemKind, type CompletionList, type Position } from 'vscode-languageserver-types';
import { URI, Utils } from 'vscode-uri';
import { lineBefore } from '../analysis/places/places';
import type { Workspace } from '../host';
import { wellFormed } from '../packaging/escapes';
import { fileUriOf } from '../protocol/notebookUri';

/** A path after `-r` or `-c`, up to the cursor: the folder with its slash, and the beginning of a name. */
const INCLUDE = /^\s*(?:--requirement|--constraint|-r|-c)(?:\s*=\s*|\s+|(?<=-[rc]))([^\s#"']*\/)?([^\s#"'/]*)$/;
/** Typical names of requirements files. */
const INCLUDABLE = /\.(?:txt|in|pip|lock)$/i;
const MAX_ITEMS = 200;

/**
 * The files and folders that a requirements file can include, for an incomplete path. Nothing outside of the workspace is listed. Undefined: there is no
 * path at that place.
 */
export async function includeCompletion(
  workspace: Pick<Workspace, 'entries' | 'isInside'>,
  document: TextDocument,
  position: Position,
): Promise<CompletionList | undefined> {
  const offset = document.offsetAt(position);
  const match = INCLUDE.exec(lineBefore(document.getText(), offset));
  if (match === null) {
    return undefined;
  }
  const [, path = '', typed = ''] = match;
  const own = URI.parse(wellFormed(fileUriOf(document.uri)));
  const folder = Utils.joinPath(Utils.dirname(own), path || '.')
    .toString()
    .replace(/\/$/, '');
  if (path.startsWith('/') || !workspace.isInside(`${folder}/x`)) {
    return { isIncomplete: false, items: [] };
  }
  const { files, folders } = await workspace.entries(folder);
  const isOwn = (name: string): boolean => path === '' && name === Utils.basename(own);
  const range = { start: document.positionAt(offset - typed.length), end: position };
  const item = (label: string, kind: CompletionItemKind): CompletionItem => ({ label, kind, textEdit: { range, newText: label } });
  return {
    isIncomplete: false,
    items: [
      ...files.filter((name) => INCLUDABLE.test(name) && !isOwn(name)).map((name) => item(name, CompletionItemKind.File)),
      ...folders.map((name) => item(`${name}/`, CompletionItemKind.Folder)),
    ].slice(0, MAX_ITEMS),
  };
}
