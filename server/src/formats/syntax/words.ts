import { Slice } from '../../packaging/slice';
import type { Span } from '../../packaging/span';

/** One word of a line, as a shell would pass it on. */
export interface Word {
  /** Without quotes and escapes. */
  readonly text: string;
  /** Its position in the line's text, with its quotes. */
  readonly start: number;
  readonly end: number;
  /** Present if quotes or escapes make `text` differ from the line. */
  readonly unquoted?: Slice;
  /** It is from the output of another command, and not a file. */
  readonly isLine?: true;
}

/** The part `[from, to)` of a word's text, as a slice of the document. */
export function sliceOfWord(line: Slice, word: Word, from = 0, to = word.text.length): Slice {
  return word.unquoted ? word.unquoted.sub(from, to) : line.sub(word.start + from, word.start + to);
}

/** A part of a word as a word of its own: at its place, if the line has the text of the word as it is. */
export function partOfWord(line: Slice, word: Word, from: number, to: number): Word {
  const quotes = word.unquoted === undefined ? 0 : 1;
  const start = word.start + quotes;
  const isPlain = word.end - quotes - start === word.text.length && line.text.startsWith(word.text, start);
  return isPlain
    ? { text: word.text.slice(from, to), start: start + from, end: start + to }
    : { text: word.text.slice(from, to), start: word.start, end: word.end, unquoted: sliceOfWord(line, word, from, to) };
}

/**
 * A word in the document with the blanks after the word before it. A text may have words from below before others: then without blanks. Undefined: the
 * place is that of several words, it has no word of its own, or there is more than blanks between them.
 */
export function spanWithBlanks(line: Slice, word: Word, before: Word | undefined): Span | undefined {
  const isOfSeveral = before !== undefined && before.start === word.start && before.end === word.end;
  if (isOfSeveral || word.start === word.end || /[{}%]/.test(line.text.slice(before?.end ?? word.start, word.start))) {
    return undefined;
  }
  const span = line.span(word.start, word.end);
  const start = before === undefined ? span.start : line.span(before.start, before.end).end;
  return start > span.start ? span : { start, end: span.end };
}

/** The words of `line` from `start` on by the rules of Python's `shlex.split`. Undefined: a quote or an escape is incomplete. */
export function splitWords(line: Slice, start: number): Word[] | undefined {
  const { text } = line;
  const words: Word[] = [];
  let i = start;
  for (;;) {
    while (isSpace(text.charCodeAt(i))) {
      i++;
    }
    if (i >= text.length) {
      return words;
    }
    const word = readWord(line, i);
    if (word === undefined) {
      return undefined;
    }
    words.push(word);
    i = word.end;
  }
}

function readWord(line: Slice, start: number): Word | undefined {
  const { text } = line;
  let i = start;
  while (i < text.length && !isSpace(text.charCodeAt(i)) && !isQuoting(text.charCodeAt(i))) {
    i++;
  }
  if (i >= text.length || isSpace(text.charCodeAt(i))) {
    return { text: text.slice(start, i), start, end: i };
  }
  const pieces: Slice[] = [line.sub(start, i)];
  while (i < text.length && !isSpace(text.charCodeAt(i))) {
    const code = text.charCodeAt(i);
    let from = i;
    if (code === 0x5c) {
      if (i + 1 >= text.length) {
        return undefined;
      }
      pieces.push(line.sub(i + 1, i + 2));
      i += 2;
    } else if (code === 0x27 || code === 0x22) {
      from = ++i;
      while (i < text.length && text.charCodeAt(i) !== code) {
        const next = text.charCodeAt(i + 1);
        if (code === 0x22 && text.charCodeAt(i) === 0x5c && (next === 0x22 || next === 0x5c)) {
          pieces.push(line.sub(from, i));
          from = i + 1;
          i++;
        }
        i++;
      }
      if (i >= text.length) {
        return undefined;
      }
      pieces.push(line.sub(from, i));
      i++;
    } else {
      while (i < text.length && !isSpace(text.charCodeAt(i)) && !isQuoting(text.charCodeAt(i))) {
        i++;
      }
      pieces.push(line.sub(from, i));
    }
  }
  const unquoted = Slice.join(pieces);
  return { text: unquoted.text, start, end: i, unquoted };
}

/** A space, a tab or a line break. */
export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function isQuoting(code: number): boolean {
  return code === 0x22 || code === 0x27 || code === 0x5c;
}
