import { abortSignal } from '../longRequests';
import type { Session } from '../session';

export function handleHover({ connection, documents, service }: Session): void {
  connection.onHover(async ({ textDocument, position }, token) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? undefined : service.hover(document, position, abortSignal(token));
  });
}
