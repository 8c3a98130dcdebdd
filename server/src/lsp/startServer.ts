import { type Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ServerOptions } from './environment';
import { handlers } from './handlers';
import { Session } from './session';

/** Speaks LSP over `connection`. All state belongs to the session, which begins with the request `initialize`. */
export function startServer(connection: Connection, options: ServerOptions): void {
  let session: Session | undefined;
  const documents = new TextDocuments<TextDocument>({
    create: TextDocument.create,
    update: (document, changes, version) => {
      session?.publisher.documentEdited(document.uri, changes);
      return TextDocument.update(document, changes, version);
    },
  });
  connection.onInitialize((params) => {
    session = new Session(connection, documents, options, params);
    for (const handle of handlers) {
      handle(session);
    }
    return { serverInfo: { name: 'lookalike', version: options.version }, capabilities: session.capabilities };
  });
  documents.listen(connection);
  connection.listen();
}
