import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analysis';
import { configurationFindings } from '../analysis/configurationFindings';
import { leftOutBy, leftOutReport } from '../analysis/scan/leftOut';
import type { FileReport } from '../analysis/scan/workspaceScan';
import { workspacePath } from '../analysis/workspacePath';
import type { Analyzer, AnalyzerParts } from '../analyzer/analyzer';
import { isConfigurationFile } from '../configuration/configurationFile';
import { pathBelow } from '../configuration/globs';
import type { SuppressedBy } from '../configuration/suppressedBy';
import { toFileDiagnostics } from '../features/diagnostics';
import { failureOn } from './failures';
import type { UnneededEntries } from './unneededEntries';

/** The setting `lookalike.enable` of a workspace. */
const OFF_BY_WORKSPACE: SuppressedBy = { kind: 'rule-level', outside: false };

/** The reports on open documents and on files on disk, and their diagnostics. */
export class ReportProvider {
  readonly #parts: AnalyzerParts;
  readonly #analyzer: Analyzer;
  readonly #unneeded: UnneededEntries;
  /** URI of the folder of the rules' pages. */
  readonly #rulesUri: string;
  readonly #pathOf: (uri: string) => string;

  constructor(parts: AnalyzerParts, analyzer: Analyzer, unneeded: UnneededEntries, rulesUri: string) {
    this.#parts = parts;
    this.#analyzer = analyzer;
    this.#unneeded = unneeded;
    this.#rulesUri = rulesUri;
    this.#pathOf = (uri) => workspacePath(parts.host.workspace, uri);
  }

  /** If Lookalike fails on the document, its report says so. Undefined: nothing to report, or not a dependency file. */
  async ofDocument(document: TextDocument): Promise<FileReport | undefined> {
    const { guard, context } = this.#parts;
    const { uri } = document;
    const analysis = await this.#analyzer.analyse(document);
    const report = await guard.run(document, 'diagnostics', () => this.#report(document, analysis), { uri });
    const finding = report && (await failureOn(document, guard, context.configurations));
    const whole = finding === undefined ? report : { ...report, uri, failure: finding.message, crash: { document, finding } };
    return whole?.analysis === undefined && whole?.own === undefined && whole?.crash === undefined ? undefined : whole;
  }

  /** A file that a scan leaves out, by the configuration, git or the globs `exclude`, is only checked for known malware. */
  async ofFile(uri: string, exclude: readonly string[]): Promise<FileReport | undefined> {
    const { guard, reader } = this.#parts;
    const { document, failure } = await reader.open(uri, -1);
    if (document === undefined) {
      return failure === undefined ? undefined : { uri, failure };
    }
    const by = await guard.run(document, 'configuration', () => this.#whoLeavesOut(uri, exclude), undefined);
    const analysis = await this.#analyzer.analyse(document);
    if (by === undefined) {
      // Too slow for a keystroke, but this file is on disk.
      await (analysis && this.#analyzer.lookNear(analysis));
      return this.ofDocument(document);
    }
    const isOff = analysis?.configuration.settings.user.enable !== true;
    return analysis === undefined || isOff ? undefined : leftOutReport(analysis, by, this.#pathOf);
  }

  /** Problems in a document that configures Lookalike. Undefined for any other document. */
  async ofConfiguration(document: TextDocument): Promise<FileReport['own']> {
    return isConfigurationFile(document.uri) ? (await this.ofDocument(document))?.own : undefined;
  }

  async diagnosticsOfDocument(document: TextDocument): Promise<Diagnostic[]> {
    return toFileDiagnostics(await this.ofDocument(document), this.#rulesUri, document);
  }

  async diagnosticsOfFile(uri: string, exclude: readonly string[]): Promise<Diagnostic[]> {
    return toFileDiagnostics(await this.ofFile(uri, exclude), this.#rulesUri);
  }

  /** Undefined: Lookalike is turned off. */
  async #report(document: TextDocument, analysis: Analysis | undefined): Promise<FileReport | undefined> {
    const { uri } = document;
    const configuration = await this.#parts.context.configurations.of(uri);
    const { enable, user } = configuration.settings;
    if (!enable) {
      // A workspace can turn off its findings, except for those of known malware.
      return analysis && user.enable ? leftOutReport(analysis, OFF_BY_WORKSPACE, this.#pathOf) : undefined;
    }
    if (analysis !== undefined) {
      this.#unneeded.analysed(analysis);
    }
    const own = isConfigurationFile(uri)
      ? { document, ...configurationFindings(document, configuration, this.#pathOf, this.#unneeded.of(uri)) }
      : undefined;
    return { uri, analysis, own };
  }

  async #whoLeavesOut(uri: string, exclude: readonly string[]): Promise<SuppressedBy | undefined> {
    const { context, host } = this.#parts;
    const [configuration, over] = await Promise.all([context.configurations.of(uri), host.workspace.passedOver(uri)]);
    const root = host.workspace.folders().find((folder) => pathBelow(folder, uri) !== undefined) ?? uri;
    return leftOutBy({ uri, root, ignoredBy: over?.by, exclude, configuration });
  }
}
