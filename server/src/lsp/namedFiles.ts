import {
  type ClientCapabilities,
  type Connection,
  type Registration,
  RegistrationRequest,
  type ServerCapabilities,
  TextDocumentSyncKind,
  UnregistrationRequest,
} from 'vscode-languageserver';
import type { LanguageService } from '../languageService';
import { editorGlobs } from './editorGlobs';

type TextDocumentKey = keyof NonNullable<ClientCapabilities['textDocument']>;

/** A feature of a client for documents, the client capability that says whether more documents can be added later, and the options. */
const FEATURES: readonly (readonly [method: string, client: TextDocumentKey, options: (server: ServerCapabilities) => unknown])[] = [
  ['textDocument/didOpen', 'synchronization', () => ({})],
  ['textDocument/didChange', 'synchronization', () => ({ syncKind: TextDocumentSyncKind.Incremental })],
  ['textDocument/didClose', 'synchronization', () => ({})],
  ['textDocument/diagnostic', 'diagnostic', ({ diagnosticProvider }) => diagnosticProvider],
  ['textDocument/codeAction', 'codeAction', ({ codeActionProvider }) => codeActionProvider],
  ['textDocument/hover', 'hover', ({ hoverProvider }) => hoverProvider],
  ['textDocument/completion', 'completion', ({ completionProvider }) => completionProvider],
  ['textDocument/inlayHint', 'inlayHint', ({ inlayHintProvider }) => inlayHintProvider],
  ['textDocument/documentLink', 'documentLink', ({ documentLinkProvider }) => documentLinkProvider],
  ['textDocument/documentSymbol', 'documentSymbol', ({ documentSymbolProvider }) => documentSymbolProvider],
  ['textDocument/foldingRange', 'foldingRange', ({ foldingRangeProvider }) => foldingRangeProvider],
  ['textDocument/rename', 'rename', ({ renameProvider }) => renameProvider],
  ['textDocument/definition', 'definition', ({ definitionProvider }) => definitionProvider],
];

/** Registers files that a configuration or another file names: the client does not send their changes without that. */
export class NamedFiles {
  readonly #connection: Connection;
  readonly #client: ClientCapabilities;
  readonly #server: ServerCapabilities;
  readonly #service: Pick<LanguageService, 'namedFiles'>;
  #registered: readonly Registration[] = [];
  #globs = '[]';
  #updating: Promise<void> = Promise.resolve();
  /** The update that has not begun yet. */
  #next: Promise<void> | undefined;

  constructor(
    connection: Connection,
    client: ClientCapabilities,
    server: ServerCapabilities,
    service: Pick<LanguageService, 'namedFiles'>,
  ) {
    this.#connection = connection;
    this.#client = client;
    this.#server = server;
    this.#service = service;
  }

  /** Registers the files that are named now, if they have changed. One registration at a time: calls that come meanwhile share the next one. */
  update(): Promise<void> {
    this.#next ??= this.#updating
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#updateNow();
      });
    this.#updating = this.#next;
    return this.#next;
  }

  async #updateNow(): Promise<void> {
    const globs = editorGlobs(await this.#service.namedFiles());
    if (JSON.stringify(globs) === this.#globs) {
      return;
    }
    this.#globs = JSON.stringify(globs);
    const before = this.#registered;
    this.#registered = globs.length === 0 ? [] : this.#registrationsFor(globs);
    if (before.length > 0) {
      await this.#connection.sendRequest(UnregistrationRequest.type, {
        unregisterations: before.map(({ id, method }) => ({ id, method })),
      });
    }
    if (this.#registered.length > 0) {
      await this.#connection.sendRequest(RegistrationRequest.type, { registrations: [...this.#registered] });
    }
  }

  #registrationsFor(globs: readonly string[]): Registration[] {
    const documentSelector = globs.map((pattern) => ({ pattern }));
    const features = FEATURES.flatMap(([method, key, optionsOf]): Registration[] => {
      const options = optionsOf(this.#server);
      const isOffered = options !== undefined && options !== false && this.#canRegister(key);
      return isOffered ? [registration(method, { ...(typeof options === 'object' ? options : {}), documentSelector })] : [];
    });
    const watchers = globs.map((globPattern) => ({ globPattern }));
    const canWatch = this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    return canWatch ? [...features, registration('workspace/didChangeWatchedFiles', { watchers })] : features;
  }

  #canRegister(key: TextDocumentKey): boolean {
    const capability = this.#client.textDocument?.[key];
    return typeof capability === 'object' && 'dynamicRegistration' in capability && capability.dynamicRegistration === true;
  }
}

function registration(method: string, registerOptions: object): Registration {
  return { id: `lookalike.namedFiles ${method}`, method, registerOptions };
}
