import { orderHash } from './candidates';
import { osaDistance } from './edits';
import type { Imitation } from './engine';

/** Shorter names are too easily hit by chance. */
const MIN_EDITED = 4;
const MIN_TWICE_EDITED = 8;

/**
 * Imitations of a project's own private names. Nothing is known of their popularity and of the words around them (`acme-utils-foo` is
 * likely another package of the house), so only spelling counts: separators, word order, one edit, or two in a long name.
 */
export function imitatePrivate(name: string, privateNames: readonly string[], high: number): Imitation[] {
  if (privateNames.length === 0) {
    return [];
  }
  const found: Imitation[] = [];
  const letters = lettersOf(name);
  for (const target of privateNames) {
    const targetLetters = lettersOf(target);
    const limit = targetLetters.length < MIN_EDITED ? 0 : targetLetters.length < MIN_TWICE_EDITED ? 1 : 2;
    const distance = osaDistance(letters, 0, letters.length, targetLetters, 0, targetLetters.length, limit);
    if (distance === 0) {
      found.push({ target, technique: 'separators', distance, score: high + 3 });
    } else if (distance <= limit) {
      found.push({ target, technique: 'several-edits', distance, score: high + 3 - distance });
    } else if (target.includes('-') && target.length === name.length && orderHash(target) === orderHash(name)) {
      found.push({ target, technique: 'word-order', distance: 0, score: high + 3 });
    }
  }
  return found;
}

function lettersOf(name: string): Uint8Array {
  return Uint8Array.from(name.slice(0, 250).replaceAll('-', ''), (letter) => letter.charCodeAt(0));
}
