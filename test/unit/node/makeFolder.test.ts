import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../../../server/src/node/makeFolder';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lookalike-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('makeFolder', () => {
  it('makes a folder and its parents', async () => {
    const folder = join(root, 'a', 'b', 'c');
    await makeFolder(folder, 0o700);
    await makeFolder(folder, 0o700);
    expect((await stat(folder)).isDirectory()).toBe(true);
  });

  it('rejects a path below a file', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(makeFolder(join(root, 'file', 'a', 'b'))).rejects.toThrow();
    await expect(makeFolder(join(root, 'file'))).rejects.toThrow();
  });

  // With `recursive`, Node.js never returns from here.
  it.runIf(process.platform === 'linux')('ends where the system says for ever that the folder above is missing', async () => {
    await expect(makeFolder('/proc/lk/a/b')).rejects.toThrow();
  });
});
