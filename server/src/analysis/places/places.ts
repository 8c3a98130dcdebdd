import type { FileFormat, Requirement } from '../../formats/manifest/format';
import type { Span } from '../../packaging/span';

/** A place where the name of a project can be written. */
export interface NamePlace {
  readonly kind: 'name';
  /** The name at that place, or an empty span. */
  readonly replace: Span;
  /** The part of it before the cursor. */
  readonly typed: string;
  /** What the file needs around the name: quotes, a comma, the value of a table's key. */
  readonly before: string;
  readonly after: string;
  /** The requirement as it is read there. */
  readonly requirement: Requirement;
  /** Whether the file is as valid with another name there: a table cannot have a key twice. Costs one parse. */
  takes(name: string): boolean;
}

/** A place in a requirement: for a version in its specifier, for an operator at the beginning of the specifier, or for an extra between its brackets. */
export interface RequirementPlace {
  readonly kind: 'version' | 'operator' | 'extra';
  readonly replace: Span;
  readonly typed: string;
  /** What the file needs after it. */
  readonly after: string;
  readonly requirement: Requirement;
}

/** A text that can be written at a place. */
export interface WordAtCursor {
  readonly label: string;
  /** The text to insert. */
  readonly text: string;
  readonly kind: 'property' | 'value' | 'operator' | 'keyword';
  readonly detail?: string | undefined;
}

/** A place for one of a few words: in a marker, an option, a key or value of a table. */
export interface WordPlace {
  readonly kind: 'word';
  readonly replace: Span;
  readonly typed: string;
  /** The most likely word first. */
  readonly words: readonly WordAtCursor[];
}

export type CompletionPlace = NamePlace | RequirementPlace | WordPlace;

/** A text and an offset in it. */
export interface Cursor {
  readonly format: FileFormat;
  readonly text: string;
  readonly offset: number;
}

/** Maximum number of UTF-16 units of a line to look at before or after the cursor. */
const MAX_LINE = 1_000;

/** The line before `offset`, cut to its last `MAX_LINE` units. */
export function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - MAX_LINE), offset);
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** The line after `offset`, cut to its first `MAX_LINE` units. */
export function restOfLine(text: string, offset: number): string {
  return /^[^\r\n]*/.exec(text.slice(offset, offset + MAX_LINE))?.[0] ?? '';
}

/** The quote that opens on a line and is not closed at its end; empty: there is none. */
export function openQuote(line: string): string {
  let open = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '\\' && open !== "'") {
      at++;
    } else if (character === open) {
      open = '';
    } else if (open === '' && (character === '"' || character === "'")) {
      open = character;
    }
  }
  return open;
}

/** What may have to follow a word at `end` that is the last of a string: nothing, or the quote that is missing there. */
export function closingsAt(text: string, end: number): readonly string[] {
  const quote = openQuote(lineBefore(text, end));
  return quote === '' || text.startsWith(quote, end) ? [''] : ['', quote];
}

/** The word around `offset`. */
export function wordAt(text: string, offset: number, part: RegExp): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && part.test(text.charAt(start - 1))) {
    start--;
  }
  while (end < text.length && part.test(text.charAt(end))) {
    end++;
  }
  return { start, end };
}

/** `text` with `word` in place of a span. */
export function withWord(text: string, { start, end }: Span, word: string): string {
  return text.slice(0, start) + word + text.slice(end);
}
