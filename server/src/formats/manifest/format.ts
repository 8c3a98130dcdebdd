import type { Problem } from '../../packaging/problem';
import type { Span } from '../../packaging/span';
import type { FileKind } from '../../protocol/fileKinds';
import type { ItemReader, Pieces } from './pieces';

/**
 * How a requirement reaches its package, as the file states it; `facts/provenSources.ts` says which of that holds. Only `index` names can be unknown: a
 * name that a URL, a repository, a path, the workspace or one explicit index serves cannot be taken on the public index. Known malware is known malware
 * wherever it comes from.
 */
export type RequirementSource = 'index' | 'url' | 'vcs' | 'path' | 'workspace' | 'explicit-index';

/**
 * What the file does with the name: asks for it, only limits its version, merely mentions it (an option's value, a key that
 * refers to a dependency declared elsewhere), or records what a resolver chose.
 */
export type RequirementRole = 'dependency' | 'constraint' | 'reference' | 'locked';

/** The grammar that `specifier` is written in. `exact` is a bare version, as lock files have it. */
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
  readonly specifier?: string | undefined;
  readonly specifierGrammar: SpecifierGrammar;
  readonly marker?: string | undefined;
  readonly url?: string | undefined;
  readonly hashes: readonly Hash[];
  /** A lock file that names PyPI as its index takes a file from elsewhere. */
  readonly strayFile?: { readonly url: string; readonly span: Span } | undefined;
  readonly source: RequirementSource;
  /** The index that a tool's table sends this name to (`tool.uv.sources`, Poetry's `source`). */
  readonly indexName?: string | undefined;
  /** The tool with the table that gives `source` to a name of the standard tables. Other tools, pip among them, take the name from the index. */
  readonly sourceTool?: string | undefined;
  /** The path that a tool's table takes the name from, as written: a folder, a wheel or a source distribution. */
  readonly sourcePath?: string | undefined;
  /** The file states a source that does not explain the name, so the name is judged as one that an index serves. */
  readonly unproven?: UnprovenSource | undefined;
  readonly role: RequirementRole;
  /** Of a locked package: the packages that it needs, normalized. Absent: none, or the file does not say. */
  readonly needs?: readonly string[];
  /** Where it is declared, for people: `project.dependencies`, `dev`, `[testenv]`. */
  readonly group?: string | undefined;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where the name is written again for the same requirement: a key of dotted keys. */
  readonly otherNameSpans?: readonly Span[] | undefined;
  readonly specifierSpan?: Span | undefined;
  readonly markerSpan?: Span | undefined;
  /** What to delete so the requirement is gone and the file still parses: a line, an array item with its comma. Absent: not removable by an edit. */
  readonly removeSpan?: Span | undefined;
  /** Its text has a problem (which is reported too): the name is what could be read, the tool would refuse it. */
  readonly incomplete?: true | undefined;
}

/** Why the source that a file states does not explain a name. */
export interface UnprovenSource {
  /**
   * `no-member`: the workspace has no such member. `no-project`: the path has no project of that name. `outside`: the path leads out of the workspace, and
   * `unnamed`: the project there names itself when it runs, so cannot be told. `no-index`: no index of that name is configured. `one-tool`: only `tool` reads the source.
   */
  readonly why: 'no-member' | 'no-project' | 'outside' | 'unnamed' | 'no-index' | 'one-tool';
  /** The path or the name of the index, as written. */
  readonly place?: string;
  readonly tool?: string;
}

export interface Include {
  readonly kind: 'requirement' | 'constraint';
  /** As written, relative to the including file. */
  readonly path: string;
  readonly span: Span;
  /**
   * A command names it, and the file does not tell in which folder that runs: paths to look for in the file's folder, then in those above it,
   * the likeliest first.
   */
  readonly tries?: readonly string[];
  /** The id of the format as which the command reads it. Absent: it is a requirements file. */
  readonly readAs?: string;
  /** A command of the same file writes the file, which therefore need not be there. */
  readonly isWritten?: true;
}

export interface IndexOption {
  /** `configuration`: another configuration that may name indexes, which the file does not show. */
  readonly kind: 'index' | 'extra-index' | 'find-links' | 'trusted-host' | 'no-index' | 'index-strategy' | 'configuration';
  /**
   * A URL, a path, a host or, for `index-strategy`, its value; absent for `no-index`, and where the file leaves the value to others. May hold credentials:
   * never show it unredacted.
   */
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  /** Serves only the names that are sent to it by name (uv's `explicit = true`, Poetry's `priority = "explicit"`). */
  readonly explicit?: boolean | undefined;
  /** Where the tool looks for a name that the file sends to no index. Absent: on all its indexes at once, as pip does. */
  readonly search?: IndexSearch | undefined;
  /** Asked only for what the others do not have in a version that fits (Poetry's `priority = "supplemental"`). */
  readonly fallback?: true | undefined;
  readonly span: Span;
}

/**
 * - `in-order`: one index after the other, the default one last, up to the first that has the name (uv);
 * - `listed-order`: one after the other as the file lists them (PDM with `respect-source-order`);
 * - `default-only`: on the default one alone (Pipenv);
 * - `default-to-lock`: on the default one alone to lock, on all to install (Pipenv with `install_search_all_sources`).
 */
export type IndexSearch = 'in-order' | 'listed-order' | 'default-only' | 'default-to-lock';

/** Edits by which a file takes names from one of its indexes and from no other. */
export interface IndexPin {
  readonly indexName: string;
  /** Normalized. */
  readonly names: readonly string[];
  /** Whether the index serves nothing else from then on. */
  readonly explicit: boolean;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export type { Problem } from '../../packaging/problem';

/** A place where a name may be that cannot be read without running something: `${VAR}`, a template, a computed list. */
export interface Unchecked {
  readonly text: string;
  readonly why: string;
  readonly span: Span;
  /** The syntax breaks here: more than this text may be missing from what was read. */
  readonly isSyntaxError?: true;
}

/** From a name that the file uses (a group, an extra, an index) to where the file declares it. */
export interface Link {
  readonly span: Span;
  readonly target: Span;
}

/** A file that the text writes when it runs. */
export interface InnerFile {
  /** As written. */
  readonly path: string;
  readonly text: string;
  /** Where a part of its text is in the document. */
  spanOf(start: number, end: number): Span;
}

/** What one dependency file says. */
export interface Manifest {
  readonly requirements: readonly Requirement[];
  readonly includes: readonly Include[];
  readonly indexes: readonly IndexOption[];
  readonly problems: readonly Problem[];
  readonly unchecked: readonly Unchecked[];
  /** Links within the file; those from a package's mention to its requirement are not listed, `outline.ts` finds them. */
  readonly links?: readonly Link[] | undefined;
  /** Files of a format of their own that a command writes; absent in what `formats/index.ts` gives, which has read them. */
  readonly innerFiles?: readonly InnerFile[] | undefined;
}

export const EMPTY_MANIFEST: Manifest = { requirements: [], includes: [], indexes: [], problems: [], unchecked: [] };

/** Who reads a declared encoding, and by which rule: pip in requirements files, Python in source files (PEP 263). */
export type EncodingRule = 'pip' | 'python';

/** One kind of dependency file. Adding a format is one file that exports such a value, and one line in `index.ts`. */
export interface FileFormat extends FileKind {
  /** Stable id, shown by `lookalike parse`: `requirements`, `pyproject`. */
  readonly id: string;
  /** For people: `requirements file`. */
  readonly title: string;
  /** Whether `# lookalike: ignore` can be in such a file, and whether edits make sense in it. */
  readonly comments: boolean;
  /** The lines that comments end are inside JSON strings: `\n` or the closing quote ends them. */
  readonly jsonEscapedLines?: boolean;
  /** Lock files are written by tools: no fix edits them. */
  readonly generated: boolean;
  /** The file describes a project: no index serves the project's own name or those of its workspace here. */
  readonly describesProject?: boolean;
  /** The names of its tables only label what a path serves: the project there may have another one. */
  readonly namesAreLabels?: boolean;
  /** For a lock file, the files beside it that it was made from: what they ask for is reported there. */
  readonly lockedFrom?: readonly string[];
  /** By which rule a comment of such a file declares its encoding. Absent: by none, the file is UTF-8. */
  readonly declaredEncoding?: EncodingRule;
  /** Whether uv installs what such a file asks for: its indexes, and its choice among them, differ from pip's. Absent: it does not. */
  usesUv?(text: string): boolean;
  /** For a name that other files have too: whether the text is such a file. Absent: any text of that name is. Linear in the length of the text. */
  recognizes?(text: string): boolean;
  /** The same for a file that a command line names: less is needed then. Absent: as much. */
  recognizesNamed?(text: string): boolean;
  /** The versions of Python that the file itself is for, a PEP 440 specifier. Absent: its project says that. */
  requiresPython?(text: string): string | undefined;
  /** Never throws; always returns what could be read. Linear in the length of the text. */
  parse(text: string): Manifest;
  /** Where the text can be cut, so an edit costs the pieces that it touches. Absent: it is read as a whole. */
  readonly pieces?: Pieces;
  /** How an edit inside of one item is read, in a text that is not in pieces. Absent: the text is read as a whole. */
  readonly items?: ItemReader;
  /**
   * How the file could take the name of `requirement` from one of its own indexes alone: for each index by itself and, where tools know that, with
   * the index serving nothing but `names` from then on. Proposals: whoever offers one checks what the text then says.
   */
  indexPins?(text: string, requirement: Requirement | undefined, names: readonly string[]): readonly IndexPin[];
}
