import { encode, endsWith, startsWith } from '../letters/spans';
import type { Query } from '../query';
import { hashJoined, hashSpan, hashText } from '../tables/rollingHash';
import { MIN_AFFIXED } from './affixedTargets';
import type { CandidateList } from './candidate';
import type { ExactTargets } from './exactTargets';
import { MIN_AFFIXED_EDITED, type NearTargets } from './nearTargets';

const PYTHONS = ['py', 'python', 'python3'].map((word) => ({ letters: encode(word), hash: hashText(word) }));
const GLUED_PREFIXES = ['py', 'pip', 'python', 'python3'].map(encode);
const GLUED_SUFFIXES = ['py', 'python', 'lib'].map(encode);

/** Adds the targets beside a glued, meaningless word, and another affix: `pyhttpxhelp`, `python3flask`, `pippytests`. */
export function addPythonAffixes(query: Query, exact: ExactTargets, near: NearTargets, into: CandidateList): void {
  for (const prefix of GLUED_PREFIXES) {
    const start = prefix.length;
    if (start >= query.length - MIN_AFFIXED || !startsWith(query.letters, prefix)) {
      continue;
    }
    for (let end = query.length - 1; end - start >= MIN_AFFIXED; end--) {
      const id = exact.at(query, start, end);
      if (id >= 0) {
        into.add(id, start, end);
        break;
      }
    }
    near.addBesideAffix(query, start, query.length, into);
  }
  for (const suffix of GLUED_SUFFIXES) {
    const end = query.length - suffix.length;
    if (end >= MIN_AFFIXED_EDITED && endsWith(query.letters, query.length, suffix)) {
      near.addBesideAffix(query, 0, end, into);
    }
  }
}

/** Adds the targets with another form of Python than the name: `pythonkafka` for `kafka-python`, `python-yaml` for `pyyaml`. */
export function addOtherPython(query: Query, exact: ExactTargets, into: CandidateList): void {
  const { letters, length, isBoundary } = query;
  for (const { letters: said } of PYTHONS) {
    const rest = length - said.length;
    if (rest < MIN_AFFIXED) {
      continue;
    }
    // A glued `py` occurs in honest names of every kind.
    const mayBeGlued = said.length > 2;
    if ((mayBeGlued || isBoundary[said.length] === 1) && startsWith(letters, said)) {
      addWithPython(query, said.length, length, exact, into);
    }
    if ((mayBeGlued || isBoundary[rest] === 1) && endsWith(letters, length, said)) {
      addWithPython(query, 0, rest, exact, into);
    }
  }
}

/** Targets that consist of the letters `[start, end)` and a word for Python before or after them, except for the name itself. */
function addWithPython(query: Query, start: number, end: number, exact: ExactTargets, into: CandidateList): void {
  const { letters, prefixes, length } = query;
  const size = end - start;
  const rest = hashSpan(prefixes, start, end);
  for (const { letters: word, hash } of PYTHONS) {
    const before = exact.joined(hashJoined(hash, rest, size), word, 0, word.length, letters, start, size);
    const behind = exact.joined(hashJoined(rest, hash, word.length), letters, start, size, word, 0, word.length);
    for (const id of [before, behind]) {
      if (id >= 0 && !into.hasWhole(id, query)) {
        into.add(id, 0, length, 0, true);
      }
    }
  }
}
