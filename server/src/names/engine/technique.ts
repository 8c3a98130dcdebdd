import type { Technique } from '../judgement';
import type { Candidate } from './candidates/candidate';
import type { Alignment } from './letters/alignment';
import { isJoinedLookAlike, lookAlikeLetters } from './letters/confusables';
import type { Query } from './query';
import type { Targets } from './targets';

export interface CandidateDescription {
  readonly technique: Technique;
  readonly detail?: string;
}

const S = 115;

/** The kind of imitation of a candidate, for people. `alignment` is the candidate's. */
export function describeCandidate(targets: Targets, query: Query, candidate: Candidate, alignment: Alignment): CandidateDescription {
  const { target, start, end, gapStart, gapEnd, distance } = candidate;
  if (target >= targets.popularCount) {
    return { technique: 'standard-library' };
  }
  if (candidate.reordered) {
    return { technique: targets.lengths[target] === query.length ? 'word-order' : 'python-word' };
  }
  if (gapEnd > 0) {
    return { technique: 'infix', detail: spelled(query, gapStart, gapEnd) };
  }
  const before = spelled(query, 0, start);
  const behind = spelled(query, end, query.length);
  if (before !== '' || behind !== '') {
    const detail = before === '' || behind === '' ? before + behind : `${before}…${behind}`;
    if (distance > 0) {
      return { technique: 'affix-and-typo', detail };
    }
    return { technique: before === '' ? 'suffix' : behind === '' ? 'prefix' : 'prefix-and-suffix', detail };
  }
  return describeEdits(targets, query, candidate, alignment);
}

function describeEdits(targets: Targets, query: Query, { target, distance }: Candidate, alignment: Alignment): CandidateDescription {
  const { insertions, deletions, replacements, transpositions, sharedStart } = alignment;
  if (distance === 0) {
    return { technique: 'separators' };
  }
  if (distance > 1 || insertions + deletions + replacements + transpositions !== 1) {
    const letters = distance === 2 ? lookAlikeLetters(query.text, targets.names[target]!) : undefined;
    if (letters !== undefined && isJoinedLookAlike(letters)) {
      return { technique: 'homoglyph' };
    }
    return alignment.digits === insertions + deletions + replacements && transpositions === 0
      ? { technique: 'numeral' }
      : { technique: 'several-edits' };
  }
  if (transpositions === 1) {
    return { technique: 'transposition' };
  }
  const letter = query.letters[sharedStart]!;
  const missing = targets.letters[targets.starts[target]! + sharedStart]!;
  const detail = String.fromCharCode(deletions === 1 ? missing : letter);
  if (alignment.digits === 1 && !(replacements === 1 && alignment.lookAlikes === 1)) {
    return { technique: 'numeral', detail };
  }
  if (insertions === 1) {
    if (alignment.repetitions === 1) {
      return { technique: 'repetition', detail };
    }
    return { technique: letter === S && query.isBoundary[sharedStart + 1] === 1 ? 'plural' : 'addition', detail };
  }
  if (deletions === 1) {
    return { technique: missing === S && query.isBoundary[sharedStart] === 1 ? 'plural' : 'omission', detail };
  }
  return { technique: alignment.lookAlikes === 1 ? 'homoglyph' : 'replacement', detail };
}

/** The letters `[start, end)` with the hyphens between them in the name. */
function spelled(query: Query, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) {
    text += (i > start && query.isBoundary[i] === 1 ? '-' : '') + String.fromCharCode(query.letters[i]!);
  }
  return text;
}
