import type { Problem } from '../packaging/problem';
import type { Span } from '../packaging/span';

/**
 * How a requirement reaches its package. Only `index` names are judged against the public index: a name that a URL, a
 * repository, a path, the workspace or one explicit index serves cannot be squatted there.
 */
export type RequirementSource = 'index' | 'url' | 'vcs' | 'path' | 'workspace' | 'explicit-index';

/**
 * What the file does with the name: asks for it, only limits its version, merely mentions it (an option's value, a key that
 * refers to a dependency declared elsewhere), or records what a resolver chose.
 */
export type RequirementRole = 'dependency' | 'constraint' | 'reference' | 'locked';

/** Whose grammar `specifier` is written in. `exact` is a bare version, as lock files have it. */
export type SpecifierGrammar = 'pep440' | 'poetry' | 'exact';

export interface Hash {
  readonly algorithm: string;
  readonly digest: string;
  /** The whole option, `--hash=sha256:…`, with the blanks or continuation before it: what goes when the hash goes. */
  readonly span: Span;
}

export interface Requirement {
  /** As written. */
  readonly name: string;
  /** PEP 503 normal form: compare and look up only by this. */
  readonly normalizedName: string;
  readonly extras: readonly string[];
  /** As written, without the blanks around it. */
  readonly specifier?: string;
  readonly specifierGrammar: SpecifierGrammar;
  readonly marker?: string;
  readonly url?: string;
  readonly hashes: readonly Hash[];
  readonly source: RequirementSource;
  /** The index that a tool's table sends this name to (`tool.uv.sources`, Poetry's `source`). */
  readonly indexName?: string;
  readonly role: RequirementRole;
  /** Where it is declared, for people: `project.dependencies`, `dev`, `[testenv]`. */
  readonly group?: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where the name is written again for the same requirement: a key of dotted keys. */
  readonly otherNameSpans?: readonly Span[];
  readonly specifierSpan?: Span;
  readonly markerSpan?: Span;
  /** What to delete so that the requirement is gone and the file still parses: a line, an array item with its comma. Absent: not removable by an edit. */
  readonly removeSpan?: Span;
  /** Its text has a problem (which is reported too): the name is what could be read, the tool would refuse it. */
  readonly incomplete?: true;
}

export interface Include {
  readonly kind: 'requirement' | 'constraint';
  /** As written, relative to the including file. */
  readonly path: string;
  readonly span: Span;
}

export interface IndexOption {
  readonly kind: 'index' | 'extra-index' | 'find-links' | 'trusted-host' | 'no-index' | 'index-strategy';
  /** A URL, a path, a host or, for `index-strategy`, its value; absent for `no-index`. May hold credentials: never show it unredacted. */
  readonly url?: string;
  readonly name?: string;
  /** Serves only the names that are sent to it by name (uv's `explicit = true`, Poetry's `priority = "explicit"`). */
  readonly explicit?: boolean;
  /** Where the tool looks for a name that the file sends to no index. Absent: on all its indexes at once, as pip does. */
  readonly search?: IndexSearch;
  readonly span: Span;
}

/** One index after the other, up to the first that has the name (uv); or on the default one alone (Pipenv). */
export type IndexSearch = 'in-order' | 'default-only';

/** Edits by which a file takes names from one of its indexes and from no other. */
export interface IndexBinding {
  readonly indexName: string;
  /** Normalised. */
  readonly names: readonly string[];
  /** Whether the index serves nothing else from then on. */
  readonly explicit: boolean;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export type { Problem } from '../packaging/problem';

/** A place where a name may stand that cannot be read without running something: `${VAR}`, a template, a computed list. */
export interface Unchecked {
  readonly text: string;
  readonly why: string;
  readonly span: Span;
  /** The syntax breaks here: more than this text may be missing from what was read. */
  readonly isBreak?: true;
}

/** From a name that the file uses (a group, an extra, an index) to where the file declares it. */
export interface Link {
  readonly span: Span;
  readonly target: Span;
}

/** What one dependency file says. */
export interface Manifest {
  readonly requirements: readonly Requirement[];
  readonly includes: readonly Include[];
  readonly indexes: readonly IndexOption[];
  readonly problems: readonly Problem[];
  readonly unchecked: readonly Unchecked[];
  /** Links within the file; those from a package's mention to its requirement are not listed, `outline.ts` finds them. */
  readonly links?: readonly Link[];
}

export const EMPTY_MANIFEST: Manifest = { requirements: [], includes: [], indexes: [], problems: [], unchecked: [] };

/** One kind of dependency file. Adding a format is one file that exports such a value, and one line in `index.ts`. */
export interface FileFormat {
  /** Stable id, shown by `lookalike parse`: `requirements`, `pyproject`. */
  readonly id: string;
  /** For people: `requirements file`. */
  readonly title: string;
  /** Globs (picomatch, `/` separated, matched against the whole path) of the files; document selectors, watchers and scans derive from them. */
  readonly globs: readonly string[];
  /** Editor language ids that are this format whatever the file's name. */
  readonly languageIds?: readonly string[];
  /** A cheap test of the text for globs that match many other files (`*.py`): false means there is nothing to parse. */
  mayContain?(text: string): boolean;
  /** Whether `# lookalike: ignore` can stand in such a file, and whether edits make sense in it. */
  readonly comments: boolean;
  /** The lines that comments end are inside JSON strings: `\n` or the closing quote ends them. */
  readonly linesInStrings?: boolean;
  /** Lock files are written by tools: no fix edits them. */
  readonly generated: boolean;
  /** For a lock file, the files beside it that it was made from: what they ask for is reported there. */
  readonly madeFrom?: readonly string[];
  /** Whether uv installs what such a file asks for: its indexes, and its choice among them, differ from pip's. Absent: it does not. */
  usesUv?(text: string): boolean;
  /** Never throws; always returns what could be read. Linear in the length of the text. */
  parse(text: string): Manifest;
  /**
   * How the file could take the name of `requirement` from one of its own indexes alone: for each index by itself and, where tools know that, with
   * the index serving nothing but `names` from then on. Proposals: whoever offers one checks what the text then says.
   */
  indexBindings?(text: string, requirement: Requirement | undefined, names: readonly string[]): readonly IndexBinding[];
}
