import { expect } from 'vitest';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Position, Range } from 'vscode-languageserver-types';
import { FIX_ALL } from '../../../server/src/features/codeActions';
import type { LanguageService } from '../../../server/src/languageService';
import type { InMemoryHost } from '../../inMemoryHost';

/**
 * Sends every request of an editor about a document to the service. None may fail, even if the service catches it, and
 * each position in the answers must be in the text.
 */
export async function askEverything(
  { service, host }: { readonly service: LanguageService; readonly host: InMemoryHost },
  document: TextDocument,
  places = 12,
): Promise<void> {
  const { length } = document.getText();
  const whole: Range = { start: { line: 0, character: 0 }, end: document.positionAt(length) };
  const signal = new AbortController().signal;
  const outside: Position[] = [];
  const check = (answer: unknown): void => collectOutside(document, answer, outside);
  const diagnostics = await service.diagnostics(document);
  expect(diagnostics.filter(({ range }) => document.offsetAt(range.start) > document.offsetAt(range.end))).toEqual([]);
  check(diagnostics);
  check(await service.codeActions(document, whole, { diagnostics: [] }));
  check(await service.codeActions(document, whole, { diagnostics: [], only: [FIX_ALL] }));
  for (let i = 0; i <= places; i++) {
    const position = document.positionAt(Math.floor((i / places) * length));
    check(await service.hover(document, position, signal));
    check(await service.definition(document, position));
    check(await service.nameAt(document, position));
    if (i % 3 === 1) {
      check(await service.completion(document, position, signal));
    }
  }
  check(await service.documentLinks(document));
  check(await service.documentSymbols(document));
  check(await service.foldingRanges(document));
  check(await service.inlayHints(document, whole));
  check(positionsOf((await service.semanticTokens(document))?.data ?? []));
  await service.unanswered(document);
  expect(outside).toEqual([]);
  expect(host.logged).toEqual([]);
}

/** Adds the positions in an answer that are none of the document, unless it is about another one. */
function collectOutside(document: TextDocument, answer: unknown, outside: Position[]): void {
  if (typeof answer !== 'object' || answer === null || isAboutAnother(document, answer)) {
    return;
  }
  if ('line' in answer && 'character' in answer) {
    const { line, character } = answer as Position;
    const there = document.positionAt(document.offsetAt({ line, character }));
    if (there.line !== line || there.character !== character) {
      outside.push({ line, character });
    }
    return;
  }
  for (const part of Object.values(answer)) {
    collectOutside(document, part, outside);
  }
}

function isAboutAnother(
  { uri }: TextDocument,
  answer: { readonly textDocument?: { readonly uri: string }; readonly uri?: string },
): boolean {
  return (answer.textDocument?.uri ?? answer.uri ?? uri) !== uri;
}

/** Where semantic tokens start and end. */
function positionsOf(data: readonly number[]): Position[] {
  let at: Position = { line: 0, character: 0 };
  const positions: Position[] = [];
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0] = data.slice(i, i + 3);
    at = { line: at.line + lines, character: lines === 0 ? at.character + characters : characters };
    positions.push(at, { ...at, character: at.character + length });
  }
  return positions;
}
