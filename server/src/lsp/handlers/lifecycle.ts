import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { watchedFiles } from '../capabilities';
import type { Session } from '../session';

/** Start and end of a session. */
export function handleLifecycle(session: Session): void {
  const { connection, client, publisher, dependencies } = session;

  connection.onInitialized(() => {
    if (client.workspace?.configuration === true) {
      session.detach(connection.client.register(DidChangeConfigurationNotification.type, { section: ['lookalike', 'http'] }));
    }
    try {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        session.folders.change(event);
        session.relearn();
      });
    } catch {
      // A client without folders never notifies of changes to them.
    }
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = watchedFiles().map((globPattern) => ({ globPattern }));
      session.detach(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }));
    }
    session.options.inBackground?.(() => session.detach(session.dataUpdates.refreshWhenDue()));
    session.detach(session.namedFiles.update());
    session.detach(session.status.send());
  });

  connection.onShutdown(() => {
    publisher.stop();
    dependencies.stop();
  });
}
