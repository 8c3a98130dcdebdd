import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type Diagnostic,
  LSPErrorCodes,
  MessageType,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
} from 'vscode-languageserver-protocol';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Change, Fault, Sequence, Settings } from './sequence.mjs';

/** Milliseconds. After that, a request counts as unanswered. */
const PATIENCE = 120_000;

/** A document in the editor, with every version since it was opened. */
export interface OpenDocument {
  readonly uri: string;
  readonly language: string;
  /** The last is the current one. Versions increase by one. */
  readonly versions: TextDocument[];
}

/** An answer, and the versions of each open document during the request. */
export interface Answer {
  readonly result: unknown;
  textsOf(uri: string): readonly TextDocument[];
  /** Whether the document that was open before the request is not open anymore: from then on, the file on disk counts. */
  isClosed(uri: string): boolean;
}

/** A headless editor that speaks LSP with a server process and reports the server's faults. */
export class FuzzEditor {
  readonly documents = new Map<string, OpenDocument>();
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly faults: Fault[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  readonly #process: ChildProcess;
  readonly #connection: ProtocolConnection;
  readonly #ended: Promise<void>;
  isTrusted: boolean;
  #opened = 0;
  #isStopping = false;
  #hasEnded = false;
  #errorOutput = '';

  readonly #client: Sequence['client'];

  constructor(
    command: readonly string[],
    readonly folder: string,
    client: Sequence['client'],
    public settings: Settings,
  ) {
    this.#client = client;
    this.isTrusted = client.trusted;
    const [program = '', ...args] = command;
    this.#process = spawn(program, args, { stdio: 'pipe', env: environment(folder) });
    const { stdin, stdout, stderr } = this.#process;
    if (stdin === null || stdout === null || stderr === null) {
      throw new Error('the server has no streams');
    }
    stderr.on('data', (chunk: Buffer) => {
      this.#errorOutput = `${this.#errorOutput}${chunk}`.slice(-4_000);
    });
    // A server that has ended is noticed by its exit.
    stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) => {
        this.#hasEnded = true;
        if (!this.#isStopping) {
          this.fault('crash', `the server ended with ${code ?? signal}: ${this.#errorOutput}`);
        }
        resolve();
      });
    });
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onError(() => undefined);
    this.#listen();
  }

  uriOf(file: string): string {
    if (file.startsWith('untitled:')) {
      return file;
    }
    const [path = '', cell] = file.split('#');
    const uri = URI.parse(`${pathToFileURL(this.folder)}/${path.split('/').map(encodeURIComponent).join('/')}`);
    return (cell === undefined ? uri : uri.with({ scheme: 'vscode-notebook-cell', fragment: `W${cell}sZmlsZQ==` })).toString();
  }

  fault(kind: string, detail: string): void {
    this.faults.push({ kind, detail });
  }

  async initialize(): Promise<void> {
    const root = pathToFileURL(this.folder).toString();
    const { pulls, trusted, versionedEdits } = this.#client;
    await this.ask('initialize', {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: 'fuzz' }],
      initializationOptions: { trusted },
      capabilities: {
        textDocument: pulls ? { diagnostic: {}, definition: { linkSupport: true } } : {},
        workspace: {
          configuration: true,
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
          ...(versionedEdits && { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } }),
        },
        window: { workDoneProgress: true },
      },
    });
    this.notify('initialized', {});
  }

  get pulls(): boolean {
    return this.#client.pulls;
  }

  open(file: string, language: string, text: string): void {
    if (this.documents.has(this.uriOf(file))) {
      this.close(file);
    }
    this.openUri(this.uriOf(file), language, text);
  }

  openUri(uri: string, language: string, text: string): void {
    // Not always 1: diagnostics for a closed document must not be mistaken for those of a new one.
    const version = ++this.#opened * 1_000;
    this.documents.set(uri, { uri, language, versions: [TextDocument.create(uri, language, version, text)] });
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: language, version, text } });
  }

  close(file: string): void {
    const uri = this.uriOf(file);
    if (this.documents.delete(uri)) {
      this.published.delete(uri);
      this.notify('textDocument/didClose', { textDocument: { uri } });
    }
  }

  /** One notification. Each change applies to the result of the previous one. */
  edit(uri: string, changes: readonly Change[]): void {
    const document = this.documents.get(uri);
    const before = document?.versions.at(-1);
    if (document === undefined || before === undefined) {
      return;
    }
    const version = before.version + 1;
    const after = TextDocument.create(uri, document.language, version, before.getText());
    const contentChanges = changes.map(({ at, length, text }) => {
      const range = { start: after.positionAt(at), end: after.positionAt(at + length) };
      TextDocument.update(after, [{ range, text }], version);
      return { range, text };
    });
    document.versions.push(after);
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  notify(method: string, params?: object): void {
    if (!this.#hasEnded) {
      const sent = params === undefined ? this.#connection.sendNotification(method) : this.#connection.sendNotification(method, params);
      sent.catch(() => undefined);
    }
  }

  /** Sends a request. Undefined: it was canceled, or there was no valid answer, which is reported as a fault. */
  ask(method: string, params: object, cancel = false): Promise<Answer | undefined> {
    const from = new Map(
      [...this.documents.values()].map((document) => [document.uri, { document, version: document.versions.length - 1 }]),
    );
    const source = new CancellationTokenSource();
    const asked = this.#send(method, params, source);
    if (cancel) {
      source.cancel();
    }
    const answer = this.#inTime(method, asked).then((result) => {
      const upTo = new Map([...from].map(([uri, { document }]) => [uri, document.versions.length]));
      const textsOf = (uri: string): readonly TextDocument[] => {
        const known = from.get(uri);
        return known === undefined ? [] : known.document.versions.slice(known.version, upTo.get(uri));
      };
      const open = new Set(this.documents.values());
      const isClosed = (uri: string): boolean => {
        const known = from.get(uri);
        return known !== undefined && !open.has(known.document);
      };
      return result === undefined ? undefined : { result: result.value, textsOf, isClosed };
    });
    this.#pending.add(answer);
    return answer.finally(() => this.#pending.delete(answer));
  }

  /** Waits until every request has its answer. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending);
  }

  /** The pushed diagnostics of the version in the editor, as soon as they arrive. */
  async settled(uri: string): Promise<PublishDiagnosticsParams | undefined> {
    const isThere = (): boolean => this.published.get(uri)?.version === this.documents.get(uri)?.versions.at(-1)?.version;
    for (const end = Date.now() + PATIENCE; !isThere() && !this.#hasEnded && this.faults.length === 0; ) {
      if (Date.now() > end) {
        this.fault('unanswered', `no diagnostics are published for ${uri}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return this.published.get(uri);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    if (!this.#hasEnded) {
      const shutdown = this.#connection
        .sendRequest('shutdown')
        .then(() => this.#connection.sendNotification('exit'))
        .catch(() => undefined);
      const timer = setTimeout(() => this.#process.kill('SIGKILL'), PATIENCE);
      await Promise.race([shutdown, this.#ended]);
      await this.#ended;
      clearTimeout(timer);
    }
    this.#connection.dispose();
  }

  /** Rejects if the server has ended. */
  async #send(method: string, params: object, { token }: CancellationTokenSource): Promise<unknown> {
    return this.#connection.sendRequest(method, params, token);
  }

  async #inTime(method: string, asked: Promise<unknown>): Promise<{ readonly value: unknown } | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<'too late'>((resolve) => {
      timer = setTimeout(() => resolve('too late'), PATIENCE);
    });
    try {
      const value = await Promise.race([asked.then((result) => ({ value: result })), tooLate, this.#ended]);
      if (value === 'too late') {
        this.fault('unanswered', method);
        this.#process.kill('SIGKILL');
        return undefined;
      }
      return value ?? undefined;
    } catch (error) {
      const isCancelled = error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled;
      if (!isCancelled && !this.#hasEnded) {
        this.fault('error response', `${method}: ${error instanceof Error ? error.message : error}`);
      }
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => (section === 'lookalike' ? this.settings : {})),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.set(params.uri, params);
      this.#checkPublished(params);
    });
    connection.onNotification('window/logMessage', ({ type, message }: { type: MessageType; message: string }) => {
      if (type === MessageType.Error) {
        this.fault('logged error', message);
      }
    });
    connection.listen();
  }

  #checkPublished({ uri, version, diagnostics }: PublishDiagnosticsParams): void {
    const text = this.documents.get(uri)?.versions.find((one) => one.version === version);
    if (text !== undefined) {
      for (const { range } of diagnostics satisfies Diagnostic[]) {
        if (!isInside(text, range)) {
          this.fault('range', `publishDiagnostics: ${JSON.stringify(range)} in ${text.lineCount} lines`);
        }
      }
    }
  }
}

/** Whether a range is in the text, not reversed, and does not split a character. */
export function isInside(text: TextDocument, { start, end }: Diagnostic['range']): boolean {
  const isPlace = (position: Diagnostic['range']['start']): boolean => {
    const offset = text.offsetAt(position);
    const back = text.positionAt(offset);
    const pair = text.getText().slice(offset - 1, offset + 1);
    return back.line === position.line && back.character === position.character && !/^[\ud800-\udbff][\udc00-\udfff]$/.test(pair);
  };
  return isPlace(start) && isPlace(end) && text.offsetAt(start) <= text.offsetAt(end);
}

/** No access to the network, and a cache of its own beside the folder. */
function environment(folder: string): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:1';
  return {
    PATH: process.env.PATH,
    HOME: folder,
    LOOKALIKE_CACHE: `${folder}.cache`,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
}
