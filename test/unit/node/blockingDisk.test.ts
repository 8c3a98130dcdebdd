import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { BlockingDisk } from '../../../server/src/node/blockingDisk';
import { SHARED_DISK } from '../../../server/src/node/disk';

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'disk-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...names: string[]): string => path.join(folder, ...names);

mkdirSync(at('sub/deeper'), { recursive: true });
for (const name of ['plain.txt', 'Größe.txt', 'Mixed.TXT', 'sub/inner.txt']) {
  writeFileSync(at(name), `text of ${name}`);
}
symlinkSync(at('sub'), at('link'));
symlinkSync(at('nowhere'), at('broken'));

const PATHS = [
  'plain.txt',
  'PLAIN.TXT',
  'Größe.txt',
  'Gro\u0308ße.txt',
  'Mixed.TXT',
  'missing.txt',
  'link',
  'link/inner.txt',
  'link/missing.txt',
  'broken',
  'sub/deeper',
  'sub/none/at/all',
  'plain.txt/below',
  '..',
  '.',
  '',
].map((name) => (name === '' ? path.parse(folder).root : `${folder}${path.sep}${name}`));

async function answer(ask: () => unknown): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

it.each([false, true])("gives the system's answer for each path (folders listed before: %s)", async (isListed) => {
  const disk = new BlockingDisk();
  for (const listed of isListed ? [folder, at('sub'), at('sub/deeper'), path.parse(folder).root] : []) {
    disk.readdir(listed);
  }
  for (const file of PATHS) {
    expect([file, await answer(() => disk.realpath(file))]).toEqual([file, await answer(() => SHARED_DISK.realpath(file))]);
    const kindOf = (stats: Awaited<ReturnType<typeof SHARED_DISK.lstat>>) => stats && [stats.isFile(), stats.isSymbolicLink(), stats.size];
    expect([file, kindOf(disk.lstat(file))]).toEqual([file, kindOf(await SHARED_DISK.lstat(file))]);
  }
});

it('lists a folder once, and forgets the first of very many', () => {
  const disk = new BlockingDisk();
  const many = at('many');
  mkdirSync(many);
  const before = disk.readdir(many);
  writeFileSync(at('many/late.txt'), '');
  expect(disk.readdir(many)).toBe(before);
  for (let i = 0; i < 31; i++) {
    mkdirSync(at(`large${i}`));
    for (let j = 0; j < 1_000; j++) {
      writeFileSync(at(`large${i}`, `${j}`), '');
    }
    disk.readdir(at(`large${i}`));
  }
  expect(disk.readdir(many).map(({ name }) => name)).toEqual(['late.txt']);
});

it('distinguishes two files with names that differ only in case', () => {
  writeFileSync(at('sub/INNER.txt'), 'in capitals');
  const disk = new BlockingDisk();
  disk.readdir(at('sub'));
  expect(disk.lstat(at('sub/inner.txt'))?.isFile()).toBe(true);
  expect(disk.realpath(at('sub/inner.txt'))).toBe(at('sub/inner.txt'));
});
