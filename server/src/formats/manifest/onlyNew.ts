import type { Span } from '../../packaging/span';
import { ManifestBuilder } from './manifestBuilder';
import { addManifest } from './mapManifest';

/** What is at no place where something was read before. */
export function onlyNew(manifest: ManifestBuilder, known: ManifestBuilder): ManifestBuilder {
  const isNew = <T extends { readonly span: Span }>(items: readonly T[], before: readonly T[]): T[] => {
    const places = new Set(before.map(({ span }) => span.start));
    return items.filter(({ span }) => !places.has(span.start));
  };
  const fresh = new ManifestBuilder();
  addManifest(
    {
      ...manifest,
      requirements: isNew(manifest.requirements, known.requirements),
      includes: isNew(manifest.includes, known.includes),
      indexes: isNew(manifest.indexes, known.indexes),
      problems: isNew(manifest.problems, known.problems),
      unchecked: isNew(manifest.unchecked, known.unchecked),
    },
    fresh,
  );
  return fresh;
}
