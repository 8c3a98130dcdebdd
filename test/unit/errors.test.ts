import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageOf, reasonOf, systemReason } from '../../server/src/errors';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lookalike-'));
  writeFileSync(path.join(folder, 'file'), '');
  symlinkSync('circle', path.join(folder, 'circle'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function errorOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('it worked');
}

/** An error as Node.js makes it for an error of the system. */
function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something, write`), { code, errno: -1, syscall: 'write' });
}

describe('an error of the system', () => {
  it.each<[string, string, (file: string) => unknown]>([
    ['missing', 'there is no such file or folder', (file) => readFileSync(file)],
    ['.', 'it is a folder', (file) => readFileSync(file)],
    ['file', 'part of its path is not a folder', (file) => readdirSync(file)],
    ['file/x', 'part of its path is not a folder', (file) => readFileSync(file)],
    ['circle', 'its links form a loop', (file) => readFileSync(file)],
    ['file', 'it already exists', (file) => writeFileSync(file, '', { flag: 'wx' })],
    ['x'.repeat(1_000), 'its path is too long', (file) => readFileSync(file)],
  ])('about %.10s says: %s', (name, reason, work) => {
    const error = errorOf(() => work(path.join(folder, name)));
    expect(reasonOf(error)).toBe(reason);
    expect(messageOf(error).startsWith(reason)).toBe(true);
  });

  it('names the file if no other text does', () => {
    const file = path.join(folder, 'missing');
    expect(messageOf(errorOf(() => readFileSync(file)))).toBe(`there is no such file or folder (${file})`);
    expect(messageOf(systemError('ENOSPC'))).toBe('the disk is full');
  });

  it.each([
    ['EACCES', 'permission was denied'],
    ['EPERM', 'permission was denied'],
    ['ENOSPC', 'the disk is full'],
    ['EDQUOT', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EMFILE', 'too many files are open'],
    ['ENFILE', 'too many files are open'],
    ['EBUSY', 'another program is using it'],
    ['EIO', 'a disk error occurred'],
    ['EOVERFLOW', 'the system reports EOVERFLOW'],
    ['toString', 'the system reports toString'],
  ])('%s is a plain phrase', (code, reason) => {
    expect(reasonOf(systemError(code))).toBe(reason);
  });
});

it.each([
  [new RangeError('too deep'), 'too deep'],
  [Object.assign(new Error('not ours'), { code: 'ERR_INVALID_ARG_TYPE' }), 'not ours'],
  [new Error(''), 'Error'],
  ['text', 'text'],
  [undefined, 'undefined'],
  [new Error('a\r\n\u202eb'), 'a b'],
  [new Error('x'.repeat(1_000)), `${'x'.repeat(200)}…`],
])('%s is no error of the system, and keeps its message', (error, message) => {
  expect(systemReason(error)).toBeUndefined();
  expect([messageOf(error), reasonOf(error)]).toEqual([message, message]);
});
