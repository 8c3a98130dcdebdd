import type { Imitation, Technique } from '../judgement';
import { newCandidate } from './candidates/candidate';
import { haveSameWords } from './candidates/wordOrder';
import { Alignment, align } from './letters/alignment';
import { osaDistance } from './letters/edits';
import { lettersOf } from './letters/spans';
import { Query } from './query';
import { createTargets, type Targets } from './targets';
import { type CandidateDescription, describeCandidate } from './technique';

/** Shorter names match too easily by chance. */
const MIN_EDITED = 4;
const MIN_TWICE_EDITED = 8;
/** An edit (or two) in a name with fewer letters is only a suspicion: `code` need not be a misspelling of `core`. */
const MIN_SURE = 6;
const MIN_TWICE_SURE = 10;

const PYTHON_AFFIXES = ['py', 'python', 'python3'];
/** Words that do not make a new name: `acme-utils-python` is probably a mistake, but `acme-utils-extra` may be another package of the same owner. */
const PYTHON_SUFFIXES = ['py', 'python', 'lib', 'package'];

/** The distance of an imitation's score from the threshold of a warning, in log-odds: for a private name, only the spelling is known. */
const SURE = 3;
const LIKELY = 2;
const POSSIBLE = -0.5;

/** A private name, or the words before the `*` of a pattern such as `acme-*`, parsed once. */
interface Target {
  readonly own: string;
  readonly text: string;
  readonly letters: Uint8Array;
  /** Without hyphens. */
  readonly joined: string;
  readonly isPrefix: boolean;
  readonly words: number;
}

const prepared = new WeakMap<readonly string[], readonly Target[]>();

function targetsOf(names: readonly string[]): readonly Target[] {
  let targets = prepared.get(names);
  if (targets === undefined) {
    targets = names.map((own) => {
      const star = own.indexOf('*');
      const isPrefix = star === own.length - 1 && own.endsWith('-*');
      const text = isPrefix ? own.slice(0, -'-*'.length) : star === -1 ? own : '';
      return { own, text, letters: lettersOf(text).letters, joined: text.replaceAll('-', ''), isPrefix, words: text.split('-').length };
    });
    prepared.set(names, targets);
  }
  return targets;
}

/**
 * Imitations of a project's own private names: separators, word order, one edit, two in a long name, or a word such as `py` around it.
 * `names` may also contain patterns with a `*` at the end (`acme-*`): then a misspelling is one of the words before it.
 */
export function imitatePrivate(name: string, names: readonly string[], high: number): Imitation[] {
  if (names.length === 0) {
    return [];
  }
  const found: Imitation[] = [];
  const joined = name.replaceAll('-', '');
  const tokens = name.split('-');
  for (const target of targetsOf(names)) {
    if (target.own === name) {
      return [];
    }
    const imitation = target.isPrefix ? imitatePrefix(tokens, target, high) : imitateName(name, joined, target, high);
    if (imitation !== undefined) {
      found.push(imitation);
    }
  }
  return found;
}

/** A misspelled private name reveals as much as the name itself. */
export function resemblesPrivate(name: string, names: readonly string[]): boolean {
  return imitatePrivate(name, names, 0).length > 0;
}

function imitateName(name: string, joined: string, target: Target, high: number): Imitation | undefined {
  // Before the edits: two letters more are not a misspelling of a long name if they are `py`.
  const affixed = imitateAffixed(joined, target, high);
  if (affixed !== undefined) {
    return affixed;
  }
  const edited = edits(name, target);
  const { text } = target;
  if (edited !== undefined) {
    const { distance, length, description } = edited;
    const isSure = distance === 0 || length >= (distance === 1 ? MIN_SURE : MIN_TWICE_SURE);
    return { target: text, ...description, distance, score: high + (isSure ? SURE - distance : POSSIBLE) };
  }
  return haveSameWords(text, name) ? { target: text, technique: 'word-order', distance: 0, score: high + SURE } : undefined;
}

function imitateAffixed(joined: string, target: Target, high: number): Imitation | undefined {
  const letters = target.joined;
  if (letters.length < MIN_SURE) {
    return undefined;
  }
  const affix = (technique: 'prefix' | 'suffix', detail: string): Imitation => ({
    target: target.text,
    technique,
    detail,
    distance: 0,
    score: high + LIKELY,
  });
  if (joined.endsWith(letters)) {
    const before = joined.slice(0, -letters.length);
    return PYTHON_AFFIXES.includes(before) ? affix('prefix', before) : undefined;
  }
  const behind = joined.startsWith(letters) ? joined.slice(letters.length) : '';
  return PYTHON_SUFFIXES.includes(behind) ? affix('suffix', behind) : undefined;
}

/** Words that are rarely a name of their own. */
const SLIPS: ReadonlySet<Technique> = new Set(['separators', 'transposition', 'repetition', 'homoglyph']);

/** `amce-utils` for `acme-*`: the words of the pattern, misspelled, before something else. */
function imitatePrefix(tokens: readonly string[], target: Target, high: number): Imitation | undefined {
  const { text: prefix, words } = target;
  if (prefix.length < MIN_EDITED || tokens.length <= words) {
    return undefined;
  }
  const rest = tokens.slice(words);
  const edited = edits(tokens.slice(0, words).join('-'), target);
  if (edited === undefined || edited.distance > 1) {
    return undefined;
  }
  const { distance, length, description } = edited;
  const isSlip = length >= MIN_SURE && SLIPS.has(description.technique);
  return { target: [prefix, ...rest].join('-'), ...description, distance, score: high + (isSlip ? LIKELY - distance : POSSIBLE) };
}

interface Edited {
  readonly distance: number;
  /** Letters of the target. */
  readonly length: number;
  readonly description: CandidateDescription;
}

const query = new Query();
const alignment = new Alignment();

/** The few edits between a name and a target. Undefined: there are more, or none. */
function edits(name: string, { text, letters }: Target): Edited | undefined {
  const limit = letters.length < MIN_EDITED ? 0 : letters.length < MIN_TWICE_EDITED ? 1 : 2;
  if (query.text !== name) {
    query.set(name);
  }
  if (name === text || query.length === 0 || Math.abs(query.length - letters.length) > limit) {
    return undefined;
  }
  const distance = osaDistance(query.letters, 0, query.length, letters, 0, letters.length, limit);
  if (distance > limit) {
    return undefined;
  }
  const targets: Targets = createTargets([text], []);
  const candidate = { ...newCandidate(), end: query.length, distance };
  align(query.letters, 0, query.length, targets.letters, 0, letters.length, alignment);
  return { distance, length: letters.length, description: describeCandidate(targets, query, candidate, alignment) };
}
