import type { Session } from '../session';

/** Diagnostics of a document and of the workspace, for clients that pull. */
export function handleDiagnostics({ connection, publisher: { reports } }: Session): void {
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) => reports.ofDocument(textDocument.uri, previousResultId));
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }) => reports.ofWorkspace(previousResultIds));
}
