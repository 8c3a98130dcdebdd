/**
 * Text from a file or an index as Markdown that shows exactly that text: no link, image, HTML, emphasis or line break comes
 * to life. Control, bidirectional and zero-width characters are taken out.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu, '')
    .replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A link that we build: https only, so that nothing but a web page can be behind it. Anything else is shown as text. */
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
  // `href` is percent-encoded; what is left could still end the link.
  const target = parsed.href.replace(/[()<>[\]\\`]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `[${escapeMarkdown(label)}](${target})`;
}

export function truncate(text: string, length: number): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
