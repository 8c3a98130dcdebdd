import dependencyFileKinds from '../../server/src/protocol/dependencyFiles.json';
import type { FileKind } from '../../server/src/protocol/fileKinds';
import { NOTEBOOK_CELL_SCHEME } from '../../server/src/protocol/notebookUri';

/** The kinds of dependency files that the server reads. The first one that matches a path is the kind of a file. */
export const kinds: readonly FileKind[] = dependencyFileKinds.kinds;

/** Schemes of dependency files. Not `git:` and the like: the old side of a diff needs no advice. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

/** Files that affect how dependency files are judged. The server marks mistakes in them. */
const CONFIGURATION_FILE = '**/lookalike.toml';

export interface DocumentFilter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/** The documents for the language server, derived from its own list of file kinds. */
export function documentSelector(files: readonly FileKind[] = kinds): DocumentFilter[] {
  const languages = files.flatMap(({ languageIds }) => languageIds ?? []);
  const patterns = [...files.flatMap(({ globs }) => globs), CONFIGURATION_FILE];
  return [
    ...SCHEMES.flatMap((scheme) => [
      ...languages.map((language) => ({ scheme, language })),
      ...patterns.map((pattern) => ({ scheme, pattern })),
    ]),
    { scheme: NOTEBOOK_CELL_SCHEME, language: 'python' },
  ];
}

/** Files that may be included: the server knows whether they are. They do not activate the extension. */
export function includedFiles(): DocumentFilter[] {
  return SCHEMES.map((scheme) => ({ scheme, pattern: dependencyFileKinds.included }));
}

/**
 * Globs of the files with names that prove that a folder has dependencies, or names dependency files. Other files have to be read.
 */
export function dependencyFiles(files: readonly FileKind[] = kinds): string[] {
  return [...files.filter(({ hints }) => hints === undefined).flatMap(({ globs }) => globs), CONFIGURATION_FILE];
}

/** VS Code's language ids by file extension, for formats without a language of their own. */
const LANGUAGES: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.toml$/, 'toml'],
  [/\.(ya?ml|\{yml,yaml\})$/, 'yaml'],
  [/\.pyw?$/, 'python'],
];

/**
 * The manifest's `activationEvents`: a folder with dependency files, a document that may be one, or a terminal. A document and a terminal only activate the
 * extension, which checks it, or its commands, before it starts the server.
 */
export function activationEvents(files: readonly FileKind[] = kinds): string[] {
  const languages = files.flatMap(({ languageIds, globs }) => [
    ...(languageIds ?? []),
    ...globs.flatMap((glob) => LANGUAGES.filter(([ending]) => ending.test(glob)).map(([, language]) => language)),
  ]);
  return [
    ...[...new Set(languages)].sort().map((language) => `onLanguage:${language}`),
    // A command may install something before any file is open. VS Code has the event since 1.103; an event that is not known never comes.
    'onTerminalShellIntegration:*',
    ...dependencyFiles(files).map((glob) => `workspaceContains:${glob}`),
  ];
}

/** `a.{b,c}` as `a.b` and `a.c`: one search for many globs puts them into braces, which must not nest. */
export function expandGlob(glob: string): string[] {
  const [whole, alternatives] = /\{([^{}]*)\}/.exec(glob) ?? [];
  return whole === undefined || alternatives === undefined
    ? [glob]
    : alternatives.split(',').flatMap((alternative) => expandGlob(glob.replace(whole, alternative)));
}
