import { expect, it } from 'vitest';
import { tokenizePython, unescapePython } from '../../../../../server/src/formats/syntax/python/tokens';
import { Slice } from '../../../../../server/src/packaging/slice';

/** Each token as its text, or the value of a string in quotes: `^` at the start of a line, `…` if it is open, `{}` if it has fields. */
function tokensOf(text: string): string {
  return tokenizePython(text)
    .map((token) => {
      const start = token.startsLine ? '^' : '';
      if (token.kind !== 'string') {
        expect(text.slice(token.span.start, token.span.end)).toBe(token.text);
        return start + token.text;
      }
      const value = token.value?.text ?? `{}${token.template?.text}`;
      return `${start}'${value}'${token.isOpen === true ? '…' : ''}`;
    })
    .join(' ');
}

it.each([
  ['', ''],
  ['a = 1', '^a = 1'],
  ['\ufeffa', '^a'],
  ['a\nb', '^a ^b'],
  ['a\r\n\tb\f c', '^a ^b c'],
  ['(a\nb)\nc', '^( a b ) ^c'],
  ['[a,\n{b:\nc}]\nd', '^[ a , { b : c } ] ^d'],
  [')\na', '^) ^a'],
  ['a \\\nb', '^a b'],
  ['a \\\r\nb', '^a b'],
  ['a \\ b', '^a \\ b'],
  ['a # b "c\nd', '^a ^d'],
  ['# a', ''],
  ['a_1 = _b2', '^a_1 = _b2'],
  ['näme', '^näme'],
  ['12ab 3.5', '^12ab 3 . 5'],
  ['a == b != c <= d >= e', '^a == b != c <= d >= e'],
  ['a += b -= c *= d /= e', '^a += b -= c *= d /= e'],
  ['a %= b &= c |= d ^= e := f', '^a %= b &= c |= d ^= e := f'],
  ['f(**a, *b)', '^f ( ** a , * b )'],
  ['a ** b @= c', '^a ** b @ = c'],
  ['"a" \'b\'', "^'a' 'b'"],
  ['"""a\n"b"\n""" c', '^\'a\n"b"\n\' c'],
  ["'''a''b'''", "^'a''b'"],
  ['""', "^''"],
  ['""""""', "^''"],
  ['"a\nb', "^'a'… ^b"],
  ['"a', "^'a'…"],
  ['"""a\n"', "^'a\n\"'…"],
  ['"a\\"b"', "^'a\"b'"],
  ['"a\\\nb"', "^'ab'"],
  ['"a\\\r\nb"', "^'ab'"],
  ['r"a\\n\\"b"', "^'a\\n\\\"b'"],
  ['R"a\\n" u"b" B"c" bR"d\\n"', "^'a\\n' 'b' 'c' 'd\\n'"],
  ['f"a{b}c" f"d" rf"{e}"', "^'{}a{b}c' 'd' '{}{e}'"],
  ['t"{a}" tr"b"', "^'{}{a}' 'b'"],
  ['x"a" ub"b"', "^x 'a' ub 'b'"],
])('the tokens of %j are %s', (text, expected) => {
  expect(tokensOf(text)).toBe(expected);
});

it.each([
  ['a\\nb\\tc\\rd', 'a\nb\tc\rd'],
  ['\\b\\f\\v\\a', '\b\f\v\x07'],
  ['\\\\ \\" \\\'', '\\ " \''],
  ['\\d \\. \\', '\\d \\. \\'],
  ['\\x41\\u0042\\U00000043', 'ABC'],
  ['\\x4', '\ufffd'],
  ['\\xzz!', '\ufffd!'],
  ['\\U00110000', '\ufffd'],
  ['\\101\\60\\0', 'A0\0'],
  ['\\1018', 'A8'],
  ['\\8', '\\8'],
  ['a\\\nb\\\r\nc', 'abc'],
])('the string literal %j is %j', (inside, expected) => {
  const slice = unescapePython(Slice.of(inside));
  expect(slice.text).toBe(expected);
  expect(slice.span()).toEqual({ start: 0, end: inside.length });
});

it('an escaped character has the position of its escape', () => {
  const slice = unescapePython(Slice.of('a\\x41\\u0042c'));
  expect([slice.span(0, 1), slice.span(1, 2), slice.span(2, 3), slice.span(3, 4)]).toEqual([
    { start: 0, end: 1 },
    { start: 1, end: 5 },
    { start: 5, end: 11 },
    { start: 11, end: 12 },
  ]);
});
