import type { Problem } from '../../packaging/problem';
import type { Span } from '../../packaging/span';
import type { FileKind } from '../../protocol/fileKinds';

/**
 * How a requirement reaches its package, as the file states it; `facts/layout/provenSources.ts` says which of that holds. Only `index` names can be unknown: a
 * name that a URL, a repository, a path, the workspace or one explicit index serves cannot be taken on the public index. Known malware is known malware
 * wherever it comes from.
 */
export type RequirementSource = 'index' | 'url' | 'vcs' | 'path' | 'workspace' | 'explicit-index';

/**
 * The role of the name in the file: a dependency, a constraint, a mere mention (an option's value, a key that
 * refers to a dependency declared elsewhere), or the choice of a resolver.
 */
export type RequirementRole = 'dependency' | 'constraint' | 'reference' | 'locked';

/** The grammar of `specifier`. `exact` is a bare version, as in lock files. */
export type SpecifierGrammar = 'pep440' | 'poetry' | 'exact';

export interface Hash {
  readonly algorithm: string;
  readonly digest: string;
  /** The whole option, `--hash=sha256:…`, with the spaces or continuation before it: the text to delete with the hash. */
  readonly span: Span;
}

export interface Requirement {
  /** As written. */
  readonly name: string;
  /** PEP 503 normal form. Compare and look up only with this. */
  readonly normalizedName: string;
  readonly extras: readonly string[];
  /** As written, without spaces around it. */
  readonly specifier?: string | undefined;
  readonly specifierGrammar: SpecifierGrammar;
  readonly marker?: string | undefined;
  readonly url?: string | undefined;
  readonly hashes: readonly Hash[];
  /** The lock file names PyPI as the index, but the file is on another host. */
  readonly strayFile?: { readonly url: string; readonly span: Span } | undefined;
  /** The URL or path of a file in a lock file that is, by its name, of another package or version. */
  readonly otherFile?: string | undefined;
  readonly source: RequirementSource;
  /** The index that a tool's table pins this name to (`tool.uv.sources`, Poetry's `source`). */
  readonly indexName?: string | undefined;
  /** The tool with the table that gives `source` to a name of the standard tables. Other tools, pip among them, take the name from the index. */
  readonly sourceTool?: string | undefined;
  /** The path that a tool's table takes the name from, as written: a folder, a wheel or a source distribution. */
  readonly sourcePath?: string | undefined;
  /** The file states a source that does not explain the name, so the name is judged as one from an index. */
  readonly unproven?: UnprovenSource | undefined;
  readonly role: RequirementRole;
  /** For a locked package: the packages that it requires, normalized. Absent: none, or unknown. */
  readonly needs?: readonly string[];
  /** Where it is declared, for people: `project.dependencies`, `dev`, `[testenv]`. */
  readonly group?: string | undefined;
  readonly span: Span;
  readonly nameSpan: Span;
  /** Where the name occurs again for the same requirement: a key of dotted keys. */
  readonly otherNameSpans?: readonly Span[] | undefined;
  readonly specifierSpan?: Span | undefined;
  readonly markerSpan?: Span | undefined;
  /** The text to delete to remove the requirement from a file that still parses: a line, an array item with its comma. Absent: no edit can remove it. */
  readonly removeSpan?: Span | undefined;
  /** Its text has a problem (which is reported too): the name was readable, but the tool would reject it. */
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
   * A command names it, and the file does not tell the working directory: paths to look for in the file's folder, then in those above it,
   * the likeliest first.
   */
  readonly tries?: readonly string[];
  /** The id of the format as which the command reads it. Absent: it is a requirements file. */
  readonly readAs?: string;
  /** A command of the same file writes the file, which therefore need not be there. */
  readonly isWritten?: true;
  /** A command runs it, if it is there. It is read as a script. */
  readonly isCalled?: true;
}

export interface IndexOption {
  /** `configuration`: another configuration that may name indexes, which the file does not contain. */
  readonly kind: 'index' | 'extra-index' | 'find-links' | 'trusted-host' | 'no-index' | 'index-strategy' | 'configuration';
  /**
   * A URL, a path, a host or, for `index-strategy`, its value. Absent for `no-index`, and if the file does not contain the value. May contain credentials:
   * never show it unredacted.
   */
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  /** Serves only the names that are pinned to it (uv's `explicit = true`, Poetry's `priority = "explicit"`). */
  readonly explicit?: boolean | undefined;
  /** How the tool searches for a name without an index of its own. Absent: on all its indexes at once, as pip does. */
  readonly search?: IndexSearch | undefined;
  /** Only for names that the others do not have in a suitable version (Poetry's `priority = "supplemental"`). */
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

/** Edits with which a file takes names only from one of its indexes. */
export interface IndexPin {
  readonly indexName: string;
  /** Normalized. */
  readonly names: readonly string[];
  /** Whether the index then serves nothing else. */
  readonly explicit: boolean;
  readonly edits: readonly { readonly span: Span; readonly text: string }[];
}

export type { Problem } from '../../packaging/problem';

/** A place with a possible name that is only known at run time: `${VAR}`, a template, a computed list. */
export interface Unchecked {
  readonly text: string;
  readonly why: string;
  readonly span: Span;
  /** The URL or path of the package that the text stands for. May contain credentials: never show it unredacted. */
  readonly location?: string;
  /** The syntax breaks here: more than this text may not have been read. */
  readonly isSyntaxError?: true;
}

/** From a name in use (a group, an extra, an index) to its declaration in the file. */
export interface Link {
  readonly span: Span;
  readonly target: Span;
}

/** A file that the text writes when it runs. */
export interface InnerFile {
  /** As written. */
  readonly path: string;
  readonly text: string;
  /** A program gets it as its input: it is not on disk, so it is read by itself, and nothing includes it. */
  readonly isInput?: true;
  /** The position of a part of its text in the document. */
  spanOf(start: number, end: number): Span;
}

/** A value that a definition gives to an input of another one in the repository, such as an action, or a command to a variable of a Makefile. */
export interface HandedInput {
  /** Of the other definition, as written: a file, or the folder of an action or of a Makefile. */
  readonly path: string;
  /** The other definition is a Makefile: whether the path is that of the file, and whether the value is in the environment. */
  readonly make?: { readonly isFile: boolean; readonly isEnvironment: boolean };
  readonly input: string;
  /** What the value installs if it is the argument of an install command. */
  readonly value: Manifest;
  readonly text: string;
  readonly span: Span;
  /** Its name alone says that it names packages. */
  readonly isNamedSo: boolean;
}

/** The contents of one dependency file. */
export interface Manifest {
  readonly requirements: readonly Requirement[];
  readonly includes: readonly Include[];
  readonly indexes: readonly IndexOption[];
  readonly problems: readonly Problem[];
  readonly unchecked: readonly Unchecked[];
  /** Values for inputs of other definitions, which may install them. Absent in the result of an analysis, which has looked there. */
  readonly handed?: readonly HandedInput[] | undefined;
  /** Links within the file. Those from a mention of a package to its requirement are not listed: `outline.ts` finds them. */
  readonly links?: readonly Link[] | undefined;
  /** Files of other formats that a command writes. Absent in results of `formats/index.ts`, which has read them. */
  readonly innerFiles?: readonly InnerFile[] | undefined;
}

export const EMPTY_MANIFEST: Manifest = { requirements: [], includes: [], indexes: [], problems: [], unchecked: [] };

/** A text consists of pieces. The contents of the pieces, one after the other, are the contents of the text. */
export interface Pieces {
  /** The last position at or before `at` where a piece begins, from the text before `at` alone. */
  startBefore(text: string, at: number): number;
  /** The first position after `at` where a piece begins, from the text after `at` alone. The end of the text if there is none. */
  startAfter(text: string, at: number): number;
  /** Whether this is true for a whole text with the contents `manifest`. It stays true as long as `parse` and `hasOwnTop` do not object. */
  isInPieces(text: string, manifest: Manifest): boolean;
  /** The contents of one or several pieces. Undefined: something in them depends on the rest of the text. */
  parse(piece: string): Manifest | undefined;
  /** Whether the top of the text affects how the rest is read. Looks at a few lines. Absent: never. */
  hasOwnTop?(text: string): boolean;
}

/** Some edits are inside one item of a text: the contents of the item change, and everything after it moves. */
export interface ItemReader {
  /** Whether the items of a text affect nothing else in it. Valid until the text is read as a whole again. */
  areAlone(text: string): boolean;
  /** The contents of a text after `change` (its range in `text`). Undefined: the change is something else. */
  readTouched(before: WrittenText, text: string, change: Span): Manifest | undefined;
}

/** The contents of a text, and whether they can be read piece by piece. */
export interface Written {
  readonly manifest: Manifest;
  readonly isInPieces: boolean;
}

/** A text that was read before. */
export interface WrittenText extends Written {
  readonly text: string;
}

/** The reader of a declared encoding, and its rule: pip in requirements files, Python in source files (PEP 263). */
export type EncodingRule = 'pip' | 'python';

/** A format of dependency files. To add a format, add one file that exports such a value, and one line in `index.ts`. */
export interface FileFormat extends FileKind {
  /** Stable id, shown by `lookalike parse`: `requirements`, `pyproject`. */
  readonly id: string;
  /** For people: `requirements file`. */
  readonly title: string;
  /** Whether such a file can contain `# lookalike: ignore`, and whether edits make sense in it. */
  readonly comments: boolean;
  /** The comments are on lines inside JSON strings: `\n` or the closing quote ends them. */
  readonly jsonEscapedLines?: boolean;
  /** Lock files are written by tools: no fix edits them. */
  readonly generated: boolean;
  /** The file describes a project: the project's own name and those of its workspace do not come from an index here. */
  readonly describesProject?: boolean;
  /** The names in its tables are only labels for paths: the project there may have another name. */
  readonly namesAreLabels?: boolean;
  /** For a lock file: the files next to it from which it was made. Their requirements are reported there. */
  readonly lockedFrom?: readonly string[];
  /** The rule by which a comment declares the file's encoding. Absent: the file is always UTF-8. */
  readonly declaredEncoding?: EncodingRule;
  /** Whether uv installs the requirements of such a file: its indexes, and its choice among them, differ from pip's. Absent: no. */
  usesUv?(text: string): boolean;
  /** For a name that other files also have: whether the text has this format. Absent: any text with that name does. Linear in the length of the text. */
  recognizes?(text: string): boolean;
  /** The same for a file that a command line names, which needs less evidence. Absent: the same evidence. */
  recognizesNamed?(text: string): boolean;
  /** The versions of Python for the file itself, a PEP 440 specifier. Absent: those of its project. */
  requiresPython?(text: string): string | undefined;
  /** Never throws, and always returns the readable parts. Linear in the length of the text. */
  parse(text: string): Manifest;
  /** How the text can be divided, so an edit only costs the affected pieces. Absent: it is read as a whole. */
  readonly pieces?: Pieces;
  /** How an edit inside one item is read, in a text without pieces. Absent: the text is read as a whole. */
  readonly items?: ItemReader;
  /**
   * How the file could take the name of `requirement` from one of its own indexes alone: for each index by itself and, if tools support that, with
   * the index serving only `names` from then on. These are proposals: the caller checks the resulting text.
   */
  indexPins?(text: string, requirement: Requirement | undefined, names: readonly string[]): readonly IndexPin[];
}
