import * as l10n from '@vscode/l10n';
import type { ClientCapabilities, Connection, InitializeParams, ServerCapabilities, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import { detach } from '../errors';
import type { Host } from '../host';
import { createLanguageService, type LanguageService, type LanguageServiceOptions } from '../languageService';
import { setLocale } from '../protocol/language';
import { IndexCredentialsRequest, IndexWaitingNotification, type InitializationOptions, WorkNotification } from '../protocol/messages';
import { canPull, resolvesEdits, serverCapabilities } from './capabilities';
import { readClientStart } from './clientStart';
import { DataUpdates } from './dataUpdates';
import { DependencyReports } from './dependencyReports';
import { EditorSettings } from './editorSettings';
import type { EditorState, ServerLanguage, ServerOptions } from './environment';
import { NamedFiles } from './namedFiles';
import { withOpenDocuments } from './openDocuments';
import { DiagnosticPublisher } from './publishing/publisher';
import { StatusReports } from './statusReports';
import { WorkspaceFolders } from './workspaceFolders';

const ENGLISH: ServerLanguage = { locale: 'en', texts: {} };

/** The server's state for one client, from the request `initialize` on. Parts only know the parts above them; news goes down by events. */
export class Session {
  readonly client: ClientCapabilities;
  readonly capabilities: ServerCapabilities;
  readonly folders: WorkspaceFolders;
  readonly settings: EditorSettings;
  readonly host: Host;
  readonly service: LanguageService;
  readonly publisher: DiagnosticPublisher;
  readonly dependencies: DependencyReports;
  readonly status: StatusReports;
  readonly dataUpdates: DataUpdates;
  readonly namedFiles: NamedFiles;

  constructor(
    readonly connection: Connection,
    readonly documents: TextDocuments<TextDocument>,
    readonly options: ServerOptions,
    params: InitializeParams,
  ) {
    const start = readClientStart(params);
    const given = start.options;
    const { texts, locale } =
      given.l10n === undefined ? (options.languageFor?.(start.locale) ?? ENGLISH) : { texts: given.l10n, locale: start.locale ?? 'en' };
    l10n.config({ contents: { ...texts } });
    setLocale(locale);
    this.client = start.capabilities;
    this.capabilities = serverCapabilities(this.client);
    this.folders = new WorkspaceFolders(start.folders);
    this.settings = new EditorSettings(connection, this.folders, {
      trusted: given.trusted === true,
      canConfigure: this.client.workspace?.configuration === true,
    });
    this.host = this.#createHost(given, texts);
    const { host, settings, client } = this;
    this.service = createLanguageService(host, this.#serviceOptions(given, { texts, locale }));
    const { service } = this;
    this.publisher = new DiagnosticPublisher(connection, documents, service, {
      workspace: host.workspace,
      canPull: canPull(client),
      canRefresh: client.workspace?.diagnostics?.refreshSupport === true,
      canRefreshHints: client.workspace?.inlayHint?.refreshSupport === true,
    });
    const { publisher } = this;
    this.dependencies = new DependencyReports(connection, {
      documents,
      service,
      publisher,
      clock: host.clock,
      isShown: given.showsDependencies === true,
    });
    this.status = new StatusReports({ connection, documents, settings, service, packageData: host.packageData });
    this.dataUpdates = new DataUpdates({ service, settings, publisher, status: this.status, host, console: connection.console });
    this.namedFiles = new NamedFiles(connection, client, this.capabilities, service);
    this.#listen();
  }

  /** Runs `work` in the background. A failure is logged. */
  detach(work: Promise<unknown>): void {
    detach(work, this.connection.console);
  }

  /** Settings, folders or files have changed: everything is judged again. */
  relearn(): void {
    this.settings.changed();
    this.host.userConfigurationChanged();
    this.service.changed();
    this.publisher.refresh();
    this.detach(this.namedFiles.update());
    this.detach(this.status.send());
  }

  #listen(): void {
    this.publisher.onChanged((isFilesToo) => this.dependencies.changed(isFilesToo));
    this.publisher.onLearnt((analysis) => this.#learnt(analysis));
    this.service.onNews((uris) => {
      this.publisher.refresh(uris);
      this.detach(this.status.send());
      this.detach(this.namedFiles.update());
    });
  }

  #learnt({ scope }: Analysis): void {
    this.detach(this.status.send());
    if (!scope.configuration.settings.offline) {
      for (const waiting of scope.routes.waiting) {
        this.detach(this.connection.sendNotification(IndexWaitingNotification, waiting));
      }
    }
  }

  #createHost({ credentials }: InitializationOptions, texts: Readonly<Record<string, string>>): Host {
    const { connection, documents, folders, settings } = this;
    const host = this.options.createHost({
      folders: () => folders.readable(documents),
      settings: (uri) => settings.of(uri),
      trustsWorkspace: () => settings.trusted,
      proxy: () => settings.proxy(),
      sealedCredentials: async (origin) =>
        credentials ? ((await connection.sendRequest(IndexCredentialsRequest, { origin })) ?? undefined) : undefined,
      translations: () => texts,
    });
    return withOpenDocuments(host, { get: (uri) => documents.get(uri)?.getText() });
  }

  async #stateFor(language: ServerLanguage): Promise<EditorState> {
    const { documents, folders, settings } = this;
    return {
      folders: folders.readable(documents),
      settings: await settings.byScope(),
      trustsWorkspace: settings.trusted,
      documents: new Map(documents.all().map((document) => [document.uri, document.getText()])),
      language,
    };
  }

  #serviceOptions(given: InitializationOptions, language: ServerLanguage): LanguageServiceOptions {
    const { reportsWork, runsCommands, themeIcons, previewFile, leaveAlone = [] } = given;
    const { startCrew } = this.options;
    const edits = this.client.workspace?.workspaceEdit;
    return {
      rulesUri: this.options.rulesUri,
      documentChanges: edits?.documentChanges === true && (edits.resourceOperations ?? []).includes('create'),
      changeAnnotations: edits?.changeAnnotationSupport !== undefined,
      previewFile,
      runsCommands,
      resolvesEdits: resolvesEdits(this.client),
      themeIcons,
      hoverPatience: this.options.hoverPatience,
      ...(startCrew && { startCrew: async (request) => startCrew(await this.#stateFor(language), request) }),
      ...(reportsWork && {
        onWork: ({ uri, version }, isDone) =>
          this.connection.sendNotification(WorkNotification, { uri, version, isDone }).catch(() => undefined),
      }),
      isLeftAlone: ({ uri, version }) => leaveAlone.some((text) => text.uri === uri && text.version === version),
    };
  }
}
