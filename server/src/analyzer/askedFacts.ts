import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../analysis/analysis';
import type { IndexRoutes } from '../facts/indexes/indexRoutes';
import type { PackageFacts } from '../facts/packages/packageFacts';
import type { Requirement } from '../formats/manifest/format';
import { comesFromIndex } from '../rules/rule';

/** Milliseconds after which everything is requested again: as long as the store waits for a failed service. */
const ASK_AGAIN = 60_000;

/** Whether the services can know anything about a requirement's package. */
export function isAskedAbout(requirement: Requirement): boolean {
  return requirement.role !== 'reference' && comesFromIndex(requirement);
}

/** The requests to the services for one document. */
interface Asked {
  /** Facts of requirements that were judged since then, and the number of the analysis. */
  readonly open: Map<PackageFacts, number>;
  /** Number of analyses so far. */
  analyses: number;
  /** Undefined: nothing was requested yet. */
  last?: { readonly routes: IndexRoutes; readonly at: number };
}

/**
 * The facts of a document that the services still have to be asked about. Facts that an answer changes are gathered anew, and so are those of an edited
 * requirement. Between two keystrokes all others stay the same, and are not requested again.
 */
export class AskedFacts {
  readonly #documents = new WeakMap<TextDocument, Asked>();
  /** The number of an analysis among those of its document. */
  readonly #numbers = new WeakMap<Analysis, number>();

  /** A version of the document was judged. */
  judged(document: TextDocument, analysis: Analysis): void {
    const asked = this.#of(document);
    const number = ++asked.analyses;
    this.#numbers.set(analysis, number);
    for (const { facts } of analysis.judgedAnew) {
      asked.open.set(facts, number);
    }
  }

  /** The requirements of an analysis that have to be looked up in the services now. */
  open(document: TextDocument, { manifest, verdicts }: Analysis, routes: IndexRoutes, now: number): readonly Requirement[] {
    const { open, last } = this.#of(document);
    const isAll = last?.routes !== routes || now - last.at >= ASK_AGAIN;
    if (!isAll && open.size === 0) {
      return [];
    }
    return manifest.requirements.filter((requirement, i) => {
      const facts = verdicts[i]?.facts;
      return (isAll || (facts !== undefined && open.has(facts))) && isAskedAbout(requirement);
    });
  }

  /** The open facts of an analysis were requested. */
  asked(document: TextDocument, analysis: Analysis, routes: IndexRoutes, now: number): void {
    const asked = this.#of(document);
    // Facts of earlier analyses that are not in this one were typed over.
    for (const [facts, number] of asked.open) {
      if (number <= (this.#numbers.get(analysis) ?? 0)) {
        asked.open.delete(facts);
      }
    }
    const isAll = asked.last?.routes !== routes || now - asked.last.at >= ASK_AGAIN;
    if (isAll) {
      asked.last = { routes, at: now };
    }
  }

  #of(document: TextDocument): Asked {
    let asked = this.#documents.get(document);
    if (asked === undefined) {
      asked = { open: new Map(), analyses: 0 };
      this.#documents.set(document, asked);
    }
    return asked;
  }
}
