import { expect, it } from 'vitest';
import type { Disk } from '../../../../server/src/node/disk';
import { foldersAbove, type RepositoryTops } from '../../../../server/src/node/workspace/projectFolders';

it('a limited number of folders is remembered, with the same answers', async () => {
  const asked: string[] = [];
  const disk = {
    lstat: (file: string) => {
      asked.push(file);
      return file === '/repo/.git' ? {} : undefined;
    },
  } as unknown as Disk;
  const tops: RepositoryTops = new Map();
  const above = async (folder: string) =>
    (await foldersAbove(`file:///repo/${folder}/setup.py`, (each) => each.startsWith('/repo'), tops, disk)).map(({ uri }) => uri);
  const first = await above('a0');
  expect(first).toEqual(['file:///repo/a0', 'file:///repo']);
  for (let i = 0; i < 5_000; i++) {
    await above(`a${i}`);
  }
  expect(tops.size).toBeLessThanOrEqual(2_000);
  // Each folder once, and the one above them again after it was forgotten.
  expect(asked.length).toBeLessThan(5_010);
  expect(await above('a0')).toEqual(first);
});
