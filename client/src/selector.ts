import dependencyFileKinds from '../../server/src/protocol/dependencyFiles.json';
import type { FileKind } from '../../server/src/protocol/fileKinds';
import { NOTEBOOK_CELL_SCHEME } from '../../server/src/protocol/notebookUri';

/** The kinds of dependency files that the server reads; the first that matches a path is the kind of a file. */
export const kinds: readonly FileKind[] = dependencyFileKinds.kinds;

/** Where dependency files live. Not `git:` and its like: the old side of a diff is not a place for advice. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

/** Not dependency files, but what they are judged by; the server marks mistakes in it. */
const CONFIGURATION_FILE = '**/lookalike.toml';

export interface DocumentFilter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/** Which documents the language server hears of, derived from its own list of file kinds. */
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

/** Files that another one may include: the server knows whether one does. They do not wake the extension. */
export function includedFiles(): DocumentFilter[] {
  return SCHEMES.map((scheme) => ({ scheme, pattern: dependencyFileKinds.included }));
}

/**
 * Globs of the files that say by their name alone that a folder has dependencies, or names dependency files; others have to be looked into.
 */
export function dependencyFiles(files: readonly FileKind[] = kinds): string[] {
  return [...files.filter(({ hints }) => hints === undefined).flatMap(({ globs }) => globs), CONFIGURATION_FILE];
}

/** VS Code's language ids by the ending of a file's name, where a format tells no language of its own. */
const LANGUAGES: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.toml$/, 'toml'],
  [/\.(ya?ml|\{yml,yaml\})$/, 'yaml'],
  [/\.pyw?$/, 'python'],
];

/**
 * The manifest's `activationEvents`: a folder with dependency files, a document that may be one, or a terminal. A document and a terminal only wake the
 * extension, which looks into it, or at its commands, before it starts the server.
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
export function expandBraces(glob: string): string[] {
  const [whole, alternatives] = /\{([^{}]*)\}/.exec(glob) ?? [];
  return whole === undefined || alternatives === undefined
    ? [glob]
    : alternatives.split(',').flatMap((alternative) => expandBraces(glob.replace(whole, alternative)));
}
