import { MarkupKind } from 'vscode-languageserver';
import type { CompletionData } from '../../features/completion';
import { abortSignal } from '../longRequests';
import type { Session } from '../session';

export function handleCompletion({ connection, documents, service }: Session): void {
  connection.onCompletion(async ({ textDocument, position }, token) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? undefined : service.completion(document, position, abortSignal(token));
  });

  connection.onCompletionResolve(async (item, token) => {
    const { uri, name } = (item.data ?? {}) as Partial<CompletionData>;
    const document = uri === undefined ? undefined : documents.get(uri);
    const value = document && name && (await service.resolveCompletion(document, name, abortSignal(token)));
    return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
  });
}
