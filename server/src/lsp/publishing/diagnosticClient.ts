import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { detach } from '../../errors';
import type { DiagnosticSource } from './diagnosticSource';
import { RefreshRequest } from './refreshRequest';

/** How diagnostics reach a client. */
export interface DiagnosticClient {
  /** A document was edited or closed, or a file is not shown any more. The client knows that itself. */
  fileChanged(uri: string): void;
  /** The diagnostics of these files (URIs) may have changed for a reason that the client does not see. */
  refresh(uris: Iterable<string>): void;
  /** The client no longer needs diagnostics. */
  stop(): void;
}

/** A client that pulls diagnostics (LSP 3.17). It is asked to pull again. */
export class PullingClient implements DiagnosticClient {
  readonly #toPull: RefreshRequest | undefined;

  constructor(connection: Connection, canRefresh: boolean) {
    this.#toPull = canRefresh ? new RefreshRequest(() => connection.languages.diagnostics.refresh(), connection.console) : undefined;
  }

  fileChanged(): void {
    // The client pulls after an edit without being asked.
  }

  refresh(): void {
    this.#toPull?.ask();
  }

  stop(): void {
    // The client stops pulling by itself.
  }
}

/** Milliseconds that a push waits for the next keystroke. A client that pulls waits by itself. */
const PUSH_DELAY = 30;

/** A client that gets pushed diagnostics. */
export class PushedClient implements DiagnosticClient {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<TextDocument>;
  readonly #source: DiagnosticSource;
  /** By URI. */
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, source: DiagnosticSource) {
    this.#connection = connection;
    this.#documents = documents;
    this.#source = source;
  }

  fileChanged(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.set(
      uri,
      setTimeout(() => {
        this.#timers.delete(uri);
        detach(this.#push(uri), this.#connection.console);
      }, PUSH_DELAY),
    );
  }

  refresh(uris: Iterable<string>): void {
    for (const uri of uris) {
      this.fileChanged(uri);
    }
  }

  stop(): void {
    for (const timer of this.#timers.values()) {
      clearTimeout(timer);
    }
  }

  async #push(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    const version = document?.version;
    const diagnostics = await this.#source.of(uri);
    // A newer text has its own push. A document that was opened anew may have the same version.
    if (this.#documents.get(uri) === document && document?.version === version) {
      await this.#connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
    }
  }
}
