import { describe, expect, test } from 'vitest';
import { elementsOf, memberOf, membersOf, parseJsonTree, stringSlice } from '../../../../../server/src/formats/syntax/json/tree';

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
