import { countBefore } from '../../packaging/lists';
import type { Span } from '../../packaging/span';
import type { FileFormat, Manifest, Written, WrittenText } from './format';
import { movedManifest } from './moved';

/** How a format is read again after an edit. */
type Reading = Pick<FileFormat, 'parse' | 'pieces' | 'items'>;

/** Reads a whole text. */
export function readWhole(text: string, { parse, pieces, items }: Reading): Written {
  const manifest = parse(text);
  const isInPieces = pieces !== undefined && pieces.hasOwnTop?.(text) !== true && pieces.isInPieces(text, manifest);
  return { manifest, isInPieces: isInPieces || items?.areAlone(text) === true };
}

/**
 * Reads the pieces that an edit has touched. The contents before and after them stay the same. Undefined: the text has to be read
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
  const end = pieces.startAfter(text, change.end);
  const touched = pieces.parse(text.slice(start, end));
  return touched && { manifest: replaced(before.manifest, { start, end: end - by }, movedManifest(touched, start), by), isInPieces: true };
}

/** Replaces the contents of some pieces. */
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

/** The items that begin in that part of the text. The lists of a text in pieces are in the order of the pieces. */
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

/** The index of the first item of the piece that begins at `offset`. */
export function firstAt(items: readonly { readonly span: Span }[], offset: number): number {
  return countBefore(items, ({ span }) => span.start < offset);
}

/** Whole blocks are compared at once, which is many times faster than letter by letter: large ones first, then small ones. */
const BLOCKS = [4_096, 64] as const;

/** The changed piece of `after`: as much as possible is common before and after it. */
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
