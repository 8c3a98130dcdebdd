import type { Query } from '../query';
import { hashJoined, hashSpan } from '../tables/rollingHash';
import type { CandidateList } from './candidate';
import type { ExactTargets } from './exactTargets';

/** Fewer letters of a target are in other words by chance. */
export const MIN_AFFIXED = 4;
/** A single extra letter is an edit, not an affix. */
const MIN_GLUED = 2;
/** Maximum number of readings of a glued name on either side. */
const MAX_GLUED = 2;

/** Adds the targets that are in the name letter by letter, with something before, after or both. */
export function addAffixed(query: Query, exact: ExactTargets, into: CandidateList): void {
  const { length, isBoundary } = query;
  const whole = exact.at(query, 0, length);
  if (whole >= 0) {
    into.add(whole, 0, length);
  }
  // Longest first, so the rest is shortest. A target that is only a part of a longer one, cut at the same separators,
  // explains less of the name.
  let longestEnd = 0;
  let glued = 0;
  for (let end = length - 1; end >= MIN_AFFIXED && longestEnd === 0; end--) {
    if (isBoundary[end] === 1 || (glued < MAX_GLUED && length - end >= MIN_GLUED)) {
      const id = exact.at(query, 0, end);
      if (id >= 0) {
        into.add(id, 0, end);
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
      const id = exact.at(query, start, length);
      if (id >= 0) {
        into.add(id, start, length);
        if (isBoundary[start] === 1) {
          longestStart = start;
        } else {
          glued++;
        }
      }
    }
  }
  addBetweenWords(query, longestEnd, longestStart, exact, into);
}

/** An affix before and after the target, cut at separators, with nothing within `[0, longestEnd)` or `[longestStart, length)`. */
function addBetweenWords(query: Query, longestEnd: number, longestStart: number, exact: ExactTargets, into: CandidateList): void {
  for (let first = 1; first < query.tokens; first++) {
    const start = query.tokenStarts[first]!;
    for (let last = query.tokens - 1; last > first; last--) {
      const end = query.tokenStarts[last]!;
      if (end - start >= MIN_AFFIXED && end > longestEnd && start < longestStart) {
        const id = exact.at(query, start, end);
        if (id >= 0) {
          into.add(id, start, end);
          break;
        }
      }
    }
  }
}

/** Adds the targets with a word of the name between their own words: `yt-api-dlp`. */
export function addAroundWords({ tokens, tokenStarts, letters, prefixes, length }: Query, exact: ExactTargets, into: CandidateList): void {
  for (let t = 1; t < tokens - 1; t++) {
    const before = tokenStarts[t]!;
    const behind = tokenStarts[t + 1]!;
    const rest = length - behind;
    if (before + rest >= MIN_AFFIXED) {
      const hash = hashJoined(hashSpan(prefixes, 0, before), hashSpan(prefixes, behind, length), rest);
      const id = exact.joined(hash, letters, 0, before, letters, behind, rest);
      const candidate = id < 0 ? undefined : into.add(id, 0, length);
      if (candidate !== undefined) {
        candidate.gapStart = before;
        candidate.gapEnd = behind;
      }
    }
  }
}
