import * as l10n from '@vscode/l10n';
import { osaDistance } from '../names/engine/letters/edits';
import { formatList } from '../protocol/language';

/** Longer words are not compared, because no name of ours is that long. */
const MAX_WORD = 100;

/** The known word that `word` probably means: one edit away, two if the word is long enough, else the only one that begins with it. Undefined: none is similar. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  if (word.length > MAX_WORD) {
    return undefined;
  }
  const letters = lettersOf(word);
  const limit = letters.length < 5 ? 1 : 2;
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const other = lettersOf(candidate);
    if (Math.abs(other.length - letters.length) <= limit) {
      const distance = osaDistance(letters, 0, letters.length, other, 0, other.length, limit);
      if (distance < bestDistance) {
        [best, bestDistance] = [candidate, distance];
      }
    }
  }
  return best ?? onlyOneThatBeginsWith(word, known);
}

/** `warn` means `warning`. Shorter beginnings could mean anything. */
const MIN_ABBREVIATION = 3;

function onlyOneThatBeginsWith(word: string, known: readonly string[]): string | undefined {
  const start = word.toLowerCase();
  const [first, ...others] = start.length < MIN_ABBREVIATION ? [] : known.filter((each) => each.startsWith(start));
  return others.length === 0 ? first : undefined;
}

/** `said`, followed by the word that was probably meant, or else by all known words. */
export function withNearest(said: string, word: string, known: readonly string[]): string {
  const nearest = nearestWord(word, known);
  return nearest === undefined
    ? l10n.t({ message: '{0} Known values: {1}.', args: [said, formatList(known, 'unit')], comment: ['{0} is a sentence. {1} is a list.'] })
    : didYouMean(said, nearest);
}

/** `said`, followed by the word that was probably meant. */
export function didYouMean(said: string, meant: string): string {
  return l10n.t({ message: "{0} Did you mean '{1}'?", args: [said, meant], comment: ['{0} is a sentence, {1} a word or a command'] });
}

/** Without common variations: capital letters, `_` for `-`. */
function lettersOf(word: string): Uint8Array {
  return Uint8Array.from(word.toLowerCase().replace(/_/g, '-'), (c) => Math.min(c.charCodeAt(0), 0xff));
}
