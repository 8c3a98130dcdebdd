/**
 * Text from a file or an index as Markdown that shows exactly that text: no link, image, HTML, emphasis or line break takes
 * effect, and no icon of VS Code. VS Code draws `$(name)` after it has resolved escapes and entities, so the dollar sign becomes a wide one. Control, bidirectional and
 * zero-width characters are removed, and halves of surrogate pairs replaced.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&')
    .replace(/\\\$(?=\\\(|$)/g, '\uff04')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** A link that we build: https only, so it can only open a web page. Anything else is shown as text. */
export function link(label: string, url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return escapeMarkdown(label);
  }
  if (parsed.protocol !== 'https:' || parsed.username !== '' || parsed.password !== '') {
    return escapeMarkdown(label);
  }
  // `href` is percent-encoded. The remaining characters could still end the link.
  const target = parsed.href.replace(/[()<>[\]\\`]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${escapeMarkdown(label)}](${target})`;
}

/** The first characters of a text. A longer text ends in `…`; `length` counts it. */
export function truncate(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
