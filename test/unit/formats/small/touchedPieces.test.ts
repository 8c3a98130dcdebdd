import { describe, expect, it } from 'vitest';
import { formatOf } from '../../../../server/src/formats/index';
import type { Manifest } from '../../../../server/src/formats/manifest/format';
import { changeBetween, firstAt, readTouched, readWhole } from '../../../../server/src/formats/manifest/pieces';

/** How a text is read after an edit. What is read piece by piece is the same as the whole, and may be read so again. */
function readingOf(path: string, before: string, text: string): 'pieces' | 'whole' {
  const format = formatOf(path);
  if (format === undefined) {
    throw new Error(path);
  }
  const old = readWhole(before, format);
  const read = readTouched({ ...old, text: before }, text, format);
  if (read === undefined) {
    return 'whole';
  }
  expect(partsOf(read.manifest)).toEqual(partsOf(format.parse(text)));
  expect(read.isInPieces).toBe(true);
  return 'pieces';
}

const partsOf = ({ requirements, includes, indexes, problems, unchecked }: Manifest) => ({
  requirements,
  includes,
  indexes,
  problems,
  unchecked,
});

describe('an edit of a requirements file', () => {
  const TEXT = `# c
aaa==1
bbb==2 \\
  --hash=sha256:00 \\
  # d \\
-r x.txt
-i https://x.example/simple
a b
--no

ccc \\

ddd
$E`;
  it.each<[from: string, to: string, reading: 'pieces' | 'whole']>([
    ['# c', '# cc', 'pieces'],
    ['# c\n', '', 'pieces'],
    ['# c\n', '\n', 'pieces'],
    ['# c\n', '# c', 'pieces'],
    ['# c', 'c', 'pieces'],
    ['# c', '# c \\', 'pieces'],
    ['aaa', '', 'pieces'],
    ['aaa', 'aaaa', 'pieces'],
    ['aaa==1\n', '', 'pieces'],
    ['aaa==1\n', 'aaa==1', 'pieces'],
    ['aaa==1\n', 'aaa==1 \\\n', 'pieces'],
    ['aaa==1\n', 'aaa==1\\\n', 'pieces'],
    ['aaa==1\n', 'aaa==1\r', 'pieces'],
    ['aaa==1\n', 'aaa==1\r\n', 'pieces'],
    ['bbb', 'bbbb', 'pieces'],
    ['2 \\', '2', 'pieces'],
    ['2 \\', '2 \\ ', 'pieces'],
    ['00 \\', '00', 'pieces'],
    ['  # d', '  d', 'pieces'],
    ['  # d \\\n', '', 'pieces'],
    ['-r x.txt', '-r x.txt\n-c y.txt', 'pieces'],
    ['x.txt', 'xx.txt', 'pieces'],
    ['-i https', '# -i https', 'pieces'],
    ['a b', 'ab', 'pieces'],
    ['--no\n\n', '--no \\\n\n', 'pieces'],
    ['ccc \\', 'ccc', 'pieces'],
    ['ccc \\\n\n', 'ccc \\\n', 'pieces'],
    ['ddd\n', 'ddd', 'pieces'],
    ['ddd', 'ddd\neee', 'pieces'],
    ['$E', '', 'pieces'],
    ['$E', '$E\n', 'pieces'],
    ['$E', '$Ex \\', 'pieces'],
    // The top affects how the rest is read.
    ['# c', '# coding: utf-16', 'whole'],
    ['# c', '\ufeff# c', 'whole'],
    ['# c', 'Package Version\n------- -------', 'whole'],
    // A piece has lines that belong to no format.
    ['aaa', '<<<<<<< x', 'whole'],
    ['aaa==1', '{% if x %}', 'whole'],
    ['aaa==1', '{{ x }}', 'whole'],
  ])('%j -> %j is read in %s', (from, to, reading) => {
    const text = TEXT.replace(from, () => to);
    expect(text).not.toBe(TEXT);
    expect([readingOf('requirements.txt', TEXT, text), readingOf('constraints.txt', TEXT, text)]).toEqual([reading, reading]);
    const back = /coding|\ufeff|Package|<<<|\{[%{]/.test(to) ? 'whole' : 'pieces';
    expect(readingOf('requirements.txt', text, TEXT)).toBe(back);
  });
});

describe('an edit of a lock file', () => {
  const TEXT = `version = 1

[[package]]
name = "aaa"
version = "1"

[[package]]
name = "bbb"
version = "2"
[package.dependencies]
x = "*"
[[package]]
name = "ccc"
version = "3"
[metadata]
x = "1"
`;
  it.each<[from: string, to: string, reading: 'pieces' | 'whole']>([
    ['bbb', 'bbbb', 'pieces'],
    ['"2"', '"2.0"', 'pieces'],
    ['x = "*"', 'y = "*"', 'pieces'],
    ['x = "*"', '', 'pieces'],
    ['name = "bbb"\n', '', 'pieces'],
    ['[[package]]\nname = "bbb"', '\n[[package]]\nname = "b"\n[[package]]\nname = "bbb"', 'pieces'],
    ['[[package]]\nname = "bbb"\nversion = "2"\n', '', 'pieces'],
    // In the table before the first one, in another table, and in the one before that.
    ['version = 1\n', 'version = 2\n', 'whole'],
    ['aaa', 'aaaa', 'pieces'],
    ['"3"', '"33"', 'whole'],
    ['x = "1"', 'x = "2"', 'whole'],
    // No TOML, and strings that may have a header in them.
    ['bbb"', 'bbb', 'whole'],
    ['"bbb"', '"""bbb"""', 'whole'],
    ['"bbb"', "'''bbb'''", 'whole'],
    ['[[package]]\nname = "bbb"', '[[packages]]\nname = "bbb"', 'whole'],
  ])('%j -> %j is read in %s', (from, to, reading) => {
    const text = TEXT.replace(from, () => to);
    expect(text).not.toBe(TEXT);
    expect([readingOf('uv.lock', TEXT, text), readingOf('poetry.lock', TEXT, text)]).toEqual([reading, reading]);
  });

  it.each(['"""x"""', "'''x'''", '"x'])('is read as a whole if the text had %s', (value) => {
    const text = TEXT.replace('"1"\n\n', `${value}\n\n`);
    expect(readingOf('uv.lock', text, text.replace('bbb', 'bbbb'))).toBe('whole');
  });

  it('is in a file of the right table', () => {
    const text = TEXT.replaceAll('[package', '[packages');
    expect(readingOf('pylock.toml', text, text.replace('bbb', 'bbbb'))).toBe('pieces');
    expect(readingOf('uv.lock', text, text.replace('bbb', 'bbbb'))).toBe('whole');
  });
});

describe('the changed part of a text', () => {
  it.each([0, 1, 63, 64, 65, 127, 128, 129, 4_095, 4_096, 4_097, 4_160, 4_161, 8_192])('is what differs, after and before %i', (length) => {
    const same = 'ab'.repeat(length).slice(0, length);
    for (const [before, after, start, end] of [
      ['x', 'y', length, length + 1],
      ['', 'xy', length, length + 2],
      ['xy', '', length, length],
      ['xyz', 'xz', length + 1, length + 1],
    ] as const) {
      // Nothing in the text is like its other parts, so there is one answer.
      const [head, tail] = [same, same.toUpperCase()];
      expect(changeBetween(head + before + tail, head + after + tail)).toEqual({ start, end });
    }
  });

  it('may be like what is around it', () => {
    expect(changeBetween('aaa', 'aaaa')).toEqual({ start: 3, end: 4 });
    expect(changeBetween('aaaa', 'aaa')).toEqual({ start: 3, end: 3 });
    expect(changeBetween('', '')).toEqual({ start: 0, end: 0 });
    const long = 'a'.repeat(10_000);
    expect(changeBetween(long, `${long}a`)).toEqual({ start: 10_000, end: 10_001 });
    expect(changeBetween(`${long}a`, long)).toEqual({ start: 10_000, end: 10_000 });
  });
});

it('the first item of a piece is the first one at its start or after it', () => {
  const items = [1, 3, 3, 5].map((start) => ({ span: { start, end: start + 1 } }));
  expect([0, 1, 2, 3, 4, 5, 6].map((offset) => firstAt(items, offset))).toEqual([0, 0, 1, 1, 3, 3, 4]);
});
