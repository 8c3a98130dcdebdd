/**
 * A text with an install command or the variables of an installer contains one of these. A quick test for files that mostly have other commands.
 * A program may be in a variable: `$POETRY update`. An encoded script may be one.
 */
export const INSTALL_WORDS: readonly string[] = [
  'pip',
  'uv',
  'install',
  ' add ',
  'PIP',
  'UV',
  'POETRY',
  'PDM',
  'RYE',
  'requirements',
  'poetry',
  'pdm',
  'rye',
  'pex',
  'shiv',
  'Pipfile',
  'pyproject',
  'conda',
  'mamba',
  'pixi',
  'base64',
];

/** A text that calls a script, or make, contains at least one of these. */
export const CALL_WORDS: readonly string[] = ['./', 'sh ', 'source ', 'make ', '_WORKSPACE'];

/** Whether a text can contain such a command: a quick test. */
export function mayInstall(text: string): boolean {
  return INSTALL_WORDS.some((word) => text.includes(word));
}
