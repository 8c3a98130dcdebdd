import type { TextDocument } from 'vscode-languageserver-textdocument';
import type {
  CodeAction,
  CodeActionContext,
  CompletionList,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  LocationLink,
  Position,
  Range,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { Analysis } from './analysis/analysis';
import type { NameReport } from './analysis/checkName';
import type { ScanOptions, WorkspaceScan } from './analysis/scan/scanParts';
import type { FileReport } from './analysis/scan/workspaceScan';
import { type Unanswered, unanswered } from './analysis/unanswered';
import { Analyzer, type AnalyzerOptions, type AnalyzerParts } from './analyzer/analyzer';
import { CurrentStore } from './analyzer/currentStore';
import { DocumentReader } from './analyzer/documentReader';
import { FileResolver } from './analyzer/fileResolver';
import { type ChangedUris, News } from './analyzer/news';
import { ProjectContext } from './analyzer/projectContext';
import { type NameList, nameListEditor } from './configuration/nameListEdit';
import type { ChosenConfiguration } from './configuration/store';
import { DocumentGuard } from './documentGuard';
import type { Event } from './events';
import { codeActions } from './features/codeActions';
import { definition } from './features/definition';
import { documentLinks } from './features/documentLinks';
import { documentSymbols, foldingRanges } from './features/documentSymbols';
import type { Renaming } from './features/edits/renameEdits';
import { inlayHints } from './features/inlayHints';
import { semanticTokens } from './features/semanticTokens';
import { bulkUpdate, type UpdateScope } from './features/updates/bulkUpdate';
import type { DataUpdate, Host } from './host';
import type { DataDates } from './names/nameData';
import type { HidingParams } from './protocol/dependencies';
import type { CommandParams, CommandWarning } from './protocol/terminal';
import { CommandProvider } from './providers/commandProvider';
import { CompletionProvider } from './providers/completionProvider';
import { configurationActions } from './providers/configurationActions';
import { hidingEdit } from './providers/configurationEdits';
import { DocumentFeatures } from './providers/documentFeatures';
import type { FileJudgeOptions, OwnFileJudge } from './providers/fileJudge';
import { HoverProvider } from './providers/hoverProvider';
import { NameProvider } from './providers/nameProvider';
import { RenameProvider, type RenameResult } from './providers/renameProvider';
import { ReportProvider } from './providers/reportProvider';
import { ScanProvider, type ScanThreads } from './providers/scanProvider';
import { UnneededEntries } from './providers/unneededEntries';

export interface LanguageServiceOptions extends AnalyzerOptions, ScanThreads {
  /** URI of the folder of the rules' pages. */
  readonly rulesUri: string;
  /** Whether the client takes versioned edits and edits that create a file. */
  readonly documentChanges: boolean;
  /** Whether the client shows labeled changes for confirmation. */
  readonly changeAnnotations?: boolean | undefined;
  /** See `InitializationOptions.previewFile`. */
  readonly previewFile?: string | undefined;
  /** Whether the client has the commands that code actions run (`features/commands.ts`). */
  readonly runsCommands?: boolean | undefined;
  /** Whether the client asks for the edit of a code action when it is taken. */
  readonly resolvesEdits?: boolean | undefined;
  /** Whether the client draws VS Code's icons, `$(icon)`, in the Markdown of a hover. */
  readonly themeIcons?: boolean | undefined;
  /** Maximum time a hover waits for the services, in milliseconds. */
  readonly hoverPatience?: number | undefined;
  /** A configuration for every file, in place of the repository's own ones. Null: no configuration at all. */
  readonly configuration?: ChosenConfiguration | null | undefined;
  /** Files (URIs) that are read as if they had another name. */
  readonly readAs?: ReadonlyMap<string, string> | undefined;
}

/**
 * All features for a document, a name or a workspace; `lsp/` and `node/cli/` are thin shells around it.
 * No call on a document rejects: if Lookalike fails on it, its diagnostics report that.
 */
export interface LanguageService {
  /** News that concerns other documents than the one it was found in: these (URIs), or any. */
  readonly onNews: Event<ChangedUris>;
  /** Undefined: not a dependency file, or one that Lookalike failed on. The same version and the same facts give the same analysis. */
  analyse(document: TextDocument): Promise<Analysis | undefined>;
  /** Looks up in the services what the bundled data leaves open. True: there is news, so analyze again. `onNews` is called for the answers of each service. */
  learn(analysis: Analysis, signal: AbortSignal, onNews?: () => void): Promise<boolean>;
  diagnostics(document: TextDocument): Promise<Diagnostic[]>;
  /**
   * Diagnostics of a file as it is on disk. A file that a scan leaves out, by the configuration, git or the globs `exclude`, gets only those of known malware.
   */
  fileDiagnostics(uri: string, exclude: readonly string[]): Promise<Diagnostic[]>;
  /** The report of a document. Undefined: there is nothing to report, or it is not a dependency file. */
  report(document: TextDocument): Promise<FileReport | undefined>;
  /** The same for a file as it is on disk; `exclude` as in `fileDiagnostics`. */
  fileReport(uri: string, exclude: readonly string[]): Promise<FileReport | undefined>;
  /** The edit of the project's configuration that hides a finding. Undefined: that configuration cannot hold it. */
  hidingEdit(params: HidingParams): Promise<WorkspaceEdit | undefined>;
  codeActions(document: TextDocument, range: Range, context: CodeActionContext): Promise<CodeAction[]>;
  /** The package name at `position` that can be renamed. Undefined: there is none, or a tool writes the file. */
  nameAt(document: TextDocument, position: Position): Promise<{ name: string; range: Range } | undefined>;
  /** Renames a package in all files of the workspace. `open`: the documents of the editor. Undefined: stopped by `signal`. */
  rename(renaming: Renaming, open: readonly TextDocument[], signal: AbortSignal): Promise<RenameResult | undefined>;
  /** Updates all requirements of a document. Undefined: there is nothing to update. */
  updateEdit(document: TextDocument, scope: UpdateScope): Promise<WorkspaceEdit | undefined>;
  /** Names and versions that can be written at `position`. Undefined: nothing can be completed there. */
  completion(document: TextDocument, position: Position, signal: AbortSignal): Promise<CompletionList | undefined>;
  /** What is known about a project that a completion offers, as Markdown. Contacts the indexes, as `hover` does. */
  resolveCompletion(document: TextDocument, name: string, signal: AbortSignal): Promise<string | undefined>;
  hover(document: TextDocument, position: Position, signal: AbortSignal): Promise<Hover | undefined>;
  /** The newest versions after the requirements of `range`. */
  inlayHints(document: TextDocument, range: Range): Promise<InlayHint[]>;
  documentLinks(document: TextDocument): Promise<DocumentLink[]>;
  documentSymbols(document: TextDocument): Promise<DocumentSymbol[]>;
  foldingRanges(document: TextDocument): Promise<FoldingRange[]>;
  /** Undefined: it is not a dependency file, or Lookalike is off. */
  semanticTokens(document: TextDocument): Promise<SemanticTokens | undefined>;
  definition(document: TextDocument, position: Position): Promise<LocationLink[]>;
  /** Reports in the order given. A long list is judged offline, to spare the index thousands of requests at once. */
  checkNames(names: readonly string[], uri: string, signal: AbortSignal): Promise<NameReport[]>;
  /** Warnings about the names that a command line installs, before it runs. Undefined: there are none. */
  checkCommand(params: CommandParams, signal: AbortSignal): Promise<CommandWarning | undefined>;
  /** Whether `uri` is a dependency file: by its path, by the configuration, or because another file includes it. */
  isDependencyFile(uri: string): Promise<boolean>;
  /** Problems in the configuration that applies to a file. Undefined: there is no configuration, or no problem. */
  configurationReport(uri: string): Promise<FileReport | undefined>;
  /** Globs, each relative to a folder, of the files that the known configurations add, and of those of other names that files include. */
  namedFiles(): Promise<readonly string[]>;
  /** Walks folders and files, and the files that they include. */
  scan(roots: readonly string[], options: ScanOptions): Promise<WorkspaceScan>;
  /** Resolves when the package data is loaded. Rejects if it cannot be loaded. */
  ready(): Promise<void>;
  /** Judges the files of a scan that another thread runs. */
  fileJudge(options: FileJudgeOptions): OwnFileJudge;
  /** A document was opened, edited or closed. True: it configures Lookalike or other files, and its content has changed. */
  reconfigured(document: TextDocument): Promise<boolean>;
  /** A document was closed: a failure on it is no longer reported. */
  closed(uri: string): void;
  /** Files or settings changed: conclusions from them are forgotten. */
  changed(): void;
  /** Why a service could not be contacted the last time. Undefined: all of them answered. */
  problem(): Promise<string | undefined>;
  /** The documents that Lookalike failed on. Undefined: it failed on none. */
  readonly failure: string | undefined;
  /** Names that were judged with incomplete facts, because a service did not answer. */
  unanswered(document: TextDocument): Promise<readonly Unanswered[]>;
  /** Fetches fresh package data, which is then used for everything. Rejects, with nothing changed, if that fails. */
  updateData(signal: AbortSignal, progress: (message: string) => void): Promise<DataUpdate>;
  /** Whether the package data is older than a week, with no recent attempt to refresh it. */
  isDataDue(): Promise<boolean>;
  /** The content of each part of the package data in use. */
  dates(): Promise<DataDates>;
}

/** Maximum time a hover waits for online services, in milliseconds. */
const HOVER_PATIENCE = 2_000;

/** Wires the parts. Each part gets what it needs when it is made; none knows the service. */
export function createLanguageService(host: Host, options: LanguageServiceOptions): LanguageService {
  const { rulesUri, documentChanges, hoverPatience = HOVER_PATIENCE } = options;
  const news = new News();
  const guard = new DocumentGuard(host.logger, (uri) => news.documentsChanged([uri]));
  const context = new ProjectContext(host, options.configuration);
  const { configurations, indexContexts } = context;
  const files = new FileResolver(host, context, news, options.readAs);
  const reader = new DocumentReader(host, indexContexts, guard, news);
  const store = new CurrentStore(host, options.isAlone);
  const parts: AnalyzerParts = { host, context, files, reader, store, guard };
  const analyzer = new Analyzer(parts, options);
  const features = new DocumentFeatures(analyzer, guard);
  const unneeded = new UnneededEntries();
  const reports = new ReportProvider(parts, analyzer, unneeded, rulesUri);
  const hovers = new HoverProvider(store, features, hoverPatience, options.themeIcons === true);
  const names = new NameProvider(parts);
  const commands = new CommandProvider(analyzer, () => host.workspace.folders()[0] ?? 'file:///');
  const scans = new ScanProvider(parts, analyzer, news, unneeded, options);
  const completion = new CompletionProvider(parts, analyzer, scans, hoverPatience);
  const renames = new RenameProvider(parts, analyzer, features, scans, options);
  const nameEditor = async (uri: string, list: NameList) => nameListEditor(await configurations.homeOf(uri), list, documentChanges);
  return {
    onNews: news.event,
    analyse: (document) => analyzer.analyse(document),
    learn: (analysis, signal, onNews) => analyzer.learn(analysis, signal, onNews),
    diagnostics: (document) => reports.diagnosticsOfDocument(document),
    fileDiagnostics: (uri, exclude) => reports.diagnosticsOfFile(uri, exclude),
    report: (document) => reports.ofDocument(document),
    fileReport: (uri, exclude) => reports.ofFile(uri, exclude),
    hidingEdit: (params) => hidingEdit(configurations, params),
    codeActions: async (document, range, asked) => [
      ...(await features.run(document, 'code actions', (analysis) =>
        codeActions(analysis, range, asked, { ...options, nameEditor: (list) => nameEditor(document.uri, list) }),
      )),
      ...configurationActions(document, await reports.ofConfiguration(document), range, asked, options),
    ],
    nameAt: (document, position) => renames.nameAt(document, position),
    rename: (renaming, open, signal) => renames.rename(renaming, open, signal),
    updateEdit: (document, scope) => features.one(document, 'code actions', (analysis) => bulkUpdate(analysis, scope, options)),
    completion: (document, position, signal) => completion.complete(document, position, signal),
    resolveCompletion: (document, name, signal) => completion.resolve(document, name, signal),
    hover: (document, position, signal) => hovers.hover(document, position, signal),
    inlayHints: (document, range) =>
      features.run(document, 'inlay hints', (analysis) => inlayHints(analysis, range, analysis.configuration.settings.inlayHints)),
    documentLinks: (document) => features.run(document, 'links', documentLinks),
    documentSymbols: (document) => features.run(document, 'symbols', documentSymbols),
    foldingRanges: (document) => features.run(document, 'folding ranges', foldingRanges),
    semanticTokens: (document) => features.one(document, 'symbols', semanticTokens),
    definition: (document, position) =>
      features.run(document, 'definition', (analysis) => definition(analysis, document.offsetAt(position))),
    checkNames: (list, uri, signal) => names.check(list, uri, signal),
    checkCommand: (params, signal) => commands.check(params, signal),
    isDependencyFile: (uri) => files.isDependencyFile(uri),
    configurationReport: (uri) => scans.configurationReport(uri),
    namedFiles: async () => [...(await configurations.namedFiles()), ...files.includedNames()],
    scan: (roots, scanOptions) => scans.scan(roots, scanOptions),
    ready: async () => {
      await store.get();
    },
    fileJudge: (judgeOptions) => scans.fileJudge(judgeOptions),
    reconfigured: (document) => analyzer.documentChanged(document),
    closed: (uri) => analyzer.documentClosed(uri),
    changed: () => analyzer.filesChanged(),
    problem: async () => (await store.get()).problem,
    get failure() {
      return guard.problem;
    },
    unanswered: (document) => features.run(document, 'unanswered names', unanswered),
    updateData: (signal, progress) => analyzer.updateData(signal, progress),
    isDataDue: () => host.packageData.isDue(),
    dates: () => host.packageData.dates(),
  };
}
