/** VS Code's own themes, by the word that `LOOKALIKE_THEME` has for them. */
const THEMES: Readonly<Record<string, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

const chosen = process.env.LOOKALIKE_THEME ?? 'dark';

/** Undefined: the dark one, in which the published pictures are taken. */
export const otherTheme = chosen === 'dark' ? undefined : chosen;

const name = THEMES[chosen];
if (name === undefined) {
  throw new Error(`LOOKALIKE_THEME is one of ${Object.keys(THEMES).join(', ')}`);
}

/** Settings of a workbench that pictures are taken of. The system of the machine does not choose the theme. */
export const themeSettings = {
  'workbench.colorTheme': name,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
};
