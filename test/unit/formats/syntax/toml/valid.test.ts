import { type AST, parseTOML } from 'toml-eslint-parser';
import { describe, expect, test } from 'vitest';
import type { TomlTable, TomlValue } from '../../../../../server/src/formats/syntax/toml/node';
import { parseToml } from '../../../../../server/src/formats/syntax/toml/parse';
import { plain } from './plain';

const documents: Record<string, string> = {
  empty: '',
  'only a comment': '# nothing\n',
  'byte order mark': '\ufeffa = "b"\n',
  'windows line ends': '[a]\r\nb = "c"\r\nd = [\r\n  "e", # f\r\n]\r\n',
  'no line end at the end': 'a = "b"',
  'kinds of keys': 'bare-_9 = "1"\n"quo.ted" = "2"\n\'lit"eral\' = "3"\n"" = "4"\n1234 = "5"\n"\\u00e9" = "6"\n',
  'dotted keys': 'a.b.c = "1"\na . b . d = "2"\n"x.y".z = "3"\n3.14 = "4"\n',
  headers: '[a]\n[a.b]\nc = "1"\n[ d . "e.f" ]\ng = "2"\n[d]\nh = "3"\n',
  'arrays of tables': '[[a]]\nn = "1"\n[[a]]\nn = "2"\n[a.b]\nc = "3"\n[[a.d]]\n[[a.d]]\ne = "4"\n',
  'array of tables below a table': '[a]\nb = "1"\n[[a.c]]\nd = "2"\n[[a.c]]\n',
  'basic strings': 'a = "tab\\tquote\\"back\\\\ \\u00E9 \\U0001F600 \\b\\n\\f\\r"\nb = ""\nc = "# no comment"\n',
  'literal strings': "a = 'C:\\n\\u'\nb = ''\nc = '\"'\n",
  'multi-line strings':
    'a = """\none\ntwo \\\n   three\\\n\n   four"""\nb = """x"""\nc = """"q""""\nd = """""two"""""\ne = """a\\"""b"""\nf = """"""\n',
  'multi-line literal strings': "a = '''\none\n  two\\\n'''\nb = ''''q''''\nc = ''''''\n",
  'multi-line strings with windows line ends': 'a = """\r\none\\\r\n  two\r\n"""\r\n',
  numbers:
    'a = 1\nb = -17\nc = +99\nd = 1_000\ne = 0xDEAD_beef\nf = 0o755\ng = 0b1101\nh = 3.14\ni = -2e-22\nj = 6.626e-34\nk = inf\nl = -nan\nm = 0\n',
  'dates and times':
    'a = 1979-05-27T07:32:00Z\nb = 1979-05-27 00:32:00.999-07:00\nc = 1979-05-27T07:32:00\nd = 1979-05-27\ne = 07:32:00\nf = [1979-05-27 , 1979-05-27 07:32:00]\n',
  booleans: 'a = true\nb = false\n',
  arrays: 'a = []\nb = [1, 2,]\nc = [ ["x", \'y\'], [1.0] ]\nd = [ # c\n  "a"\n  , # d\n  "b" ] # e\ne = [{a = 1}, {b = [{c = 2}]}]\n',
  'arrays that look like headers': 'a = [\n  ["x"],\n  [1],\n  [1.2]\n]\nb = [\n[true]\n]\n',
  'inline tables': 'a = {}\nb = { c = "d", e.f = 1, "g h" = [1,\n2] }\nd = { x = { y = { z = true } } }\n',
  'keys named like other things': '__proto__ = "1"\nconstructor = "2"\ntrue = "3"\ninf = "4"\n',
};

/** The oracle's syntax tree, in `plain`'s form. */
function oracle(text: string): unknown {
  const root = new Map<string, unknown>();
  const walk = (value: AST.TOMLContentNode): unknown => {
    if (value.type === 'TOMLArray') {
      return value.elements.map(walk);
    }
    if (value.type === 'TOMLInlineTable') {
      const table = new Map<string, unknown>();
      for (const pair of value.body) {
        set(table, pair.key.keys.map(keyName), walk(pair.value));
      }
      return table;
    }
    const text = source.slice(...value.range);
    switch (value.kind) {
      case 'string':
        return value.value;
      case 'boolean':
      case 'integer':
      case 'float':
        return `${value.kind}:${text}`;
      default:
        return `datetime:${text}`;
    }
  };
  const set = (table: Map<string, unknown>, keys: string[], value: unknown) => {
    const at = descend(table, keys.slice(0, -1));
    at.set(keys.at(-1) as string, value);
  };
  const descend = (table: Map<string, unknown>, keys: string[]): Map<string, unknown> => {
    let at = table;
    for (const key of keys) {
      const next = at.get(key);
      if (Array.isArray(next)) {
        at = next.at(-1);
      } else if (next instanceof Map) {
        at = next;
      } else {
        const made = new Map<string, unknown>();
        at.set(key, made);
        at = made;
      }
    }
    return at;
  };
  const source = text;
  for (const node of parseTOML(text, { tomlVersion: '1.0' }).body[0].body) {
    if (node.type === 'TOMLKeyValue') {
      set(root, node.key.keys.map(keyName), walk(node.value));
      continue;
    }
    const keys = node.key.keys.map(keyName);
    let table: Map<string, unknown>;
    if (node.kind === 'array') {
      const parent = descend(root, keys.slice(0, -1));
      const name = keys.at(-1) as string;
      const list = (parent.get(name) as Map<string, unknown>[] | undefined) ?? [];
      table = new Map();
      list.push(table);
      parent.set(name, list);
    } else {
      table = descend(root, keys);
    }
    for (const pair of node.body) {
      set(table, pair.key.keys.map(keyName), walk(pair.value));
    }
  }
  const toPlain = (value: unknown): unknown =>
    value instanceof Map
      ? Object.fromEntries([...value].map(([key, each]) => [key, toPlain(each)]))
      : Array.isArray(value)
        ? value.map(toPlain)
        : value;
  return toPlain(root);
}

function keyName(key: AST.TOMLBare | AST.TOMLQuoted): string {
  return key.type === 'TOMLBare' ? key.name : key.value;
}

describe('valid documents', () => {
  test.each(Object.entries(documents))('%s', (_, text) => {
    const { root, problems } = parseToml(text);
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual(oracle(text.replace(/^\ufeff/, '')));
  });

  test('TOML 1.1: inline tables over several lines, new escapes, times without seconds', () => {
    const { root, problems } = parseToml('a = {\n  b = "\\x41\\e", # c\n  d = 07:32,\n}\n');
    expect(problems).toEqual([]);
    expect(plain(root)).toEqual({ a: { b: 'A\u001b', d: 'datetime:07:32' } });
  });
});

describe('spans', () => {
  const text = '[tool."x y"]\nkey = "a\\u0062c" # d\nmulti = """\nx\\\n  y"""\nlist = [ "1" , {k = 2} ]\n';
  const tool = (parseToml(text).root.get('tool') as TomlTable).get('x y') as TomlTable;
  const sourceOf = (value: TomlValue | undefined) => text.slice(value?.span.start, value?.span.end);

  test('values with their quotes and brackets', () => {
    expect(sourceOf(tool.get('key'))).toBe('"a\\u0062c"');
    expect(sourceOf(tool.get('multi'))).toBe('"""\nx\\\n  y"""');
    expect(sourceOf(tool.get('list'))).toBe('[ "1" , {k = 2} ]');
  });

  test('the content of a string knows its position through escapes and folded lines', () => {
    const { slice } = tool.string('key') as { slice: { span(start: number, end: number): { start: number; end: number } } };
    const b = slice.span(1, 2);
    expect(text.slice(b.start, b.end)).toBe('\\u0062');
    const c = slice.span(2, 3);
    expect(text.slice(c.start, c.end)).toBe('c');
    const y = tool.string('multi')?.slice.span(1, 2);
    expect(text.slice(y?.start, y?.end)).toBe('y');
  });

  test('keys with and without their quotes', () => {
    const key = (parseToml(text).root.get('tool') as TomlTable).entry('x y')?.key;
    expect(text.slice(key?.span.start, key?.span.end)).toBe('"x y"');
    expect(text.slice(key?.nameSpan.start, key?.nameSpan.end)).toBe('x y');
  });

  test('statements: lines, pairs and sections up to their last line', () => {
    const source = 'a.b = 1\n[s.t]\nx = 1\n\n# above u\n[u]\nv = {w = 2}\n';
    const { root } = parseToml(source);
    const pieces = (table: TomlTable, name: string) =>
      [table.entry(name)]
        .flatMap((it) => (it ? [it.statement, ...it.others] : []))
        .map(({ kind, start, end }) => [kind, source.slice(start, end)]);
    expect(pieces(root, 'a')).toEqual([['line', 'a.b = 1']]);
    expect(pieces(root, 's')).toEqual([['section', '[s.t]\nx = 1']]);
    expect(pieces((root.get('u') as TomlTable).get('v') as TomlTable, 'w')).toEqual([['pair', 'w = 2']]);
  });
});
