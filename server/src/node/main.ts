import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { UrlCredentials } from '../facts/safeUrl';
import { parseJson } from '../json';
import { startServer } from '../server';
import { createNodeHost } from './nodeHost';
import { SEAL_KEY_VARIABLE, unseal } from './sealed';
import { runUpdateTask } from './updateWorker';
import { version } from './version';

/** The first look whether package data are due comes when the editor has long started. */
const FIRST_LOOK = 3 * 60_000;
const LOOK_AGAIN = 6 * 3_600_000;

function serve(): void {
  const connection = createConnection(ProposedFeatures.all);
  const key = Buffer.from(process.env[SEAL_KEY_VARIABLE] ?? '', 'base64');
  // For this process alone, not for those that it starts.
  delete process.env[SEAL_KEY_VARIABLE];

  startServer(connection, {
    version,
    rulesUri: pathToFileURL(path.join(__dirname, '..', 'docs', 'rules')).toString(),
    createHost: ({ sealedCredentials, ...environment }) =>
      createNodeHost({
        ...environment,
        version,
        secret: async (origin) => parseJson(unseal((await sealedCredentials(origin)) ?? '', key) ?? '') as UrlCredentials | undefined,
        logger: {
          info: (message) => connection.console.info(message),
          warn: (message) => connection.console.warn(message),
          error: (message) => connection.console.error(message),
        },
      }),
    inBackground: (run) => {
      setTimeout(run, FIRST_LOOK).unref();
      setInterval(run, LOOK_AGAIN).unref();
    },
  });
}

if (isMainThread) {
  serve();
} else {
  void runUpdateTask();
}
