import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, type TomlDocument, type TomlValue } from '../../../../../server/src/formats/syntax/toml/node';
import { parseToml } from '../../../../../server/src/formats/syntax/toml/parse';

/** Like `expect`, for hundreds of thousands of values. */
function must(condition: boolean): void {
  if (!condition) {
    throw new Error('the tree does not fit its text');
  }
}

/** Walks everything. Throws for a span outside the text, and for keys and strings at wrong positions. */
function check(text: string, { root, problems }: TomlDocument): void {
  const inside = ({ start, end }: { start: number; end: number }) => {
    must(start >= 0 && start <= end && end <= text.length);
  };
  const visit = (value: TomlValue) => {
    inside(value.span);
    if (value.kind === 'string') {
      const { start, end } = value.slice.span();
      inside({ start, end });
      if (!text.slice(start, end).includes('\\')) {
        must(text.slice(start, end) === value.slice.text);
      }
    } else if (value.kind === 'array') {
      must(value.commas.length === value.items.length);
      must(value.commas.every((comma) => comma === -1 || text[comma] === ','));
      itemsOf(value).forEach(visit);
    } else if (value.kind === 'table') {
      for (const entry of value.entries) {
        inside(entry.key.span);
        [entry.statement, ...entry.others].forEach(inside);
        visit(entry.value);
      }
    }
  };
  visit(root);
  for (const { span } of problems) {
    inside(span);
  }
}

const SAMPLE = `# comment
[project]
name = "x"
dependencies = [
  "a>=1", # why
  'b; python_version < "3"',
]
[tool.poetry.dependencies]
c = { version = "^1", extras = ["d", "e"] }
"f.g".path = """
h\\
  i"""
[[tool.uv.index]]
url = 'https://x.invalid'
at = 1979-05-27 07:32:00
`;

/** Characters that mean something in TOML, and a letter. */
const SIGNS = ['"', "'", '[', ']', '{', '}', ',', '=', '.', '#', '\\', '\n', '\r', ' ', 'a'] as const;

describe('any text', () => {
  test('every prefix and every suffix of a document', () => {
    for (let i = 0; i <= SAMPLE.length; i++) {
      check(SAMPLE.slice(0, i), parseToml(SAMPLE.slice(0, i)));
      check(SAMPLE.slice(i), parseToml(SAMPLE.slice(i)));
    }
  });

  test('a document with pieces removed or inserted', () => {
    const piece = fc.constantFrom(...SIGNS, '"""', "'''", '[[', '\r\n', 'é', '\ud83d');
    fc.assert(
      fc.property(fc.nat(SAMPLE.length), fc.nat(10), fc.array(piece, { maxLength: 4 }), (at, cut, pieces) => {
        const text = SAMPLE.slice(0, at) + pieces.join('') + SAMPLE.slice(at + cut);
        check(text, parseToml(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('a mix of special characters', () => {
    const sign = fc.constantFrom(...SIGNS, '\0', '\t', '\x7f', '1', 'u0061');
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        const text = signs.join('');
        check(text, parseToml(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('input that is not text', () => {
    const start = fc.constantFrom('', 'a = ', 'a = [', 'a = {', 'a = { b = [', '[', '[[', 'a = "', 'a = """');
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary', maxLength: 40 }), (before, after) => {
        check(before + after, parseToml(before + after));
      }),
      { numRuns: 3000 },
    );
  });
});

describe('large hostile text is read in linear time', () => {
  const n = 40_000;
  test.each(
    Object.entries({
      'open brackets': `a = ${'['.repeat(n)}`,
      'open brackets on lines': `a = ${'[\n'.repeat(n)}`,
      'headers without end': '[a\n'.repeat(n),
      'open braces': `a = ${'{a='.repeat(n)}`,
      'braces and blank lines': `a = ${'{'.repeat(60)}${'\n'.repeat(n)}`,
      'inline tables without end in arrays': `a = [${'{b=1,\n'.repeat(n)}`,
      quotes: '"'.repeat(n * 5),
      'single quotes': "'".repeat(n * 5),
      'quotes in an array': `a = [${'"'.repeat(n * 5)}`,
      'multi-line strings without end': 'a = """\\"""b\n'.repeat(n),
      'escapes in one string': `a = "${'\\n'.repeat(n)}"`,
      'strings far from the next escape': `${'a = "b"\n'.repeat(n)}\\`,
      'key dots': `${'a.'.repeat(n)}b = 1`,
      'header dots': `[${'a.'.repeat(n)}b]`,
      'the same dotted key': 'a.b.c = 1\n'.repeat(n),
      'the same header': '[a.b]\nc = 1\n'.repeat(n),
      'tables in an array': '[[a.b]]\n[[a.b.c]]\n'.repeat(n),
      'missing commas': `a = [${'"b" '.repeat(n)}]`,
      commas: `a = [${','.repeat(n * 5)}]`,
      'stray braces': `a = [${'}='.repeat(n)}]`,
      'one long bare word': `a = ${'b'.repeat(n * 5)}`,
      'digits and underscores': `a = ${'1_'.repeat(n)}`,
      'equals signs': '='.repeat(n * 5),
      'lines that could be keys in an array': `a = [\n${'"b" .\n'.repeat(n)}]`,
      'backslashes before line ends': `a = """${'\\\n'.repeat(n)}"""`,
    }),
  )('%s', (_, text) => {
    check(text, parseToml(text));
  });

  test('depth is limited', () => {
    const { problems } = parseToml(`a = ${'['.repeat(1000)}${']'.repeat(1000)}\nb = 1\n`);
    expect(problems.some(({ message }) => message.includes('too deeply'))).toBe(true);
    expect(problems.length).toBeLessThanOrEqual(100);
  });
});
