import { describe, expect, test } from 'vitest';
import { deepPlace, elementsOf, memberOf, membersOf, parseJsonTree, stringSlice } from '../../../../../server/src/formats/syntax/json/tree';

describe('JSON', () => {
  const text = '{ "a": ["b\\u0063\\n\\"d", 1], "a": "e", "f": "unclosed\n';
  const root = parseJsonTree(text);

  test('members in order, with duplicates and incomplete ones', () => {
    expect(membersOf(root).map(({ key }) => key.value)).toEqual(['a', 'a', 'f']);
    expect(membersOf(memberOf(root, 'a'))).toEqual([]);
  });

  test('the content of a string knows its position', () => {
    const slice = stringSlice(text, elementsOf(memberOf(root, 'a'))[0]);
    expect(slice?.text).toBe('bc\n"d');
    const c = slice?.span(1, 2);
    expect(text.slice(c?.start, c?.end)).toBe('\\u0063');
    const d = slice?.span(4, 5);
    expect(text.slice(d?.start, d?.end)).toBe('d');
  });

  test.each([
    ['\\b\\f\\n\\r\\t', '\b\f\n\r\t'],
    ['\\"\\\\\\/', '"\\/'],
    ['\\u0041\\u00e9b\\ud83d\\ude00', 'A\u00e9b\u{1f600}'],
    ['\\u004g\\x\\', 'u004gx'],
    ['a\\', 'a'],
    ['', ''],
  ])('the string %j is %j', (written, expected) => {
    const whole = `"${written}"`;
    const slice = stringSlice(whole, parseJsonTree(whole));
    expect(slice?.text).toBe(written.endsWith('\\') ? `${expected}"` : expected);
  });

  test('an unclosed string stops at its line', () => {
    expect(stringSlice(text, memberOf(root, 'f'))?.text).toBe('unclosed');
    expect(stringSlice(text, elementsOf(memberOf(root, 'a'))[1])).toBeUndefined();
  });

  test('absurd depth is not read, and breaks nothing', () => {
    expect(parseJsonTree('['.repeat(100_000))).toBeUndefined();
    expect(parseJsonTree('{"a":'.repeat(100_000))).toBeUndefined();
    expect(parseJsonTree('')).toBeUndefined();
    expect(parseJsonTree('"'.repeat(1_000_000))).toBeDefined();
  });
});

describe('the depth of JSON', () => {
  const deep = '['.repeat(201);
  test.each<[what: string, text: string, place: number | undefined]>([
    ['200 brackets', '['.repeat(200), undefined],
    ['201 brackets', deep, 200],
    ['201 braces', '{'.repeat(201), 200],
    ['closed ones', '[]{}'.repeat(300), undefined],
    ['brackets that are closed by another kind', '[}'.repeat(201), 400],
    ['brackets in a string', `"${deep}"`, undefined],
    ['brackets after a string', `"a\\"b"${deep}`, 206],
    ['brackets after an unclosed string', `"a\n${deep}`, 203],
    ['brackets after an unclosed string with another line end', `"a\r${deep}`, 203],
    ['brackets in a comment', `//${deep}`, undefined],
    ['brackets below a comment', `//\n${deep}`, 203],
    ['brackets below a comment with another line end', `//\r${deep}`, 203],
    ['brackets in a block comment', `/*${deep}*/[`, undefined],
    ['brackets after a block comment', `/*/*/${deep}`, 205],
    ['brackets after two block comments', `/*a*//*b*/${deep}`, 210],
    ['brackets in an unclosed block comment', `/*${deep}`, undefined],
    ['brackets after a slash', `/${deep}`, 201],
    ['brackets after a backslash', `\\${deep}`, 201],
    ['nothing', '', undefined],
  ])('with %s', (_, text, place) => {
    expect(deepPlace(text)).toBe(place);
  });

  test('comments are errors unless they are allowed', () => {
    for (const [comments, count] of [
      [undefined, 1],
      ['with-comments', 0],
    ] as const) {
      const errors: Parameters<typeof parseJsonTree>[1] = [];
      expect(memberOf(parseJsonTree('{ /* c */ "a": [1,] }', errors, comments), 'a')).toBeDefined();
      expect(errors).toHaveLength(count);
    }
  });
});
