import { expect, it } from 'vitest';
import { sliceOfWord, splitWords } from '../../../../server/src/formats/syntax/words';
import { Slice } from '../../../../server/src/packaging/slice';

it.each<[text: string, words: readonly string[] | undefined]>([
  ['', []],
  [' \t\r\n', []],
  ['a', ['a']],
  ['  a\tb\r\nc  ', ['a', 'b', 'c']],
  ['"a b" c', ['a b', 'c']],
  ["'a b'c", ['a bc']],
  ['a"b"\'c\'d', ['abcd']],
  ['""', ['']],
  ["a '' b", ['a', '', 'b']],
  ['a\\ b', ['a b']],
  ['a\\"b', ['a"b']],
  ['"a\\"b\\\\c\\d"', ['a"b\\c\\d']],
  ["'a\\b'", ['a\\b']],
  ['"\'"', ["'"]],
  ['a\\', undefined],
  ['"a', undefined],
  ["b 'a", undefined],
  ['"a\\"', undefined],
])('%j has the words %j', (text, words) => {
  const line = Slice.of(text);
  const found = splitWords(line, 0);
  expect(found?.map((word) => word.text)).toEqual(words);
  expect(found?.map((word) => sliceOfWord(line, word).text)).toEqual(words);
});

it('begins anywhere, and knows the position of each word with its quotes, and of a part without them', () => {
  const line = Slice.of('skip a "b c"');
  const [a, quoted] = splitWords(line, 4) ?? [];
  expect([a, quoted].map((word) => word && [word.start, word.end])).toEqual([
    [5, 6],
    [7, 12],
  ]);
  expect(quoted && sliceOfWord(line, quoted, 2, 3).span()).toEqual({ start: 10, end: 11 });
  expect(a && sliceOfWord(line, a, 0, 1).span()).toEqual({ start: 5, end: 6 });
});
