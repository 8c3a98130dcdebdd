import { Slice } from '../../packaging/slice';
import { sliceOfWord, type Word } from '../syntax/words';

const MAX_WORDS = 50;

/** The words that a shell makes from `a{b,c}d`. The word itself if there are none, or too many. Quoted words are not expanded. */
export function expandBraces(line: Slice, word: Word): readonly Word[] {
  if (word.unquoted !== undefined || !word.text.includes('{') || !word.text.includes(',')) {
    return [word];
  }
  const whole = sliceOfWord(line, word);
  let spellings: Slice[] = [whole];
  for (let round = 0; round < 8; round++) {
    const next = spellings.flatMap(expandFirst);
    if (next.length > MAX_WORDS) {
      return [word];
    }
    if (next.length === spellings.length) {
      break;
    }
    spellings = next;
  }
  return spellings.length < 2
    ? [word]
    : spellings
        .filter(({ length }) => length > 0)
        // A name from several places is at the place of the whole word.
        .map((slice) => ({
          ...word,
          unquoted: slice.span().end - slice.span().start === slice.length ? slice : Slice.replaced(slice.text, whole.span()),
        }))
        .map((one) => ({ ...one, text: one.unquoted.text }));
}

/** Splits the first innermost pair of braces that contains a comma. */
function expandFirst(slice: Slice): readonly Slice[] {
  const match = /(?<!\$)\{([^{}]*,[^{}]*)\}/.exec(slice.text);
  if (match === null) {
    return [slice];
  }
  const [all, inside = ''] = match;
  const before = slice.sub(0, match.index);
  const after = slice.sub(match.index + all.length);
  let at = match.index + 1;
  return inside.split(',').map((part) => {
    const piece = slice.sub(at, at + part.length);
    at += part.length + 1;
    return Slice.join([before, piece, after]);
  });
}
