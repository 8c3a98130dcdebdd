import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderStore } from '../../../../server/src/node/http/diskStore';
import { FakeClock, RecordingLogger } from '../../../stub/client';

let folder: string;
const clock = new FakeClock();
const logger = new RecordingLogger();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lookalike-store-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);

describe('the store on disk', () => {
  it('returns data that another store wrote', async () => {
    await new FolderStore({ folder, maxBytes: 1000, clock, logger }).put('key', Buffer.from('value'));
    const other = new FolderStore({ folder, maxBytes: 1000, clock, logger });
    expect(text(await other.get('key'))).toBe('value');
    expect(await other.get('another key')).toBeUndefined();
    await other.delete('key');
    expect(await other.get('key')).toBeUndefined();
  });

  it.each([
    ['cut off', (content: Buffer) => content.subarray(0, content.length - 1)],
    ['empty', () => Buffer.alloc(0)],
    ['with a flipped bit', (content: Buffer) => Buffer.from(content.map((byte, i) => (i === content.length - 1 ? byte ^ 1 : byte)))],
    ['of another version', (content: Buffer) => Buffer.concat([Buffer.from('x'), content])],
  ])('takes a file that is %s for nothing', async (_what, damage) => {
    const store = new FolderStore({ folder, maxBytes: 1000, clock, logger });
    await store.put('key', Buffer.from('value'));
    const [path] = (await files()) as [string];
    await writeFile(path, damage(await readFile(path)));
    expect(await store.get('key')).toBeUndefined();
    await store.put('key', Buffer.from('again'));
    expect(text(await store.get('key'))).toBe('again');
  });

  it('drops the least recently used entries when it is full', async () => {
    const store = new FolderStore({ folder, maxBytes: 1000, clock, logger });
    for (let i = 0; i < 20; i++) {
      await store.put(`key ${i}`, Buffer.alloc(100, i));
      for (const path of await files()) {
        const { mtimeMs } = await stat(path);
        // The file system's clock is not ours: the age of existing entries follows our clock's order.
        await utimes(path, new Date(mtimeMs - 1000), new Date(mtimeMs - 1000));
      }
    }
    const sizes = await Promise.all((await files()).map(async (path) => (await stat(path)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1000);
    expect(await store.get('key 0')).toBeUndefined();
    expect(await store.get('key 19')).toBeDefined();
  });

  it('removes temporary files of killed processes', async () => {
    const store = new FolderStore({ folder, maxBytes: 1000, clock: { now: () => Date.now() }, logger });
    await writeFile(join(folder, 'old.tmp'), 'x');
    await utimes(join(folder, 'old.tmp'), new Date(0), new Date(0));
    await writeFile(join(folder, 'new.tmp'), 'x');
    await store.put('key', Buffer.from('value'));
    expect((await files()).map((path) => path.slice(folder.length + 1)).filter((path) => path.endsWith('.tmp'))).toEqual(['new.tmp']);
  });

  it('reports once that it cannot write, and continues', async () => {
    const file = join(folder, 'not-a-folder');
    await writeFile(file, '');
    const recording = new RecordingLogger();
    const store = new FolderStore({ folder: file, maxBytes: 1000, clock, logger: recording });
    await store.put('a', Buffer.from('x'));
    await store.put('b', Buffer.from('x'));
    expect(await store.get('a')).toBeUndefined();
    expect(recording.lines).toHaveLength(1);
  });

  it('shows whole entries or none while writers are killed', async () => {
    const store = new FolderStore({ folder, maxBytes: 10_000_000, clock, logger });
    for (let round = 0; round < 3; round++) {
      const writer = fork(join(import.meta.dirname, 'storeWriter.mts'), [folder], { execArgv: ['--import', 'tsx'] });
      await new Promise<void>((resolve) => writer.once('message', () => resolve()));
      const ended = new Promise<void>((resolve) => writer.once('exit', () => resolve()));
      writer.kill('SIGKILL');
      await ended;
      const value = await store.get('shared');
      // The writer fills each value with one byte.
      expect(value === undefined || new Set(value).size === 1).toBe(true);
    }
    await store.put('shared', Buffer.alloc(10, 7));
    expect(await store.get('shared')).toEqual(Buffer.alloc(10, 7));
  });
});
