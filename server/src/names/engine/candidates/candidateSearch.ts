import type { Query } from '../query';
import { hashSpan } from '../tables/rollingHash';
import type { SegmentIndex } from '../tables/segmentIndex';
import type { TokenCounts } from '../tables/tokenCounts';
import type { Targets } from '../targets';
import { addAffixed, addAroundWords } from './affixedTargets';
import { type Candidate, CandidateList, coversQuery } from './candidate';
import { ExactTargets } from './exactTargets';
import { NearTargets } from './nearTargets';
import { addOtherPython, addPythonAffixes } from './pythonWords';
import { addReordered } from './wordOrder';

export interface CandidateTables {
  readonly targets: Targets;
  readonly exact: Uint16Array;
  readonly orders: Uint16Array;
  readonly segments: SegmentIndex;
  readonly tokenCounts: TokenCounts;
}

/** The magnitude of a word that 1,000 projects have in their names. */
const FREQUENT = 20;

/** Finds the targets that a name may imitate. */
export class CandidateSearch {
  readonly #tables: CandidateTables;
  readonly #exact: ExactTargets;
  readonly #near: NearTargets;
  readonly #list = new CandidateList();

  /** `trusted`: only this many of the most downloaded names count. */
  constructor(tables: CandidateTables, trusted: number) {
    this.#tables = tables;
    this.#exact = new ExactTargets(tables.targets, tables.exact, trusted);
    this.#near = new NearTargets(tables.targets, tables.segments, this.#exact);
  }

  /** The candidates of the last run: the first `count` of them. */
  get found(): readonly Candidate[] {
    return this.#list.items;
  }

  get count(): number {
    return this.#list.count;
  }

  /** Fills `found`. */
  run(query: Query): void {
    const list = this.#list;
    list.count = 0;
    addAffixed(query, this.#exact, list);
    this.#near.addWhole(query, list);
    if (query.tokens > 1) {
      addReordered(query, this.#tables.orders, this.#tables.targets, this.#exact, list);
      addAroundWords(query, this.#exact, list);
      this.#addEditedWords(query, 1, query.tokens);
      this.#addEditedWords(query, 0, query.tokens - 1);
    }
    addPythonAffixes(query, this.#exact, this.#near, list);
    addOtherPython(query, this.#exact, list);
  }

  /** The words `[first, last)` with an edit, beside an affix. A frequent word is meant as it is written. */
  #addEditedWords(query: Query, first: number, last: number): void {
    const start = query.tokenStarts[first]!;
    const end = query.tokenStarts[last]!;
    const isFrequent = last - first === 1 && this.#tables.tokenCounts.magnitude(hashSpan(query.prefixes, start, end)) >= FREQUENT;
    if (!isFrequent) {
      this.#near.addBesideAffix(query, start, end, this.#list);
    }
  }

  /** Whether the name itself is popular, or a module of the standard library: then it is not judged. */
  isKnown(query: Query): boolean {
    return this.knownTarget(query) !== undefined;
  }

  /** The popular project (or module) with exactly this name. */
  knownTarget(query: Query): string | undefined {
    return this.#exact.named(query);
  }

  /** Targets within edits of the whole name. Many of them make each less likely. */
  wholeEdits(query: Query): number {
    let edits = 0;
    for (let i = 0; i < this.count; i++) {
      edits += this.found[i]!.distance > 0 && coversQuery(query, this.found[i]!) ? 1 : 0;
    }
    return edits;
  }
}
