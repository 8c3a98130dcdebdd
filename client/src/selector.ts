import { INCLUDED_FILES } from '../../server/src/formats';
import type { FileFormat } from '../../server/src/formats/format';
import { NOTEBOOK_CELL_SCHEME } from '../../server/src/formats/notebookUri';

/** Where dependency files live. Not `git:` and its like: the old side of a diff is no place for advice. */
const SCHEMES = ['file', 'untitled', 'vscode-vfs'];

/** Not dependency files, but what they are judged by; the server marks mistakes in it. */
const CONFIGURATION_FILE = '**/lookalike.toml';

export interface DocumentFilter {
  readonly scheme: string;
  readonly language?: string;
  readonly pattern?: string;
}

/** Which documents the language server hears of, derived from its own list of formats. */
export function documentSelector(formats: readonly FileFormat[]): DocumentFilter[] {
  const languages = formats.flatMap((format) => format.languageIds ?? []);
  const patterns = [...formats.flatMap((format) => format.globs), CONFIGURATION_FILE];
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
  return SCHEMES.map((scheme) => ({ scheme, pattern: INCLUDED_FILES }));
}

/** Globs of the files that say by their name alone that a folder has dependencies; others have to be looked into. */
export function dependencyFiles(formats: readonly FileFormat[]): string[] {
  return formats.filter(({ mayContain }) => mayContain === undefined).flatMap(({ globs }) => globs);
}

/** VS Code's language ids by the ending of a file's name, where a format tells no language of its own. */
const LANGUAGES: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.toml$/, 'toml'],
  [/\.(ya?ml|\{yml,yaml\})$/, 'yaml'],
  [/\.pyw?$/, 'python'],
];

/**
 * The manifest's `activationEvents`: a folder with dependency files, or a document that may be one. Such a document only wakes the
 * extension, which looks into it before it starts the server.
 */
export function activationEvents(formats: readonly FileFormat[]): string[] {
  const languages = formats.flatMap(({ languageIds, globs }) => [
    ...(languageIds ?? []),
    ...globs.flatMap((glob) => LANGUAGES.filter(([ending]) => ending.test(glob)).map(([, language]) => language)),
  ]);
  return [
    ...[...new Set(languages)].sort().map((language) => `onLanguage:${language}`),
    ...dependencyFiles(formats).map((glob) => `workspaceContains:${glob}`),
  ];
}

/** `a.{b,c}` as `a.b` and `a.c`: one search for many globs puts them into braces, which must not nest. */
export function expandBraces(glob: string): string[] {
  const [whole, alternatives] = /\{([^{}]*)\}/.exec(glob) ?? [];
  return whole === undefined || alternatives === undefined
    ? [glob]
    : alternatives.split(',').flatMap((alternative) => expandBraces(glob.replace(whole, alternative)));
}
