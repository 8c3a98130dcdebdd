import type { Location, LocationLink, TextDocumentIdentifier } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Session } from '../session';

/** Links, symbols, folding ranges, definitions and colors of a document. */
export function handleNavigation({ connection, client, documents, service }: Session): void {
  const onDocument =
    <T>(handler: (document: TextDocument) => Promise<T[]>) =>
    async ({ textDocument }: { textDocument: TextDocumentIdentifier }): Promise<T[]> => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : handler(document);
    };
  connection.onDocumentLinks(onDocument((document) => service.documentLinks(document)));
  connection.onDocumentSymbol(onDocument((document) => service.documentSymbols(document)));
  connection.onFoldingRanges(onDocument((document) => service.foldingRanges(document)));

  connection.languages.semanticTokens.on(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return (document && (await service.semanticTokens(document))) ?? { data: [] };
  });

  const linkSupport = client.textDocument?.definition?.linkSupport === true;
  connection.onDefinition(async ({ textDocument, position }): Promise<LocationLink[] | Location[]> => {
    const document = documents.get(textDocument.uri);
    const links = document === undefined ? [] : await service.definition(document, position);
    return linkSupport ? links : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  });
}
