/**
 * Text of a notification or of the status item that shows as it is: there VS Code makes links of `[label](target)`, also links that run its commands, and
 * the path of a file may be such a text. An invisible character (U+2060) keeps the two parts apart.
 */
export function plainText(text: string): string {
  return text.replaceAll('](', ']\u2060(');
}
