import { describe, expect, it } from 'vitest';
import { terminalText } from '../../../../../server/src/node/cli/terminal/markdown';
import { progressOn } from '../../../../../server/src/node/cli/terminal/progress';
import { PLAIN, styleFor, usesColor } from '../../../../../server/src/node/cli/terminal/style';
import { tableRows, tableText } from '../../../../../server/src/node/cli/terminal/table';
import { padEnd, width, wrap } from '../../../../../server/src/node/cli/terminal/width';

describe('colors', () => {
  it.each([
    ['auto', true, {}, true],
    ['auto', false, {}, false],
    ['auto', true, { TERM: 'dumb' }, false],
    ['auto', true, { NO_COLOR: '1' }, false],
    // An empty variable counts as unset.
    ['auto', true, { NO_COLOR: '' }, true],
    ['auto', false, { FORCE_COLOR: '1' }, true],
    ['auto', true, { FORCE_COLOR: '0' }, false],
    ['auto', false, { FORCE_COLOR: '' }, false],
    ['auto', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['always', false, { NO_COLOR: '1' }, true],
    ['never', true, { FORCE_COLOR: '1' }, false],
  ] as const)('--color %s, terminal %s, %o: %s', (choice, isTerminal, env, expected) => {
    expect(usesColor(choice, isTerminal, env)).toBe(expected);
  });

  it('change only the style', () => {
    expect(styleFor(false)(['red', 'bold'], 'x')).toBe('x');
    expect(styleFor(true)(['red', 'bold'], 'x').replace(/\u001b\[\d+m/g, '')).toBe('x');
    expect(styleFor(true)('red', 'x')).not.toBe('x');
  });
});

describe('widths', () => {
  it('count East Asian characters twice', () => {
    expect(['ab', '日本', 'ｶ', '한'].map(width)).toEqual([2, 4, 2, 2]);
    expect(padEnd('日本', 6)).toBe('日本  ');
  });

  it.each([
    ['one two three', 8, ['one two', 'three']],
    ['', 8, ['']],
    ['extraordinary', 5, ['extraordinary']],
    ['依存関係ファイルを確認します。', 12, ['依存関係ファ', 'イルを確認し', 'ます。']],
    ['PyPI の 2 件', 8, ['PyPI の', '2 件']],
  ])('wrap %j', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  it('lose no character of any text', () => {
    const text = 'Look-alike 紛らわしい名前, "quoted" — et cetera… ＡＢＣ　終わり';
    for (let columns = 1; columns < 60; columns++) {
      expect(wrap(text, columns).join(' ').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }
  });
});

describe('Markdown in a terminal', () => {
  const text = (markdown: string, columns = 60) => terminalText(markdown, { style: PLAIN, columns });

  it('becomes text', () => {
    expect(text('# Title\n\nA **bold** word, `code` and a [page](https://example.org/x).\nIt goes on.')).toBe(
      'Title\n\nA bold word, code and a page (https://example.org/x). It\ngoes on.\n',
    );
  });

  it('keeps fences, lists, tables and hard breaks', () => {
    expect(text('- one\n- two is\n  longer\n\n```toml\n[a]\n\nb = 1\n```\n\n| a | b |\n| - | - |\n\nfirst  \nsecond')).toBe(
      '- one\n- two is longer\n\n    [a]\n\n    b = 1\n\na  b\n\nfirst\nsecond\n',
    );
  });

  it('aligns the columns of a table, and wraps the widest ones', () => {
    const table = '| name | what it means |\n| --- | ---: |\n| `a` | one two three four five |\n| 日本語 | a \\| b |';
    expect(text(table)).toBe('name    what it means\na       one two three four five\n日本語  a | b\n');
    expect(text(table, 20)).toBe('name    what it\n        means\na       one two\n        three four\n        five\n日本語  a | b\n');
  });

  it('keeps each word of a table with too few columns', () => {
    const words = 'alpha beta gamma delta';
    expect(text(`| ${words} | ${words} |\n| - | - |\n| ${words} | |`, 5).split(/\s+/).filter(Boolean).sort().join(' ')).toBe(
      'alpha alpha alpha beta beta beta delta delta delta gamma gamma gamma',
    );
  });

  it('shows an escaped text unmodified, and no control sequence', () => {
    expect(text('\\[x\\]\\(y\\) \\*a\\* \u001b[31m')).toBe('[x](y) *a* \\u001b[31m\n');
  });

  it('drops links that a terminal cannot open', () => {
    expect(text('[How](../name-engine.md) it works')).toBe('How it works\n');
  });
});

describe('a table', () => {
  const table = (columns: number, ...rows: readonly (readonly string[])[]) =>
    tableText(rows, (format, text) => `<${format}>${text}`, columns).split('\n');

  it('may have rows of different lengths', () => {
    expect(table(40, ['a', 'bb', 'c'], ['long'], [], ['x', 'y', 'z', 'w'])).toEqual(['<bold>a     bb  c', 'long', '', 'x     y   z  w']);
    expect(table(40)).toEqual(['']);
    expect(table(40, ['a', '', 'c'], ['b', '', 'd'])).toEqual(['<bold>a    c', 'b    d']);
  });

  it('has columns of at least 8 characters, and shrinks the widest ones', () => {
    const word = (length: number) => 'x'.repeat(length);
    expect(table(26, [word(8), word(8), word(6)])).toEqual([`<bold>${word(8)}  ${word(8)}  ${word(6)}`]);
    expect(table(25, [word(9), word(3)])).toEqual([`<bold>${word(9)}  ${word(3)}`]);
    expect(table(14, [word(10), word(2)])).toEqual([`<bold>${word(10)}  ${word(2)}`]);
    expect(table(14, ['aaaa bbbbb', 'cc'])).toEqual(['<bold>aaaa bbbbb  cc']);
    expect(table(13, ['aaaa bbbbb', 'cc'])).toEqual(['<bold>aaaa       cc', '<bold>bbbbb']);
    expect(table(1, ['aaaa bbb', 'aaaa bbbb'])).toEqual(['<bold>aaaa bbb  aaaa', '<bold>          bbbb']);
  });

  it('has no line under its header, and cells without their blanks', () => {
    expect(tableRows(['| a | b\\|c |', '| :-: | --- |', '| 1 |  |', '|x|'])).toEqual([['a', 'b\\|c'], ['1', ''], ['x']]);
  });
});

describe('progress', () => {
  it('is shown after a while, and leaves nothing', () => {
    const written: string[] = [];
    let now = 0;
    const progress = progressOn({ isTTY: true, columns: 30, write: (text: string) => written.push(text) }, () => now);
    progress.show('a');
    expect(written).toEqual([]);
    now = 1_000;
    progress.show('file '.repeat(20));
    progress.show('too soon');
    progress.clear();
    progress.clear();
    expect(written).toEqual([`\r\u001b[K${'file '.repeat(20).slice(0, 29)}`, '\r\u001b[K']);
  });

  it('is not shown without a terminal', () => {
    const written: string[] = [];
    const progress = progressOn({ write: (text: string) => written.push(text) }, () => 1e9);
    progress.show('a');
    progress.clear();
    expect(written).toEqual([]);
  });
});
