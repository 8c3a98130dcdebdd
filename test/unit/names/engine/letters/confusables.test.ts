import { describe, expect, it } from 'vitest';
import {
  asciiSkeleton,
  isCaseTrick,
  isJoinedLookAlike,
  lookAlikeLetters,
  unusualCharacters,
} from '../../../../../server/src/names/engine/letters/confusables';

/** Each character that resembles another one, with what it resembles after it. */
const TABLES: readonly (readonly [script: string, pairs: string])[] = [
  ['cyrillic', 'аa вb еe һh іi јj кk ӏl мm нh оo рp ԛq гr ѕs тt уy үy ѵv ԝw ѡw хx ԁd сc ёe їi пn ьb зz'],
  ['greek', 'αa βb εe ηn ιi κk νv οo ρp σo τt υu ωw χx γy ϲc ϳj'],
  ['armenian', 'օo ոn սu հh ց9 զq'],
  ['latin', 'ıi ɑa ɡg ʟl ɩi ᴏo ßb øo đd łl ħh ſs ƒf ɢg ɪi ɴn ʀr ʏy ᴄc ᴅd ᴇe ᴊj ᴋk ᴍm ᴘp ᴛt ᴜu ᴠv ᴡw ᴢz'],
];

describe.each(TABLES)('%s', (script, pairs) => {
  it.each(pairs.split(' ').map((pair) => [...pair] as [string, string]))('%s resembles %s', (character, ascii) => {
    expect(unusualCharacters(`x${character}y${character}`)).toMatchObject([{ character, script, looksLike: ascii }]);
    expect(asciiSkeleton(`x${character}`)).toBe(`x${ascii}`);
  });
});

it.each([
  ['А', 'U+0410', 'cyrillic', 'a'],
  ['ж', 'U+0436', 'cyrillic', undefined],
  ['\u0400', 'U+0400', 'cyrillic', 'e'],
  ['\u03cc', 'U+03CC', 'greek', 'o'],
  ['\u052f', 'U+052F', 'cyrillic', undefined],
  ['\u0370', 'U+0370', 'greek', undefined],
  ['\u03ff', 'U+03FF', 'greek', undefined],
  ['\u0530', 'U+0530', 'armenian', undefined],
  ['\u058f', 'U+058F', 'armenian', undefined],
  ['\u0080', 'U+0080', 'latin', undefined],
  ['\u00e9', 'U+00E9', 'latin', 'e'],
  ['\u024f', 'U+024F', 'latin', undefined],
  ['\u0250', 'U+0250', 'other', undefined],
  ['\u0590', 'U+0590', 'other', undefined],
  ['\u1d6a', 'U+1D6A', 'styled', 'x'],
  ['\u1e00', 'U+1E00', 'latin', 'a'],
  ['\u1eff', 'U+1EFF', 'latin', undefined],
  ['\u1f00', 'U+1F00', 'greek', 'a'],
  ['\u1fff', 'U+1FFF', 'greek', undefined],
  ['\u2000', 'U+2000', 'other', undefined],
  ['\u{1d41a}', 'U+1D41A', 'styled', 'a'],
  ['\u2460', 'U+2460', 'styled', '1'],
  ['\ufb01', 'U+FB01', 'styled', 'fi'],
  ['\uff00', 'U+FF00', 'other', undefined],
  ['\uff01', 'U+FF01', 'full-width', '!'],
  ['\uff21', 'U+FF21', 'full-width', 'a'],
  ['\uff5e', 'U+FF5E', 'full-width', '~'],
  ['\uff5f', 'U+FF5F', 'other', undefined],
  ['\u2010', 'U+2010', 'dash', '-'],
  ['\u2043', 'U+2043', 'dash', '-'],
  ['\u02d7', 'U+02D7', 'dash', '-'],
  ['\u2212', 'U+2212', 'dash', '-'],
  ['\u200b', 'U+200B', 'invisible', ''],
  ['\u2800', 'U+2800', 'invisible', ''],
  ['\u3164', 'U+3164', 'invisible', ''],
  ['\u0301', 'U+0301', 'mark', ''],
  ['中', 'U+4E2D', 'other', undefined],
])('%j is %s, %s, and resembles %j', (character, codePoint, script, looksLike) => {
  expect(unusualCharacters(`a-${character}`)).toEqual([{ character, codePoint, script, looksLike }]);
  expect(asciiSkeleton(`a${character}`)).toBe(looksLike === undefined ? undefined : `a${looksLike}`);
});

it('a name of ASCII characters has no unusual ones, and no other name that it resembles', () => {
  expect(unusualCharacters('Requests_2.0\u007f')).toEqual([]);
  expect(asciiSkeleton('requests')).toBeUndefined();
  expect(asciiSkeleton('Rеquests')).toBe('requests');
  expect(asciiSkeleton('\u0430\u007f')).toBe('a\u007f');
  expect(asciiSkeleton('\u0430\u0080')).toBeUndefined();
});

it.each([
  ['jeIlyfish', 'jellyfish', { shown: 'I', meant: 'l' }],
  ['rnatplotlib', 'matplotlib', { shown: 'rn', meant: 'm' }],
  ['c1ick', 'click', { shown: '1', meant: 'l' }],
  ['modemize', 'modernize', { shown: 'm', meant: 'rn' }],
  ['a_b.1', 'ab-l', { shown: '1', meant: 'l' }],
  ['xxab', 'yyab', undefined],
  ['requestss', 'requests', undefined],
  ['request', 'requests', undefined],
  ['abcd', 'xbcy', undefined],
  ['ab', 'aab', undefined],
  ['aab', 'ab', undefined],
  ['aa', 'aaa', undefined],
  ['aba', 'a', undefined],
  ['abab', 'abxab', undefined],
  ['same', 'same', undefined],
  ['', 'a', undefined],
  ['', '', undefined],
])('the letters in which %s differs from %s', (name, target, letters) => {
  expect(lookAlikeLetters(name, target)).toEqual(letters);
});

it.each([
  ['jeIlyfish', 'jellyfish', true],
  ['jellyfIsh', 'jellyfish', false],
  ['jeilyfish', 'jellyfish', false],
  ['je1lyfish', 'jellyfish', false],
  ['je|lyfish', 'jellyfish', false],
  ['jellyfish', 'jellyfish', false],
])('%s writes an uppercase I for a letter of %s: %s', (name, target, expected) => {
  expect(isCaseTrick(name, target)).toBe(expected);
});

it.each([
  ['rn', 'm', true],
  ['m', 'rn', true],
  ['nn', 'm', true],
  ['vv', 'w', true],
  ['cl', 'd', true],
  ['d', 'cl', true],
  ['rn', 'w', false],
  ['vv', 'm', false],
  ['r', 'm', false],
  ['m', 'm', false],
])('%s looks like %s, two letters like one: %s', (shown, meant, expected) => {
  expect(isJoinedLookAlike({ shown, meant })).toBe(expected);
});
