import type { MessagePort } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { Logger } from '../../host';
import { createLanguageService } from '../../languageService';
import { scopeOf } from '../../lsp/editorSettings';
import type { EditorState } from '../../lsp/environment';
import { withOpenDocuments } from '../../lsp/openDocuments';
import { setLocale } from '../../protocol/language';
import type { CrewRequest, ScanCrew } from '../../providers/scanProvider';
import { DEFAULT_SETTINGS } from '../../settings';
import { BlockingDisk } from '../blockingDisk';
import { createNodeHost } from '../nodeHost';
import { version } from '../version';
import { startCrew } from './scanCrew';
import { runScanTask } from './scanTask';

/** The input of a thread that judges files for the server of an editor. */
export interface EditorScanTask {
  readonly kind: 'scan';
  readonly editor: EditorState;
  /** URIs of the folders of the scan. */
  readonly scanned: readonly string[];
  /** The id of the order in progress. */
  readonly current: Int32Array;
}

/** Standard output belongs to the server's messages. */
const LOGGER: Logger = { info: () => undefined, warn: console.error, error: console.error };

/** The server's side. `script`: the program that calls `runEditorScan`. */
export function startEditorCrew(script: string, editor: EditorState, { own, roots, signal }: CrewRequest): ScanCrew | undefined {
  return startCrew({ script, own, isSharing: false, signal, task: { editor, scanned: roots } });
}

/** The thread's side. It contacts no service. */
export function runEditorScan(port: MessagePort, { editor, scanned, current }: EditorScanTask): void {
  const { folders, settings, trustsWorkspace, documents, language } = editor;
  l10n.config({ contents: { ...language.texts } });
  setLocale(language.locale);
  const host = createNodeHost({
    version,
    folders: () => folders,
    settings: async (uri) => settings.get(scopeOf(uri, settings.keys())) ?? DEFAULT_SETTINGS,
    trustsWorkspace: () => trustsWorkspace,
    proxy: async () => ({}),
    translations: () => language.texts,
    logger: LOGGER,
    disk: new BlockingDisk(),
  });
  const service = createLanguageService(withOpenDocuments(host, documents), { rulesUri: '', documentChanges: false });
  runScanTask(port, service, scanned, current);
}
