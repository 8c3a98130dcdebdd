import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../../../server/src/analysis/analysis';
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

export async function analysed(service: LanguageService, document: TextDocument): Promise<Analysis> {
  const analysis = await service.analyse(document);
  if (analysis === undefined) {
    throw new Error(`${document.uri} is not a dependency file.`);
  }
  return analysis;
}

/** Looks up the names of a document in the services, if it is analyzed. Resolves with whether something was learned. */
export async function learn(service: LanguageService, document: TextDocument, onNews?: () => void): Promise<boolean> {
  const analysis = await service.analyse(document);
  return analysis !== undefined && service.learn(analysis, new AbortController().signal, onNews);
}

/** The document after an action's edits. */
export function applied(document: TextDocument, action: { readonly edit?: CodeAction['edit'] | undefined } | undefined): string {
  const edits: TextEdit[] = [];
  for (const change of action?.edit?.documentChanges ?? []) {
    if ('textDocument' in change && change.textDocument.uri === document.uri) {
      edits.push(...(change.edits as TextEdit[]));
    }
  }
  return TextDocument.applyEdits(document, edits);
}
