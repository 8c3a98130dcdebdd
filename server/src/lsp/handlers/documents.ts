import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Session } from '../session';

/** Documents that are opened, edited and closed, and files that change on disk. */
export function handleDocuments(session: Session): void {
  const { connection, documents, service, publisher, namedFiles } = session;

  /** The project's configuration applies as it is in the editor, saved or not. */
  const reconfigure = async (document: TextDocument): Promise<void> => {
    if (await service.reconfigured(document)) {
      publisher.refresh();
      await namedFiles.update();
    }
  };

  documents.onDidChangeContent(({ document }) => {
    publisher.documentChanged(document);
    session.detach(reconfigure(document));
  });

  documents.onDidSave(({ document }) => publisher.documentSaved(document.uri));

  documents.onDidClose(({ document }) => {
    service.closed(document.uri);
    publisher.documentClosed(document.uri);
    session.detach(reconfigure(document));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    service.changed();
    session.detach(namedFiles.update());
    session.detach(publisher.filesChanged(changes.map(({ uri }) => uri)));
  });
}
