/** Tables of character pairs, by character code: neighboring keys, and shapes that are easily confused. */
const CODES = 128;

const KEYBOARD_ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Pairs that look alike in the fonts of terminals and editors, lowercase letters and digits only. */
const LOOK_ALIKES = [
  '0o',
  '1l',
  '1i',
  'il',
  '3e',
  '4a',
  '5s',
  '7t',
  '8b',
  '9g',
  '6b',
  'uv',
  'nm',
  'vy',
  'gq',
  'ce',
  'ij',
  'jl',
  '2z',
  'vw',
  'un',
  'hn',
];

const IS_VOWEL = new Uint8Array(CODES);
for (const vowel of 'aeiouy') {
  IS_VOWEL[vowel.charCodeAt(0)] = 1;
}

function pairs(texts: Iterable<string>): Uint8Array {
  const table = new Uint8Array(CODES * CODES);
  for (const text of texts) {
    const a = text.charCodeAt(0);
    const b = text.charCodeAt(1);
    table[a * CODES + b] = 1;
    table[b * CODES + a] = 1;
  }
  return table;
}

function* neighbours(): Generator<string> {
  for (const [r, row] of KEYBOARD_ROWS.entries()) {
    for (let i = 0; i < row.length; i++) {
      if (i + 1 < row.length) {
        yield row[i]! + row[i + 1]!;
      }
      // Rows are shifted by about half a key: a key touches two of the row below.
      for (const j of [i - 1, i]) {
        const below = KEYBOARD_ROWS[r + 1]?.[j];
        if (below !== undefined) {
          yield row[i]! + below;
        }
      }
    }
  }
}

const NEIGHBOURS = pairs(neighbours());
const ALIKE = pairs(LOOK_ALIKES);

export function areAdjacentKeys(a: number, b: number): boolean {
  return NEIGHBOURS[(a & 127) * CODES + (b & 127)] === 1;
}

export function lookAlike(a: number, b: number): boolean {
  return ALIKE[(a & 127) * CODES + (b & 127)] === 1;
}

/** Two letters that look like another one, and that one. */
export const JOINED_LOOK_ALIKES: readonly (readonly [two: string, one: string])[] = [
  ['rn', 'm'],
  ['nn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];

const JOINED = new Uint8Array(CODES * CODES);
for (const [two, one] of JOINED_LOOK_ALIKES) {
  JOINED[two.charCodeAt(0) * CODES + two.charCodeAt(1)] = one.charCodeAt(0);
}

/** Whether `a b` together look like `one`. */
export function joinedLookAlike(a: number, b: number, one: number): boolean {
  return one !== 0 && JOINED[(a & 127) * CODES + (b & 127)] === one;
}

export function isVowel(code: number): boolean {
  return IS_VOWEL[code & 127] === 1;
}
