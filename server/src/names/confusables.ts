/**
 * Characters of other scripts that look like ASCII letters, for the scripts that matter in package names: Cyrillic, Greek, full-width
 * forms and small Latin look-alikes; and characters that cannot be seen. From the shapes that Unicode Technical Standard 39 lists.
 */
export interface UnusualCharacter {
  readonly character: string;
  /** `U+0430`. */
  readonly codePoint: string;
  readonly script: Script;
  /** The ASCII character it looks like, empty for one that cannot be seen; undefined when it looks like none. */
  readonly looksLike?: string;
}

export type Script = 'cyrillic' | 'greek' | 'full-width' | 'latin' | 'invisible' | 'other';

const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  ё: 'e',
  ї: 'i',
};

const GREEK: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  ω: 'w',
  χ: 'x',
  γ: 'y',
};

const LATIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ɑ: 'a',
  ɡ: 'g',
  ʟ: 'l',
  ɩ: 'i',
  ᴏ: 'o',
  ß: 'b',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
};

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_TO_ASCII = 0xfee0;
/** Soft hyphen, zero-width characters, direction marks, word joiner, variation selectors and the byte order mark. */
const INVISIBLE =
  /^(?:\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u206f]|[\ufe00-\ufe0f]|\ufeff)$/u;

/** The characters of `name` that no project name may have, each once, in order. */
export function unusualCharacters(name: string): UnusualCharacter[] {
  const found = new Map<string, UnusualCharacter>();
  for (const character of name) {
    if (character.codePointAt(0)! > 127 && !found.has(character)) {
      found.set(character, classify(character));
    }
  }
  return [...found.values()];
}

/** The ASCII name that `name` reads like; undefined when it is ASCII already, or has a character that looks like no ASCII one. */
export function asciiSkeleton(name: string): string | undefined {
  let text = '';
  let changed = false;
  for (const character of name) {
    if (character.codePointAt(0)! <= 127) {
      text += character;
      continue;
    }
    const { looksLike } = classify(character);
    if (looksLike === undefined) {
      return undefined;
    }
    text += looksLike;
    changed = true;
  }
  return changed ? text.toLowerCase() : undefined;
}

function classify(character: string): UnusualCharacter {
  const code = character.codePointAt(0)!;
  const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (INVISIBLE.test(character)) {
    return { character, codePoint, script: 'invisible', looksLike: '' };
  }
  if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST) {
    return { character, codePoint, script: 'full-width', looksLike: String.fromCharCode(code - FULL_WIDTH_TO_ASCII).toLowerCase() };
  }
  const small = character.toLowerCase();
  const script: Script =
    code >= 0x400 && code < 0x530 ? 'cyrillic' : code >= 0x370 && code < 0x400 ? 'greek' : code < 0x250 ? 'latin' : 'other';
  // A letter with a mark reads like the letter.
  const plain = small.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '');
  const looksLike = CYRILLIC[small] ?? GREEK[small] ?? LATIN[small] ?? (/^[a-z0-9]+$/.test(plain) ? plain : undefined);
  return { character, codePoint, script: script === 'other' && LATIN[small] !== undefined ? 'latin' : script, looksLike };
}
