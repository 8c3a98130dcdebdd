import { INDEX_WORDS } from '../pip/indexVariables';

/** A text with an install command contains one of these. A quick test for files that mostly have other commands. */
export const INSTALL_WORDS: readonly string[] = [
  ...[
    'pip',
    'uv',
    'install',
    ' add ',
    'PIP',
    'UV',
    'requirements',
    'poetry',
    'pdm',
    'rye',
    'pex',
    'shiv',
    'Pipfile',
    'pyproject',
    'environment.y',
    'conda',
    'mamba',
    'pixi',
    ...INDEX_WORDS,
  ],
];

/** Whether a text can contain such a command: a quick test. */
export function mayInstall(text: string): boolean {
  return INSTALL_WORDS.some((word) => text.includes(word));
}
