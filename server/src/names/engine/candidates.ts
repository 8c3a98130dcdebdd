import { type EditLimit, osaDistance } from './letters/edits';
import type { Query } from './query';
import { hashJoined, hashPrefixes, hashSpan, hashText, MAX_LETTERS, slotOf } from './tables/rollingHash';
import type { Reach, SegmentIndex } from './tables/segmentIndex';
import { MAX_EDITS } from './tables/segmentIndex';
import { LIBRARY_RANK, letterMask, type Targets } from './targets';

/** One way to read a name as an imitation: the target, and the letters of the name that represent it. The rest is an affix. */
export interface Candidate {
  target: number;
  /** Letters `[start, end)` of the name represent the target. */
  start: number;
  end: number;
  /** Letters `[gapStart, gapEnd)` of these are a word inserted into the target; both 0: none. */
  gapStart: number;
  gapEnd: number;
  /** Edits between these letters and the target. */
  distance: number;
  /** The name has the target's words in another order, or has another word for Python. */
  reordered: boolean;
}

/** Limits of the search. Shorter matches occur by chance too often. */
const MIN_EDITED = 4;
const MIN_TWICE_EDITED = 5;
const MIN_AFFIXED = 4;
/** Two edits of a short name, or an edit and an affix, occur by chance unless the target is well known: by letters, the number of most downloaded names that count. */
const WEAK_RANKS = ranksByLength(0xffff, [1000, 1000, 1000, 1000, 1000, 1000, 3000, 8000]);
/** The same for three edits. */
const FAINT_RANKS = ranksByLength(4000, [0, 0, 0, 0, 0, 0, 0, 100, 300, 300, 1000, 1000]);
const EVERYBODY = ranksByLength(0xffff, []);
const NOBODY = ranksByLength(0, []);
const ONE_EDIT: Reach = { maxEdits: 1, ranks: [NOBODY, EVERYBODY, NOBODY, NOBODY] };
const THREE_EDITS: Reach = { maxEdits: 3, ranks: [NOBODY, EVERYBODY, WEAK_RANKS, FAINT_RANKS] };
const ONE_EDIT_BESIDE_AFFIX: Reach = { maxEdits: 1, ranks: [NOBODY, WEAK_RANKS, NOBODY, NOBODY] };
const MIN_AFFIXED_EDITED = 5;
/** Several edits of a larger share of a word's letters make it another word. */
const MOST_OF_A_WORD = 0.7;
/** A single extra letter is an edit, not an affix. */
const MIN_GLUED = 2;
/** Maximum number of readings of a glued name on either side. */
const MAX_GLUED = 2;
const MAX_CANDIDATES = 24;
const MAX_HITS = 4096;

function ranksByLength(others: number, first: readonly number[]): Int32Array {
  const ranks = new Int32Array(MAX_LETTERS + MAX_EDITS + 1).fill(others);
  ranks.set(first);
  return ranks;
}

export interface CandidateTables {
  readonly targets: Targets;
  readonly exact: Uint16Array;
  readonly orders: Uint16Array;
  readonly segments: SegmentIndex;
}

/** Whether the name has nothing beside the target. */
export function coversQuery(query: Query, { start, end, gapEnd }: Candidate): boolean {
  return start === 0 && end === query.length && gapEnd === 0;
}

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

export class CandidateSearch {
  readonly #tables: CandidateTables;
  readonly #trusted: number;

  readonly found: Candidate[] = Array.from({ length: MAX_CANDIDATES }, () => ({
    target: 0,
    start: 0,
    end: 0,
    gapStart: 0,
    gapEnd: 0,
    distance: 0,
    reordered: false,
  }));
  count = 0;
  readonly #exactBits: number;
  readonly #orderBits: number;
  readonly #seen: Uint32Array;
  readonly #hits = new Uint16Array(MAX_HITS);
  #stamp = 0;

  constructor(
    tables: CandidateTables,
    /** Only this many of the most downloaded names count. */
    trusted: number,
  ) {
    this.#tables = tables;
    this.#trusted = trusted;

    this.#seen = new Uint32Array(tables.targets.names.length);
    this.#exactBits = 31 - Math.clz32(tables.exact.length);
    this.#orderBits = 31 - Math.clz32(tables.orders.length);
  }

  /** Fills `found[0 .. count)`. */
  run(query: Query): void {
    this.count = 0;
    const { length } = query;
    this.#affixed(query);
    if (length >= MIN_EDITED - 1) {
      this.#near(query, 0, length, length >= MIN_TWICE_EDITED ? THREE_EDITS : ONE_EDIT, MIN_EDITED);
    }
    if (query.tokens > 1) {
      this.#orders(query);
      this.#aroundWords(query);
      this.#near(query, query.tokenStarts[1]!, length, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
      this.#near(query, 0, query.tokenStarts[query.tokens - 1]!, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
    }
    this.#pythonAffixes(query);
    this.#pythonElsewhere(query);
  }

  /** Whether the name itself is popular, or a module of the standard library: then it is not judged. */
  isKnown(query: Query): boolean {
    return this.knownTarget(query) !== undefined;
  }

  /** The popular project (or module) with exactly this name. */
  knownTarget(query: Query): string | undefined {
    const { exact, targets } = this.#tables;
    const hash = hashSpan(query.prefixes, 0, query.length);
    const mask = exact.length - 1;
    for (let slot = slotOf(hash, this.#exactBits); exact[slot] !== 0; slot = (slot + 1) & mask) {
      const id = exact[slot]! - 1;
      if (targets.names[id] === query.text && this.#isTarget(id)) {
        return query.text;
      }
    }
    return undefined;
  }

  /** Targets within edits of the whole name. Many of them make each less likely. */
  wholeEdits(query: Query): number {
    let edits = 0;
    for (let i = 0; i < this.count; i++) {
      edits += this.found[i]!.distance > 0 && coversQuery(query, this.found[i]!) ? 1 : 0;
    }
    return edits;
  }

  /** The number of edits of a target of `length` letters that can be a misspelling. */
  #editLimit(id: number, length: number, { maxEdits, ranks }: Reach): EditLimit {
    // A module has no rank.
    const rank = id < this.#tables.targets.popularCount ? id : LIBRARY_RANK;
    if (maxEdits === 3 && rank < ranks[3][length]!) {
      return 3;
    }
    return maxEdits > 1 && length >= MIN_TWICE_EDITED && (rank < ranks[2][length]! || id !== rank) ? 2 : 1;
  }

  #isTarget(id: number): boolean {
    return id < this.#trusted || id >= this.#tables.targets.popularCount;
  }

  /** The target with exactly the letters `[start, end)`, or -1. */
  #exactAt(query: Query, start: number, end: number): number {
    return this.#joined(hashSpan(query.prefixes, start, end), query.letters, start, end - start, query.letters, end, 0);
  }

  /** The target of that hash with the first `sizeA` letters of `a` and then `sizeB` of `b`, or -1. */
  #joined(hash: number, a: Uint8Array, startA: number, sizeA: number, b: Uint8Array, startB: number, sizeB: number): number {
    const { exact, targets } = this.#tables;
    const mask = exact.length - 1;
    for (let slot = slotOf(hash, this.#exactBits); exact[slot] !== 0; slot = (slot + 1) & mask) {
      const id = exact[slot]! - 1;
      const at = targets.starts[id]!;
      if (
        targets.lengths[id] === sizeA + sizeB &&
        this.#isTarget(id) &&
        equalLetters(a, startA, targets.letters, at, sizeA) &&
        equalLetters(b, startB, targets.letters, at + sizeA, sizeB)
      ) {
        return id;
      }
    }
    return -1;
  }

  #affixed(query: Query): void {
    const { length, isBoundary } = query;
    const whole = this.#exactAt(query, 0, length);
    if (whole >= 0) {
      this.#add(whole, 0, length, 0, false);
    }
    // Longest first, so the rest is shortest. A target that is only a part of a longer one, cut at the same separators,
    // explains less of the name.
    let longestEnd = 0;
    let glued = 0;
    for (let end = length - 1; end >= MIN_AFFIXED && longestEnd === 0; end--) {
      if (isBoundary[end] === 1 || (glued < MAX_GLUED && length - end >= MIN_GLUED)) {
        const id = this.#exactAt(query, 0, end);
        if (id >= 0) {
          this.#add(id, 0, end, 0, false);
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
        const id = this.#exactAt(query, start, length);
        if (id >= 0) {
          this.#add(id, start, length, 0, false);
          if (isBoundary[start] === 1) {
            longestStart = start;
          } else {
            glued++;
          }
        }
      }
    }
    this.#betweenWords(query, longestEnd, longestStart);
  }

  /** An affix before and after the target, cut at separators, with nothing within `[0, longestEnd)` or `[longestStart, length)`. */
  #betweenWords(query: Query, longestEnd: number, longestStart: number): void {
    for (let first = 1; first < query.tokens; first++) {
      const start = query.tokenStarts[first]!;
      for (let last = query.tokens - 1; last > first; last--) {
        const end = query.tokenStarts[last]!;
        if (end - start >= MIN_AFFIXED && end > longestEnd && start < longestStart) {
          const id = this.#exactAt(query, start, end);
          if (id >= 0) {
            this.#add(id, start, end, 0, false);
            break;
          }
        }
      }
    }
  }

  /** `pyhttpxhelp`, `python3flask`, `pippytests`: a glued, meaningless prefix, and another affix. */
  #pythonAffixes(query: Query): void {
    for (const prefix of GLUED_PREFIXES) {
      const start = prefix.length;
      if (start >= query.length - MIN_AFFIXED || !startsWith(query.letters, prefix)) {
        continue;
      }
      for (let end = query.length - 1; end - start >= MIN_AFFIXED; end--) {
        const id = this.#exactAt(query, start, end);
        if (id >= 0) {
          this.#add(id, start, end, 0, false);
          break;
        }
      }
      this.#near(query, start, query.length, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
    }
    for (const suffix of GLUED_SUFFIXES) {
      const end = query.length - suffix.length;
      if (end >= MIN_AFFIXED_EDITED && endsWith(query.letters, query.length, suffix)) {
        this.#near(query, 0, end, ONE_EDIT_BESIDE_AFFIX, MIN_AFFIXED_EDITED);
      }
    }
  }

  /** `pythonkafka` for `kafka-python`, `python-yaml` for `pyyaml`: the name without Python, in a target with another form of it. */
  #pythonElsewhere(query: Query): void {
    const { letters, length, isBoundary } = query;
    for (const { letters: said } of PYTHONS) {
      const rest = length - said.length;
      if (rest < MIN_AFFIXED) {
        continue;
      }
      // A glued `py` occurs in honest names of every kind.
      const mayBeGlued = said.length > 2;
      if ((mayBeGlued || isBoundary[said.length] === 1) && startsWith(letters, said)) {
        this.#withPython(query, said.length, length);
      }
      if ((mayBeGlued || isBoundary[rest] === 1) && endsWith(letters, length, said)) {
        this.#withPython(query, 0, rest);
      }
    }
  }

  /** Targets that consist of the letters `[start, end)` and a word for Python before or after them, except for the name itself. */
  #withPython(query: Query, start: number, end: number): void {
    const { letters, prefixes, length } = query;
    const size = end - start;
    const rest = hashSpan(prefixes, start, end);
    for (const { letters: word, hash } of PYTHONS) {
      const before = this.#joined(hashJoined(hash, rest, size), word, 0, word.length, letters, start, size);
      const behind = this.#joined(hashJoined(rest, hash, word.length), letters, start, size, word, 0, word.length);
      for (const id of [before, behind]) {
        if (id >= 0 && !this.#isFound(id, query)) {
          this.#add(id, 0, length, 0, true);
        }
      }
    }
  }

  /** `yt-api-dlp`: a word between the words of a target. */
  #aroundWords({ tokens, tokenStarts, letters, prefixes, length }: Query): void {
    for (let t = 1; t < tokens - 1; t++) {
      const before = tokenStarts[t]!;
      const behind = tokenStarts[t + 1]!;
      const rest = length - behind;
      if (before + rest >= MIN_AFFIXED) {
        const hash = hashJoined(hashSpan(prefixes, 0, before), hashSpan(prefixes, behind, length), rest);
        const id = this.#joined(hash, letters, 0, before, letters, behind, rest);
        const candidate = id < 0 ? undefined : this.#add(id, 0, length, 0, false);
        if (candidate !== undefined) {
          candidate.gapStart = before;
          candidate.gapEnd = behind;
        }
      }
    }
  }

  #orders(query: Query): void {
    const { orders, targets } = this.#tables;
    let hash = 0;
    for (let t = 0; t < query.tokens; t++) {
      hash = addToOrder(hash, hashSpan(query.prefixes, query.tokenStarts[t]!, query.tokenStarts[t + 1]!));
    }
    const mask = orders.length - 1;
    for (let slot = slotOf(hash, this.#orderBits); orders[slot] !== 0; slot = (slot + 1) & mask) {
      const id = orders[slot]! - 1;
      if (this.#isTarget(id) && haveSameWords(targets.names[id]!, query.text)) {
        this.#add(id, 0, query.length, 0, true);
      }
    }
  }

  #near(query: Query, start: number, end: number, reach: Reach, minLength: number): void {
    const seen = this.#seen;
    const hits = this.#hits;
    const { targets, segments } = this.#tables;
    const { lengths, starts } = targets;
    const mask = letterMask(query.letters, start, end);
    const stamp = ++this.#stamp;
    const count = segments.collect(query, start, end, mask, reach, hits);
    for (let i = 0; i < count; i++) {
      const id = hits[i]!;
      if (seen[id] === stamp) {
        continue;
      }
      seen[id] = stamp;
      const size = lengths[id]!;
      if (size < minLength || !this.#isTarget(id)) {
        continue;
      }
      const limit = this.#editLimit(id, size, reach);
      const distance = osaDistance(query.letters, start, end, targets.letters, starts[id]!, starts[id]! + size, limit);
      if (distance > 0 && distance <= limit && (distance < MAX_EDITS || !this.#isOtherWord(query, start, end, id, distance))) {
        this.#add(id, start, end, distance, false);
      }
    }
  }

  /** Whether so many edits leave little of the affected words: `…-providers-zzz` is not a misspelling of `…-providers-fab`. */
  #isOtherWord({ letters, tokens, tokenStarts }: Query, start: number, end: number, id: number, distance: number): boolean {
    const { letters: all, starts, lengths } = this.#tables.targets;
    const targetStart = starts[id]!;
    const size = lengths[id]!;
    const most = Math.min(end - start, size);
    let before = 0;
    while (before < most && letters[start + before] === all[targetStart + before]) {
      before++;
    }
    let behind = 0;
    while (behind < most - before && letters[end - 1 - behind] === all[targetStart + size - 1 - behind]) {
      behind++;
    }
    let edited = 0;
    for (let t = 0; t < tokens; t++) {
      const from = tokenStarts[t]!;
      const to = tokenStarts[t + 1]!;
      // A word that ends where the first edit is was typed correctly, unless it is the last one.
      edited += from <= end - behind && (to > start + before || to === end) ? to - from : 0;
    }
    return distance > MOST_OF_A_WORD * edited;
  }

  /** Whether the whole name was already found as target `id`. */
  #isFound(id: number, query: Query): boolean {
    for (let i = 0; i < this.count; i++) {
      if (this.found[i]!.target === id && coversQuery(query, this.found[i]!)) {
        return true;
      }
    }
    return false;
  }

  #add(target: number, start: number, end: number, distance: number, reordered: boolean): Candidate | undefined {
    if (this.count === MAX_CANDIDATES) {
      return undefined;
    }
    const candidate = this.found[this.count++]!;
    candidate.target = target;
    candidate.start = start;
    candidate.end = end;
    candidate.gapStart = 0;
    candidate.gapEnd = 0;
    candidate.distance = distance;
    candidate.reordered = reordered;
    return candidate;
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
