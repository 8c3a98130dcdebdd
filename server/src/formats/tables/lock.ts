import { distributionFile } from '../../packaging/distributionFile';
import { normalizeName } from '../../packaging/name';
import type { Hash, Manifest, Pieces, Requirement } from '../manifest/format';
import { type LockedPackage, lockedHash, lockedRequirement } from '../manifest/locked';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { readToml } from '../syntax/broken';
import { itemsOf, type TomlTable, type TomlValue, textsOf } from '../syntax/toml/node';
import { parseToml } from '../syntax/toml/parse';
import { isPublicIndex } from './packageSources';

/** The source of a package, in the terms of one lock file format. */
export type LockedSource = Pick<LockedPackage, 'source' | 'indexName' | 'url'> & {
  /** The entry names PyPI as the index of its files. */
  readonly isFromPypi?: true;
};

/** Keys that hold files with hashes, in all lock files that are TOML. */
const FILES = ['files', 'wheels', 'sdist', 'archive'];

/**
 * Reads a lock file that is an array of tables with `name` and `version`. The requirements of a package are not read: they are packages of the
 * same file. Its own tool wrote the file. If it is nevertheless invalid TOML (two branches were merged), that is reported once.
 */
export function readTomlLock(text: string, packages: string, sourceOf: (table: TomlTable) => LockedSource): Manifest {
  const into = new ManifestBuilder();
  const { root } = readToml(text, into);
  for (const table of root.all(packages).flatMap((entry) => itemsOf(entry.value))) {
    const source = table.kind === 'table' ? sourceOf(table) : undefined;
    const requirement = table.kind === 'table' && source !== undefined ? readPackage(table, source) : undefined;
    if (requirement !== undefined) {
      into.requirements.push(requirement);
      const stray = source?.source === 'index' && !source.isFromPypi && table.kind === 'table' ? strayFileOf(filesOf(table)) : undefined;
      if (stray !== undefined && into.indexes.length < MAX_STRAY) {
        // An entry that names no index has its files on one.
        into.indexes.push({ kind: 'configuration', ...stray });
      }
    }
  }
  return into;
}

/**
 * Each `[[package]]` is read by itself, as long as the text is TOML and has no multi-line strings, which could contain such a header. `read`
 * reads a text with some of them.
 */
export function packageTables(packages: string, read: (text: string) => Manifest): Pieces {
  const header = `\n[[${packages}]]`;
  const isPlain = (text: string, { problems }: Manifest): boolean => problems.length === 0 && !/"""|'''/.test(text);
  return {
    startBefore: (text, at) => (at < header.length ? 0 : text.lastIndexOf(header, at - header.length) + 1),
    startAfter(text, at) {
      const start = text.indexOf(header, at);
      return start === -1 ? text.length : start + 1;
    },
    isInPieces: isPlain,
    parse(piece) {
      // Another table may be set twice, which only the whole text shows.
      const isOwn = piece.startsWith(header.slice(1)) && parseToml(piece).root.entries.every(({ key }) => key.name === packages);
      const manifest = isOwn ? read(piece) : undefined;
      return manifest !== undefined && isPlain(piece, manifest) ? manifest : undefined;
    },
  };
}

function readPackage(table: TomlTable, { isFromPypi, ...source }: LockedSource): Requirement | undefined {
  const name = table.string('name');
  const files = filesOf(table);
  return (
    name &&
    lockedRequirement({
      ...source,
      name: name.slice,
      version: table.string('version')?.slice,
      extras: textsOf(table.get('extras')),
      marker: (table.string('marker') ?? table.string('markers'))?.slice,
      hashes: files.flatMap(hashesOf),
      strayFile: isFromPypi && strayFileOf(files),
      otherFile: otherFileOf(files, name.text, table.string('version')?.text),
      needs: needsOf(table),
      span: { start: table.span.start, end: table.span.end },
    })
  );
}

function filesOf(table: TomlTable): readonly TomlValue[] {
  return FILES.flatMap((key) => itemsOf(table.get(key)));
}

/** So many hints of an index are enough. */
const MAX_STRAY = 20;

/**
 * The packages that a package requires, in the terms of each tool: tables with a `name` (uv, PEP 751), requirements as text (PDM), keys of a table (Poetry). uv has those
 * of extras and groups in tables of lists.
 */
function needsOf(table: TomlTable): string[] {
  const dependencies = table.get('dependencies');
  const groups = ['optional-dependencies', 'dev-dependencies'].flatMap((key) => {
    const value = table.get(key);
    return value?.kind === 'table' ? value.entries.flatMap((entry) => itemsOf(entry.value)) : [];
  });
  const keys = dependencies?.kind === 'table' ? dependencies.entries.map(({ key }) => key.name) : [];
  return [...keys, ...[...itemsOf(dependencies), ...groups].flatMap(neededName)];
}

function neededName(item: TomlValue): string | [] {
  const text = item.kind === 'table' ? item.string('name')?.text : item.kind === 'string' ? item.text : undefined;
  return (text && /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(text)?.[1]) || [];
}

/** The first file that is not on PyPI's file host. */
function strayFileOf(files: readonly TomlValue[]): Requirement['strayFile'] {
  for (const file of files) {
    const url = file.kind === 'table' ? file.string('url')?.slice : undefined;
    if (url !== undefined && /^[a-z+]+:/i.test(url.text) && !PYPI_FILE.test(url.text)) {
      return { url: url.text, span: url.span() };
    }
  }
  return undefined;
}

/** The first file that is, by its name, of another package, or else of another version. */
function otherFileOf(files: readonly TomlValue[], name: string, version: string | undefined): string | undefined {
  const normalizedName = normalizeName(name);
  let other: string | undefined;
  for (const file of files) {
    for (const location of file.kind === 'table' ? [file.string('url')?.text, file.string('path')?.text] : []) {
      const named = location === undefined ? undefined : distributionFile(location);
      if (named !== undefined && named.normalizedName !== normalizedName) {
        return location;
      }
      other ??= named?.version === undefined || named.version === version ? undefined : location;
    }
  }
  return other;
}

const PYPI_FILE = /^https:\/\/(?:files|test-files)\.pythonhosted\.org(?::443)?\//i;

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

/** PyPI itself, not one of its mirrors: those have the files, too. */
const PYPI = /^https?:\/\/(?:www\.)?(?:test\.)?pypi\.org(?::443)?\//i;

/** An index by its URL: PyPI's packages are public, another index serves its own. */
export function indexSource(url: string | undefined): LockedSource {
  if (url !== undefined && !isPublicIndex(url)) {
    return { source: 'explicit-index', indexName: url };
  }
  return url !== undefined && PYPI.test(url) ? { source: 'index', isFromPypi: true } : { source: 'index' };
}
