import * as l10n from '@vscode/l10n';
import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type Location,
  type LocationLink,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentIdentifier,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIGURATION_FILE } from './configuration/projectConfiguration';
import { DiagnosticPublisher } from './diagnosticPublisher';
import { PUBLIC_ORIGINS } from './facts/indexRoute';
import type { NameReport } from './features/checkName';
import { FIX_ALL } from './features/codeActions';
import { notChecked, summarize } from './features/workspaceScan';
import { formats, INCLUDED_FILES } from './formats';
import type { DataUpdate, Host } from './host';
import { createLanguageService, type LanguageService } from './languageService';
import { found } from './lookup';
import {
  CheckPackageRequest,
  CredentialsChangedNotification,
  IndexCredentialsRequest,
  IndexOriginsRequest,
  IndexWaitingNotification,
  type InitializationOptions,
  ScanWorkspaceRequest,
  type Status,
  StatusNotification,
  TrustGrantedNotification,
  UpdateDataRequest,
} from './protocol';
import { DEFAULT_SETTINGS, type ProxySettings, readProxySettings, readSettings, type Settings } from './settings';

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
  let trusted = true;
  let canConfigure = false;
  let canWatch = false;
  let linkSupport = false;
  let settings = new Map<string, Promise<Settings>>();
  let proxy: Promise<ProxySettings> | undefined;
  let updating: Promise<DataUpdate> | undefined;
  let reported = '';
  let host: Host;
  let service: LanguageService;
  let publisher: DiagnosticPublisher;

  const settingsFor = (uri: string): Promise<Settings> => {
    // One look-up a folder, not one a file.
    const scope = folders.find((folder) => uri.startsWith(folder)) ?? '';
    let known = settings.get(scope);
    if (known === undefined) {
      known = fetchSettings(scope);
      settings.set(scope, known);
    }
    return known;
  };

  /** Without a folder, what is beside an open document may be read. */
  const readableFolders = (): readonly string[] =>
    folders.length > 0
      ? folders
      : documents
          .all()
          .filter(({ uri }) => uri.startsWith('file:'))
          .map(({ uri }) => uri.slice(0, uri.lastIndexOf('/') + 1));

  async function fetchSettings(scope: string): Promise<Settings> {
    const raw = canConfigure ? await connection.workspace.getConfiguration({ scopeUri: scope || undefined, section: 'lookalike' }) : {};
    const reading = readSettings(raw);
    for (const problem of reading.problems) {
      connection.console.warn(l10n.t('A setting does not fit, its default is used: {0}', problem));
    }
    // Restricted Mode: nothing that the folder could have set reaches the network.
    return trusted
      ? reading.settings
      : { ...reading.settings, offline: true, indexUrl: DEFAULT_SETTINGS.indexUrl, advisoriesUrl: DEFAULT_SETTINGS.advisoriesUrl };
  }

  async function fetchProxy(): Promise<ProxySettings> {
    return canConfigure ? readProxySettings(await connection.workspace.getConfiguration('http')) : {};
  }

  connection.onInitialize((params: InitializeParams) => {
    const { capabilities } = params;
    const given = (params.initializationOptions ?? {}) as InitializationOptions;
    trusted = given.trusted ?? true;
    if (given.l10n !== undefined) {
      l10n.config({ contents: { ...given.l10n } });
    }
    canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    linkSupport = capabilities.textDocument?.definition?.linkSupport === true;
    canConfigure = capabilities.workspace?.configuration === true;
    // Clients that know no folders say `rootUri`.
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    folders = roots.map(withSlash);
    const edits = capabilities.workspace?.workspaceEdit;
    const documentChanges = edits?.documentChanges === true && (edits.resourceOperations ?? []).includes('create');
    host = withOpenDocuments(
      options.createHost({
        folders: readableFolders,
        settings: settingsFor,
        trustsWorkspace: () => trusted,
        proxy: () => {
          proxy ??= fetchProxy();
          return proxy;
        },
        sealedCredentials: async (origin) =>
          given.credentials ? ((await connection.sendRequest(IndexCredentialsRequest, { origin })) ?? undefined) : undefined,
        translations: () => given.l10n ?? {},
      }),
      documents,
    );
    service = createLanguageService(host, {
      rulesUri: options.rulesUri,
      documentChanges,
      onNews: () => publisher.refresh(),
      hoverPatience: options.hoverPatience,
    });
    const canPull = capabilities.textDocument?.diagnostic !== undefined;
    publisher = new DiagnosticPublisher(connection, documents, service, {
      workspace: host.workspace,
      canPull,
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
    return {
      serverInfo: { name: 'lookalike', version: options.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
        hoverProvider: true,
        documentLinkProvider: {},
        documentSymbolProvider: true,
        foldingRangeProvider: true,
        definitionProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        ...(canPull ? { diagnosticProvider: { identifier: 'lookalike', interFileDependencies: true, workspaceDiagnostics: true } } : {}),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (canConfigure) {
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
    options.inBackground?.(() => void refreshData());
    await sendStatus();
  });

  /** What the user hides from the explorer is not scanned either. */
  async function excludedFiles(): Promise<string[]> {
    const raw: unknown = canConfigure
      ? await connection.workspace.getConfiguration({ scopeUri: folders[0], section: 'files.exclude' })
      : {};
    return Object.entries(raw ?? {}).flatMap(([glob, on]) => (on === true ? glob : []));
  }

  async function sendStatus(): Promise<void> {
    let status: Status;
    const { offline } = await settingsFor(folders[0] ?? '');
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
    settings = new Map();
    proxy = undefined;
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
    trusted = true;
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
    const [{ pip, uv, others }, { indexUrl, trustedIndexes }] = await Promise.all([host.userIndexes(), settingsFor('')]);
    const origins = [...[...pip, ...uv, ...others].map(({ url }) => url.origin), new URL(indexUrl).origin, ...trustedIndexes];
    return [...new Set(origins)].filter((origin) => !PUBLIC_ORIGINS.has(origin)).sort();
  });

  /** Once at a time; whoever asks meanwhile waits for the same. */
  async function updateData(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate> {
    updating ??= service.updateData(signal, progress).finally(() => {
      updating = undefined;
    });
    const update = await updating;
    publisher.refresh();
    await sendStatus();
    return update;
  }

  /** Weekly, where the user has not decided otherwise. Nobody waits for it, so its failure is no news. */
  async function refreshData(): Promise<void> {
    const { offline, updateData: wish } = await settingsFor('');
    if (offline || wish !== 'weekly' || updating !== undefined || !(await host.packageData.isDue())) {
      return;
    }
    try {
      const { after } = await updateData(new AbortController().signal, () => undefined);
      connection.console.info(l10n.t('The package data were refreshed: {0} projects.', after.projects));
    } catch (error) {
      connection.console.info(l10n.t('The package data could not be refreshed: {0}', messageOf(error)));
    }
  }

  connection.onRequest(UpdateDataRequest, async (params, token) => {
    const { offline } = await settingsFor('');
    if (offline) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, l10n.t('Lookalike is set to work offline.'));
    }
    const progress = await connection.window.attachWorkDoneProgress(params.workDoneToken);
    const signal = abortSignal(token);
    progress.begin(l10n.t('Lookalike: updating the package data'), undefined, undefined, true);
    try {
      const { after, newProjects } = await updateData(signal, (message) => progress.report(message));
      return { asOf: after.asOf, newProjects };
    } catch (error) {
      throw signal.aborted
        ? new ResponseError(LSPErrorCodes.RequestCancelled, l10n.t('cancelled'))
        : new ResponseError(LSPErrorCodes.RequestFailed, messageOf(error));
    } finally {
      progress.done();
    }
  });

  connection.onRequest(ScanWorkspaceRequest, async (params, token) => {
    const progress = await connection.window.attachWorkDoneProgress(params.workDoneToken);
    const signal = abortSignal(token);
    const { offline } = await settingsFor(folders[0] ?? '');
    progress.begin(l10n.t('Lookalike: scanning dependency files'), undefined, undefined, true);
    try {
      const exclude = await excludedFiles();
      const reports = await service.scan(folders, {
        exclude,
        signal,
        online: !offline,
        onFile: ({ uri }, done) => progress.report(l10n.t('files read: {0} ({1})', done, uri.slice(uri.lastIndexOf('/') + 1))),
      });
      const cancelled = signal.aborted;
      if (!cancelled) {
        publisher.scanned(
          reports.map(({ uri }) => uri),
          exclude,
        );
      }
      const { files, requirements, findings } = summarize(reports);
      return {
        files,
        requirements,
        findings,
        serious: reports
          .flatMap(({ analysis }) => analysis?.findings ?? [])
          .filter(({ severity }) => severity === 'error' || severity === 'warning').length,
        notChecked: reports.flatMap(notChecked).length,
        unreadable: reports.flatMap(({ uri, failure }) => (failure === undefined ? [] : uri)),
        cancelled,
        asOf: await service.asOf(),
      };
    } catch (error) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, l10n.t('The scan failed: {0}', messageOf(error)));
    } finally {
      progress.done();
    }
  });

  documents.listen(connection);
  connection.listen();
}

function abortSignal(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) {
    controller.abort();
  }
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** Whose changes on disk may change what is true of files that nobody has open. */
function watchedFiles(): string[] {
  return [...formats.flatMap(({ globs }) => globs), INCLUDED_FILES, `**/${CONFIGURATION_FILE}`, '**/.gitignore'];
}

function withSlash(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
