import * as vscode from 'vscode';
import { newSealKey } from '../../server/src/node/sealed';
import { createClient, startWhenNeeded } from './client';
import { registerCommands } from './commands';
import { registerCredentials } from './credentials';
import { createStatus } from './status';
import { registerTrustIndex } from './trustIndex';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Lookalike', { log: true });
  context.subscriptions.push(log);
  const sealKey = newSealKey();
  const client = createClient(context, log, sealKey);
  const status = createStatus(client, context);
  registerCommands(client, status, log, context);
  registerTrustIndex(client, context);
  registerCredentials(client, Buffer.from(sealKey, 'base64'), context);
  startWhenNeeded(client, context);
}
