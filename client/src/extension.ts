import * as vscode from 'vscode';
import { createClient, startWhenNeeded } from './client';
import { registerCommands } from './commands';
import { createStatus } from './status';
import { registerTrustIndex } from './trustIndex';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Lookalike', { log: true });
  context.subscriptions.push(log);
  const client = createClient(context, log);
  const status = createStatus(client, context);
  registerCommands(client, status, log, context);
  registerTrustIndex(client, context);
  startWhenNeeded(client, context);
}
