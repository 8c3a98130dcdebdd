/**
 * Text for a notification or the status item, shown literally: VS Code makes links of `[label](target)` there, also links that run commands, and
 * the path of a file may contain such a text. An invisible character (U+2060) separates the two parts.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}
