import { expect } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from 'vscode-languageserver-types';
import { FIX_ALL } from '../../../server/src/features/codeActions';
import type { LanguageService } from '../../../server/src/languageService';
import type { InMemoryHost } from '../../inMemoryHost';

/**
 * Sends every request of an editor about a document to the service. None may fail, even if the service catches it, and
 * each range in the answers must be in the text.
 */
export async function askEverything(
  { service, host }: { readonly service: LanguageService; readonly host: InMemoryHost },
  document: TextDocument,
  places = 12,
): Promise<void> {
  const { length } = document.getText();
  const whole: Range = { start: { line: 0, character: 0 }, end: document.positionAt(length) };
  const signal = new AbortController().signal;
  const diagnostics = await service.diagnostics(document);
  for (const { range } of diagnostics) {
    expect(document.offsetAt(range.start)).toBeLessThanOrEqual(document.offsetAt(range.end));
  }
  await service.codeActions(document, whole, { diagnostics: [] });
  await service.codeActions(document, whole, { diagnostics: [], only: [FIX_ALL] });
  for (let i = 0; i <= places; i++) {
    const position = document.positionAt(Math.floor((i / places) * length));
    await service.hover(document, position, signal);
    await service.definition(document, position);
  }
  await service.documentLinks(document);
  await service.documentSymbols(document);
  await service.foldingRanges(document);
  await service.unanswered(document);
  expect(host.logged).toEqual([]);
}
