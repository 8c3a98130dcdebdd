import * as l10n from '@vscode/l10n';
import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type Location,
  type LocationLink,
  type ServerCapabilities,
  type TextDocumentIdentifier,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIGURATION_FILE } from './configuration/projectConfiguration';
import { DataUpdates } from './dataUpdates';
import { DiagnosticPublisher } from './diagnosticPublisher';
import { EditorSettings } from './editorSettings';
import { PUBLIC_ORIGINS } from './facts/indexRoute';
import type { NameReport } from './features/checkName';
import { FIX_ALL } from './features/codeActions';
import { type FileReport, summarize } from './features/workspaceScan';
import { formats, INCLUDED_FILES } from './formats';
import type { Host } from './host';
import { createLanguageService, type LanguageService } from './languageService';
import { abortSignal, messageOf, withProgress } from './longRequests';
import { found } from './lookup';
import {
  CheckPackageRequest,
  CredentialsChangedNotification,
  IndexCredentialsRequest,
  IndexOriginsRequest,
  IndexWaitingNotification,
  type InitializationOptions,
  type ScanResult,
  ScanWorkspaceRequest,
  type Status,
  StatusNotification,
  TrustGrantedNotification,
  UpdateDataRequest,
} from './protocol';
import type { ProxySettings, Settings } from './settings';

export interface ServerOptions {
  readonly version: string;
  /** URI of the folder of the rules' pages. */
  readonly rulesUri: string;
  /** The world, given what the editor's settings and open folders are. */
  createHost(environment: ServerEnvironment): Host;
  /** Calls back now and then, when there is time for what nobody waits for. Absent: never. */
  inBackground?(run: () => void): void;
  /** How long a hover waits for the services, in milliseconds. */
  readonly hoverPatience?: number;
}

/** What the host needs to know of the editor. */
export interface ServerEnvironment {
  folders(): readonly string[];
  settings(uri: string): Promise<Settings>;
  trustsWorkspace(): boolean;
  /** The editor's own section `http`. */
  proxy(): Promise<ProxySettings>;
  /** What the user typed into the editor for a package index, sealed (protocol.ts). */
  sealedCredentials(origin: string): Promise<string | undefined>;
  /** Messages in the editor's language: English text to translation. */
  translations(): Readonly<Record<string, string>>;
}

/** Speaks LSP over `connection`: capabilities and thin handlers around the language service. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  let folders: string[] = [];
  let canWatch = false;
  let linkSupport = false;
  let reported = '';
  let host: Host;
  let service: LanguageService;
  let publisher: DiagnosticPublisher;
  let dataUpdates: DataUpdates;
  const settings = new EditorSettings(connection, () => folders);

  /** Without a folder, what is beside an open document may be read. */
  const readableFolders = (): readonly string[] =>
    folders.length > 0
      ? folders
      : documents
          .all()
          .filter(({ uri }) => uri.startsWith('file:'))
          .map(({ uri }) => uri.slice(0, uri.lastIndexOf('/') + 1));

  connection.onInitialize((params: InitializeParams) => {
    const { capabilities } = params;
    const given = (params.initializationOptions ?? {}) as InitializationOptions;
    settings.trusted = given.trusted ?? true;
    settings.canConfigure = capabilities.workspace?.configuration === true;
    if (given.l10n !== undefined) {
      l10n.config({ contents: { ...given.l10n } });
    }
    canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    linkSupport = capabilities.textDocument?.definition?.linkSupport === true;
    // Clients that know no folders say `rootUri`.
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    folders = roots.map(withSlash);
    host = withOpenDocuments(
      options.createHost({
        folders: readableFolders,
        settings: (uri) => settings.of(uri),
        trustsWorkspace: () => settings.trusted,
        proxy: () => settings.proxy(),
        sealedCredentials: async (origin) =>
          given.credentials ? ((await connection.sendRequest(IndexCredentialsRequest, { origin })) ?? undefined) : undefined,
        translations: () => given.l10n ?? {},
      }),
      documents,
    );
    createParts(capabilities);
    return { serverInfo: { name: 'lookalike', version: options.version }, capabilities: serverCapabilities(capabilities) };
  });

  function createParts(capabilities: ClientCapabilities): void {
    const edits = capabilities.workspace?.workspaceEdit;
    service = createLanguageService(host, {
      rulesUri: options.rulesUri,
      documentChanges: edits?.documentChanges === true && (edits.resourceOperations ?? []).includes('create'),
      onNews: () => publisher.refresh(),
      hoverPatience: options.hoverPatience,
    });
    publisher = new DiagnosticPublisher(connection, documents, service, {
      workspace: host.workspace,
      canPull: canPull(capabilities),
      onLearnt: ({ scope }) => {
        void sendStatus();
        if (!scope.configuration.settings.offline) {
          for (const waiting of scope.routes.waiting) {
            void connection.sendNotification(IndexWaitingNotification, waiting);
          }
        }
      },
      canRefresh: capabilities.workspace?.diagnostics?.refreshSupport === true,
    });
    dataUpdates = new DataUpdates(service, host.packageData, settings, connection.console, async () => {
      publisher.refresh();
      await sendStatus();
    });
  }

  connection.onInitialized(async () => {
    if (settings.canConfigure) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: ['lookalike', 'http'] });
    }
    try {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        folders = [
          ...folders.filter((folder) => !removed.some(({ uri }) => withSlash(uri) === folder)),
          ...added.map(({ uri }) => withSlash(uri)),
        ];
        relearn();
      });
    } catch {
      // A client without folders never says that they changed.
    }
    if (canWatch) {
      const watchers = watchedFiles().map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    options.inBackground?.(() => void dataUpdates.refreshWhenDue());
    await sendStatus();
  });

  async function sendStatus(): Promise<void> {
    let status: Status;
    const { offline } = await settings.ofWorkspace();
    try {
      const [asOf, refreshed] = await Promise.all([service.asOf(), host.packageData.refreshed()]);
      const [problem, notChecked] = offline ? [undefined, 0] : await Promise.all([service.problem(), publisher.notChecked()]);
      status = { asOf, refreshed, offline, problem, notChecked };
    } catch (error) {
      const problem = l10n.t('The package data of Lookalike could not be read: {0}', messageOf(error));
      status = { asOf: '', offline, problem, notChecked: 0 };
      connection.console.error(problem);
    }
    if (JSON.stringify(status) !== reported) {
      reported = JSON.stringify(status);
      void connection.sendNotification(StatusNotification, status);
    }
  }

  /** Settings, folders or files are not what they were: judge everything again. */
  function relearn(): void {
    settings.changed();
    host.userConfigurationChanged();
    service.changed();
    publisher.refresh();
    void sendStatus();
  }

  /** The project's configuration counts as it stands in the editor, saved or not. */
  async function reconfigured(uri: string): Promise<void> {
    if (await service.reconfigured(uri)) {
      publisher.refresh();
    }
  }

  connection.onShutdown(() => publisher.stop());
  connection.onDidChangeConfiguration(relearn);
  connection.onNotification(TrustGrantedNotification, () => {
    settings.trusted = true;
    relearn();
  });
  connection.onNotification(CredentialsChangedNotification, relearn);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    service.changed();
    void publisher.filesChanged(changes.map(({ uri }) => uri));
  });

  documents.onDidChangeContent(({ document }) => {
    publisher.documentChanged(document);
    void reconfigured(document.uri);
  });
  documents.onDidClose(({ document }) => {
    publisher.documentClosed(document.uri);
    void reconfigured(document.uri);
  });

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }) => {
    const items = await publisher.pull(textDocument.uri);
    const resultId = publisher.resultId(items);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  });
  connection.languages.diagnostics.onWorkspace(({ previousResultIds }) => publisher.pullWorkspace(previousResultIds));

  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : service.codeActions(document, range, context);
  });

  connection.onHover(async ({ textDocument, position }, token) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? undefined : service.hover(document, position, abortSignal(token));
  });

  const onDocument =
    <T>(handler: (document: TextDocument) => Promise<T[]>) =>
    async ({ textDocument }: { textDocument: TextDocumentIdentifier }): Promise<T[]> => {
      const document = documents.get(textDocument.uri);
      return document === undefined ? [] : handler(document);
    };
  connection.onDocumentLinks(onDocument((document) => service.documentLinks(document)));
  connection.onDocumentSymbol(onDocument((document) => service.documentSymbols(document)));
  connection.onFoldingRanges(onDocument((document) => service.foldingRanges(document)));
  connection.onDefinition(async (params: TextDocumentPositionParams): Promise<LocationLink[] | Location[]> => {
    const document = documents.get(params.textDocument.uri);
    const links = document === undefined ? [] : await service.definition(document, params.position);
    return linkSupport ? links : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
  });

  connection.onRequest(CheckPackageRequest, async ({ name }, token) => {
    const [report] = await service.checkNames([name], folders[0] ?? '', abortSignal(token));
    return report as NameReport;
  });

  connection.onRequest(IndexOriginsRequest, async () => {
    const [{ pip, uv, others }, { indexUrl, trustedIndexes }] = await Promise.all([host.userIndexes(), settings.of('')]);
    const origins = [...[...pip, ...uv, ...others].map(({ url }) => url.origin), new URL(indexUrl).origin, ...trustedIndexes];
    return [...new Set(origins)].filter((origin) => !PUBLIC_ORIGINS.has(origin)).sort();
  });

  connection.onRequest(UpdateDataRequest, (params, token) =>
    withProgress(connection, params, l10n.t('Lookalike: updating the package data'), token, async (signal, report) => {
      const { after, newProjects } = await dataUpdates.update(signal, report);
      return { asOf: after.asOf, newProjects };
    }),
  );

  connection.onRequest(ScanWorkspaceRequest, (params, token) =>
    withProgress(connection, params, l10n.t('Lookalike: scanning dependency files'), token, async (signal, report) => {
      // What the user hides from the explorer is not scanned either.
      const exclude = await settings.hiddenFiles();
      const { offline } = await settings.ofWorkspace();
      const onFile = ({ uri }: FileReport, done: number): void =>
        report(l10n.t('files read: {0} ({1})', done, uri.slice(uri.lastIndexOf('/') + 1)));
      const reports = await service.scan(folders, { exclude, signal, online: !offline, onFile }).catch((error) => {
        throw new Error(l10n.t('The scan failed: {0}', messageOf(error)));
      });
      if (!signal.aborted) {
        const uris = reports.map(({ uri }) => uri);
        publisher.scanned(uris, exclude);
      }
      return scanResult(reports, signal.aborted, await service.asOf());
    }),
  );

  documents.listen(connection);
  connection.listen();
}

function canPull({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.diagnostic !== undefined;
}

function serverCapabilities(client: ClientCapabilities): ServerCapabilities {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    hoverProvider: true,
    documentLinkProvider: {},
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    definitionProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
    ...(canPull(client) && { diagnosticProvider: { identifier: 'lookalike', interFileDependencies: true, workspaceDiagnostics: true } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

function scanResult(reports: readonly FileReport[], cancelled: boolean, asOf: string): ScanResult {
  const { notChecked, ...counts } = summarize(reports);
  const findings = reports.flatMap(({ analysis }) => analysis?.findings ?? []);
  return {
    ...counts,
    serious: findings.filter(({ severity }) => severity === 'error' || severity === 'warning').length,
    notChecked: notChecked.length,
    unreadable: reports.flatMap(({ uri, failure }) => (failure === undefined ? [] : uri)),
    cancelled,
    asOf,
  };
}

/** Whose changes on disk may change what is true of files that nobody has open. */
function watchedFiles(): string[] {
  return [...formats.flatMap(({ globs }) => globs), INCLUDED_FILES, `**/${CONFIGURATION_FILE}`, '**/.gitignore'];
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

/** What an editor has open counts, not what the disk still says. */
function withOpenDocuments(host: Host, documents: TextDocuments<TextDocument>): Host {
  const { workspace } = host;
  return {
    ...host,
    workspace: {
      folders: () => workspace.folders(),
      isInside: (uri) => workspace.isInside(uri),
      isIgnored: (uri, exclude) => workspace.isIgnored(uri, exclude),
      findFiles: (folder, options) => workspace.findFiles(folder, options),
      readFile: async (uri) => {
        const open = documents.get(uri);
        return open === undefined ? workspace.readFile(uri) : found(open.getText());
      },
    },
  };
}
