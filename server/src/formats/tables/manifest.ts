import type { Span } from '../../packaging/span';
import type { IndexSearch, Manifest, Problem } from '../manifest/format';
import { ManifestBuilder } from '../manifest/manifestBuilder';
import { readTomlVariables } from '../pip/tomlVariables';
import type { TomlDocument } from '../syntax/toml/node';
import { parseToml } from '../syntax/toml/parse';
import { findPlaces, type KeyPath } from './keyPath';
import { findLinks, type NameKeys } from './links';
import { PackageSources, type Scope } from './packageSources';
import { READERS } from './readers';

/** The places of dependencies in a kind of TOML file. */
export interface TomlLayout {
  readonly keys: readonly KeyPath[];
  /** The places where it declares and uses names other than those of packages. */
  readonly names?: readonly NameKeys[];
  /** To which tool's tables the keys lead; undefined for the standard tables. */
  toolOf(keys: readonly string[]): string | undefined;
}

/** Reads the dependencies of a TOML file; all lists are in the order of the file. */
export function readTomlManifest(text: string, { keys: rows, names = [], toolOf }: TomlLayout): Manifest {
  const document = parseToml(text);
  const into = new ManifestBuilder();
  const sources = new PackageSources();
  const scopes: Scope[] = [];
  const searches = new Map<string | undefined, IndexSearch>();
  for (const row of rows) {
    for (const place of findPlaces(document.root, row)) {
      const tool = toolOf(place.keys);
      READERS[row.holds](place, {
        text,
        into,
        row,
        addSource: (name, rules) => sources.add(tool, name, rules),
        dropSources: (names) => sources.drop(tool, names),
        search: searches.get(tool),
        setSearch: (search) => searches.set(tool, search),
      });
      const scope: Scope = { tool, ...(row.scope !== undefined && { [row.scope]: place.keys.at(-1) }) };
      while (scopes.length < into.requirements.length) {
        scopes.push(scope);
      }
    }
  }
  readTomlVariables(text, document.root, into);
  return {
    requirements: [...sources.apply(into.requirements, scopes, into.indexes)].sort((a, b) => a.nameSpan.start - b.nameSpan.start),
    includes: into.includes.sort(byPlace),
    indexes: into.indexes.sort(byPlace),
    problems: [...into.problems, ...problemsAt(text, document)].sort(byPlace),
    unchecked: into.unchecked.sort(byPlace),
    links: findLinks(text, document.root, names, into.requirements),
  };
}

function byPlace(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start;
}

/** Syntax problems, the first of each line: no tool reads a file with one. */
function problemsAt(text: string, document: TomlDocument): readonly Problem[] {
  const problems: Problem[] = [];
  let lineEnd = -1;
  for (const { message, span } of [...document.problems].sort(byPlace)) {
    if (span.start > lineEnd) {
      problems.push({ message, span });
      const end = text.indexOf('\n', span.start);
      lineEnd = end < 0 ? text.length : end;
    }
  }
  return problems;
}
