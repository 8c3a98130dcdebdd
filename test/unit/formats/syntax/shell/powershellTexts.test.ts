import { expect, it } from 'vitest';
import { powershellTexts } from '../../../../../server/src/formats/syntax/shell/powershellTexts';
import { Slice } from '../../../../../server/src/packaging/slice';

it.each<readonly [string, readonly string[] | undefined]>([
  ["'a', 'b')", ['a', 'b']],
  ["'a'\n'b';'c')", ['a', 'b', 'c']],
  ["'a' + 'b', 'c')", ['ab c']],
  ["'a', 'b' + 'c')", ['a', 'b', 'c']],
  ['\'it\'\'s\', "a`"b""c")', ["it's", 'a"b"c']],
  ["'a' `\r\n + 'b')", ['ab']],
  ["'a', $x + $env:Y)", ['a', '$' + '{x}', '$' + '{env:Y}']],
  ["'a' # )\n, 'b')", undefined],
  ["'a', # )\n 'b')", ['a', 'b']],
  ["$x + 'a')", undefined],
  ['$x)', undefined],
  [')', undefined],
  ["'a' -f 'b')", undefined],
  ["'a'.Length)", undefined],
  ['$x.Y, "a")', undefined],
  ['"$(x)")', undefined],
  ["'a", undefined],
  ['5)', undefined],
])('the texts of %j are %j', (text, expected) => {
  expect(powershellTexts(Slice.of(text), 0)?.texts.map((one) => one.text)).toEqual(expected);
});
