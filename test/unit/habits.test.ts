import { describe, expect, it } from 'vitest';
import { habitsIn, lintHabits, proseOfCode, proseOfMarkdown, textFiles } from '../../scripts/build/habits.mjs';

const found = (text: string): string[] => habitsIn(text).map(({ habit }) => habit);

describe('the lint of habits', () => {
  it.each([
    ["Nobody owns the name, and it is somebody's.", ['Nobody', "somebody's"]],
    ['A file whose name is long, so that it is cut.', ['whose', 'so that']],
    ['It is cut lest it break.', ['lest']],
    ['What stands here stood there.', ['stands', 'stood']],
    ['The text behind the comma.', ['behind']],
    ['Heeds the setting and mends the card.', ['Heeds', 'mends', 'card']],
    ['Everybody sees the gravest, however it is spelt.', ['Everybody', 'gravest', 'spelt']],
    ['This is no file, and these are no names.', ['is no', 'are no']],
    ['One file a format, a verdict a line, two milliseconds a name.', ['One file a format', 'a verdict a line', 'two milliseconds a name']],
    ['Whoever hears of it is told of it: so many names are shown.', ['Whoever', 'hears of', 'told of', 'so many names are']],
    [
      'No service is asked, and small letters count for nothing, be it at the end.',
      ['count for nothing', 'service is asked', 'small letters', 'be it'],
    ],
    ['A misspelt licence: the colour of its behaviour, normalised.', ['misspelt', 'licence', 'colour', 'behaviour', 'normalised']],
  ])('finds %j', (text, habits) => {
    expect(found(text)).toEqual(habits);
  });

  it.each([
    'It is no longer there, and there is no file.',
    'A name that stands for another one; stand-alone programs.',
    'Servers behind a proxy, or behind the proxy.',
    'The licensed standard is analyzed: nothing is a wildcard.',
    'One message with a version, one without a language, a few in a file.',
    'It is no better than a guess. No one means a project.',
    'Write `whose` and "so that" as they are: https://example.org/behind',
    'The wise exercise promises a surprise; otherwise advise.',
  ])('leaves %j alone', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('finds a habit over two lines, at the first one', () => {
    expect(habitsIn('First.\nIt is cut, so\nthat it fits.')).toMatchObject([{ line: 2, habit: 'so that' }]);
  });

  it('reads comments and names of tests in code, and nothing else', () => {
    const code = [
      '/** A name whose end is cut. */',
      "const nobody = 'lest'; // behind it",
      "it('stands here', () => {",
      'describe.each([1])("mends %s", () => {',
      '  // `whose` is code',
      ' * heeds',
    ].join('\n');
    expect(habitsIn(proseOfCode(code)).map(({ line, habit }) => [line, habit])).toEqual([
      [1, 'whose'],
      [2, 'behind'],
      [3, 'stands'],
      [4, 'mends'],
      [6, 'heeds'],
    ]);
  });

  it('joins no two names of tests', () => {
    expect(found(proseOfCode("it('ends one line', f);\nit('a file', f);"))).toEqual([]);
  });

  it('reads neither code blocks of Markdown nor what a style guide says not to write', () => {
    const text = '```py\nnobody\n```\n\n| write | not |\n| --- | --- |\n| someone | somebody |\n\nThe end whose\n';
    expect(habitsIn(proseOfMarkdown(text))).toMatchObject([{ line: 9, habit: 'whose' }]);
  });
});

it('reads texts of every kind', () => {
  const files = textFiles();
  for (const file of ['l10n/bundle.l10n.json', 'README.md', 'docs/rules/typosquat.md', 'server/src/json.ts', 'test/unit/imports.test.ts']) {
    expect(files).toContain(file);
  }
  expect(files.filter((file) => file.includes('/fixtures/'))).toEqual([]);
});

it('finds no habit in the repository', () => {
  expect(lintHabits()).toEqual([]);
});
