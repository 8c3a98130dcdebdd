import { JOINED_LOOK_ALIKES } from './letters';

/**
 * Characters that look like ASCII ones, for the scripts that matter in package names: Cyrillic, Greek, Armenian, full-width and styled
 * letters, dashes; and invisible characters. From the shapes in Unicode Technical Standard 39.
 */
export interface UnusualCharacter {
  readonly character: string;
  /** `U+0430`. */
  readonly codePoint: string;
  readonly script: Script;
  /** The ASCII characters that it looks like. Empty: invisible. Undefined: none. */
  readonly looksLike?: string | undefined;
}

export type Script = 'cyrillic' | 'greek' | 'armenian' | 'full-width' | 'styled' | 'latin' | 'dash' | 'mark' | 'invisible' | 'other';

const CYRILLIC = pairs('аa вb еe һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy үy ѵv ԝw ѡw хx ԁd сc ёe їi пn ьb зz');
const GREEK = pairs('αa βb εe ηn ιi κk νv οo ρp σo τt υu ωw χx γy ϲc ϳj');
const ARMENIAN = pairs('օo ոn սu հh ց9 զq');
const LATIN = pairs('ıi ɑa ɡg ʟl ɩi ᴏo ßb øo đd łl ħh ſs ƒf ɢg ɪi ɴn ʀr ʏy ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz');

const LETTERS: ReadonlyMap<string, string> = new Map([...CYRILLIC, ...GREEK, ...ARMENIAN, ...LATIN]);

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_TO_ASCII = 0xfee0;
/** Zero-width characters, direction marks, fillers, variation selectors, tags; and the Braille blank. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]$/u;
const MARK = /^\p{M}$/u;
const MARKS = /\p{M}/gu;
const DASH = /^(?:\p{Pd}|\u2043|\u02d7|\u2212)$/u;

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

/** The ASCII name that `name` resembles. Undefined: it is already ASCII, or has a character without an ASCII look-alike. */
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
  if (MARK.test(character)) {
    return { character, codePoint, script: 'mark', looksLike: '' };
  }
  if (code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST) {
    return { character, codePoint, script: 'full-width', looksLike: String.fromCharCode(code - FULL_WIDTH_TO_ASCII).toLowerCase() };
  }
  if (DASH.test(character)) {
    return { character, codePoint, script: 'dash', looksLike: '-' };
  }
  const small = character.toLowerCase();
  const looksLike = LETTERS.get(small) ?? plainLetters(character);
  return { character, codePoint, script: scriptOf(code, small, looksLike), looksLike };
}

/** A letter with a mark resembles the letter. One in another style (mathematical, circled, raised, joined) resembles the plain one. */
function plainLetters(character: string): string | undefined {
  const letters = character.normalize('NFKD').replace(MARKS, '').toLowerCase();
  const plain = Array.from(letters, (letter) => LETTERS.get(letter) ?? letter).join('');
  return /^[a-z0-9]+$/.test(plain) ? plain : undefined;
}

function scriptOf(code: number, small: string, looksLike: string | undefined): Script {
  if (code >= 0x400 && code < 0x530) {
    return 'cyrillic';
  }
  if ((code >= 0x370 && code < 0x400) || (code >= 0x1f00 && code < 0x2000)) {
    return 'greek';
  }
  if (code >= 0x530 && code < 0x590) {
    return 'armenian';
  }
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00) || LATIN.has(small)) {
    return 'latin';
  }
  return looksLike === undefined ? 'other' : 'styled';
}

function pairs(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(' ').map((pair) => {
      const [character = '', ascii = ''] = pair;
      return [character, ascii];
    }),
  );
}

export interface LookAlike {
  /** The letters in the name, as written. */
  readonly shown: string;
  /** The letters that they resemble. */
  readonly meant: string;
}

/** The letters in which `name`, as written, differs from `target`, if these are at most two on either side: `I` for `l`, `rn` for `m`. */
export function lookAlikeLetters(name: string, target: string): LookAlike | undefined {
  const a = name.replace(/[-_.]+/g, '');
  const b = target.replaceAll('-', '');
  const small = a.toLowerCase();
  let start = 0;
  while (start < small.length && small[start] === b[start]) {
    start++;
  }
  let end = 0;
  while (end < b.length - start && small.at(-1 - end) === b.at(-1 - end)) {
    end++;
  }
  const shown = a.slice(start, a.length - end);
  const meant = b.slice(start, b.length - end);
  return shown === '' || meant === '' || shown.length > 2 || meant.length > 2 || shown.length + meant.length > 3
    ? undefined
    : { shown, meant };
}

/** An uppercase I where the target has a lowercase l: names do not depend on case, so there is no other reason to write it. */
export function isCaseTrick(name: string, target: string): boolean {
  const letters = lookAlikeLetters(name, target);
  return letters?.shown === 'I' && letters.meant === 'l';
}

export function isJoinedLookAlike({ shown, meant }: LookAlike): boolean {
  return JOINED_LOOK_ALIKES.some(([two, one]) => (shown === two && meant === one) || (shown === one && meant === two));
}
