import * as vscode from 'vscode';
import { DependenciesChangedNotification } from '../../server/src/protocol/dependencies';
import { setLocale } from '../../server/src/protocol/language';
import { newSealKey } from '../../server/src/protocol/seal';
import { createClient, startWhenNeeded } from './client';
import { registerCommands } from './commands';
import { CrashWatch } from './crashes';
import { registerCredentials } from './credentials';
import { DependenciesView } from './dependenciesView';
import { registerFindingCommands } from './findingCommands';
import { Report } from './report';
import { Scans } from './scan';
import { ScanOnOpen } from './scanOnOpen';
import { StatusItem } from './status';
import { TerminalGuard } from './terminalGuard';
import { registerTrustIndex } from './trustIndex';
import { registerUpdates } from './updates';

export function activate(context: vscode.ExtensionContext): void {
  setLocale(vscode.env.language, vscode.l10n.bundle !== undefined);
  const log = vscode.window.createOutputChannel('Lookalike', { log: true });
  context.subscriptions.push(log);
  const sealKey = newSealKey();
  const crashes = new CrashWatch();
  const client = createClient(context, log, sealKey, crashes);
  const scans = new Scans(client);
  // The client has one handler for a notification.
  const changes = new vscode.EventEmitter<void>();
  context.subscriptions.push(
    new StatusItem(client),
    scans,
    new ScanOnOpen(client, scans, log),
    changes,
    client.onNotification(DependenciesChangedNotification, () => changes.fire()),
    new DependenciesView(client, changes.event, log, context.workspaceState),
    new Report(client, changes.event, log),
    registerUpdates(client),
    registerFindingCommands(),
    new TerminalGuard(client, log),
  );
  registerCommands(client, scans, log, crashes, context);
  registerTrustIndex(client, context);
  registerCredentials(client, Buffer.from(sealKey, 'base64'), context);
  startWhenNeeded(client, log, context);
}
