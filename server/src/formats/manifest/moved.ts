import { moved, type Span } from '../../packaging/span';
import type { Hash, Manifest, Requirement, UnprovenSource } from './format';

/** The parts of a requirement that `isMoved` compares, and `movedRequirement` moves if they are positions. */
type Compared =
  | 'span'
  | 'nameSpan'
  | 'specifierSpan'
  | 'markerSpan'
  | 'removeSpan'
  | 'otherNameSpans'
  | 'hashes'
  | 'strayFile'
  | 'otherFile'
  | 'name'
  | 'normalizedName'
  | 'extras'
  | 'specifier'
  | 'specifierGrammar'
  | 'marker'
  | 'url'
  | 'source'
  | 'indexName'
  | 'sourceTool'
  | 'sourcePath'
  | 'unproven'
  | 'role'
  | 'group'
  | 'incomplete'
  | 'needs';

/** A requirement with every part compared: a new part does not compile until it is. */
type Comparable = [Exclude<keyof Requirement, Compared>] extends [never] ? Requirement : never;

/** Whether `b` is `a`, `by` units further on in the text. */
export function isMoved(a: Comparable, b: Comparable, by: number): boolean {
  return (
    a.name === b.name &&
    isMovedSpan(a.span, b.span, by) &&
    isMovedSpan(a.nameSpan, b.nameSpan, by) &&
    isMovedSpan(a.specifierSpan, b.specifierSpan, by) &&
    isMovedSpan(a.markerSpan, b.markerSpan, by) &&
    isMovedSpan(a.removeSpan, b.removeSpan, by) &&
    a.normalizedName === b.normalizedName &&
    a.specifier === b.specifier &&
    a.specifierGrammar === b.specifierGrammar &&
    a.marker === b.marker &&
    a.url === b.url &&
    a.otherFile === b.otherFile &&
    a.source === b.source &&
    a.indexName === b.indexName &&
    a.sourceTool === b.sourceTool &&
    a.sourcePath === b.sourcePath &&
    a.role === b.role &&
    a.group === b.group &&
    a.incomplete === b.incomplete &&
    areSame(a.extras, b.extras, (one, other) => one === other) &&
    areSame(a.needs, b.needs, (one, other) => one === other) &&
    areSame(a.hashes, b.hashes, (one, other) => isMovedHash(one, other, by)) &&
    (a.otherNameSpans === b.otherNameSpans || areSame(a.otherNameSpans, b.otherNameSpans, (one, other) => isMovedSpan(one, other, by))) &&
    (a.strayFile === b.strayFile || isMovedFile(a.strayFile, b.strayFile, by)) &&
    (a.unproven === b.unproven || isSameReason(a.unproven, b.unproven))
  );
}

function isMovedSpan(a: Span | undefined, b: Span | undefined, by: number): boolean {
  return a === undefined || b === undefined ? a === b : a.start + by === b.start && a.end + by === b.end;
}

function isMovedHash(a: Hash, b: Hash, by: number): boolean {
  return a.digest === b.digest && a.algorithm === b.algorithm && isMovedSpan(a.span, b.span, by);
}

function isMovedFile(a: Requirement['strayFile'], b: Requirement['strayFile'], by: number): boolean {
  return a?.url === b?.url && isMovedSpan(a?.span, b?.span, by);
}

function isSameReason(a: UnprovenSource | undefined, b: UnprovenSource | undefined): boolean {
  return a?.why === b?.why && a?.place === b?.place && a?.tool === b?.tool;
}

function areSame<T>(a: readonly T[] = [], b: readonly T[] = [], isSame: (one: T, other: T) => boolean): boolean {
  return a === b || (a.length === b.length && (a.length === 0 || a.every((one, i) => isSame(one, b[i] as T))));
}

/** The same requirement, moved by `by` units. */
export function movedRequirement(requirement: Requirement, by: number): Requirement {
  const copy: { -readonly [Key in keyof Requirement]: Requirement[Key] } = { ...requirement };
  copy.span = moved(copy.span, by);
  copy.nameSpan = moved(copy.nameSpan, by);
  if (copy.specifierSpan !== undefined) {
    copy.specifierSpan = moved(copy.specifierSpan, by);
  }
  if (copy.markerSpan !== undefined) {
    copy.markerSpan = moved(copy.markerSpan, by);
  }
  if (copy.removeSpan !== undefined) {
    copy.removeSpan = moved(copy.removeSpan, by);
  }
  if (copy.hashes.length > 0) {
    copy.hashes = copy.hashes.map((hash) => ({ ...hash, span: moved(hash.span, by) }));
  }
  if (copy.strayFile !== undefined) {
    copy.strayFile = { ...copy.strayFile, span: moved(copy.strayFile.span, by) };
  }
  if (copy.otherNameSpans !== undefined) {
    copy.otherNameSpans = copy.otherNameSpans.map((span) => moved(span, by));
  }
  return copy;
}

/** The whole manifest, moved by `by` units. */
export function movedManifest(manifest: Manifest, by: number): Manifest {
  const move = <T extends { readonly span: Span }>(items: readonly T[]): readonly T[] =>
    by === 0 ? items : items.map((item) => ({ ...item, span: moved(item.span, by) }));
  const { requirements, includes, indexes, problems, unchecked, links } = manifest;
  return {
    requirements: by === 0 ? requirements : requirements.map((requirement) => movedRequirement(requirement, by)),
    includes: move(includes),
    indexes: move(indexes),
    problems: move(problems),
    unchecked: move(unchecked),
    ...(links !== undefined && { links: links.map(({ span, target }) => ({ span: moved(span, by), target: moved(target, by) })) }),
  };
}
