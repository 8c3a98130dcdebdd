import { describe, expect, test } from 'vitest';
import { inlineScript } from '../../../../../server/src/formats/files/python/inlineScript';
import { formatOf } from '../../../../../server/src/formats/index';
import { mayContain } from '../../../../../server/src/protocol/fileKinds';

const names = (text: string) => inlineScript.parse(text).requirements.map(({ name }) => name);

describe('inline script metadata', () => {
  test('ordinary Python files have none', () => {
    expect(formatOf('src/app.py')?.id).toBe(inlineScript.id);
    expect(mayContain(inlineScript, 'import requests\n# a comment\n')).toBe(false);
    expect(inlineScript.parse('x = 1\n').requirements).toEqual([]);
  });

  test.each([
    ['windows line ends', '# /// script\r\n# dependencies = [\r\n#   "a",\r\n# ]\r\n# ///\r\n', ['a']],
    ['not at the start of a line', 'x = 1 # /// script\n# dependencies = ["a"]\n# ///\n', []],
    ['another type', '# /// scripts\n# dependencies = ["a"]\n# ///\n', []],
    ['not closed yet', '# /// script\n# dependencies = ["a"]\nimport a\n', ['a']],
    ['ends where a comment has no blank', '# /// script\n# dependencies = ["a",\n#"b",\n# ]\n# ///\n', ['a']],
    ['the last closing line of the comment counts', '# /// script\n# dependencies = ["a",\n# ///\n# "b"]\n# ///\n', ['a', 'b']],
    ['nothing behind the block', '# /// script\n# dependencies = ["a"]\n# ///\n# dependencies = ["b"]\n', ['a']],
    ['a block behind one that is not closed', '# /// script\n\n# /// script\n# dependencies = ["a"]\n# ///\n', ['a']],
    ['an opening line behind the block', '# /// script\n# dependencies = ["a"]\n# ///\n\n# /// script\n', ['a']],
    ['an empty block behind the block', '# /// script\n# dependencies = ["a"]\n# ///\n\n# /// script\n# ///\n', ['a']],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
    expect(inlineScript.parse(text).problems.filter(({ message }) => message.includes('only one'))).toEqual([]);
  });

  test.each<[text: string, python: string | undefined]>([
    ['# /// script\n# requires-python = ">=3.9"\n# ///\n', '>=3.9'],
    ['# /// script\n# requires-python = 3.9\n# ///\n', undefined],
    ['# /// script\n# dependencies = []\n# ///\n', undefined],
    ['# /// script\n# requires-python = ">=3.9"\n', undefined],
    ['# /// script\n\n# /// script\n# requires-python = ">=3.9"\n# ///\n', '>=3.9'],
    ['', undefined],
  ])('%j needs Python %s', (text, python) => {
    expect(inlineScript.requiresPython?.(text)).toBe(python);
  });

  test('columns are those of the file', () => {
    const text = '# /// script\n# dependencies = ["caf\\u0065>=1"]\n# ///\n';
    const [requirement] = inlineScript.parse(text).requirements;
    expect(requirement?.name).toBe('cafe');
    expect(text.slice(requirement?.nameSpan.start, requirement?.nameSpan.end)).toBe('caf\\u0065');
    expect(text.slice(requirement?.specifierSpan?.start, requirement?.specifierSpan?.end)).toBe('>=1');
  });

  test('many opening lines are read in linear time', () => {
    expect(names('# /// script\n'.repeat(50_000))).toEqual([]);
    expect(names('# /// script\nx\n'.repeat(50_000))).toEqual([]);
  });
});
