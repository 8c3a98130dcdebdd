import {
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type PreviousResultId,
  type TextDocuments,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isSameJson } from '../../json';
import type { DiagnosticSource } from './diagnosticSource';
import type { TrackedFiles } from './trackedFiles';

/** Answers to a client that pulls diagnostics. */
export class PullReports {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #tracked: TrackedFiles;
  readonly #source: DiagnosticSource;
  /** By URI: the last diagnostics that got an id, and that id. */
  readonly #named = new Map<string, { readonly items: readonly Diagnostic[]; readonly id: string }>();
  /** Ids of an earlier run of the server must not occur in this run. */
  readonly #run = Date.now().toString(36);
  #names = 0;

  constructor(documents: TextDocuments<TextDocument>, tracked: TrackedFiles, source: DiagnosticSource) {
    this.#documents = documents;
    this.#tracked = tracked;
    this.#source = source;
  }

  async ofDocument(uri: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    const items = await this.#source.of(uri);
    const resultId = this.#resultId(items, uri);
    return resultId === previousResultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  async ofWorkspace(previous: readonly PreviousResultId[]): Promise<WorkspaceDiagnosticReport> {
    const known = new Map(previous.map(({ uri, value }) => [uri, value]));
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const uri of this.#tracked.uris) {
      // Includes open documents: an editor may hold a document without showing it, and then pulls only the workspace's report.
      const version = this.#documents.get(uri)?.version ?? null;
      const diagnostics = await this.#source.of(uri);
      const resultId = this.#resultId(diagnostics, uri);
      items.push(
        known.get(uri) === resultId
          ? { kind: DocumentDiagnosticReportKind.Unchanged, uri, version, resultId }
          : { kind: DocumentDiagnosticReportKind.Full, uri, version, resultId, items: diagnostics },
      );
    }
    for (const uri of known.keys()) {
      if (!this.#tracked.uris.has(uri) && this.#documents.get(uri) === undefined) {
        items.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, items: [] });
      }
    }
    return { items };
  }

  /** A client forgets a document's diagnostics when it closes it: the next report must not be "unchanged". */
  documentClosed(uri: string): void {
    this.#named.delete(uri);
  }

  /** Gives a set of diagnostics an id: an equal set is not sent again. */
  #resultId(items: readonly Diagnostic[], uri: string): string {
    let named = this.#named.get(uri);
    if (named === undefined || !isSameJson(named.items, items)) {
      named = { items, id: `${this.#run}-${++this.#names}` };
      this.#named.set(uri, named);
    }
    return named.id;
  }
}
