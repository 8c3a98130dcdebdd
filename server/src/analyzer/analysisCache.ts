import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';

/** An analysis that was asked for. */
interface Entry {
  readonly version: number;
  readonly generation: number;
  readonly isIncluded: boolean;
  /** The same as long as the same is asked: the analysis goes on while it is the last one's. */
  readonly request: object;
  readonly analysis: Promise<Analysis | undefined>;
}

/** The last analysis of each document. It holds for one version of the text and for what was known of packages and other files then. */
export class AnalysisCache {
  // By document, not by URI: a file that is opened again begins with version 1 again, whatever it now says.
  readonly #entries = new WeakMap<TextDocument, Entry>();
  #generation = 0;

  /** What analyses were made of is not what it was: each is made anew when it is asked for. */
  invalidate(): void {
    this.#generation++;
  }

  /**
   * Keeps what `work` makes. `before` is the last analysis where it may still hold. `request` names what is asked for: `isWanted` tells whether it still is.
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

  /** What was asked for last. */
  latest(document: TextDocument): Promise<Analysis | undefined> | undefined {
    return this.#entries.get(document)?.analysis;
  }
}
