/** The longest text of a file or an index in a message. A longer text ends in `…`. */
const MAX_SHOWN = 200;
/** The longest version or specifier in a message. A longer one is cut after its beginning. */
export const MAX_SHOWN_SPECIFIER = 30;
/** The longest message. Ours have a few sentences. A longer one repeats text from elsewhere. */
const MAX_MESSAGE = 1_000;

/** Control characters, characters that change the direction of text, invisible characters, and halves of surrogate pairs. */
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/** The text with each invisible or deceptive character as its escape: `\u202e`. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (character) => {
    let escapes = '';
    for (let i = 0; i < character.length; i++) {
      escapes += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }
    return escapes;
  });
}

/** A text from elsewhere as a message may show it. */
export function shown(text: string, limit = MAX_SHOWN): string {
  return printable(shortened(text, limit));
}

/** A long quoted text, with the quotes of any language that Lookalike has messages in. */
const LONG_QUOTED =
  /(?<=['"\u201e\u201c\u201d\u00ab\u00bb\u300c\u300d\u300e\u300f])[^'"\u201e\u201c\u201d\u00ab\u00bb\u300c\u300d\u300e\u300f]{200,}(?=['"\u201e\u201c\u201d\u00ab\u00bb\u300c\u300d\u300e\u300f])/g;

/** Shortens a message that contains text from elsewhere: each quoted text, and the whole message. */
export function shownMessage(message: string): string {
  const quoted = message.replace(LONG_QUOTED, (text) => shortened(text, MAX_SHOWN));
  return printable(shortened(quoted, MAX_MESSAGE));
}

/** At most `limit` UTF-16 units. A longer text ends in `…`, without half of a surrogate pair before it. */
export function shortened(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const cut = text.slice(0, limit - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
