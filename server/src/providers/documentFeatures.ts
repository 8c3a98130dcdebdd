import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import type { Analyzer } from '../analyzer/analyzer';
import type { DocumentGuard, Stage } from '../documentGuard';

/** Runs the features of an editor that need nothing but the analysis of a document. */
export class DocumentFeatures {
  readonly #analyzer: Analyzer;
  readonly #guard: DocumentGuard;

  constructor(analyzer: Analyzer, guard: DocumentGuard) {
    this.#analyzer = analyzer;
    this.#guard = guard;
  }

  /** The result of a feature for the current document. Empty: Lookalike is turned off or failed. */
  async run<T>(document: TextDocument, stage: Stage, feature: (analysis: Analysis) => T[] | Promise<T[]>): Promise<T[]> {
    const analysis = await this.#analyzer.analyseLatest(document);
    return analysis === undefined || !analysis.configuration.settings.enable
      ? []
      : this.#guard.run(document, stage, () => feature(analysis), []);
  }

  /** The same for a feature with one result, or none. */
  async one<T>(
    document: TextDocument,
    stage: Stage,
    feature: (analysis: Analysis) => T | undefined | Promise<T | undefined>,
  ): Promise<T | undefined> {
    const [result] = await this.run(document, stage, async (analysis) => [await feature(analysis)]);
    return result;
  }
}
