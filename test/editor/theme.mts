/** VS Code's own themes, by their names in `LOOKALIKE_THEME`. */
const THEMES: Readonly<Record<string, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

const chosen = process.env.LOOKALIKE_THEME ?? 'dark';

/** Undefined: the dark one, as in the published pictures. */
export const otherTheme = chosen === 'dark' ? undefined : chosen;

const name = THEMES[chosen];
if (name === undefined) {
  throw new Error(`LOOKALIKE_THEME is one of ${Object.keys(THEMES).join(', ')}`);
}

/** Settings of a workbench for pictures. The system's theme is ignored. */
export const themeSettings = {
  'workbench.colorTheme': name,
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
};
