import type { FileFormat, Requirement } from '../formats/manifest/format';
import type { Span } from '../packaging/span';

/** A place where a name of a project can be written. */
export interface NamePlace {
  readonly kind: 'name';
  /** The name that is there, or an empty span. */
  readonly replace: Span;
  /** The part of it before the cursor. */
  readonly typed: string;
  /** What the file needs around the name: quotes, a comma, the value of a table's key. */
  readonly before: string;
  readonly after: string;
  /** How the requirement is read there. */
  readonly requirement: Requirement;
}

/** A place in a requirement: for a version in its specifier, for an operator where the specifier begins, for an extra between its brackets. */
export interface RequirementPlace {
  readonly kind: 'version' | 'operator' | 'extra';
  readonly replace: Span;
  readonly typed: string;
  /** What the file needs after it. */
  readonly after: string;
  readonly requirement: Requirement;
}

/** One text that can be written at a place. */
export interface WordAtCursor {
  readonly label: string;
  /** What is written for it. */
  readonly text: string;
  readonly kind: 'property' | 'value' | 'operator' | 'keyword';
  readonly detail?: string | undefined;
}

/** A place where one of a few words can be written: in a marker, an option, a key or value of a table. */
export interface WordPlace {
  readonly kind: 'word';
  readonly replace: Span;
  readonly typed: string;
  /** The likeliest first. */
  readonly words: readonly WordAtCursor[];
}

export type CompletionPlace = NamePlace | RequirementPlace | WordPlace;

/** A text and a place in it. */
export interface Cursor {
  readonly format: FileFormat;
  readonly text: string;
  readonly offset: number;
}

/** Lines are looked at so far before the cursor, in UTF-16 units. */
const MAX_LINE = 1_000;

/** The line before `offset`, cut to its last `MAX_LINE` units. */
export function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - MAX_LINE), offset);
  return near.slice(near.lastIndexOf('\n') + 1);
}

/** The characters around `offset` that belong to one word. */
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
