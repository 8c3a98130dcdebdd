import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHARED_DISK } from '../../../server/src/node/disk';
import { decode, mayContainBytes, readTextFile } from '../../../server/src/node/textFile';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('encodings', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

  it.each([
    ['UTF-8', bytes('café'), 'café'],
    ['UTF-8 with a mark', bytes([0xef, 0xbb, 0xbf], 'café'), 'café'],
    ['UTF-16, little end first', Buffer.from('\ufeffcafé', 'utf16le'), 'café'],
    ['UTF-16, big end first', Buffer.from('\ufeffcafé', 'utf16le').swap16(), 'café'],
    ['UTF-32', bytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0, 0x00, 0xf6, 0x01, 0]), 'a\u{1f600}'],
    ['UTF-16 with the mark of UTF-32', bytes([0xff, 0xfe, 0, 0], Buffer.from('\nname', 'utf16le').toJSON().data), '\0\nname'],
    ['a NUL character', bytes('# \0\ncafé'), '# \0\ncafé'],
    ['a NUL character, not UTF-8', bytes('# caf', [0xe9], ' of many words \0\nname'), '# café of many words \0\nname'],
    ['not UTF-8', bytes('caf', [0xe9]), 'café'],
    ['empty', bytes(''), ''],
  ])('%s', (_name, input, expected) => {
    expect(decode(input)).toEqual({ kind: 'found', value: expected });
  });

  it.each([
    ['latin-1', [0xe9, 0x85], 'é\x85'],
    ['ISO_8859-1', [0xe9, 0x85], 'é\x85'],
    ['cp1252', [0xe9, 0x85], 'é…'],
    ['windows-1251', [0xe9], 'й'],
    ['koi8-r', [0xca], 'й'],
    ['iso-8859-15', [0xa4, 0x85], '€\x85'],
    ['mac-roman', [0x8e], 'é'],
    ['gbk', [0xb0, 0xa1], '啊'],
    ['utf-8', [0xc3, 0xa9], 'é'],
    ['utf-7', [0xc3, 0xa9], 'é'],
    ['martian', [0xc3, 0xa9], 'é'],
  ])('declared: %s', (name, tail, expected) => {
    const head = `# -*- coding: ${name} -*-\n`;
    expect(decode(bytes(head, tail), { declared: 'pip' })).toEqual({ kind: 'found', value: head + expected });
    const second = `# ${'x'.repeat(5000)}\n#coding=${name}\n`;
    expect(decode(bytes(second, tail), { declared: 'pip' })).toEqual({ kind: 'found', value: second + expected });
  });

  it('what declares an encoding is a text, whatever bytes follow', () => {
    const head = '# coding: utf-16\n';
    const tail = Buffer.from('\ufeff# é\nname\n', 'utf16le');
    const text = decode(bytes(head, [...tail]), { declared: 'pip' });
    expect(text).toEqual({ kind: 'found', value: expect.stringContaining(head) });
    expect(decode(bytes('# no code\n', [...tail]), { declared: 'pip' })).toMatchObject({ kind: 'unavailable' });
  });

  it('a mark takes precedence over a declaration', () => {
    expect(decode(bytes([0xef, 0xbb, 0xbf], '# coding: latin-1\né'), { declared: 'pip' })).toEqual({
      kind: 'found',
      value: '# coding: latin-1\né',
    });
  });

  it('in a file that is always UTF-8, a declaration has no effect', () => {
    expect(decode(bytes('# coding: latin-1\né'))).toEqual({ kind: 'found', value: '# coding: latin-1\né' });
  });

  it('accepts no other kind of file as text', () => {
    expect(decode(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 1, 0xff, 0xfe])).kind).toBe('unavailable');
  });
});

describe('files', () => {
  it('that are not files', async () => {
    mkdirSync(path.join(folder, 'folder'));
    expect(await readTextFile(path.join(folder, 'folder'))).toMatchObject({ kind: 'unavailable', why: 'it is a folder' });
    expect(await readTextFile(path.join(folder, 'gone'))).toEqual({ kind: 'missing' });
  });

  it.skipIf(process.platform === 'win32')('a pipe is not waited for', async () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    expect(await readTextFile(path.join(folder, 'pipe'))).toMatchObject({ kind: 'unavailable' });
  });

  it('of any length: the judged part and a little more is read', async () => {
    writeFileSync(path.join(folder, 'long'), 'a'.repeat(9 * 1024 * 1024));
    const text = await readTextFile(path.join(folder, 'long'));
    expect(text.kind === 'found' && text.value.length).toBe(8 * 1024 * 1024);
  });
});

describe('a test of the bytes before a file is read', () => {
  const kind = { hints: [['# /// script', 'pip']] };
  const test = (name: string, bytes: Buffer): Promise<boolean> => {
    writeFileSync(path.join(folder, name), bytes);
    return mayContainBytes(SHARED_DISK, path.join(folder, name), kind);
  };

  it.each([
    ['a hint', Buffer.from('import os\n# /// script\n'), true],
    ['no hint', Buffer.from('import os\n# // script\n'), false],
    ['nothing', Buffer.from(''), false],
    ['UTF-16 with a mark', Buffer.from('\ufeff# /// script\n', 'utf16le'), true],
    ['UTF-16 without a mark', Buffer.from('# coding: utf-16\n# /// script\n', 'utf16le').swap16(), true],
    ['another encoding', Buffer.from('# coding: koi8-r\n# \xca pip\n', 'latin1'), true],
  ])('%s', async (name, bytes, expected) => {
    expect(await test(name, bytes)).toBe(expected);
  });

  it('leaves failures to the reading of the file', async () => {
    expect(await mayContainBytes(SHARED_DISK, path.join(folder, 'no such file'), kind)).toBe(true);
  });

  it('needs a word of each list', async () => {
    writeFileSync(path.join(folder, 'lists'), 'pip');
    expect(await mayContainBytes(SHARED_DISK, path.join(folder, 'lists'), { hints: [['pip'], ['install']] })).toBe(false);
    expect(await mayContainBytes(SHARED_DISK, path.join(folder, 'lists'), {})).toBe(true);
  });
});
