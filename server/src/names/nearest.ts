import { once } from '../once';
import { Alignment, align } from './engine/letters/alignment';
import { coversName, type Imitation, type NameEngine } from './judgement';
import type { FamilyOf, NearestNames, PopularNames } from './nameData';

export interface NearestSources {
  readonly engine: NameEngine;
  readonly popular: PopularNames;
  /** Whether a project of this normalized name is listed. */
  exists(name: string): boolean;
  readonly familyOf: FamilyOf;
  /** Listed names with this beginning, in order. */
  namesStartingWith(prefix: string, limit: number): readonly string[];
  /** Names that must not be suggested. */
  isShunned(name: string): boolean;
}

/** No one types longer names by hand. */
const MAX_LENGTH = 60;
const MAX_NEAR = 3;
/** The engine also returns imitations that it would never report for an existing project. */
const FAINT = 3;
/** Two edits of one of the most downloaded projects are likelier than one edit of an unpopular one. */
const WIDELY_KNOWN = 1000;
const MIN_TWICE_EDITED = 6;
/** The engine does not look for edits of shorter names. */
const SHORT = 4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789-';
/** Weight of the downloads' logarithm, compared to edit costs of about 1. */
const RANK_COST = 0.12;

/** Maximum share of different letters in the part that a member of a family adds. */
const MOST_EDITED = 0.5;
const MAX_MEMBERS = 1000;
/** Maximum number of listed names with the same beginning to read at once. */
const MAX_ALIKE = 100;
/** Cost of an extra or missing letter. */
const LEAST_COST = 0.5;

export function createNearest({ engine, popular, exists, isShunned, familyOf, namesStartingWith }: NearestSources): NearestNames {
  const byWords = createWordMatch(popular);
  const short = once(() => shortNames(popular));
  const mayBeMeant = (name: string): boolean => !isShunned(name);

  /** Whether a name is listed, for names one edit from `name`. Most have its beginning: as soon as few listed names have that, these are read once. */
  function listedLike(name: string): (other: string) => boolean {
    for (let length = SHORT; length < name.length; length++) {
      const beginning = name.slice(0, length);
      const some = namesStartingWith(beginning, MAX_ALIKE);
      if (some.length < MAX_ALIKE) {
        const listed = new Set(some);
        return (other) => (other.startsWith(beginning) ? listed.has(other) : exists(other));
      }
    }
    return exists;
  }

  function edited(name: string): string[] {
    const isListed = listedLike(name);
    const near = oneEditAway(name).filter((other) => isListed(other) && mayBeMeant(other));
    return [...new Set(near)].sort((a, b) => editCost(name, a) - editCost(name, b) || (a < b ? -1 : 1));
  }

  /** Other members of the name's family, nearest first: a project of the same owner is likelier than one that only looks like the name. */
  function siblings(name: string): string[] {
    const family = familyOf(name);
    if (family === undefined) {
      return [];
    }
    const most = MOST_EDITED * (name.length - family.length - 1);
    return namesStartingWith(`${family}-`, MAX_MEMBERS)
      .filter((sibling) => LEAST_COST * Math.abs(sibling.length - name.length) <= most && mayBeMeant(sibling))
      .map((sibling) => ({ sibling, cost: editCost(name, sibling) }))
      .filter(({ cost }) => cost <= most)
      .sort((a, b) => a.cost - b.cost)
      .map(({ sibling }) => sibling);
  }

  function nearest(name: string): readonly string[] {
    const judgement = engine.judge(name, { exists: false, timeWeight: FAINT });
    const popularNear = (judgement?.imitations ?? []).filter(
      ({ target, technique }) => technique !== 'standard-library' && mayBeMeant(target),
    );
    const isOfWords = byWords.knows(name);
    const slips = (most: number): string[] =>
      popularNear.filter((imitation) => isSlip(imitation, name, popular.rankOf(imitation.target), most)).map(({ target }) => target);
    const words = byWords.find(name).filter(mayBeMeant);
    const shorts = name.length > SHORT + 1 ? [] : nearShort(name, short()).filter(mayBeMeant);
    const edits = [
      ...slips(Number.POSITIVE_INFINITY),
      ...shorts,
      ...edited(name),
      ...popularNear.filter(({ technique }) => coversName(technique)).map(({ target }) => target),
    ];
    const least = judgement?.thresholds.low ?? 0;
    // Both a misspelling and an added word: a coincidence, unless the engine would report it.
    const others = popularNear
      .filter(({ score, technique }) => score >= least || technique !== 'affix-and-typo')
      .map(({ target }) => target);
    const order = isOfWords ? [...slips(WIDELY_KNOWN), ...words, ...edits, ...others] : [...edits, ...words, ...others];
    return [...new Set([...siblings(name), ...order])].slice(0, MAX_NEAR);
  }

  return (name) => (name.length > MAX_LENGTH || !/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(name) ? [] : nearest(name));
}

/** One edit of one of the `most` most downloaded projects, or two edits of a well-known one. */
function isSlip(imitation: Imitation, name: string, rank = Number.POSITIVE_INFINITY, most = Number.POSITIVE_INFINITY): boolean {
  const { distance } = imitation;
  const isTwice = distance === 2 && rank <= WIDELY_KNOWN && name.length >= MIN_TWICE_EDITED && most > WIDELY_KNOWN;
  return coversName(imitation.technique) && rank <= most && (distance <= 1 || isTwice);
}

/** All names that are one edit, or one swap of neighbors, away from this one. */
function oneEditAway(name: string): string[] {
  const names: string[] = [];
  for (let i = 0; i <= name.length; i++) {
    const before = name.slice(0, i);
    const behind = name.slice(i);
    for (const letter of LETTERS) {
      names.push(before + letter + behind, before + letter + behind.slice(1));
    }
    names.push(before + behind.slice(1), before + behind.charAt(1) + behind.charAt(0) + behind.slice(2));
  }
  return names.filter((other) => other !== name && !other.startsWith('-') && !other.endsWith('-') && !other.includes('--'));
}

const alignment = new Alignment();

/** The cost of the edits between two names: typing slips cost less than others. */
function editCost(name: string, target: string): number {
  const encode = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const [a, b] = [encode(name), encode(target)];
  align(a, 0, a.length, b, 0, b.length, alignment);
  return alignment.cost;
}

/** Popular names that are too short for the engine's index, most downloaded first. */
function shortNames(popular: PopularNames): string[] {
  const names: string[] = [];
  for (let rank = 1; rank <= popular.size; rank++) {
    const name = popular.nameAt(rank);
    if (name !== undefined && name.length <= SHORT) {
      names.push(name);
    }
  }
  return names;
}

function nearShort(name: string, short: readonly string[]): string[] {
  const near = new Set(oneEditAway(name));
  const costs = new Map<string, number>();
  short.forEach((target, i) => {
    if (near.has(target)) {
      costs.set(target, editCost(name, target) + RANK_COST * Math.log2(i + 1));
    }
  });
  return [...costs].sort((a, b) => a[1] - b[1]).map(([target]) => target);
}

/** How much a word in only one of the two names reduces the weight of the shared ones. */
const ADDED_WORD = 0.45;
const MISSING_WORD = 0.2;
const RANK_BITS = 0.6;
/** The minimum weight of the shared words above that of the others, in bits. */
const LEAST_BITS = 0;
const MIN_WORD = 3;
const PYTHON_WORD = 'python';
/** As a word, and glued to one. The `py` of `python` is not a word. */
const PYTHON = /^(?:py|python3?)$|^(?:python3?|py(?!thon))(?=[a-z0-9]{3})|(?<=[a-z0-9]{3})py$/;

interface WordMatch {
  /** Whether every word of the name occurs in popular names. */
  knows(name: string): boolean;
  /** Popular names with the significant words, best first: the rarer a word in popular names, the more significant. */
  find(name: string): string[];
}

function createWordMatch(popular: PopularNames): WordMatch {
  const index = once(() => wordIndex(popular));
  const ranksOf = (word: string): readonly number[] => index().ranks.get(word) ?? [];
  return {
    knows: (name) => wordsOf(name).every((word) => word.length >= MIN_WORD && ranksOf(word).length > 0),
    find: (name) => {
      let all = 0;
      const shared = new Map<number, number>();
      for (const word of wordsOf(name)) {
        const ranks = ranksOf(word);
        const bits = bitsOf(word, ranks.length, popular.size);
        all += bits;
        for (const rank of ranks) {
          shared.set(rank, (shared.get(rank) ?? 0) + bits);
        }
      }
      const scored: { readonly rank: number; readonly score: number }[] = [];
      for (const [rank, bits] of shared) {
        const [added, missing] = [all - bits, (index().bits[rank] ?? 0) - bits];
        const score = bits - ADDED_WORD * added - MISSING_WORD * missing - RANK_BITS * Math.log2(rank);
        if (score >= LEAST_BITS) {
          scored.push({ rank, score });
        }
      }
      const best = scored.sort((a, b) => b.score - a.score || a.rank - b.rank).slice(0, MAX_NEAR);
      return best.flatMap(({ rank }) => popular.nameAt(rank) ?? []);
    },
  };
}

/** The significance of a word in `count` of `size` popular names. */
function bitsOf(word: string, count: number, size: number): number {
  return word === PYTHON_WORD ? 0 : Math.log2(size / (1 + count));
}

interface WordIndex {
  /** Popular names by word, as ranks. */
  readonly ranks: ReadonlyMap<string, readonly number[]>;
  /** The significance of all words of a popular name, by rank. */
  readonly bits: Float64Array;
}

function wordIndex(popular: PopularNames): WordIndex {
  const byWord = new Map<string, number[]>();
  for (let rank = 1; rank <= popular.size; rank++) {
    for (const word of wordsOf(popular.nameAt(rank) ?? '')) {
      const ranks = byWord.get(word);
      if (ranks === undefined) {
        byWord.set(word, [rank]);
      } else {
        ranks.push(rank);
      }
    }
  }
  const bits = new Float64Array(popular.size + 1);
  for (const [word, ranks] of byWord) {
    for (const rank of ranks) {
      bits[rank] = (bits[rank] ?? 0) + bitsOf(word, ranks.length, popular.size);
    }
  }
  return { ranks: byWord, bits };
}

/** A `py` that is glued to a word counts as a word. */
function wordsOf(name: string): readonly string[] {
  const words = name.split('-').flatMap((word) => {
    const rest = word.replace(PYTHON, '');
    return rest === word ? [word] : rest === '' ? [PYTHON_WORD] : [PYTHON_WORD, rest];
  });
  return [...new Set(words)];
}
