import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  Hover,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Registration,
  RegistrationParams,
  TextEdit,
  UnregistrationParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../../server/src/host';
import { CANCELED_REQUESTS } from '../../server/src/lsp/canceledRequests';
import type { ServerEnvironment, ServerOptions } from '../../server/src/lsp/environment';
import { startServer } from '../../server/src/lsp/startServer';
import { printReport } from '../../server/src/node/report';
import {
  IndexCredentialsRequest,
  IndexWaitingNotification,
  type Status,
  StatusNotification,
  type WaitingIndex,
} from '../../server/src/protocol/messages';
import { type InMemoryHost, ROOT } from '../inMemoryHost';

export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  /** The answer to `workspace/configuration` for the section `lookalike`. */
  readonly settings?: object;
  /** The same for the section `http`. */
  readonly http?: object;
  /** URI of the workspace folder. */
  readonly root?: string;
  readonly server?: Pick<ServerOptions, 'hoverPatience' | 'inBackground'>;
}

export const PULL: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    configuration: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
  window: { workDoneProgress: true },
};

export const PUSH: ClientCapabilities = { workspace: { configuration: true } };

/** A headless editor: it speaks LSP with the real server over a pair of streams, and records all messages. */
export class FakeEditor {
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly progress: string[] = [];
  readonly statuses: Status[] = [];
  readonly waiting: WaitingIndex[] = [];
  /** Messages that pop up. */
  readonly popUps: string[] = [];
  readonly log: string[] = [];
  /** The server's registrations after the start, by id. */
  readonly registrations = new Map<string, Registration>();
  /** Everything that the server has sent, unmodified. */
  received = '';
  refreshes = 0;
  hintRefreshes = 0;
  settings: object;
  /** Sealed credentials by origin. */
  readonly credentials = new Map<string, string>();
  readonly root: string;
  readonly #documents = new Map<string, TextDocument>();
  #waiters: (() => void)[] = [];

  private constructor(
    readonly connection: ProtocolConnection,
    options: EditorOptions,
  ) {
    this.settings = options.settings ?? { offline: true };
    this.root = options.root ?? ROOT;
  }

  /** `createHost` gets the server's view of this editor. Settings come from here. */
  static async start(createHost: (environment: ServerEnvironment) => Host, options: EditorOptions = {}): Promise<FakeEditor> {
    const up = new PassThrough();
    const down = new PassThrough();
    startServer(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), CANCELED_REQUESTS), {
      version: '1.2.3',
      rulesUri: 'file:///docs/rules',
      printReport: async (contents, params) => printReport(contents, params),
      createHost,
      ...options.server,
    });
    const editor = new FakeEditor(createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up)), options);
    down.on('data', (chunk) => {
      editor.received += chunk;
    });
    await editor.#initialize(options);
    return editor;
  }

  /** The settings of `host` are those of the editor. */
  static startOn(host: InMemoryHost, options?: EditorOptions): Promise<FakeEditor> {
    return FakeEditor.start(({ settings }) => {
      host.settings = async () => settings(ROOT) as Promise<InMemoryHost['current']>;
      return host;
    }, options);
  }

  async #initialize({ capabilities = PULL, initializationOptions, http = {} }: EditorOptions): Promise<void> {
    const { connection, root } = this;
    connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => (section === 'lookalike' ? this.settings : section === 'http' ? http : {})),
    );
    connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      for (const registration of registrations) {
        this.registrations.set(registration.id, registration);
      }
      this.wake();
      return null;
    });
    connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      for (const { id } of unregisterations) {
        this.registrations.delete(id);
      }
      this.wake();
      return null;
    });
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      this.wake();
      return null;
    });
    connection.onRequest('workspace/inlayHint/refresh', () => {
      this.hintRefreshes++;
      this.wake();
      return null;
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.wake();
    });
    connection.onNotification(StatusNotification, (status) => {
      this.statuses.push(status);
      this.wake();
    });
    connection.onNotification(IndexWaitingNotification, (waiting) => {
      this.waiting.push(waiting);
      this.wake();
    });
    connection.onRequest(IndexCredentialsRequest, ({ origin }) => this.credentials.get(origin) ?? null);
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.popUps.push(message);
    });
    connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
      this.popUps.push(message);
      return null;
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
      this.wake();
    });
    connection.listen();
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: root,
      capabilities,
      initializationOptions,
      workspaceFolders: [{ uri: root, name: 'project' }],
    });
    await connection.sendNotification('initialized', {});
  }

  async open(name: string, text: string, languageId = 'pip-requirements'): Promise<string> {
    return this.openAs(`${this.root}/${name}`, text, languageId);
  }

  async openAs(uri: string, text: string, languageId: string): Promise<string> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return uri;
  }

  /** Types `text` at `offset`, replacing `length` units. */
  async type(uri: string, text: string, offset: number, length = 0): Promise<void> {
    const document = this.document(uri);
    const range = { start: document.positionAt(offset), end: document.positionAt(offset + length) };
    const version = document.version + 1;
    TextDocument.update(document, [{ range, text }], version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.#documents.delete(uri);
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (document === undefined) {
      throw new Error(`${uri} is not open`);
    }
    return document;
  }

  async pull(uri: string, previousResultId?: string): Promise<{ kind: string; resultId?: string; items?: Diagnostic[] }> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  pullWorkspace(previousResultIds: { uri: string; value: string }[] = []): Promise<WorkspaceDiagnosticReport> {
    return this.connection.sendRequest('workspace/diagnostic', { previousResultIds });
  }

  async codeActions(uri: string, offset: number, only?: string[]): Promise<CodeAction[]> {
    const position = this.document(uri).positionAt(offset);
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only },
    });
  }

  completion(uri: string, offset: number): Promise<CompletionList | null> {
    return this.connection.sendRequest('textDocument/completion', {
      textDocument: { uri },
      position: this.document(uri).positionAt(offset),
    });
  }

  resolve(item: CompletionItem): Promise<CompletionItem> {
    return this.connection.sendRequest('completionItem/resolve', item);
  }

  hover(uri: string, offset: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: this.document(uri).positionAt(offset) });
  }

  /** Applies the edit of a code action as one undoable change. */
  async apply(uri: string, action: CodeAction): Promise<string> {
    const edits: TextEdit[] = [...(action.edit?.changes?.[uri] ?? [])];
    for (const change of action.edit?.documentChanges ?? []) {
      if ('textDocument' in change && change.textDocument.uri === uri) {
        edits.push(...(change.edits as TextEdit[]));
      }
    }
    const document = this.document(uri);
    const text = TextDocument.applyEdits(document, edits);
    await this.type(uri, text, 0, document.getText().length);
    return text;
  }

  /** Resolves when `condition` is true, which is checked at each message of the server. Vitest's timeout is the limit. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (condition()) {
          resolve();
        } else {
          this.#waiters.push(look);
        }
      };
      look();
    });
  }

  /** The user changed the settings. */
  async configure(settings: object): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  }

  /** The pushed diagnostics of the version in the editor. */
  async settled(uri: string): Promise<Diagnostic[]> {
    await this.until(() => this.published.has(uri) && this.published.get(uri)?.version === this.#documents.get(uri)?.version);
    return this.published.get(uri)?.diagnostics ?? [];
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  /** Lets all waiting conditions check again. */
  wake(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) {
      waiter();
    }
  }
}
