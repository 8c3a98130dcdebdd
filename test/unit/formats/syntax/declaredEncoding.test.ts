import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatOfNamed } from '../../../../server/src/formats/index';
import { encodingProblem } from '../../../../server/src/formats/syntax/declaredEncoding';
import { decode } from '../../../../server/src/node/textFile';
import { mayContain } from '../../../../server/src/protocol/fileKinds';

describe('encodings that change ASCII characters, or are unknown to Python', () => {
  it.each([
    ...['utf-7', 'UTF_7', 'unicode_escape', 'unicode-escape', 'raw_unicode_escape', 'punycode', 'idna', 'undefined', 'mbcs', 'oem'],
    ...['utf-16', 'utf_16_le', 'UTF-16BE', 'utf-32', 'U32', 'rot13', 'rot_13', 'hex', 'base64', 'bz2', 'zlib', 'quopri', 'uu'],
    ...['cp037', 'cp500', 'cp1140', 'ebcdic-cp-be', 'cp864', 'cp875', 'hz', 'iso2022_jp', 'iso-2022-kr', 'shift_jis_2004', 'sjisx0213'],
    ...['martian', 'utf-8-unix', '.', '-'],
  ])('%s', (name) => {
    const text = `# -*- coding: ${name} -*-\nrequests\n`;
    const problem = encodingProblem(text, 'pip');
    expect(text.slice(problem?.span.start, problem?.span.end)).toBe(name);
  });
});

describe('encodings that leave ASCII characters as they are', () => {
  it.each([
    ...[
      'utf-8',
      'UTF8',
      'utf_8_sig',
      'ascii',
      'us-ascii',
      'latin-1',
      'L1',
      'ISO-8859-1',
      'iso8859-9',
      'cp1252',
      'windows-1251',
      'cp437',
      '437',
    ],
    ...['koi8-r', 'mac-roman', 'shift_jis', 'cp932', 'gb2312', 'gbk', 'big5', 'euc-jp', 'euc_kr', 'johab', 'tis-620'],
  ])('%s', (name) => {
    expect(encodingProblem(`# coding: ${name}\nrequests\n`, 'pip')).toBeUndefined();
  });

  it.each([
    ['ascii', 'é', true],
    ['cp437', 'é', true],
    ['shift_jis', '\u5909', true],
    ['latin-1', 'é', false],
    ['gbk', '\u5909', false],
    ['latin-1', '\ufffd', true],
    ['utf-8', '\ufffd', false],
  ])('%s with %s', (name, character, isProblem) => {
    expect(encodingProblem(`# coding: ${name}\n# ${character}\n`, 'pip') !== undefined).toBe(isProblem);
  });
});

describe('where a declaration has an effect', () => {
  it.each([
    ['first line', '# coding: utf-7\n', true, true],
    ['second line', '# a\n#vim: set fileencoding=utf-7 :\n', true, true],
    ['behind many characters', `# ${'x'.repeat(200)}coding: utf-7\n`, true, true],
    ['third line', '\n\n# coding: utf-7\n', false, false],
    ['behind code', 'a\n# coding: utf-7\n', true, false],
    ['behind blanks', '  # coding: utf-7\n', false, true],
    ['behind an empty line', '\r\n# coding: utf-7\r\n', true, true],
    ['not in a comment', 'x = "coding: utf-7"\n', false, false],
    ['the first of two', '# coding: utf-8 coding: utf-7\n', false, false],
    ['behind one without a name', '# coding: (no) coding: utf-7\n', true, true],
    ['behind a mark', '\ufeff# coding: utf-7\n', false, false],
    ["with Emacs' line breaks", '# coding: latin-1-unix\n', true, false],
  ])('%s', (_where, text, pip, python) => {
    expect([encodingProblem(text, 'pip') !== undefined, encodingProblem(text, 'python') !== undefined]).toEqual([pip, python]);
  });

  it.each([
    ['requirements.txt', true],
    ['constraints.txt', true],
    ['setup.py', true],
    ['noxfile.py', true],
    ['script.py', true],
    ['pyproject.toml', false],
    ['tox.ini', false],
    ['environment.yml', false],
  ])('%s', (name, counts) => {
    const text = '# coding: unicode_escape\n# /// script\n# dependencies = []\n# ///\n';
    const format = formatOfNamed(name);
    expect(mayContain(format!, text)).toBe(counts || name !== 'environment.yml');
    expect(format?.parse(text).problems.some(({ span }) => text.slice(span.start, span.end) === 'unicode_escape')).toBe(counts);
  });
});

/**
 * Each text encoding of CPython that leaves ASCII text as it is, with its aliases (its `encodings` package). After a tab are the bytes of a character in
 * hexadecimal digits, and what Python decodes them to.
 */
const PYTHON_ENCODINGS = readFileSync(new URL('pythonEncodings.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

it.each(PYTHON_ENCODINGS.map((line) => line.split(/[\t ]/, 1).concat(line)))('%s is read as Python does, or reported', (_, line) => {
  const [names = '', sample = ''] = line.split('\t');
  const [bytes = '', character = ''] = sample.split(' ');
  for (const name of names.split(' ')) {
    const head = `# coding: ${name}\n`;
    expect(encodingProblem(`${head}requests\n`, 'pip'), name).toBeUndefined();
    const text = decode(Buffer.concat([Buffer.from(`${head}# `), Buffer.from(bytes, 'hex')]), { declared: 'pip' });
    const read = text.kind === 'found' ? text.value : '';
    expect(read === `${head}# ${character}` || encodingProblem(read, 'pip') !== undefined, name).toBe(true);
  }
});
