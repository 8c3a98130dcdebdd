import type { Span } from '../../packaging/span';
import type { Manifest, Problem } from '../format';
import { ManifestBuilder } from '../manifestBuilder';
import { findPlaces, type KeyPath, leadsTo } from './keyPath';
import { findLinks, type NamePlace } from './links';
import type { TomlDocument } from './node';
import { PackageSources, type Scope } from './packageSources';
import { parseToml } from './parse';
import { READERS } from './readers';

/** Where a kind of TOML file has its dependencies. */
export interface TomlLayout {
  readonly keys: readonly KeyPath[];
  /** Where it declares and uses other names than those of packages. */
  readonly names?: readonly NamePlace[];
  /** To which tool's tables the keys lead; undefined for the standard tables. */
  toolOf(keys: readonly string[]): string | undefined;
}

/** Reads the dependencies of a TOML file; all lists are in the order of the file. */
export function readTomlManifest(text: string, { keys: rows, names = [], toolOf }: TomlLayout): Manifest {
  const document = parseToml(text);
  const into = new ManifestBuilder();
  const sources = new PackageSources();
  const scopes: Scope[] = [];
  for (const row of rows) {
    for (const place of findPlaces(document.root, row)) {
      const tool = toolOf(place.keys);
      READERS[row.holds](place, { text, into, row, addSource: (name, rules) => sources.add(tool, name, rules) });
      const scope: Scope = { tool, ...(row.scope !== undefined && { [row.scope]: place.keys.at(-1) }) };
      while (scopes.length < into.requirements.length) {
        scopes.push(scope);
      }
    }
  }
  return {
    requirements: [...sources.apply(into.requirements, scopes, into.indexes)].sort((a, b) => a.nameSpan.start - b.nameSpan.start),
    includes: into.includes.sort(byPlace),
    indexes: into.indexes.sort(byPlace),
    problems: [...into.problems, ...problemsAt(text, document, rows)].sort(byPlace),
    unchecked: into.unchecked.sort(byPlace),
    links: findLinks(text, document.root, names, into.requirements),
  };
}

function byPlace(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start;
}

/** Syntax problems where dependencies stand, the first of each line: the rest of the file has other people to complain. */
function problemsAt(text: string, document: TomlDocument, rows: readonly KeyPath[]): readonly Problem[] {
  const problems: Problem[] = [];
  let lineEnd = -1;
  const relevant = document.problems.filter(({ path }) => rows.some((row) => leadsTo(row.path, path)));
  for (const { message, span } of relevant.sort(byPlace)) {
    if (span.start > lineEnd) {
      problems.push({ message, span });
      const end = text.indexOf('\n', span.start);
      lineEnd = end < 0 ? text.length : end;
    }
  }
  return problems;
}
