import { expect, it } from 'vitest';
import { parseIni, removalOf, splitList, withoutComment } from '../../../../server/src/formats/syntax/ini';
import type { Problem } from '../../../../server/src/packaging/problem';
import { Slice } from '../../../../server/src/packaging/slice';

/** `section.key=line|line`, with `+` if the value has a line break; then `!text` for each problem. */
function entriesOf(text: string): readonly string[] {
  const problems: Problem[] = [];
  const entries = parseIni(text, problems);
  return [
    ...entries.map(
      ({ section, key, lines, hasLineBreak }) =>
        `${section}.${key}=${lines.map((line) => line.text.text).join('|')}${hasLineBreak ? '+' : ''}`,
    ),
    ...problems.map(({ message, span }) => `!${text.slice(span.start, span.end)}: ${message}`),
  ];
}

it.each<[text: string, entries: readonly string[]]>([
  ['', []],
  ['[a]\nb = c', ['a.b=c']],
  ['\ufeff[a]\nb: c \n', ['a.b=c']],
  ['[a]\r\nb=c\r\n d\r\n', ['a.b=c|d+']],
  ['[a]\rb=c\r', ['a.b=c']],
  ['[a]\nb = c = d : e\nf : g = h', ['a.b=c = d : e', 'a.f=g = h']],
  ['[a]\nb =\n  c\n\n  d\n# e\n  ; f\ng = h', ['a.b=c|d+', 'a.g=h']],
  ['[a]\n b = c\n d = e\n  f = g\n', ['a.b=c', 'a.d=e|f = g+']],
  ['[a]\nb =', ['a.b=']],
  ['[a]\n= c', ['a.=c']],
  ['[ a ]\nb=c\n[d]x\ne=f', [' a .b=c', 'd.e=f']],
  ['[a]b]\nc=d', ['a]b.c=d']],
  ['b = c', ['!b = c: Expected a section header first.']],
  ['[a]\nb\nc = d', ['a.c=d', "!b: Expected 'KEY = VALUE'."]],
  ['[a]\nb = c\nd\n  e', ['a.b=c', "!d: Expected 'KEY = VALUE'.", "!e: Expected 'KEY = VALUE'."]],
  ['[a\nb = c', ['a.b=c', "![a: Expected a section name and ']'."]],
  ['[]\nb = c', ['].b=c', "![]: Expected a section name and ']'."]],
])('%j has the entries %j', (text, entries) => {
  expect(entriesOf(text)).toEqual(entries);
});

it.each([19, 20, 21])('reports at most 20 problems of %d', (count) => {
  expect(entriesOf(`[a]\n${'b\n'.repeat(count)}`)).toHaveLength(Math.min(count, 20));
});

it('knows the lines of a value', () => {
  const text = '[a]\r\nb = c\r\n  d\r\n e';
  const lines = parseIni(text)[0]?.lines ?? [];
  expect(lines.map(({ physical, followsKey }) => [text.slice(physical.start, physical.end), followsKey])).toEqual([
    ['b = c\r\n', true],
    ['  d\r\n', false],
    [' e', false],
  ]);
  expect(lines.map(removalOf).map(({ start, end }) => text.slice(start, end))).toEqual(['c', '  d\r\n', ' e']);
});

it.each([
  ['a # b', 'a'],
  ['a#b # c', 'a#b'],
  ['a#b', 'a#b'],
  ['# a', ''],
  ['a\t#b', 'a'],
  ['a', 'a'],
])('%j without its comment is %j', (text, expected) => {
  expect(withoutComment(Slice.of(text)).text).toBe(expected);
});

it.each<[text: string, items: readonly (readonly [item: string, removed: string])[]]>([
  ['', []],
  [' a ', [['a', ' a ']]],
  [
    'a, b ,c',
    [
      ['a', 'a, '],
      ['b', 'b ,'],
      ['c', ',c'],
    ],
  ],
  [
    'a,,b,',
    [
      ['a', 'a,'],
      ['b', 'b,'],
    ],
  ],
  [',a', [['a', ',a']]],
])('the list %j has the items %j, each with the text to remove', (text, items) => {
  expect(splitList(Slice.of(text), ',').map(({ item, removeSpan }) => [item.text, text.slice(removeSpan.start, removeSpan.end)])).toEqual(
    items,
  );
});
