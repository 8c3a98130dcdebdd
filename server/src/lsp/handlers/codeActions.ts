import type { Session } from '../session';

export function handleCodeActions({ connection, documents, service }: Session): void {
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : service.codeActions(document, range, context);
  });
}
