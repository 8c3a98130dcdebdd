import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { YamlFile } from '../../../../../server/src/formats/syntax/yaml/file';

/** The value of a scalar below the key `a`, and the text at the place of each of its characters. */
function scalarOf(written: string): { readonly text: string; readonly places: readonly string[] } {
  const whole = `a: ${written}\n`;
  const file = new YamlFile(whole, () => {});
  const slice = file.slice(file.get(file.roots[0]!, 'a')!)!;
  return {
    text: slice.text,
    places: [...slice.text].map((_, i) => {
      const { start, end } = slice.span(i, i + 1);
      return whole.slice(start, end);
    }),
  };
}

describe('a scalar', () => {
  it.each([
    'plain',
    'two words',
    'one\n  two',
    'one  \n  two',
    'one\n\n  two',
    'one\n \t\n\n  two\n  three',
    "'quoted'",
    "'it''s'",
    "''''",
    "'one\n\n  it''s  \n  two'",
    '"quoted"',
    '"one  \n  two"',
    '"one\n\n\n  two"',
    '"a\\tb\\nc\\\\d\\"e\\/f"',
    '"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\N\\_\\L\\P\\ "',
    '"\\x41\\u0042\\U00000043"',
    '"a\\\n  b"',
    '"a \\\n \t b"',
    '"one\n  t\\x77o\n\n  three"',
    '|\n  one\n  two\n',
    '|-\n  one\n\n  two\n',
    '|2\n    one\n  two\n',
    '|+1\n   one\n',
    '>\n  one\n  two\n\n  three\n   deep\n  four\n',
    '>-\n  one\n\n\n  two\n',
    '>\n\n  one\n',
    '>\n  one\n\n   deep\n\n  two\n',
    '|\n  one\n   \n    \n  two\n',
    '|\n',
    '>-\n\n',
  ])('%j has the value that YAML gives it', (written) => {
    // Chomping does not matter for commands.
    const ends = written.startsWith('|') || written.startsWith('>');
    const value = (text: string): string => (ends ? text.trimEnd() : text);
    expect(value(scalarOf(written).text)).toBe(value((parse(`a: ${written}\n`) as { a: string }).a));
  });

  it.each<readonly [written: string, places: readonly string[]]>([
    ['ab', ['a', 'b']],
    ['a \n  b', ['a', ' \n  ', 'b']],
    ["'a''b'", ['a', "''", 'b']],
    ['"a\\x62c"', ['a', '\\x62', 'c']],
    ['"a\\\n  b"', ['a', 'b']],
    ['"\\n"', ['\\n']],
    ['|\n  a\n  b', ['a', '\n', 'b', '\n']],
    ['>-\n  a\n  b', ['a', '\n', 'b', '\n']],
  ])('%j has its characters at their places', (written, places) => {
    expect(scalarOf(written).places).toEqual(places);
  });

  it('with an escape that does not exist keeps its place', () => {
    expect(scalarOf('"\\xzz"')).toEqual({ text: '\ufffd', places: ['\\xzz'] });
  });
});
