import { expect, it } from 'vitest';
import { endOfLine, startOfComment, startOfLine, startOfNextLine, startOfText } from '../../../../server/src/formats/syntax/lines';

/** All characters after which Python's `str.splitlines()` begins a line, and none of the others near them. */
it('a line ends where it ends for Python', () => {
  const ends = Array.from({ length: 0x2100 }, (_, code) => code).filter((code) => endOfLine(`a${String.fromCharCode(code)}b`, 0) === 1);
  expect(ends).toEqual([0x0a, 0x0b, 0x0c, 0x0d, 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029]);
});

it('each place is on one line', () => {
  const text = 'ab\r\n\rc\n';
  const places = Array.from({ length: text.length + 2 }, (_, at) => at);
  expect(places.map((at) => startOfLine(text, at))).toEqual([0, 0, 0, 0, 4, 5, 5, 7, 7]);
  expect(places.map((at) => endOfLine(text, at))).toEqual([2, 2, 2, 3, 4, 6, 6, 7, 8]);
  expect([2, 4, 6, 7, 8].map((end) => startOfNextLine(text, end))).toEqual([4, 5, 7, 7, 7]);
  expect([startOfLine('', 0), endOfLine('', 0), startOfNextLine('', 0), startOfLine(text, -1)]).toEqual([0, 0, 0, 0]);
  expect([startOfNextLine('\n\r', 0), startOfNextLine('\r\r', 0)]).toEqual([1, 1]);
});

it.each<[text: string, start: number, end: number, at: number]>([
  ['# a', 0, 3, 0],
  ['a # b', 0, 5, 2],
  ['a# b', 0, 4, 4],
  ['a# # b', 0, 6, 3],
  ['a\t# b', 0, 5, 2],
  ['a\u00a0# b', 0, 5, 2],
  ['a# b', 1, 4, 1],
  ['a # b', 0, 2, 2],
  ['', 0, 0, 0],
])('the comment of %j from %i to %i begins at %i', (text, start, end, at) => {
  expect(startOfComment(text, start, end)).toBe(at);
});

it('a text begins after its byte order mark', () => {
  expect(['a', '\ufeffa', '\ufeff', '', '\ufeff\ufeffa', '\ufefe'].map(startOfText)).toEqual([0, 1, 1, 0, 1, 0]);
});
