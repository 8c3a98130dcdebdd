import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CompletionList, Position } from 'vscode-languageserver-types';
import type { Analyzer, AnalyzerParts } from '../analyzer/analyzer';
import { isConfigurationFile } from '../configuration/configurationFile';
import { type CompletionContext, complete, detailsOf } from '../features/completions';
import { includeCompletion } from './includeCompletion';
import { ReportedSearch } from './reportedSearch';
import type { ScanProvider } from './scanProvider';

/** Formats with lines that include other files. */
const INCLUDING: ReadonlySet<string> = new Set(['requirements', 'constraints']);

/** The completions at a place of a document, and the facts about a proposed project. */
export class CompletionProvider {
  readonly #parts: AnalyzerParts;
  readonly #analyzer: Analyzer;
  readonly #reported: ReportedSearch;
  /** Maximum time for the services, in milliseconds. */
  readonly #patience: number;

  constructor(parts: AnalyzerParts, analyzer: Analyzer, scans: Pick<ScanProvider, 'scan' | 'lastReported'>, patience: number) {
    this.#parts = parts;
    this.#analyzer = analyzer;
    this.#reported = new ReportedSearch(scans, () => parts.host.workspace.folders());
    this.#patience = patience;
  }

  /** Undefined: Lookalike has no completions there. */
  complete(document: TextDocument, position: Position, signal: AbortSignal): Promise<CompletionList | undefined> {
    const work = async (): Promise<CompletionList | undefined> => {
      const context = await this.#context(document, signal);
      const takesFiles = context.isEnabled && INCLUDING.has(context.analysis?.format.id ?? '');
      const files = takesFiles ? await includeCompletion(this.#parts.host.workspace, document, position) : undefined;
      if (files !== undefined) {
        return files;
      }
      const offset = document.offsetAt(position);
      const list = await complete(document, offset, { ...context, reported: { trustable: [], advisories: [] } });
      // The values are in other files, which are searched only for this.
      const asksFiles = list?.items.length === 0 && context.analysis === undefined && isConfigurationFile(document.uri);
      if (!asksFiles) {
        return list;
      }
      const reported = await this.#reported.find(signal);
      const filled = await complete(document, offset, { ...context, reported });
      return filled && { ...filled, isIncomplete: filled.isIncomplete || !reported.isComplete };
    };
    return this.#parts.guard.run(document, 'completion', work, undefined);
  }

  /** As Markdown. Undefined: there are no facts. */
  resolve(document: TextDocument, name: string, signal: AbortSignal): Promise<string | undefined> {
    const work = async (): Promise<string | undefined> => detailsOf(name, await this.#context(document, signal));
    return this.#parts.guard.run(document, 'completion', work, undefined);
  }

  async #context(document: TextDocument, signal: AbortSignal): Promise<CompletionContext> {
    const { context, host } = this.#parts;
    const [analysis, configuration, store] = await Promise.all([
      this.#analyzer.analyse(document),
      context.configurations.of(document.uri),
      this.#parts.store.get(),
    ]);
    return { analysis, isEnabled: configuration.settings.enable, store, signal, now: host.clock.now(), patience: this.#patience };
  }
}
