import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';

/** An analysis in progress or done. */
interface Entry {
  readonly version: number;
  readonly generation: number;
  readonly isIncluded: boolean;
  /** Lives as long as the request is the same: the analysis continues while it is the newest one. */
  readonly request: object;
  readonly analysis: Promise<Analysis | undefined>;
}

/** The last analysis of each document. It is valid for one version of the text, and for the facts about packages and other files at that time. */
export class AnalysisCache {
  // Keyed by document, not by URI: a file that is opened again begins with version 1, whatever its text.
  readonly #entries = new WeakMap<TextDocument, Entry>();
  #generation = 0;

  /** The input of analyses has changed: each is made anew on demand. */
  invalidate(): void {
    this.#generation++;
  }

  /**
   * Keeps the result of `work`. `before` is the last analysis, if it may still be valid. `request` identifies the request: `isWanted` tells whether it is still current.
   */
  renew(
    document: TextDocument,
    isIncluded: boolean,
    work: (request: object, before: Promise<Analysis | undefined> | undefined) => Promise<Analysis | undefined>,
  ): Promise<Analysis | undefined> {
    const known = this.#entries.get(document);
    const isKnown = known?.version === document.version && known.generation === this.#generation && known.isIncluded === isIncluded;
    const request = isKnown ? known.request : {};
    const generation = this.#generation;
    const analysis = work(request, isKnown ? known.analysis : undefined);
    this.#entries.set(document, { version: document.version, generation, isIncluded, request, analysis });
    return analysis;
  }

  isWanted(document: TextDocument, request: object): boolean {
    return this.#entries.get(document)?.request === request;
  }

  /** The last request. */
  latest(document: TextDocument): Promise<Analysis | undefined> | undefined {
    return this.#entries.get(document)?.analysis;
  }
}
