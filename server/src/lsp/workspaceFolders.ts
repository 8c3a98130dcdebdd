import type { TextDocuments, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { withSlash } from '../analysis/workspacePath';

/** The folders that are open in the editor. */
export class WorkspaceFolders {
  #uris: readonly string[];

  constructor(uris: readonly string[]) {
    this.#uris = uris.map(withSlash);
  }

  /** URIs with a trailing slash. */
  get uris(): readonly string[] {
    return this.#uris;
  }

  /** The folders that may be read: without an open folder, those of the open documents. */
  readable(documents: TextDocuments<TextDocument>): readonly string[] {
    return this.#uris.length > 0
      ? this.#uris
      : documents
          .all()
          .filter(({ uri }) => uri.startsWith('file:'))
          .map(({ uri }) => uri.slice(0, uri.lastIndexOf('/') + 1));
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    this.#uris = [
      ...this.#uris.filter((folder) => !removed.some(({ uri }) => withSlash(uri) === folder)),
      ...added.map(({ uri }) => withSlash(uri)),
    ];
  }
}
