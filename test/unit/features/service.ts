import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import { createLanguageService, type LanguageService } from '../../../server/src/languageService';
import { InMemoryHost, ROOT } from '../../inMemoryHost';

export const RULES = 'file:///docs/rules';

export function serviceOn(
  files: Readonly<Record<string, string | { readonly why: string }>> = {},
  onNews: (uris: readonly string[]) => void = () => undefined,
): { host: InMemoryHost; service: LanguageService } {
  const host = new InMemoryHost(files);
  const service = createLanguageService(host, { rulesUri: RULES, documentChanges: true });
  service.onNews((uris) => onNews(uris ?? []));
  return { host, service };
}

export function documentOf(name: string, text: string, version = 1): TextDocument {
  return TextDocument.create(`${ROOT}/${name}`, '', version, text);
}

/** What an action's edits make of the document. */
export function applied(document: TextDocument, action: { readonly edit?: CodeAction['edit'] | undefined } | undefined): string {
  const edits: TextEdit[] = [];
  for (const change of action?.edit?.documentChanges ?? []) {
    if ('textDocument' in change && change.textDocument.uri === document.uri) {
      edits.push(...(change.edits as TextEdit[]));
    }
  }
  return TextDocument.applyEdits(document, edits);
}
