import { readToml } from '../broken';
import type { Hash, Manifest, Requirement } from '../format';
import { type LockedPackage, lockedHash, lockedRequirement } from '../locked';
import { ManifestBuilder } from '../manifestBuilder';
import { itemsOf, type TomlTable, type TomlValue, textsOf } from './node';
import { isPublicIndex } from './packageSources';

/** Where a package comes from, in the words of one lock file format. */
export type LockedSource = Pick<LockedPackage, 'source' | 'indexName' | 'url'>;

/** Keys that hold files with hashes, in all lock files that are TOML. */
const FILES = ['files', 'wheels', 'sdist', 'archive'];

/**
 * Reads a lock file that is an array of tables with `name` and `version`. What a package needs is not read: it is a package of the
 * same file. Its own tool wrote the file; where it is no TOML all the same (two branches were merged), that is said once.
 */
export function readTomlLock(text: string, packages: string, sourceOf: (table: TomlTable) => LockedSource): Manifest {
  const into = new ManifestBuilder();
  const { root } = readToml(text, into);
  for (const table of root.all(packages).flatMap((entry) => itemsOf(entry.value))) {
    const requirement = table.kind === 'table' ? readPackage(table, sourceOf(table)) : undefined;
    if (requirement !== undefined) {
      into.requirements.push(requirement);
    }
  }
  return into;
}

function readPackage(table: TomlTable, source: LockedSource): Requirement | undefined {
  const name = table.string('name');
  return (
    name &&
    lockedRequirement({
      ...source,
      name: name.slice,
      version: table.string('version')?.slice,
      extras: textsOf(table.get('extras')),
      marker: (table.string('marker') ?? table.string('markers'))?.slice,
      hashes: FILES.flatMap((key) => itemsOf(table.get(key))).flatMap(hashesOf),
      span: table.span,
    })
  );
}

function hashesOf(file: TomlValue): readonly Hash[] {
  if (file.kind !== 'table') {
    return [];
  }
  const hashes = file.get('hashes');
  if (hashes?.kind !== 'table') {
    return lockedHash(file.string('hash')?.slice);
  }
  return hashes.entries.flatMap(({ key, value }) =>
    value.kind === 'string' ? [{ algorithm: key.name, digest: value.text, span: value.slice.span() }] : [],
  );
}

/** An index by its URL: PyPI's packages are public, another index serves its own. */
export function indexSource(url: string | undefined): LockedSource {
  return url === undefined || isPublicIndex(url) ? { source: 'index' } : { source: 'explicit-index', indexName: url };
}
