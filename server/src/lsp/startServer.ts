import { type Connection, type TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Emitter } from '../events';
import type { ServerOptions } from './environment';
import { handlers } from './handlers';
import { Session } from './session';

/** Edits that the client makes in a document (URI), before the document is reported as changed. */
interface DocumentEdit {
  readonly uri: string;
  readonly changes: readonly TextDocumentContentChangeEvent[];
}

/** Speaks LSP over `connection`. All state belongs to the session, which begins with the request `initialize`. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const edits = new Emitter<DocumentEdit>();
  const documents = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update: (document, changes, version) => {
      edits.fire({ uri: document.uri, changes });
      return TextDocument.update(document, changes, version);
    },
  });
  connection.onInitialize((params) => {
    const session = new Session(connection, documents, options, params);
    edits.event(({ uri, changes }) => session.publisher.documentEdited(uri, changes));
    for (const handle of handlers) {
      handle(session);
    }
    return { serverInfo: { name: 'lookalike', version: options.version }, capabilities: session.capabilities };
  });
  documents.listen(connection);
  connection.listen();
}
