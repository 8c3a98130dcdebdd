import { describe, expect, it } from 'vitest';
import { addItems, addKey, addTable, quoted, setKey, type TextEdit } from '../../../../../server/src/formats/syntax/toml/insert';
import type { TomlTable } from '../../../../../server/src/formats/syntax/toml/node';
import { parseToml } from '../../../../../server/src/formats/syntax/toml/parse';

/** The text after an edit of its table `a`, or of the whole file if it has none. */
function edited(text: string, edit: (table: TomlTable) => TextEdit | undefined): string | undefined {
  const { root } = parseToml(text);
  const found = root.get('a');
  const change = edit(found?.kind === 'table' ? found : root);
  return change && text.slice(0, change.span.start) + change.text + text.slice(change.span.end);
}

describe('a new key', () => {
  it.each<[text: string, after: string | undefined]>([
    ['[a]\n', '[a]\nk = 1\n'],
    ['[a]', '[a]\nk = 1'],
    ['  [a]\n', '  [a]\nk = 1\n'],
    ['[a]\nb = 2\n\n[c]\n', '[a]\nb = 2\nk = 1\n\n[c]\n'],
    ['[a]\n  b = 2\n\td = [\n  1,\n]\n', '[a]\n  b = 2\n\td = [\n  1,\n]\n\tk = 1\n'],
    ['[a]\r\nb = 2\r\n', '[a]\r\nb = 2\r\nk = 1\r\n'],
    ['[a]\r\nb = 2', '[a]\r\nb = 2\r\nk = 1'],
    ['[a]\nb = 2 # c\n', '[a]\nb = 2 # c\nk = 1\n'],
    ['[a]\nb.c = 2\nd = 3\nb.e = 4\n', '[a]\nb.c = 2\nd = 3\nb.e = 4\nk = 1\n'],
    ['[a]\n[a.b]\nc = 1\n', '[a]\nk = 1\n[a.b]\nc = 1\n'],
    ['a = {}\n', 'a = { k = 1 }\n'],
    ['a = { b = 2 }\n', 'a = { b = 2, k = 1 }\n'],
    ['a.b = 2\n', undefined],
    ['[a.b]\n', undefined],
  ])('in %j', (text, after) => {
    expect(edited(text, (table) => addKey(text, table, 'k', '1'))).toBe(after);
    expect(edited(text, (table) => setKey(text, table, 'k', '1'))).toBe(after);
  });

  it('takes the place of its value if it is there', () => {
    const text = '[a]\nk = [ 5 ] # c\nb = 2\n';
    expect(edited(text, (table) => setKey(text, table, 'k', '1'))).toBe('[a]\nk = 1 # c\nb = 2\n');
  });
});

it.each<[text: string, after: string | undefined]>([
  ['[a]\n', '[a]\nk = ["x", "y"]\n'],
  ['[a]\nk = []\n', '[a]\nk = ["x", "y"]\n'],
  ['[a]\nk = [\n]\n', '[a]\nk = ["x", "y"\n]\n'],
  ['[a]\nk = ["b"]\n', '[a]\nk = ["b", "x", "y"]\n'],
  ['[a]\nk = ["b", 5,]\n', '[a]\nk = ["b", 5, "x", "y",]\n'],
  ['[a]\nk = "b"\n', undefined],
])('new items in %j', (text, after) => {
  expect(edited(text, (table) => addItems(text, table, 'k', ['x', 'y']))).toBe(after);
});

it.each<[text: string, after: string]>([
  ['', '\n[x.y]\nb = 1\nc = 2\n'],
  ['a = 1\n', 'a = 1\n\n[x.y]\nb = 1\nc = 2\n'],
  ['a = 1', 'a = 1\n\n[x.y]\nb = 1\nc = 2\n'],
  ['a = 1\r\n', 'a = 1\r\n\r\n[x.y]\r\nb = 1\r\nc = 2\r\n'],
])('a new table at the end of %j', (text, after) => {
  expect(edited(text, () => addTable(text, 'x.y', ['b = 1', 'c = 2']))).toBe(after);
});

it.each([
  ['a"b\\c', '"a\\"b\\\\c"'],
  ['\n\u0000\u007f', '"\\n\\u0000\\u007f"'],
  ['\ud83d', '"\ufffd"'],
])('%j is the basic string %s', (text, expected) => {
  expect(quoted(text)).toBe(expected);
  expect(parseToml(`a = ${expected}`).root.string('a')?.text).toBe(text === '\ud83d' ? '\ufffd' : text);
});
