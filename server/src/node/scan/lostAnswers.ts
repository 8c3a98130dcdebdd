import * as l10n from '@vscode/l10n';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileResult } from '../../analysis/scan/fileResult';
import { failureFinding } from '../../features/failure';
import type { ScanAnswer, ScanOrder } from './scanTask';

export function endedWith(code: number): string {
  return l10n.t({ message: 'the reading thread ended with code {0}', args: [code], comment: ['{0} is an exit code.'] });
}

/** The answer for a file after the scan was stopped. */
export function unread({ id, uri, isSettled }: ScanOrder): ScanAnswer {
  return isSettled
    ? { id, kind: 'settled', result: undefined }
    : { id, kind: 'read', read: { uri, hasText: false, includes: [], isFinal: true } };
}

/** The result for a file that ended the thread. */
export function lostAnswer({ id, uri, isSettled }: ScanOrder, why: string): ScanAnswer {
  const document = TextDocument.create(uri, '', 0, '');
  const finding = failureFinding(document, why, undefined);
  const result = fileResult({ uri, failure: finding.message, crash: { document, finding } });
  return isSettled
    ? { id, kind: 'settled', result }
    : { id, kind: 'read', read: { uri, hasText: false, includes: [], result, isFinal: true } };
}
