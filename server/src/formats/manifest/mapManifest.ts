import { addAll } from '../../packaging/lists';
import type { Span } from '../../packaging/span';
import type { Manifest, Requirement } from './format';
import type { ManifestBuilder } from './manifestBuilder';

/**
 * The manifest of a text that is inside another, with spans of the outer one.
 * @param mapRemoval for text to delete: the outer text may need a larger removal than `map` returns.
 */
export function mapManifest(manifest: Manifest, map: (span: Span) => Span, mapRemoval: (span: Span) => Span | undefined = map): Manifest {
  const optional = (span: Span | undefined) => span && map(span);
  const place = <T extends { readonly span: Span }>(item: T): T => ({ ...item, span: map(item.span) });
  const requirement = (it: Requirement): Requirement => ({
    ...it,
    hashes: it.hashes.map(place),
    span: map(it.span),
    nameSpan: map(it.nameSpan),
    otherNameSpans: it.otherNameSpans?.map(map),
    specifierSpan: optional(it.specifierSpan),
    markerSpan: optional(it.markerSpan),
    removeSpan: it.removeSpan && mapRemoval(it.removeSpan),
  });
  return {
    requirements: manifest.requirements.map(requirement),
    includes: manifest.includes.map(place),
    indexes: manifest.indexes.map(place),
    problems: manifest.problems.map(place),
    unchecked: manifest.unchecked.map(place),
    links: manifest.links?.map(({ span, target }) => ({ span: map(span), target: map(target) })),
    handed: manifest.handed?.map((input) => ({ ...place(input), value: mapManifest(input.value, map) })),
    innerFiles: manifest.innerFiles?.map((file) => ({ ...file, spanOf: (start: number, end: number) => map(file.spanOf(start, end)) })),
  };
}

/** Adds all of a manifest to one that is being collected. */
export function addManifest(manifest: Manifest, into: ManifestBuilder): void {
  addAll(into.requirements, manifest.requirements);
  addAll(into.includes, manifest.includes);
  addAll(into.indexes, manifest.indexes);
  addAll(into.problems, manifest.problems);
  addAll(into.unchecked, manifest.unchecked);
  addAll(into.innerFiles, manifest.innerFiles ?? []);
  for (const input of manifest.handed ?? []) {
    into.addHanded(input);
  }
}
