import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { detach, traceOf } from '../errors';
import type { UrlCredentials } from '../index/safeUrl';
import { parseJson } from '../json';
import { CANCELED_REQUESTS } from '../lsp/canceledRequests';
import { startServer } from '../lsp/startServer';
import { SEAL_KEY_VARIABLE, unseal } from '../protocol/seal';
import { joinHeaders } from './joinHeaders';
import { serverLanguage } from './languages';
import { createNodeHost } from './nodeHost';
import { AsideReader, type ReadTask, runReadTask } from './readWorker';
import { type EditorScanTask, runEditorScan, startEditorCrew } from './scan/editorScan';
import { translatedTexts } from './translation';
import { version } from './version';

/** The first check for outdated package data comes long after the editor has started. */
const FIRST_LOOK = 3 * 60_000;
const LOOK_AGAIN = 6 * 3_600_000;

/** An error that nothing caught is a defect of Lookalike. If it keeps occurring, the server must not continue in that state. */
const MAX_UNCAUGHT = 100;

function serve(): void {
  if (process.argv.includes('--stdio')) {
    joinHeaders(process.stdout);
  }
  const connection = createConnection(ProposedFeatures.all, CANCELED_REQUESTS);
  surviveUncaught((trace) => connection.console.error(trace));
  const key = Buffer.from(process.env[SEAL_KEY_VARIABLE] ?? '', 'base64');
  // For this process only, not for its child processes.
  delete process.env[SEAL_KEY_VARIABLE];

  startServer(connection, {
    version,
    rulesUri: pathToFileURL(path.join(__dirname, '..', 'docs', 'rules')).toString(),
    languageFor: (editorLocale) => {
      const language = serverLanguage(process.env, editorLocale);
      return { locale: language.locale, texts: translatedTexts(language) };
    },
    createHost: ({ sealedCredentials, ...environment }) =>
      createNodeHost({
        ...environment,
        version,
        read: new AsideReader(path.join(__dirname, 'server.js'), environment.translations).read,
        secret: async (origin) => parseJson(unseal((await sealedCredentials(origin)) ?? '', key) ?? '') as UrlCredentials | undefined,
        logger: {
          info: (message) => connection.console.info(message),
          warn: (message) => connection.console.warn(message),
          error: (message) => connection.console.error(message),
        },
      }),
    startCrew: (editor, request) => startEditorCrew(path.join(__dirname, 'server.js'), editor, request),
    printReport: async (contents, params) => (await import('./report')).printReport(contents, params),
    inBackground: (run) => {
      setTimeout(run, FIRST_LOOK).unref();
      setInterval(run, LOOK_AGAIN).unref();
    },
  });
}

/** The last error handler: an error outside of any document is logged, and the server continues. */
function surviveUncaught(log: (trace: string) => void): void {
  let times = 0;
  const survive = (error: unknown): void => {
    if (++times > MAX_UNCAUGHT) {
      process.exit(1);
    }
    log(traceOf(error));
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}

if (isMainThread) {
  serve();
} else if (parentPort !== null && isReadTask(workerData)) {
  l10n.config({ contents: { ...workerData.translations } });
  runReadTask(parentPort);
} else if (parentPort !== null && isScanTask(workerData)) {
  runEditorScan(parentPort, workerData);
} else {
  detach(
    import('./data/updateWorker').then(({ runUpdateTask }) => runUpdateTask()),
    console,
  );
}

function isScanTask(task: Partial<EditorScanTask>): task is EditorScanTask {
  return task.kind === 'scan';
}

function isReadTask(task: Partial<ReadTask>): task is ReadTask {
  return task.kind === 'read';
}
