import { expect, it } from 'vitest';
import { plainText } from '../../../server/src/protocol/plainText';

/** The links that VS Code makes in a notification (`parseLinkedText` in its sources). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

it.each(['[a](command:x)', '[[a]](https://x.example "t")', 'a](file:///x) [b](file:///x)', '[a]](](command:x)'])(
  'has no link: %s',
  (text) => {
    expect(LINK.test(text) || text.includes('](')).toBe(true);
    expect(plainText(text)).not.toMatch(LINK);
    expect(plainText(text).replaceAll('\u2060', '')).toBe(text);
  },
);

it('leaves other texts as they are', () => {
  expect(plainText("'reqeusts' looks like 'requests' (letters swapped). [x] (y)")).toBe(
    "'reqeusts' looks like 'requests' (letters swapped). [x] (y)",
  );
});
