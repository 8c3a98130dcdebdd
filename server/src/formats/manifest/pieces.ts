import type { Span } from '../../packaging/span';
import type { FileFormat, Manifest } from './format';
import { movedManifest } from './moved';

/** A text falls into pieces, and what the pieces say by themselves, one after the other, is what the text says. */
export interface Pieces {
  /** The last place at or before `at` where a piece begins, told by the text before `at` alone. */
  startBefore(text: string, at: number): number;
  /** The first place after `at` where a piece begins, told by the text after `at` alone; the end of the text where there is none. */
  startBehind(text: string, at: number): number;
  /** Whether that holds for a whole text, which says `manifest`. It does from then on, as long as `parse` and `hasOwnTop` have nothing against it. */
  isInPieces(text: string, manifest: Manifest): boolean;
  /** What a piece, or several, say by themselves. Undefined: something in there has to do with the rest of the text. */
  parse(piece: string): Manifest | undefined;
  /** Whether the top of the text says how the rest is read; looks at a few lines. Absent: it never does. */
  hasOwnTop?(text: string): boolean;
}

/** Some edits are inside of one item of a text: what the item says is another thing then, and what comes after it moves. */
export interface ItemReader {
  /** Whether there are such items in a text, which says `manifest`. It holds until the text is read as a whole again. */
  areAlone(text: string, manifest: Manifest): boolean;
  /** What a text says after `change` (its place in `text`). Undefined: the change is something else. */
  readTouched(before: WrittenText, text: string, change: Span): Manifest | undefined;
}

/** What a text was found to say, and whether that can be told piece by piece. */
export interface Written {
  readonly manifest: Manifest;
  readonly isInPieces: boolean;
}

/** A text that was read before. */
export interface WrittenText extends Written {
  readonly text: string;
}

/** How a format is read again after an edit. */
type Reading = Pick<FileFormat, 'parse' | 'pieces' | 'items'>;

/** Reads a whole text. */
export function readWhole(text: string, { parse, pieces, items }: Reading): Written {
  const manifest = parse(text);
  const isInPieces = pieces !== undefined && pieces.hasOwnTop?.(text) !== true && pieces.isInPieces(text, manifest);
  return { manifest, isInPieces: isInPieces || items?.areAlone(text, manifest) === true };
}

/**
 * Reads the pieces of a text that an edit has touched; what is before and after them says what it said before. Undefined: the text has to be read
 * as a whole.
 */
export function readTouched(before: WrittenText, text: string, { pieces, items }: Omit<Reading, 'parse'>): Written | undefined {
  if (!before.isInPieces || pieces?.hasOwnTop?.(text) === true) {
    return undefined;
  }
  if (pieces === undefined) {
    const manifest = items?.readTouched(before, text, changeBetween(before.text, text));
    return manifest && { manifest, isInPieces: true };
  }
  const change = changeBetween(before.text, text);
  const by = text.length - before.text.length;
  const start = pieces.startBefore(text, change.start - 1);
  const end = pieces.startBehind(text, change.end);
  const touched = pieces.parse(text.slice(start, end));
  return touched && { manifest: replaced(before.manifest, { start, end: end - by }, movedManifest(touched, start), by), isInPieces: true };
}

/** Puts what was read of some pieces in the place of what these said before. */
function replaced(manifest: Manifest, old: Span, touched: Manifest, by: number): Manifest {
  const head = part(manifest, 0, old.start);
  const tail = movedManifest(part(manifest, old.end, Number.POSITIVE_INFINITY), by);
  const join = <Key extends keyof Manifest>(key: Key): NonNullable<Manifest[Key]>[number][] => [
    ...(head[key] ?? []),
    ...(touched[key] ?? []),
    ...(tail[key] ?? []),
  ];
  return {
    requirements: join('requirements'),
    includes: join('includes'),
    indexes: join('indexes'),
    problems: join('problems'),
    unchecked: join('unchecked'),
  } as Manifest;
}

/** What begins in that part of the text. The lists of a text in pieces are in the order of the pieces. */
function part(manifest: Manifest, start: number, end: number): Manifest {
  const cut = <T extends { readonly span: Span }>(items: readonly T[]): readonly T[] =>
    items.slice(firstAt(items, start), firstAt(items, end));
  const { requirements, includes, indexes, problems, unchecked } = manifest;
  return {
    requirements: cut(requirements),
    includes: cut(includes),
    indexes: cut(indexes),
    problems: cut(problems),
    unchecked: cut(unchecked),
  };
}

/** The index of the first item of the piece that begins at `offset` (binary search). */
export function firstAt(items: readonly { readonly span: Span }[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.span.start ?? 0) < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Whole blocks are compared at once, which is many times faster than letter by letter: large ones first, then small ones. */
const BLOCKS = [4_096, 64] as const;

/** The piece of `after` that is not as in `before`: as much as possible is common before and after it. */
export function changeBetween(before: string, after: string): Span {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  for (const block of BLOCKS) {
    while (start + block <= shorter && before.slice(start, start + block) === after.slice(start, start + block)) {
      start += block;
    }
  }
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) {
    start++;
  }
  const atMost = shorter - start;
  let common = 0;
  for (const block of BLOCKS) {
    const tail = (text: string): string => text.slice(text.length - common - block, text.length - common);
    while (common + block <= atMost && tail(before) === tail(after)) {
      common += block;
    }
  }
  while (common < atMost && before.charCodeAt(before.length - common - 1) === after.charCodeAt(after.length - common - 1)) {
    common++;
  }
  return { start, end: after.length - common };
}
