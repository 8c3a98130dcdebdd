import type { Span } from '../../packaging/span';
import type { Manifest } from './format';
import { ManifestBuilder } from './manifestBuilder';
import { addManifest } from './mapManifest';

/** What is at no place where something was read before. */
export function onlyNew(manifest: Manifest, known: Manifest): ManifestBuilder {
  const isNew = <T extends { readonly span: Span }>(items: readonly T[], before: readonly { readonly span: Span }[]): T[] => {
    const places = new Set(before.map(({ span }) => span.start));
    return items.filter(({ span }) => !places.has(span.start));
  };
  const fresh = new ManifestBuilder();
  addManifest(
    {
      ...manifest,
      // What is known to be filled in there is no name.
      requirements: isNew(manifest.requirements, [...known.requirements, ...known.unchecked]),
      includes: isNew(manifest.includes, known.includes),
      indexes: isNew(manifest.indexes, known.indexes),
      problems: isNew(manifest.problems, known.problems),
      unchecked: isNew(manifest.unchecked, known.unchecked),
    },
    fresh,
  );
  return fresh;
}
