import type { Query } from '../query';
import { firstSlot, nextSlot } from '../tables/exactIndex';
import { hashSpan, hashText } from '../tables/rollingHash';
import type { Targets } from '../targets';
import type { CandidateList } from './candidate';
import type { ExactTargets } from './exactTargets';

/** Whether two names are the same words, each as often, in any order. */
export function haveSameWords(a: string, b: string): boolean {
  return a.length === b.length && a.split('-').sort().join('-') === b.split('-').sort().join('-');
}

/** The hash of a name's words in any order: names that share it may still differ. */
export function orderHash(name: string): number {
  let sum = 0;
  for (const token of name.split('-')) {
    sum = addToOrder(sum, hashText(token));
  }
  return sum;
}

function addToOrder(sum: number, tokenHash: number): number {
  return (sum + Math.imul(tokenHash | 1, 0x2545f491)) | 0;
}

/**
 * Adds the targets with the words of the name in another order.
 * @param table `buildExactIndex` of the targets' `orderHash`
 */
export function addReordered(query: Query, table: Uint16Array, targets: Targets, exact: ExactTargets, into: CandidateList): void {
  let hash = 0;
  for (let t = 0; t < query.tokens; t++) {
    hash = addToOrder(hash, hashSpan(query.prefixes, query.tokenStarts[t]!, query.tokenStarts[t + 1]!));
  }
  for (let slot = firstSlot(table, hash); table[slot] !== 0; slot = nextSlot(table, slot)) {
    const id = table[slot]! - 1;
    if (exact.isTarget(id) && haveSameWords(targets.names[id]!, query.text)) {
      into.add(id, 0, query.length, 0, true);
    }
  }
}
