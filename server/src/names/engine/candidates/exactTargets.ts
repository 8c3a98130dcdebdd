import { equalLetters } from '../letters/spans';
import type { Query } from '../query';
import { firstSlot, nextSlot } from '../tables/exactIndex';
import { hashSpan } from '../tables/rollingHash';
import type { Targets } from '../targets';

/** Finds the target with exactly some letters. */
export class ExactTargets {
  readonly #targets: Targets;
  readonly #table: Uint16Array;
  readonly #trusted: number;

  /**
   * @param table `buildExactIndex` of the targets' letters
   * @param trusted only this many of the most downloaded names count
   */
  constructor(targets: Targets, table: Uint16Array, trusted: number) {
    this.#targets = targets;
    this.#table = table;
    this.#trusted = trusted;
  }

  /** Whether a target counts: one of the most downloaded names, or a module. */
  isTarget(id: number): boolean {
    return id < this.#trusted || id >= this.#targets.popularCount;
  }

  /** The target with exactly the letters `[start, end)` of the name, or -1. */
  at(query: Query, start: number, end: number): number {
    return this.joined(hashSpan(query.prefixes, start, end), query.letters, start, end - start, query.letters, end, 0);
  }

  /** The target of that hash with the first `sizeA` letters of `a` and then `sizeB` of `b`, or -1. */
  joined(hash: number, a: Uint8Array, startA: number, sizeA: number, b: Uint8Array, startB: number, sizeB: number): number {
    const targets = this.#targets;
    const table = this.#table;
    for (let slot = firstSlot(table, hash); table[slot] !== 0; slot = nextSlot(table, slot)) {
      const id = table[slot]! - 1;
      if (targets.lengths[id] === sizeA + sizeB && this.isTarget(id)) {
        const at = targets.starts[id]!;
        if (equalLetters(a, startA, targets.letters, at, sizeA) && equalLetters(b, startB, targets.letters, at + sizeA, sizeB)) {
          return id;
        }
      }
    }
    return -1;
  }

  /** The popular project (or module) with exactly this name, separators included. */
  named(query: Query): string | undefined {
    const table = this.#table;
    const hash = hashSpan(query.prefixes, 0, query.length);
    for (let slot = firstSlot(table, hash); table[slot] !== 0; slot = nextSlot(table, slot)) {
      const id = table[slot]! - 1;
      if (this.#targets.names[id] === query.text && this.isTarget(id)) {
        return query.text;
      }
    }
    return undefined;
  }
}
