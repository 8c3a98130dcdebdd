import type { Connection, TextDocumentContentChangeEvent, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../../analysis/analysis';
import { Emitter, type Event } from '../../events';
import type { Workspace } from '../../host';
import type { LanguageService } from '../../languageService';
import { type DiagnosticClient, PullingClient, PushedClient } from './diagnosticClient';
import { DiagnosticSource } from './diagnosticSource';
import { Learner } from './learner';
import { PullReports } from './pullReports';
import { RefreshRequest } from './refreshRequest';
import { TrackedFiles } from './trackedFiles';
import { Typing } from './typing';

export interface PublisherOptions {
  readonly workspace: Workspace;
  /** The client pulls diagnostics. Otherwise they are pushed to it. */
  readonly canPull: boolean;
  readonly canRefresh: boolean;
  /** The client can be asked to refresh inlay hints. */
  readonly canRefreshHints: boolean;
}

/**
 * Brings diagnostics to the client in the way that it supports: pull (LSP 3.17) or push. Open documents are judged as they are
 * in the editor, and files of a scan as they are on disk. Both are judged again when a file, a setting or an answer of the index changes.
 */
export class DiagnosticPublisher {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #tracked: TrackedFiles;
  readonly #learner: Learner;
  readonly #source: DiagnosticSource;
  readonly #client: DiagnosticClient;
  readonly #typing: Typing | undefined;
  readonly #toShowHints: RefreshRequest | undefined;
  readonly #changed = new Emitter<boolean>();
  /** Something has changed: an open document, or (true) something that affects closed files. */
  readonly onChanged: Event<boolean> = this.#changed.event;
  /** The lookups for a document are done, and it is known which ones failed. */
  readonly onLearnt: Event<Analysis>;
  readonly reports: PullReports;

  constructor(
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    service: LanguageService,
    { workspace, canPull, canRefresh, canRefreshHints }: PublisherOptions,
  ) {
    this.#documents = documents;
    this.#tracked = new TrackedFiles(service, workspace);
    this.#learner = new Learner(service, connection.console);
    // A client that cannot be asked to pull again would never show findings that were held back.
    this.#typing = canPull && !canRefresh ? undefined : new Typing((uri) => this.refresh([uri]));
    this.#toShowHints = canRefreshHints
      ? new RefreshRequest(() => connection.languages.inlayHint.refresh(), connection.console)
      : undefined;
    this.#source = new DiagnosticSource({
      documents,
      service,
      tracked: this.#tracked,
      learner: this.#learner,
      typing: this.#typing,
    });
    this.#client = canPull ? new PullingClient(connection, canRefresh) : new PushedClient(connection, documents, this.#source);
    this.onLearnt = this.#learner.onLearnt;
    this.reports = new PullReports(documents, this.#tracked, this.#source);
    this.#learner.onNews(() => this.refresh());
  }

  /** The files that are shown: open documents, and the files of the last scan. */
  files(): string[] {
    return this.#source.files();
  }

  /** Globs that hid files from the last scan. */
  get hidden(): readonly string[] {
    return this.#tracked.exclude;
  }

  documentChanged(document: TextDocument): void {
    this.#changed.fire(false);
    this.#client.fileChanged(document.uri);
  }

  /** Edits of the client, before the document is reported as changed. */
  documentEdited(uri: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#typing?.edited(uri, changes);
  }

  documentSaved(uri: string): void {
    this.#typing?.rested(uri);
  }

  documentClosed(uri: string): void {
    this.#typing?.forget(uri);
    this.#learner.forget(uri);
    this.reports.documentClosed(uri);
    this.#tracked.forget(uri);
    this.#changed.fire(true);
    this.#client.fileChanged(uri);
  }

  /** A scan ended: from now on, its files have diagnostics even when they are closed. */
  scanned(uris: readonly string[], exclude: readonly string[]): void {
    for (const uri of this.#tracked.replace(uris, exclude)) {
      this.#client.fileChanged(uri);
    }
    this.refresh();
  }

  /** Files changed on disk: new ones are added to the files of the scan, deleted ones are removed. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      if (!(await this.#tracked.update(uri))) {
        this.#client.fileChanged(uri);
      }
    }
    this.refresh();
  }

  /** Everything may have changed, or everything about `uris`: ask the client to pull again, or push again. */
  refresh(uris?: readonly string[]): void {
    const shown = uris?.filter((uri) => this.#documents.get(uri) !== undefined || this.#tracked.uris.has(uri));
    if (shown?.length === 0) {
      return;
    }
    this.#tracked.forgetAll();
    this.#changed.fire(true);
    this.#client.refresh(shown ?? [...this.#documents.keys(), ...this.#tracked.uris]);
    this.#toShowHints?.ask();
  }

  /** The client no longer needs answers: the lookups in progress are canceled. */
  stop(): void {
    this.#typing?.stop();
    this.#client.stop();
    this.#learner.stop();
  }
}
