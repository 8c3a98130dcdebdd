import type { Session } from '../session';

export function handleInlayHints({ connection, documents, service }: Session): void {
  connection.languages.inlayHint.on(({ textDocument, range }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : service.inlayHints(document, range);
  });
}
