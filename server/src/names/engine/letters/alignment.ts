import { isDigit } from '../../../packaging/characters';
import { areAdjacentKeys, isVowel, joinedLookAlike, lookAlike } from './letters';

/** The edits that turn a target into (a part of) a name, by kind. One object is reused; `align` fills it. */
export class Alignment {
  /** Sum of the edits' weights: typing slips and look-alike characters cost less than other edits. */
  cost = 0;
  transpositions = 0;
  repetitions = 0;
  insertions = 0;
  deletions = 0;
  replacements = 0;
  lookAlikes = 0;
  digits = 0;
  /** Two letters for one that looks like them, or the reverse: read as one edit, although the distance counts two. */
  joinedLookAlikes = 0;
  /** Letters in common before the first and after the last edit. */
  sharedStart = 0;
  sharedEnd = 0;
}

/** Longer differences are not analyzed. Two edits in a common rest never come near this limit. */
const MAX_REST = 48;
const WIDTH = MAX_REST + 1;

const TRANSPOSITION = 0.7;
const REPETITION = 0.5;
const LOOK_ALIKE = 0.5;
const NEIGHBOUR_KEY = 0.8;
const VOWEL = 0.8;
const INSERTION = 1;
const DELETION = 0.9;
const REPLACEMENT = 1.2;

const costs = new Float64Array(WIDTH * WIDTH);

/** Aligns the name's letters `[aStart, aEnd)` with the target's `[bStart, bEnd)` at the least cost (weighted optimal string alignment). */
export function align(a: Uint8Array, aStart: number, aEnd: number, b: Uint8Array, bStart: number, bEnd: number, into: Alignment): void {
  const nameStart = aStart;
  const nameEnd = aEnd;
  while (aStart < aEnd && bStart < bEnd && a[aStart] === b[bStart]) {
    aStart++;
    bStart++;
  }
  while (aStart < aEnd && bStart < bEnd && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  into.sharedStart = aStart - nameStart;
  into.sharedEnd = nameEnd - aEnd;
  into.transpositions = 0;
  into.repetitions = 0;
  into.insertions = 0;
  into.deletions = 0;
  into.replacements = 0;
  into.lookAlikes = 0;
  into.digits = 0;
  into.joinedLookAlikes = 0;
  const n = Math.min(MAX_REST, aEnd - aStart);
  const m = Math.min(MAX_REST, bEnd - bStart);

  costs[0] = 0;
  for (let i = 0; i <= n; i++) {
    for (let j = i === 0 ? 1 : 0; j <= m; j++) {
      let cost = Number.POSITIVE_INFINITY;
      if (i > 0) {
        cost = costs[(i - 1) * WIDTH + j]! + insertion(a, aStart + i - 1, nameStart, nameEnd);
      }
      if (j > 0) {
        cost = Math.min(cost, costs[i * WIDTH + j - 1]! + deletion(b, bStart + j - 1, bStart - into.sharedStart, bEnd + into.sharedEnd));
      }
      if (i > 0 && j > 0) {
        cost = Math.min(cost, costs[(i - 1) * WIDTH + j - 1]! + replacement(a[aStart + i - 1]!, b[bStart + j - 1]!));
        if (swapped(a, aStart + i, b, bStart + j, i, j)) {
          cost = Math.min(cost, costs[(i - 2) * WIDTH + j - 2]! + TRANSPOSITION);
        }
        if (joined(a, aStart + i, b, bStart + j, i)) {
          cost = Math.min(cost, costs[(i - 2) * WIDTH + j - 1]! + LOOK_ALIKE);
        }
        if (joined(b, bStart + j, a, aStart + i, j)) {
          cost = Math.min(cost, costs[(i - 1) * WIDTH + j - 2]! + LOOK_ALIKE);
        }
      }
      costs[i * WIDTH + j] = cost;
    }
  }
  into.cost = costs[n * WIDTH + m]!;

  let i = n;
  let j = m;
  while (i > 0 || j > 0) {
    const cost = costs[i * WIDTH + j]!;
    if (i > 0 && j > 0) {
      const x = a[aStart + i - 1]!;
      const y = b[bStart + j - 1]!;
      if (cost === costs[(i - 1) * WIDTH + j - 1]! + replacement(x, y)) {
        if (x !== y) {
          into.replacements++;
          into.lookAlikes += lookAlike(x, y) ? 1 : 0;
          into.digits += isDigit(x) || isDigit(y) ? 1 : 0;
        }
        i--;
        j--;
        continue;
      }
      if (swapped(a, aStart + i, b, bStart + j, i, j) && cost === costs[(i - 2) * WIDTH + j - 2]! + TRANSPOSITION) {
        into.transpositions++;
        i -= 2;
        j -= 2;
        continue;
      }
      const isTwo = joined(a, aStart + i, b, bStart + j, i) && cost === costs[(i - 2) * WIDTH + j - 1]! + LOOK_ALIKE;
      if (isTwo || (joined(b, bStart + j, a, aStart + i, j) && cost === costs[(i - 1) * WIDTH + j - 2]! + LOOK_ALIKE)) {
        into.joinedLookAlikes++;
        i -= isTwo ? 2 : 1;
        j -= isTwo ? 1 : 2;
        continue;
      }
    }
    if (i > 0) {
      const weight = insertion(a, aStart + i - 1, nameStart, nameEnd);
      if (cost === costs[(i - 1) * WIDTH + j]! + weight) {
        into.insertions++;
        into.repetitions += weight === REPETITION ? 1 : 0;
        into.digits += isDigit(a[aStart + i - 1]!) ? 1 : 0;
        i--;
        continue;
      }
    }
    into.deletions++;
    into.repetitions += deletion(b, bStart + j - 1, bStart - into.sharedStart, bEnd + into.sharedEnd) === REPETITION ? 1 : 0;
    into.digits += isDigit(b[bStart + j - 1]!) ? 1 : 0;
    j--;
  }
}

/** Whether the last two of the `count` letters before `aAt` look like the one before `bAt`. */
function joined(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, count: number): boolean {
  return count > 1 && joinedLookAlike(a[aAt - 2]!, a[aAt - 1]!, b[bAt - 1]!);
}

function swapped(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[aAt - 1] === b[bAt - 2] && a[aAt - 2] === b[bAt - 1];
}

/** An extra letter. Cheap if it repeats its neighbor. */
function insertion(a: Uint8Array, at: number, start: number, end: number): number {
  return (at > start && a[at - 1] === a[at]) || (at + 1 < end && a[at + 1] === a[at]) ? REPETITION : INSERTION;
}

/** A missing letter. Cheap if it was one of a pair. */
function deletion(b: Uint8Array, at: number, start: number, end: number): number {
  return (at > start && b[at - 1] === b[at]) || (at + 1 < end && b[at + 1] === b[at]) ? REPETITION : DELETION;
}

function replacement(x: number, y: number): number {
  if (x === y) {
    return 0;
  }
  if (lookAlike(x, y)) {
    return LOOK_ALIKE;
  }
  if (areAdjacentKeys(x, y)) {
    return NEIGHBOUR_KEY;
  }
  return isVowel(x) && isVowel(y) ? VOWEL : REPLACEMENT;
}
