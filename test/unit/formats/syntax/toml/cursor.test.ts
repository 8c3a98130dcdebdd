import { describe, expect, it } from 'vitest';
import { afterKeys, afterSpaces, indentation, isBareKey, TomlCursor } from '../../../../../server/src/formats/syntax/toml/cursor';
import { startsStatement } from '../../../../../server/src/formats/syntax/toml/lookahead';

const at = (text: string, pos: number): TomlCursor => Object.assign(new TomlCursor(text), { pos });

describe('a position in TOML', () => {
  it.each<[text: string, pos: number, lineEnd: number, atLineEnd: boolean, atEnd: boolean]>([
    ['ab\ncd', 0, 2, false, false],
    ['ab\ncd', 2, 2, true, false],
    ['ab\ncd', 3, 5, false, false],
    ['ab\ncd', 5, 5, true, true],
    ['ab\r\ncd', 0, 2, false, false],
    ['ab\r\ncd', 2, 2, true, false],
    ['ab\r\ncd', 3, 3, true, false],
    ['a\rb\n', 1, 3, false, false],
    ['a\r', 1, 2, false, false],
    ['\r\n', 0, 0, true, false],
    ['', 0, 0, true, true],
  ])('in %j at %i', (text, pos, lineEnd, atLineEnd, atEnd) => {
    const cursor = at(text, pos);
    expect([cursor.lineEnd, cursor.atLineEnd, cursor.atEnd]).toEqual([lineEnd, atLineEnd, atEnd]);
  });

  it.each<[text: string, afterBlank: number]>([
    ['', 0],
    ['a', 0],
    [' \t\r\na', 4],
    [' # b\n# c\n d', 10],
    ['#', 1],
    ['# a', 3],
    ['  ', 2],
    ['\n\n', 2],
    ['\f', 0],
  ])('before the blanks of %j', (text, afterBlank) => {
    const cursor = at(text, 0);
    expect([cursor.afterBlank, cursor.afterBlank]).toEqual([afterBlank, afterBlank]);
    const moved = at(`x${text}`, 0);
    expect(moved.afterBlank).toBe(0);
    moved.pos = 1;
    expect(moved.afterBlank).toBe(afterBlank + 1);
    moved.skipSpaces();
    expect(moved.pos).toBe(1 + (/^[ \t]*/.exec(text)?.[0].length ?? 0));
  });

  it('knows whether a line break is between two places', () => {
    const cursor = at('a\nb\r\nc', 0);
    const breaks = [0, 1, 2, 3, 4, 5, 6].map((to) => cursor.hasLineBreak(0, to));
    expect(breaks).toEqual([false, false, true, true, true, true, true]);
    expect([cursor.hasLineBreak(2, 4), cursor.hasLineBreak(2, 5), cursor.hasLineBreak(1, 1), cursor.hasLineBreak(5, 6)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('is indented as its line is', () => {
    const text = 'a\n  b\n\tc d\n';
    expect([0, 1, 2, 4, 5, 6, 7, 9].map((place) => indentation(text, place))).toEqual([0, 0, 2, 2, 2, 1, 1, 1]);
    expect([0, 1, 2, 3].map((place) => afterSpaces(' \t\nb', place))).toEqual([2, 2, 2, 3]);
  });
});

it('a bare key has letters, digits, dashes and underscores', () => {
  const keys = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    isBareKey(character.charCodeAt(0)),
  );
  expect(keys.join('')).toBe('-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz');
});

it.each<[text: string, end: number | undefined]>([
  ['a', 1],
  ['a = 1', 2],
  ['a.b', 3],
  [' a . b =', 7],
  ['"a b".c', 7],
  ["'a\\'.b", 6],
  ['"a\\"b".c', 8],
  ['"a\nb"', undefined],
  ['"a', 3],
  ['"a\\', 5],
  ['é.ü', 3],
  ['\u007f', undefined],
  ['\u0080', 1],
  ['a..b', undefined],
  ['a.', undefined],
  ['.a', undefined],
  ['', undefined],
  ['=', undefined],
  ['""', 2],
])('the keys of %j end at %s', (text, end) => {
  expect(afterKeys(text, 0)).toBe(end);
});

describe('a statement', () => {
  it.each([
    ...['a=1', 'a = 1', 'a.b = 1', '"a b" = 1', "'a' . b = 1", 'a =', '[a]', '[a.b] # c', '[[a]]', '[ a ]\n', '[a]\r\n'],
    ...['["a".b]', "['a' . b]", '[inf.a]', '[yes]', '[a]]'],
  ])('may begin with %j', (text) => {
    expect([startsStatement(text, 0), startsStatement(`x\n${text}`, 2)]).toEqual([true, true]);
  });

  it.each([
    ...[
      'a',
      'a == 1',
      '"a", "b"',
      '= 1',
      '',
      '"a\n" = 1',
      '[a], [b]',
      '["a"]',
      "['a']",
      '[1]',
      '[true]',
      '[1.5]',
      '[2026-01-01]',
      '[07:32]',
    ],
    ...['[inf]', '[]', '[a b]', '[a', '[[1]]', '[a] = 1', '["a"]x = 1'],
  ])('does not begin with %j', (text) => {
    expect(startsStatement(text, 0)).toBe(false);
  });
});
