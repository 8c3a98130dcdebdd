import type { TextDocuments, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { withSlash } from '../analysis/workspacePath';

/** The folders that are open in the editor. */
export class WorkspaceFolders {
  #uris: readonly string[];
  /** Those of the open documents, as the last call of `readable` found them. */
  #ofDocuments: readonly string[] = [];

  constructor(uris: readonly string[]) {
    this.#uris = uris.map(withSlash);
  }

  /** URIs with a trailing slash. */
  get uris(): readonly string[] {
    return this.#uris;
  }

  /** The folders that may be read: without an open folder, those of the open documents. The same list as long as they are the same. */
  readable(documents: Pick<TextDocuments<TextDocument>, 'keys'>): readonly string[] {
    if (this.#uris.length > 0) {
      return this.#uris;
    }
    const files = documents.keys().filter((uri) => uri.startsWith('file:'));
    const folders = [...new Set(files.map((uri) => uri.slice(0, uri.lastIndexOf('/') + 1)))];
    if (folders.length !== this.#ofDocuments.length || folders.some((folder, i) => folder !== this.#ofDocuments[i])) {
      this.#ofDocuments = folders;
    }
    return this.#ofDocuments;
  }

  change({ added, removed }: WorkspaceFoldersChangeEvent): void {
    this.#uris = [
      ...this.#uris.filter((folder) => !removed.some(({ uri }) => withSlash(uri) === folder)),
      ...added.map(({ uri }) => withSlash(uri)),
    ];
  }
}
