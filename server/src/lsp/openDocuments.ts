import type { Host } from '../host';
import { found } from '../lookup';
import { mayContain } from '../protocol/fileKinds';

/** The texts of open documents, by URI. */
export interface OpenTexts {
  get(uri: string): string | undefined;
}

/** The text in the editor counts, not the one on disk. */
export function withOpenDocuments(host: Host, documents: OpenTexts): Host {
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
        return open === undefined ? workspace.readAround(uri) : found(open);
      },
      mayContain: (uri, kind) => {
        const open = documents.get(uri);
        return open === undefined ? workspace.mayContain(uri, kind) : mayContain(kind, open);
      },
      findFiles: (folder, options) => workspace.findFiles(folder, options),
      readSaved: (uri) => workspace.readFile(uri),
      readFile: async (uri) => {
        const open = documents.get(uri);
        return open === undefined ? workspace.readFile(uri) : found(open);
      },
    },
  };
}
