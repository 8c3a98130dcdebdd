import type { FileFormat } from '../../server/src/formats/format';

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
  return SCHEMES.flatMap((scheme) => [
    ...languages.map((language) => ({ scheme, language })),
    ...patterns.map((pattern) => ({ scheme, pattern })),
  ]);
}

/** Which changes on disk the server hears of: they may change what is true of files that nobody has open. */
export function watchedFiles(formats: readonly FileFormat[]): string[] {
  return [...formats.flatMap((format) => format.globs), CONFIGURATION_FILE, '**/.gitignore'];
}

/**
 * Files that say by their name that a folder has dependencies; package.json's `workspaceContains` are the same. A glob for all
 * files of a kind (`*.py`) says nothing of that sort.
 */
export function dependencyFiles(formats: readonly FileFormat[]): string[] {
  return formats.flatMap((format) => format.globs).filter((glob) => !/^\*\*\/\*\.[^/]*$/.test(glob));
}

/** `a.{b,c}` as `a.b` and `a.c`: one search for many globs puts them into braces, which must not nest. */
export function expandBraces(glob: string): string[] {
  const [whole, alternatives] = /\{([^{}]*)\}/.exec(glob) ?? [];
  return whole === undefined || alternatives === undefined
    ? [glob]
    : alternatives.split(',').flatMap((alternative) => expandBraces(glob.replace(whole, alternative)));
}
