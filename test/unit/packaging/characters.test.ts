import { describe, expect, it } from 'vitest';
import {
  isAlphanumeric,
  isBlank,
  isDigit,
  isNameCharacter,
  isPythonSpace,
  skipBlanks,
  skipBlanksBack,
  skipPythonSpace,
  trimPythonSpaceEnd,
} from '../../../server/src/packaging/characters';

/** All code units of the basic plane for which a test is true. */
function accepted(test: (code: number) => boolean): string {
  return Array.from({ length: 0x10000 }, (_, code) => code)
    .filter((code) => test(code))
    .map((code) => String.fromCharCode(code))
    .join('');
}

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('the characters that are', () => {
  it.each<[string, (code: number) => boolean, string]>([
    ['blanks', isBlank, '\t '],
    ['digits', isDigit, DIGITS],
    ['letters and digits', isAlphanumeric, DIGITS + LETTERS],
    ['part of a name', isNameCharacter, `-.${DIGITS}${LETTERS.slice(0, 26)}_${LETTERS.slice(26)}`],
    [
      "white space by Python's str.isspace()",
      isPythonSpace,
      '\t\n\v\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
    ],
  ])('%s', (_, test, expected) => {
    expect(accepted(test)).toBe(expected);
    // The result of `charCodeAt` after the end.
    expect(test(Number.NaN)).toBe(false);
  });
});

describe('white space is skipped', () => {
  const text = ' \t\u00a0x\u00a0\t ';

  it('from a place on', () => {
    expect([skipBlanks(text, 0), skipBlanks(text, 1), skipBlanks(text, 3), skipBlanks(text, 7)]).toEqual([2, 2, 3, 7]);
    expect([skipPythonSpace(text, 0), skipPythonSpace(text, 3), skipPythonSpace(text, 4)]).toEqual([3, 3, 7]);
    expect([skipBlanks(text, 0, 1), skipPythonSpace(text, 0, 2)]).toEqual([1, 2]);
  });

  it('before a place', () => {
    expect([skipBlanksBack(text, 7), skipBlanksBack(text, 2), skipBlanksBack(text, 4)]).toEqual([5, 0, 4]);
    expect([trimPythonSpaceEnd(text, 0, 7), trimPythonSpaceEnd(text, 5, 7), trimPythonSpaceEnd(text, 0, 3)]).toEqual([4, 5, 0]);
  });
});
