import { createRequire } from 'node:module';
import path from 'node:path';
import { EXIT } from './usage';

/** The transports of a language server; the names are vscode-languageserver's. */
const TRANSPORTS = /^--(?:stdio|node-ipc|socket=\d+|pipe=.+)$/;

/**
 * `lookalike lsp`: the language server, in this process, over standard input and output unless the arguments name another transport. The
 * process ends when the editor closes the connection.
 */
export async function lsp(args: readonly string[]): Promise<number> {
  if (!args.some((arg) => TRANSPORTS.test(arg))) {
    process.argv.push('--stdio');
  }
  // The server is a separate bundle next to this one: the other commands start without it.
  createRequire(__filename)(path.join(__dirname, 'server.js'));
  await new Promise((resolve) => process.once('exit', resolve));
  return EXIT.ok;
}
