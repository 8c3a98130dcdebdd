import { TextDocument } from 'vscode-languageserver-textdocument';
import { configurationFindings } from '../analysis/configurationFindings';
import type { ReportedNames } from '../analysis/places/configurationPlace';
import { Scanner } from '../analysis/scan/scanner';
import type { FileJudge, ScanOptions, ScanParts, WorkspaceScan } from '../analysis/scan/scanParts';
import type { FileReport } from '../analysis/scan/workspaceScan';
import { workspacePath } from '../analysis/workspacePath';
import type { Analyzer, AnalyzerParts } from '../analyzer/analyzer';
import type { News } from '../analyzer/news';
import { reportedIn } from '../features/completions';
import { formatOf } from '../formats';
import { type FileJudgeOptions, OwnFileJudge, type TellingJudge } from './fileJudge';
import type { UnneededEntries } from './unneededEntries';

/** `onReport`: see `OwnFileJudge`. */
export type ReportedScanOptions = ScanOptions & Pick<FileJudgeOptions, 'onReport'>;

/** After this number of lookups, the cached configurations of folders are mostly of finished ones. */
const TRIM_AFTER = 5_000;

/** Judges files in several threads. */
export interface ScanCrew extends FileJudge {
  close(): void;
}

export interface CrewRequest {
  /** Judges in this thread. */
  readonly own: TellingJudge;
  /** URIs of the folders and files of the scan. */
  readonly roots: readonly string[];
  /** Stops the threads. */
  readonly signal: AbortSignal;
}

/** Undefined: there are no other threads. */
export type StartCrew = (request: CrewRequest) => Soon<ScanCrew | undefined>;

type Soon<T> = T | Promise<T>;

export interface ScanThreads {
  /** Starts other threads for a large scan that contacts no service. Absent: this thread does all the work. */
  readonly startCrew?: StartCrew | undefined;
  /** Whether the program does nothing else during a scan. */
  readonly isAlone?: boolean | undefined;
}

/** Reports on the files of folders. */
export class ScanProvider {
  readonly #parts: AnalyzerParts;
  readonly #analyzer: Analyzer;
  readonly #news: News;
  readonly #unneeded: UnneededEntries;
  readonly #threads: ScanThreads;
  readonly #pathOf: (uri: string) => string;
  #lastReported: ReportedNames | undefined;

  constructor(parts: AnalyzerParts, analyzer: Analyzer, news: News, unneeded: UnneededEntries, threads: ScanThreads) {
    this.#parts = parts;
    this.#analyzer = analyzer;
    this.#news = news;
    this.#unneeded = unneeded;
    this.#threads = threads;
    this.#pathOf = (uri) => workspacePath(parts.host.workspace, uri);
  }

  /** Walks folders and files, and the files that they include. */
  scan(roots: readonly string[], options: ReportedScanOptions): Promise<WorkspaceScan> {
    return this.#news.holdDuring(() => this.#parts.context.duringScan(() => this.#scan(roots, options)));
  }

  /** The subjects of findings in the last scan of the whole workspace. Undefined before the first scan. */
  get lastReported(): ReportedNames | undefined {
    return this.#lastReported;
  }

  /** Judges files for a scan that another thread may run. */
  fileJudge(options: FileJudgeOptions): OwnFileJudge {
    return new OwnFileJudge(this.#parts, this.#analyzer, options);
  }

  /** Problems in the configuration that applies to a file. Undefined: there is no configuration, or no problem. */
  async configurationReport(uri: string): Promise<FileReport | undefined> {
    const { configurations } = this.#parts.context;
    const configuration = await configurations.of(uri);
    const text = configuration.project && (await configurations.textOf(configuration.project.uri));
    if (configuration.project === undefined || (text === undefined && !configuration.project.broken)) {
      return undefined;
    }
    const document = TextDocument.create(configuration.project.uri, '', 0, text ?? '');
    const own = configurationFindings(document, configuration, this.#pathOf);
    return own.findings.length === 0 ? undefined : { uri: document.uri, own: { document, ...own } };
  }

  async #scan(roots: readonly string[], options: ReportedScanOptions): Promise<WorkspaceScan> {
    const { host, context, files, store } = this.#parts;
    let crew: ScanCrew | undefined;
    const { startCrew } = this.#threads;
    const isAlone = this.#threads.isAlone === true && !options.online;
    let asked = 0;
    const parts: ScanParts = {
      workspace: host.workspace,
      judgeFor: async (isLarge) => {
        const own = this.fileJudge({ ...options, ...(isAlone && { alone: roots }) });
        const canShare = isLarge && !options.online && options.onReport === undefined;
        crew = canShare ? await startCrew?.({ own, roots, signal: options.signal }) : undefined;
        // Without it every file would fail in the same way.
        await store.get();
        return crew ?? own;
      },
      configurationOf: (uri) => {
        if (isAlone && ++asked % TRIM_AFTER === 0) {
          context.configurations.clear();
        }
        return context.configurationIfAny(uri);
      },
      kindOf: formatOf,
      isDependencyFile: (uri) => files.isDependencyFile(uri),
      readConfiguration: (uri) => context.configurations.textOf(uri),
      pathOf: this.#pathOf,
    };
    const scan = await new Scanner(parts, options).scan(roots).finally(() => crew?.close());
    if (!options.signal.aborted) {
      this.#unneeded.scanned(scan);
      if (host.workspace.folders().every((folder) => roots.includes(folder))) {
        this.#lastReported = reportedIn(scan.results.flatMap(({ findings }) => findings));
      }
    }
    return scan;
  }
}
