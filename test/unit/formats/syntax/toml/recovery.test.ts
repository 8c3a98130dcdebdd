import { describe, expect, test } from 'vitest';
import { parseToml } from '../../../../../server/src/formats/syntax/toml/parse';
import { plain } from './plain';

/** Incomplete text, the parts that are still read, and the text that each problem marks. */
const cases: [string, string, unknown, string[]][] = [
  ['array without end before a key', 'a = [\n  "x",\nb = "y"\n', { a: ['x'], b: 'y' }, ['[']],
  ['array without end before a quoted key', 'a = [\n  "x",\n"b" = "y"\n', { a: ['x'], b: 'y' }, ['[']],
  ['array without end before a header', 'a = [\n  "x"\n\n[b.c]\nd = "y"\n', { a: ['x'], b: { c: { d: 'y' } } }, ['[']],
  ['array without end before [[', 'a = [[\n "x"\n[[b]] # c\nd = "y"\n', { a: [['x']], b: [{ d: 'y' }] }, ['[']],
  ['array without end before a quoted header', 'a = [\n["b".c]\nd = "y"\n', { a: [], b: { c: { d: 'y' } } }, ['[']],
  ['array without end at the end of the text', 'a = ["x", ', { a: ['x'] }, ['[']],
  ['string without end on its own line', 'a = [\n  "x,\n  "y",\n]\nb = "z"\n', { a: ['x', 'y'], b: 'z' }, ['"x']],
  ['string without end in a short array', 'a = ["x]\nb = "z"\n', { a: ['x]'], b: 'z' }, ['"x]', '[']],
  ['string without end at a key', 'a = "x\nb = "z"\n', { a: 'x', b: 'z' }, ['"x']],
  ['multi-line string without end', 'a = """x\nb = "z"\n', { a: 'x', b: 'z' }, ['"""x']],
  ['missing value', 'a =\nb = "z"\n', { a: 'missing:', b: 'z' }, ['']],
  ['missing value before a comment', 'a = # c\nb = "z"\n', { a: 'missing:', b: 'z' }, ['']],
  ['missing comma in an array', 'a = [\n  "x"\n  "y"\n]\n', { a: ['x', 'y'] }, ['']],
  ['missing comma in a table', 'a = { b = "x" c = "y" }\n', { a: { b: 'x', c: 'y' } }, ['']],
  ['comma too many', 'a = ["x",, "y"]\n', { a: ['x', 'y'] }, [',']],
  ['text without quotes in an array', 'a = [\n  x>=1,\n  "y"\n]\n', { a: ['invalid:x>=1', 'y'] }, ['x>=1']],
  ['text without quotes that looks like a pin', 'a = [\n  x==1,\n  "y"\n]\n', { a: ['invalid:x==1', 'y'] }, ['x==1']],
  ['text without quotes at a key', 'a = >=1.0, <2\nb = "z"\n', { a: 'invalid:>=1.0', b: 'z' }, ['>=1.0']],
  ['stray closing bracket', 'a = ["x"]]\nb = "z"\n', { a: ['x'], b: 'z' }, [']']],
  ['stray brace in an array', 'a = ["x" }}, "y"]\n', { a: ['x', 'y'] }, ['}}']],
  ['half-typed key', 'a\nb = "z"\n', { b: 'z' }, ['a']],
  ['half-typed dotted key', 'a.\nb = "z"\n', { b: 'z' }, ['', 'a.']],
  ['header without end', '[a.b\nc = "z"\n', { a: { b: { c: 'z' } } }, ['[a.b']],
  ['header without a name', 'a = "x"\n[\nb = "y"\n[c]\nd = "z"\n', { a: 'x', c: { d: 'z' } }, ['']],
  ['inline table without end', 'a = { b = "x"\nc = "z"\n', { a: { b: 'x' }, c: 'z' }, ['{']],
  ['inline table without end behind a comma', 'a = { b = "x",\nc = "z"\n', { a: { b: 'x' }, c: 'z' }, ['{']],
  ['inline table without end in an array', 'a = [\n  { b = "x"\n  "y",\n]\n', { a: [{ b: 'x' }, 'y'] }, ['{', '']],
  ['inline table closed by a bracket', 'a = [{ b = "x"]\nc = "z"\n', { a: [{ b: 'x' }], c: 'z' }, ['{']],
  ['inline table with a half-typed key', 'a = { b = "x", c }\n', { a: { b: 'x' } }, ['c ']],
  ['template tags', 'a = [\n  "x",\n  {% if y %}\n  "z",\n  {% endif %}\n]\nb = "w"\n', { b: 'w' }, []],
  ['unknown escape', 'a = "x\\qy"\n', { a: 'x\\qy' }, ['\\q']],
  ['text behind a value', 'a = "x" y\nb = "z"\n', { a: 'x', b: 'z' }, ['y']],
  ['key set twice', 'a = "x"\na = "y"\n', { a: 'y' }, ['a']],
  ['table set twice', '[a]\nb = "x"\n[a]\nc = "y"\n', { a: { b: 'x', c: 'y' } }, ['a']],
  ['table over a value', 'a = "x"\n[a.b]\nc = "y"\n', { a: { b: { c: 'y' } } }, ['a']],
  ['inline table added to', 'a = {b = "x"}\n[a.c]\nd = "y"\n', { a: { b: 'x', c: { d: 'y' } } }, ['a']],
];

describe('goes on after', () => {
  test.each(cases)('%s', (name, text, value, marks) => {
    const { root, problems } = parseToml(text);
    const read = plain(root);
    if (name === 'template tags') {
      expect(read).toMatchObject(value as object);
      expect(problems.length).toBeGreaterThan(0);
      return;
    }
    expect(read).toEqual(value);
    expect(problems.map(({ span }) => text.slice(span.start, span.end))).toEqual(marks);
  });

  test('both values of a repeated key are there', () => {
    const entries = parseToml('a = "x"\na = "y"\n').root.all('a');
    expect(entries.map((entry) => plain(entry.value))).toEqual(['x', 'y']);
  });
});
