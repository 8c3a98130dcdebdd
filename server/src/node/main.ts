import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../server';
import { createNodeHost } from './nodeHost';
import { version } from './version';

const connection = createConnection(ProposedFeatures.all);

startServer(connection, {
  version,
  rulesUri: pathToFileURL(path.join(__dirname, '..', 'docs', 'rules')).toString(),
  createHost: (environment) =>
    createNodeHost({
      ...environment,
      version,
      logger: {
        info: (message) => connection.console.info(message),
        warn: (message) => connection.console.warn(message),
        error: (message) => connection.console.error(message),
      },
    }),
});
