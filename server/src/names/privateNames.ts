import { Alignment, align } from './alignment';
import { type Candidate, lettersOf, orderHash } from './candidates';
import { osaDistance } from './edits';
import type { Imitation, Technique } from './engine';
import { Query } from './query';
import { createTargets, type Targets } from './targets';
import { type CandidateDescription, describeCandidate } from './technique';

/** Shorter names are too easily hit by chance. */
const MIN_EDITED = 4;
const MIN_TWICE_EDITED = 8;
/** An edit (or two) in a name of fewer letters is a suspicion only: `code` may well be no slip of `core`. */
const MIN_SURE = 6;
const MIN_TWICE_SURE = 10;

const PYTHON_AFFIXES = ['py', 'python', 'python3'];
/** Words that make no name of their own: `acme-utils-python` is asked for by mistake, `acme-utils-extra` may be another package of the house. */
const PYTHON_SUFFIXES = ['py', 'python', 'lib', 'package'];

/** How far above or below the threshold of a warning an imitation is put, in log-odds: nothing but spelling is known of a private name. */
const SURE = 3;
const LIKELY = 2;
const POSSIBLE = -0.5;

/**
 * Imitations of a project's own private names: separators, word order, one edit, two in a long name, or a word such as `py` around it.
 * `names` may also have patterns with a `*` at the end (`acme-*`): there the words before it are what is misspelt.
 */
export function imitatePrivate(name: string, names: readonly string[], high: number): Imitation[] {
  const found: Imitation[] = [];
  for (const own of names) {
    if (own === name) {
      return [];
    }
    const [target = '', ...others] = own.split('*');
    const imitation =
      others.length === 0 ? imitateName(name, target, high) : others[0] === '' ? imitatePrefix(name, target, high) : undefined;
    if (imitation !== undefined) {
      found.push(imitation);
    }
  }
  return found;
}

/** A slip of a private name tells as much as the name itself. */
export function resemblesPrivate(name: string, names: readonly string[]): boolean {
  return names.length > 0 && imitatePrivate(name, names, 0).length > 0;
}

function imitateName(name: string, target: string, high: number): Imitation | undefined {
  const edited = edits(name, target);
  if (edited !== undefined) {
    const { distance, length, description } = edited;
    const isSure = distance === 0 || length >= (distance === 1 ? MIN_SURE : MIN_TWICE_SURE);
    return { target, ...description, distance, score: high + (isSure ? SURE - distance : POSSIBLE) };
  }
  if (target.includes('-') && target.length === name.length && orderHash(target) === orderHash(name)) {
    return { target, technique: 'word-order', distance: 0, score: high + SURE };
  }
  return imitateAffixed(name, target, high);
}

function imitateAffixed(name: string, target: string, high: number): Imitation | undefined {
  const letters = target.replaceAll('-', '');
  if (letters.length < MIN_SURE) {
    return undefined;
  }
  const all = name.replaceAll('-', '');
  const affix = (technique: 'prefix' | 'suffix', detail: string): Imitation => ({
    target,
    technique,
    detail,
    distance: 0,
    score: high + LIKELY,
  });
  if (all.endsWith(letters)) {
    const before = all.slice(0, -letters.length);
    return PYTHON_AFFIXES.includes(before) ? affix('prefix', before) : undefined;
  }
  const behind = all.startsWith(letters) ? all.slice(letters.length) : '';
  return PYTHON_SUFFIXES.includes(behind) ? affix('suffix', behind) : undefined;
}

/** What is seldom a word of its own. */
const SLIPS: ReadonlySet<Technique> = new Set(['separators', 'transposition', 'repetition', 'homoglyph']);

/** `amce-utils` beside `acme-*`: the words of the pattern, misspelt, before something else. */
function imitatePrefix(name: string, pattern: string, high: number): Imitation | undefined {
  if (!pattern.endsWith('-') || pattern.length <= MIN_EDITED) {
    return undefined;
  }
  const prefix = pattern.slice(0, -1);
  const words = prefix.split('-').length;
  const tokens = name.split('-');
  const rest = tokens.slice(words);
  const edited = rest.length === 0 ? undefined : edits(tokens.slice(0, words).join('-'), prefix);
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

/** The few edits between a name and a target; undefined when there are more, or when they are the same. */
function edits(name: string, target: string): Edited | undefined {
  const { letters } = lettersOf(target);
  const limit = letters.length < MIN_EDITED ? 0 : letters.length < MIN_TWICE_EDITED ? 1 : 2;
  if (name === target || !query.set(name) || Math.abs(query.length - letters.length) > limit) {
    return undefined;
  }
  const distance = osaDistance(query.letters, 0, query.length, letters, 0, letters.length, limit);
  if (distance > limit) {
    return undefined;
  }
  const targets: Targets = createTargets([target], []);
  const candidate: Candidate = { target: 0, start: 0, end: query.length, distance, reordered: false };
  align(query.letters, 0, query.length, targets.letters, 0, targets.starts[1]!, alignment);
  return { distance, length: letters.length, description: describeCandidate(targets, query, candidate, alignment) };
}
