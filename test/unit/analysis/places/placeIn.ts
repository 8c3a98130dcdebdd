import { completionPlace } from '../../../../server/src/analysis/places/completionPlace';
import { formatById } from '../../../../server/src/formats/index';
import type { FileFormat } from '../../../../server/src/formats/manifest/format';

/** The place at the `|` of a text. */
export function placeIn(id: string, marked: string, uri = 'file:///project/x') {
  const offset = marked.indexOf('|');
  return completionPlace(formatById(id) as FileFormat, uri, marked.slice(0, offset) + marked.slice(offset + 1), offset);
}

/** The words of a place, and the text with the first one. */
export function wordsIn(id: string, marked: string, uri?: string): { words: readonly string[]; applied: string } | undefined {
  const place = placeIn(id, marked, uri);
  const text = marked.replace('|', '');
  return place?.kind === 'word'
    ? {
        words: place.words.map(({ label }) => label),
        applied: text.slice(0, place.replace.start) + (place.words[0]?.text ?? '') + text.slice(place.replace.end),
      }
    : undefined;
}
