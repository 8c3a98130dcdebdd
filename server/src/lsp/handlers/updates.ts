import { UpdateEditRequest } from '../../protocol/updates';
import type { Session } from '../session';

/** The commands that update a file as a whole. */
export function handleUpdates({ connection, documents, service }: Session): void {
  connection.onRequest(UpdateEditRequest, async ({ uri, scope }) => {
    const document = documents.get(uri);
    return (document && (await service.updateEdit(document, scope))) ?? null;
  });
}
