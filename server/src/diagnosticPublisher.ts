import {
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type TextDocuments,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from './features/analysis';
import { fileUriOf, NOTEBOOK_CELL_SCHEME } from './formats/notebookUri';
import type { Workspace } from './host';
import type { LanguageService } from './languageService';

export interface PublisherOptions {
  readonly workspace: Workspace;
  /** The client asks for diagnostics; otherwise they are pushed to it. */
  readonly canPull: boolean;
  readonly canRefresh: boolean;
  /** The services were asked about a document: what could not be asked is known now. */
  onLearnt(analysis: Analysis): void;
}

/** How long pushing waits for the next keystroke, in milliseconds; a client that pulls waits by itself. */
const PUSH_DELAY = 30;

/**
 * Brings diagnostics to the client, by whichever way it knows: pull (LSP 3.17) or push. Open documents are judged as they are
 * in the editor, files of a scan as they are on disk, and both again when a file, a setting or an answer of the index changes.
 */
export class DiagnosticPublisher {
  /** Files of the last scan; they stay in the workspace's diagnostics and are kept fresh. */
  private readonly tracked = new Set<string>();
  private exclude: readonly string[] = [];
  /** Diagnostics of tracked files that are not open; dropped when anything changes. */
  private closed = new Map<string, Promise<Diagnostic[]>>();
  /** A client forgets a document's diagnostics when it closes it: the next report must not say "unchanged". */
  private readonly closings = new Map<string, number>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly learning = new Map<string, AbortController>();

  constructor(
    private readonly connection: Connection,
    private readonly documents: TextDocuments<TextDocument>,
    private readonly service: LanguageService,
    private readonly options: PublisherOptions,
  ) {}

  /** Names a set of diagnostics, so that an unchanged one is not sent again. */
  resultId(items: readonly Diagnostic[], uri = ''): string {
    let hash = 0x811c9dc5;
    const text = JSON.stringify(items);
    for (let i = 0; i < text.length; i++) {
      hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    }
    return `${(hash >>> 0).toString(36)}-${items.length}-${this.closings.get(uri) ?? 0}`;
  }

  async pull(uri: string): Promise<Diagnostic[]> {
    const document = this.documents.get(uri);
    if (document !== undefined) {
      return this.ofOpen(document);
    }
    return this.tracked.has(uri) && !this.isOpenNotebook(uri) ? this.ofClosed(uri) : [];
  }

  /** Its cells are open, documents of their own: what the file says would be said twice. */
  private isOpenNotebook(uri: string): boolean {
    return this.documents.keys().some((open) => open.startsWith(NOTEBOOK_CELL_SCHEME) && fileUriOf(open) === uri);
  }

  async pullWorkspace(previous: readonly PreviousResultId[]): Promise<WorkspaceDiagnosticReport> {
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const uri of this.tracked) {
      // Open documents too: an editor may hold one that nobody sees, and then asks for the workspace's word alone.
      const version = this.documents.get(uri)?.version ?? null;
      const diagnostics = await this.pull(uri);
      const resultId = this.resultId(diagnostics, uri);
      items.push(
        known.get(uri) === resultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: diagnostics },
      );
    }
    for (const uri of known.keys()) {
      if (!this.tracked.has(uri) && this.documents.get(uri) === undefined) {
        items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
      }
    }
    return { items };
  }

  documentChanged(document: TextDocument): void {
    if (!this.options.canPull) {
      this.later(document.uri);
    }
  }

  documentClosed(uri: string): void {
    this.learning.get(uri)?.abort();
    this.learning.delete(uri);
    this.closings.set(uri, (this.closings.get(uri) ?? 0) + 1);
    this.closed.delete(uri);
    if (!this.options.canPull) {
      this.later(uri);
    }
  }

  /** A scan ended: its files are from now on those whose diagnostics show though they are closed. */
  scanned(uris: readonly string[], exclude: readonly string[]): void {
    this.exclude = exclude;
    const before = [...this.tracked];
    this.tracked.clear();
    for (const uri of uris) {
      this.tracked.add(uri);
    }
    this.closed = new Map();
    if (!this.options.canPull) {
      for (const uri of before) {
        if (!this.tracked.has(uri)) {
          this.later(uri);
        }
      }
    }
    this.refresh();
  }

  /** Files changed on disk: new ones join the scan's, deleted ones leave it. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    for (const uri of uris) {
      const there = (await this.options.workspace.readFile(uri)).kind !== 'missing';
      if (!there) {
        this.tracked.delete(uri);
        if (!this.options.canPull) {
          this.later(uri);
        }
      } else if (
        this.tracked.size > 0 &&
        this.service.isDependencyFile(uri) &&
        !(await this.options.workspace.isIgnored(uri, this.exclude))
      ) {
        this.tracked.add(uri);
      }
    }
    this.refresh();
  }

  /** Everything may have changed: ask the client to pull again, or push again. */
  refresh(): void {
    this.closed = new Map();
    if (this.options.canPull) {
      if (this.options.canRefresh) {
        this.connection.languages.diagnostics.refresh();
      }
      return;
    }
    for (const uri of [...this.documents.keys(), ...this.tracked]) {
      this.later(uri);
    }
  }

  /** The client has no more use for answers: what is still being asked is given up. */
  stop(): void {
    for (const timer of this.timers.values()) {
      clearTimeout(timer);
    }
    for (const controller of this.learning.values()) {
      controller.abort();
    }
  }

  private ofOpen(document: TextDocument): Promise<Diagnostic[]> {
    void this.learn(document);
    return this.service.diagnostics(document);
  }

  private ofClosed(uri: string): Promise<Diagnostic[]> {
    let diagnostics = this.closed.get(uri);
    if (diagnostics === undefined) {
      diagnostics = this.options.workspace
        .readFile(uri)
        .then((text) => (text.kind === 'found' ? this.service.diagnostics(TextDocument.create(uri, '', -1, text.value)) : []));
      this.closed.set(uri, diagnostics);
    }
    return diagnostics;
  }

  /** How many names of open documents are judged by less than could be known of them. */
  async notChecked(): Promise<number> {
    const names = new Set<string>();
    for (const document of this.documents.all()) {
      for (const { requirement } of await this.service.unanswered(document)) {
        names.add(requirement.normalizedName);
      }
    }
    return names.size;
  }

  /** Asks the services about what the bundled data leaves open; when they have news, the document is judged again. */
  private async learn(document: TextDocument): Promise<void> {
    if (this.learning.has(document.uri)) {
      return;
    }
    const controller = new AbortController();
    this.learning.set(document.uri, controller);
    const { signal } = controller;
    try {
      for (let version: number | undefined; version !== document.version && !signal.aborted; ) {
        // What is typed while the services are asked is asked after that.
        version = document.version;
        const analysis = await this.service.analyse(document);
        if (analysis === undefined) {
          return;
        }
        await this.service.learn(analysis, signal, () => {
          if (!signal.aborted) {
            this.refresh();
          }
        });
        if (!signal.aborted) {
          this.options.onLearnt(analysis);
        }
      }
    } finally {
      if (this.learning.get(document.uri) === controller) {
        this.learning.delete(document.uri);
      }
    }
  }

  private later(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.set(
      uri,
      setTimeout(() => {
        this.timers.delete(uri);
        void this.push(uri);
      }, PUSH_DELAY),
    );
  }

  private async push(uri: string): Promise<void> {
    const version = this.documents.get(uri)?.version;
    const diagnostics = await this.pull(uri);
    // A newer text has its own push under way.
    if (this.documents.get(uri)?.version === version) {
      await this.connection.sendDiagnostics({ uri, version, diagnostics });
    }
  }
}
