import type { TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../host';
import { found } from '../lookup';
import { mayContain } from '../protocol/fileKinds';

/** The text in the editor counts, not the one on disk. */
export function withOpenDocuments(host: Host, documents: TextDocuments<TextDocument>): Host {
  const { workspace } = host;
  return {
    ...host,
    workspace: {
      folders: () => workspace.folders(),
      isInside: (uri) => workspace.isInside(uri),
      passedOver: (uri) => workspace.passedOver(uri),
      foldersAbove: (uri) => workspace.foldersAbove(uri),
      entries: (folder) => workspace.entries(folder),
      readAround: async (uri) => {
        const open = documents.get(uri);
        return open === undefined ? workspace.readAround(uri) : found(open.getText());
      },
      mayContain: (uri, kind) => {
        const open = documents.get(uri);
        return open === undefined ? workspace.mayContain(uri, kind) : mayContain(kind, open.getText());
      },
      findFiles: (folder, options) => workspace.findFiles(folder, options),
      readSaved: (uri) => workspace.readFile(uri),
      readFile: async (uri) => {
        const open = documents.get(uri);
        return open === undefined ? workspace.readFile(uri) : found(open.getText());
      },
    },
  };
}
