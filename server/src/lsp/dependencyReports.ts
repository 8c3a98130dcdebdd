import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { fileResult, summarize } from '../analysis/scan/fileResult';
import type { WorkspaceScan } from '../analysis/scan/scanParts';
import type { FileReport, Skipped } from '../analysis/scan/workspaceScan';
import { detach } from '../errors';
import { type FileDependencies, fileDependencies } from '../features/dependencies';
import type { Clock } from '../host';
import type { LanguageService } from '../languageService';
import type { DataDates } from '../names/nameData';
import { type Dependencies, DependenciesChangedNotification, type LastScan } from '../protocol/dependencies';
import type { DiagnosticPublisher } from './publishing/publisher';

/** Milliseconds. Changes within this time are one notification for the client. */
const CHANGE_DELAY = 300;

/** The input of the report. */
export interface ReportContents {
  /** In the order of their URIs. */
  readonly reports: readonly FileReport[];
  readonly skipped: readonly Skipped[];
  readonly dates: DataDates;
  readonly offline: boolean;
  /** URI of the folder that paths are relative to. */
  readonly base: string;
}

interface Parts {
  readonly documents: TextDocuments<TextDocument>;
  readonly service: LanguageService;
  readonly publisher: DiagnosticPublisher;
  readonly clock: Clock;
  /** Whether the client wants to be notified of changes. */
  readonly isShown: boolean;
}

/** Reports everything known about open documents and about the files of the last scan, for the client's view. */
export class DependencyReports {
  readonly #connection: Connection;
  readonly #parts: Parts;
  #scan: LastScan | undefined;
  #skipped: readonly Skipped[] = [];
  /** Files that are not open. Forgotten when anything changes. */
  #closed = new Map<string, Promise<FileDependencies>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, parts: Parts) {
    this.#connection = connection;
    this.#parts = parts;
  }

  scanned({ results, skipped }: WorkspaceScan, online: boolean): void {
    this.#skipped = skipped;
    const { files, requirements } = summarize(results);
    this.#scan = { time: this.#parts.clock.now(), files, requirements, online };
    this.#closed = new Map(results.map((result) => [result.uri, Promise.resolve(fileDependencies(result))]));
    this.#tellLater();
  }

  /** A document, or something that affects its findings, has changed. `isFilesToo`: files that are not open are affected as well. */
  changed(isFilesToo: boolean): void {
    if (isFilesToo) {
      this.#closed = new Map();
    }
    this.#tellLater();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #tellLater(): void {
    if (!this.#parts.isShown) {
      return;
    }
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      detach(this.#connection.sendNotification(DependenciesChangedNotification), this.#connection.console);
    }, CHANGE_DELAY);
  }

  /** For the client's view. */
  async current(): Promise<Dependencies> {
    const findings: Dependencies['findings'][number][] = [];
    const notChecked: Dependencies['notChecked'][number][] = [];
    for (const uri of this.#parts.publisher.files()) {
      const file = await this.#of(uri);
      for (const finding of file.findings) {
        findings.push(finding);
      }
      for (const each of file.notChecked) {
        notChecked.push(each);
      }
    }
    return { ...(this.#scan && { scan: this.#scan }), findings, notChecked };
  }

  /** Everything, read anew: it would take too much memory to keep. */
  async contents(): Promise<Pick<ReportContents, 'reports' | 'skipped'>> {
    const { publisher } = this.#parts;
    const reports: FileReport[] = [];
    for (const uri of publisher.files()) {
      const report = await this.#reportOf(uri);
      if (report !== undefined) {
        reports.push(report);
      }
    }
    return { reports, skipped: this.#skipped };
  }

  #reportOf(uri: string): Promise<FileReport | undefined> {
    const { documents, service, publisher } = this.#parts;
    const document = documents.get(uri);
    return document === undefined ? service.fileReport(uri, publisher.hidden) : service.report(document);
  }

  #of(uri: string): Promise<FileDependencies> {
    if (this.#parts.documents.get(uri) !== undefined) {
      return this.#reportOf(uri).then(dependenciesOf);
    }
    let known = this.#closed.get(uri);
    if (known === undefined) {
      known = this.#reportOf(uri).then(dependenciesOf);
      this.#closed.set(uri, known);
    }
    return known;
  }
}

function dependenciesOf(report: FileReport | undefined): FileDependencies {
  return report === undefined ? { findings: [], notChecked: [] } : fileDependencies(fileResult(report));
}
