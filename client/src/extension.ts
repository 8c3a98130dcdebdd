import * as vscode from 'vscode';
import { createClient, startWhenNeeded } from './client';
import { registerCommands } from './commands';
import { createStatus } from './status';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Lookalike', { log: true });
  context.subscriptions.push(log);
  const client = createClient(context, log);
  const status = createStatus(client, context);
  registerCommands(client, status, log, context);
  startWhenNeeded(client, context);
}
