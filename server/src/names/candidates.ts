import { osaDistance } from './edits';
import type { Query } from './query';
import { hashJoined, hashPrefixes, hashSpan, hashText, MAX_LETTERS, slotOf } from './rollingHash';
import type { Reach, SegmentIndex } from './segmentIndex';
import { MAX_EDITS } from './segmentIndex';
import { letterMask, maskOf, mayBeEdited, type Targets } from './targets';

/** One way to read a name as an imitation: the target, and which letters of the name stand for it. The rest is an affix. */
export interface Candidate {
  target: number;
  /** Letters `[start, end)` of the name stand for the target. */
  start: number;
  end: number;
  /** Edits between these letters and the target. */
  distance: number;
  /** The name has the target's words in another order, or says Python in another way. */
  reordered: boolean;
}

/** Limits of the search. What is shorter is found by chance too often. */
const MIN_EDITED = 4;
const MIN_TWICE_EDITED = 5;
const MIN_AFFIXED = 4;
/** Two edits of a short name, or an edit and an affix, are chance unless many know it: by letters, so many of the most downloaded count. */
const WEAK_RANKS = new Int32Array(MAX_LETTERS + MAX_EDITS + 1).fill(0xffff);
WEAK_RANKS.set([1000, 1000, 1000, 1000, 1000, 1000, 3000, 8000]);
const EVERYBODY = new Int32Array(MAX_LETTERS + MAX_EDITS + 1).fill(0xffff);
const ONE_EDIT: Reach = { maxEdits: 1, ranks: EVERYBODY };
const TWO_EDITS: Reach = { maxEdits: 2, ranks: WEAK_RANKS };
const ONE_EDIT_BESIDE_AFFIX: Reach = { maxEdits: 1, ranks: WEAK_RANKS };
const MIN_AFFIXED_EDITED = 5;
/** A single letter too many is an edit, no affix. */
const MIN_GLUED = 2;
/** Readings of a glued name on either side. */
const MAX_GLUED = 2;
const MAX_CANDIDATES = 24;
const MAX_HITS = 4096;

export interface CandidateTables {
  readonly targets: Targets;
  readonly exact: Uint16Array;
  readonly orders: Uint16Array;
  readonly segments: SegmentIndex;
}

/** Whether nothing of the name is left beside the target. */
export function isWhole(query: Query, { start, end }: Candidate): boolean {
  return start === 0 && end === query.length;
}

/** The hash of a name's words in any order. */
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

export class CandidateSearch {
  readonly found: Candidate[] = Array.from({ length: MAX_CANDIDATES }, () => ({
    target: 0,
    start: 0,
    end: 0,
    distance: 0,
    reordered: false,
  }));
  count = 0;
  private readonly exactBits: number;
  private readonly orderBits: number;
  private readonly seen: Uint32Array;
  private readonly hits = new Uint16Array(MAX_HITS);
  private stamp = 0;

  constructor(
    private readonly tables: CandidateTables,
    /** Only the most downloaded so many names count. */
    private readonly trusted: number,
  ) {
    this.seen = new Uint32Array(tables.targets.names.length);
    this.exactBits = 31 - Math.clz32(tables.exact.length);
    this.orderBits = 31 - Math.clz32(tables.orders.length);
  }

  /** Fills `found[0 .. count)`. */
  run(query: Query): void {
    this.count = 0;
    const { length } = query;
    this.affixed(query);
    if (length >= MIN_EDITED - 1) {
      this.near(query, 0, length, length >= MIN_TWICE_EDITED ? TWO_EDITS : ONE_EDIT, MIN_EDITED);
    }
    if (query.tokens > 1) {
      this.orders(query);
      this.near(query, query.tokenStarts[1]!, length, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
      this.near(query, 0, query.tokenStarts[query.tokens - 1]!, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
    }
    this.pythonAffixes(query);
    this.pythonElsewhere(query);
  }

  /** Whether the name itself is popular, or a module of the standard library: nothing to judge. */
  isKnown(query: Query): boolean {
    return this.knownTarget(query) !== undefined;
  }

  /** The popular project (or module) of exactly this name. */
  knownTarget(query: Query): string | undefined {
    const { exact, targets } = this.tables;
    const hash = hashSpan(query.prefixes, 0, query.length);
    const mask = exact.length - 1;
    for (let slot = slotOf(hash, this.exactBits); exact[slot] !== 0; slot = (slot + 1) & mask) {
      const id = exact[slot]! - 1;
      if (targets.names[id] === query.text && this.isTarget(id)) {
        return query.text;
      }
    }
    return undefined;
  }

  /** Targets that the whole name is an edit of; many of them make each less likely. */
  wholeEdits(query: Query): number {
    let edits = 0;
    for (let i = 0; i < this.count; i++) {
      edits += this.found[i]!.distance > 0 && isWhole(query, this.found[i]!) ? 1 : 0;
    }
    return edits;
  }

  /** Whether two edits of a target can be meant. */
  private mayBeTwiceEdited(id: number, length: number): boolean {
    return length >= MIN_TWICE_EDITED && (id < WEAK_RANKS[length]! || id >= this.tables.targets.popularCount);
  }

  private isTarget(id: number): boolean {
    return id < this.trusted || id >= this.tables.targets.popularCount;
  }

  /** The target whose letters are exactly `[start, end)`, or -1. */
  private exactAt(query: Query, start: number, end: number): number {
    return this.joined(hashSpan(query.prefixes, start, end), query.letters, start, end - start, query.letters, end, 0);
  }

  /** The target of that hash whose letters are `sizeA` letters of `a` and then `sizeB` of `b`, or -1. */
  private joined(hash: number, a: Uint8Array, startA: number, sizeA: number, b: Uint8Array, startB: number, sizeB: number): number {
    const { exact, targets } = this.tables;
    const mask = exact.length - 1;
    for (let slot = slotOf(hash, this.exactBits); exact[slot] !== 0; slot = (slot + 1) & mask) {
      const id = exact[slot]! - 1;
      const at = targets.starts[id]!;
      if (
        targets.lengths[id] === sizeA + sizeB &&
        this.isTarget(id) &&
        equalLetters(a, startA, targets.letters, at, sizeA) &&
        equalLetters(b, startB, targets.letters, at + sizeA, sizeB)
      ) {
        return id;
      }
    }
    return -1;
  }

  private affixed(query: Query): void {
    const { length, isBoundary } = query;
    const whole = this.exactAt(query, 0, length);
    if (whole >= 0) {
      this.add(whole, 0, length, 0, false);
    }
    // Longest first: what is left over is then the least. A target that is only a part of a longer one, cut at the same separators,
    // explains less of the name.
    let longestEnd = 0;
    let glued = 0;
    for (let end = length - 1; end >= MIN_AFFIXED && longestEnd === 0; end--) {
      if (isBoundary[end] === 1 || (glued < MAX_GLUED && length - end >= MIN_GLUED)) {
        const id = this.exactAt(query, 0, end);
        if (id >= 0) {
          this.add(id, 0, end, 0, false);
          if (isBoundary[end] === 1) {
            longestEnd = end;
          } else {
            glued++;
          }
        }
      }
    }
    let longestStart = length;
    glued = 0;
    for (let start = 1; start <= length - MIN_AFFIXED && longestStart === length; start++) {
      if (isBoundary[start] === 1 || (glued < MAX_GLUED && start >= MIN_GLUED)) {
        const id = this.exactAt(query, start, length);
        if (id >= 0) {
          this.add(id, start, length, 0, false);
          if (isBoundary[start] === 1) {
            longestStart = start;
          } else {
            glued++;
          }
        }
      }
    }
    this.betweenWords(query, longestEnd, longestStart);
  }

  /** Something before and something behind, cut at separators; nothing within `[0, longestEnd)` or `[longestStart, length)`. */
  private betweenWords(query: Query, longestEnd: number, longestStart: number): void {
    for (let first = 1; first < query.tokens; first++) {
      const start = query.tokenStarts[first]!;
      for (let last = query.tokens - 1; last > first; last--) {
        const end = query.tokenStarts[last]!;
        if (end - start >= MIN_AFFIXED && end > longestEnd && start < longestStart) {
          const id = this.exactAt(query, start, end);
          if (id >= 0) {
            this.add(id, start, end, 0, false);
            break;
          }
        }
      }
    }
  }

  /** `pyhttpxhelp`, `python3flask`, `pippytests`: a glued prefix that says nothing, then more. */
  private pythonAffixes(query: Query): void {
    for (const prefix of GLUED_PREFIXES) {
      const start = prefix.length;
      if (start >= query.length - MIN_AFFIXED || !startsWith(query.letters, prefix)) {
        continue;
      }
      for (let end = query.length - 1; end - start >= MIN_AFFIXED; end--) {
        const id = this.exactAt(query, start, end);
        if (id >= 0) {
          this.add(id, start, end, 0, false);
          break;
        }
      }
      this.near(query, start, query.length, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
    }
    for (const suffix of GLUED_SUFFIXES) {
      const end = query.length - suffix.length;
      if (end >= MIN_AFFIXED_EDITED && endsWith(query.letters, query.length, suffix)) {
        this.near(query, 0, end, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
      }
    }
  }

  /** `pythonkafka` for `kafka-python`, `python-yaml` for `pyyaml`: what is left without the Python, with it in another way. */
  private pythonElsewhere(query: Query): void {
    const { letters, length, isBoundary } = query;
    for (const { letters: said } of PYTHONS) {
      const rest = length - said.length;
      if (rest < MIN_AFFIXED) {
        continue;
      }
      // A glued `py` is found in honest names of every kind.
      const mayBeGlued = said.length > 2;
      if ((mayBeGlued || isBoundary[said.length] === 1) && startsWith(letters, said)) {
        this.withPython(query, said.length, length);
      }
      if ((mayBeGlued || isBoundary[rest] === 1) && endsWith(letters, length, said)) {
        this.withPython(query, 0, rest);
      }
    }
  }

  /** Targets that are the letters `[start, end)` with a word for Python before or behind them, other than the name itself. */
  private withPython(query: Query, start: number, end: number): void {
    const { letters, prefixes, length } = query;
    const size = end - start;
    const rest = hashSpan(prefixes, start, end);
    for (const { letters: word, hash } of PYTHONS) {
      const before = this.joined(hashJoined(hash, rest, size), word, 0, word.length, letters, start, size);
      const behind = this.joined(hashJoined(rest, hash, word.length), letters, start, size, word, 0, word.length);
      for (const id of [before, behind]) {
        if (id >= 0 && !this.isFound(id, query)) {
          this.add(id, 0, length, 0, true);
        }
      }
    }
  }

  private orders(query: Query): void {
    const { orders, targets } = this.tables;
    let hash = 0;
    for (let t = 0; t < query.tokens; t++) {
      hash = addToOrder(hash, hashSpan(query.prefixes, query.tokenStarts[t]!, query.tokenStarts[t + 1]!));
    }
    const mask = orders.length - 1;
    for (let slot = slotOf(hash, this.orderBits); orders[slot] !== 0; slot = (slot + 1) & mask) {
      const id = orders[slot]! - 1;
      const name = targets.names[id]!;
      if (name.length === query.text.length && this.isTarget(id) && orderHash(name) === hash) {
        this.add(id, 0, query.length, 0, true);
      }
    }
  }

  private near(query: Query, start: number, end: number, reach: Reach, minLength: number): void {
    const { seen, hits } = this;
    const { targets, segments } = this.tables;
    const { lengths, starts, masks } = targets;
    const mask = letterMask(query.letters, start, end);
    const stamp = ++this.stamp;
    const count = segments.collect(query.prefixes, start, end, mask, reach, hits);
    for (let i = 0; i < count; i++) {
      const id = hits[i]!;
      if (seen[id] === stamp) {
        continue;
      }
      const size = lengths[id]!;
      const limit = this.mayBeTwiceEdited(id, size) ? reach.maxEdits : 1;
      if (!mayBeEdited(mask, masks[id]! || maskOf(targets, id), limit)) {
        continue;
      }
      seen[id] = stamp;
      if (size < minLength || !this.isTarget(id)) {
        continue;
      }
      const distance = osaDistance(query.letters, start, end, targets.letters, starts[id]!, starts[id]! + size, limit);
      if (distance > 0 && distance <= limit) {
        this.add(id, start, end, distance, false);
      }
    }
  }

  /** Whether the whole name stands for target `id` in a way that was found before. */
  private isFound(id: number, query: Query): boolean {
    for (let i = 0; i < this.count; i++) {
      if (this.found[i]!.target === id && isWhole(query, this.found[i]!)) {
        return true;
      }
    }
    return false;
  }

  private add(target: number, start: number, end: number, distance: number, reordered: boolean): void {
    if (this.count === MAX_CANDIDATES) {
      return;
    }
    const candidate = this.found[this.count++]!;
    candidate.target = target;
    candidate.start = start;
    candidate.end = end;
    candidate.distance = distance;
    candidate.reordered = reordered;
  }
}

const encode = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const PYTHONS = ['py', 'python', 'python3'].map((word) => ({ letters: encode(word), hash: hashText(word) }));
const GLUED_PREFIXES = ['py', 'pip', 'python', 'python3'].map(encode);
const GLUED_SUFFIXES = ['py', 'python', 'lib'].map(encode);

function startsWith(letters: Uint8Array, prefix: Uint8Array): boolean {
  return equalLetters(letters, 0, prefix, 0, prefix.length);
}

function endsWith(letters: Uint8Array, length: number, suffix: Uint8Array): boolean {
  return equalLetters(letters, length - suffix.length, suffix, 0, suffix.length);
}

function equalLetters(a: Uint8Array, aStart: number, b: Uint8Array, bStart: number, size: number): boolean {
  for (let i = 0; i < size; i++) {
    if (a[aStart + i] !== b[bStart + i]) {
      return false;
    }
  }
  return true;
}

export function lettersOf(name: string): { letters: Uint8Array; prefixes: Int32Array } {
  const letters = encode(name.replaceAll('-', '').slice(0, MAX_LETTERS));
  const prefixes = new Int32Array(letters.length + 1);
  hashPrefixes(letters, letters.length, prefixes);
  return { letters, prefixes };
}
