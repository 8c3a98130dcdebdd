import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../../errors';
import type { Clock, Logger } from '../../host';
import { makeFolder } from '../makeFolder';

/** Bytes by key on disk. Every failure counts as "not found": a cache must never cause an error. */
export interface DiskStore {
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, value: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
}

export interface DiskStoreOptions {
  readonly folder: string;
  /** Approximate limit for all entries together: it may be exceeded until the next cleanup. */
  readonly maxBytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

const MAGIC = 'lookalike-cache-1';
/** A temporary file of this age is from a process that was killed. */
const ABANDONED_AFTER = 3_600_000;
const KEEP_SHARE = 0.8;
/** Minimum interval between updates of an entry's time, so most reads do not write. */
const TOUCH_AFTER = 3_600_000;

/**
 * A store that several processes share: each entry is one file with a checksum, written next to its final place and renamed, so a
 * reader sees a whole entry or none, whenever a writer is killed. The least recently used entries are removed first when the store is full.
 */
export class FolderStore implements DiskStore {
  readonly #options: DiskStoreOptions;
  /** In bytes; undefined before the first write. */
  #size: number | undefined;
  #cleaning: Promise<void> | undefined;
  #warned = false;

  constructor(options: DiskStoreOptions) {
    this.#options = options;
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const path = pathOf(this.#options.folder, key);
    try {
      const value = unframe(await readFile(path));
      if (value === undefined) {
        await rm(path, { force: true });
        return undefined;
      }
      const { mtimeMs } = await stat(path);
      if (this.#options.clock.now() - mtimeMs > TOUCH_AFTER) {
        const now = new Date(this.#options.clock.now());
        await utimes(path, now, now);
      }
      return value;
    } catch {
      return undefined;
    }
  }

  async put(key: string, value: Uint8Array): Promise<void> {
    if (value.length > this.#options.maxBytes / 4) {
      return;
    }
    const path = pathOf(this.#options.folder, key);
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await makeFolder(dirname(path), 0o700);
      const content = frame(value);
      await writeFile(temporary, content, { mode: 0o600 });
      await rename(temporary, path);
      this.#size = (this.#size ?? 0) + content.length;
      if (this.#size > this.#options.maxBytes || this.#cleaning === undefined) {
        // The first write counts the entries of other processes.
        this.#cleaning = (this.#cleaning ?? Promise.resolve()).then(() => this.#clean());
        await this.#cleaning;
      }
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      this.#warnOnce(error);
    }
  }

  async delete(key: string): Promise<void> {
    await rm(pathOf(this.#options.folder, key), { force: true }).catch(() => undefined);
  }

  async #clean(): Promise<void> {
    const entries = await list(this.#options.folder);
    const now = this.#options.clock.now();
    let total = 0;
    const kept: typeof entries = [];
    for (const entry of entries) {
      if (entry.path.endsWith('.tmp') && now - entry.time > ABANDONED_AFTER) {
        await rm(entry.path, { force: true });
      } else {
        total += entry.size;
        kept.push(entry);
      }
    }
    if (total > this.#options.maxBytes) {
      kept.sort((a, b) => a.time - b.time);
      for (const entry of kept) {
        if (total <= this.#options.maxBytes * KEEP_SHARE) {
          break;
        }
        await rm(entry.path, { force: true });
        total -= entry.size;
      }
    }
    this.#size = total;
  }

  #warnOnce(error: unknown): void {
    if (!this.#warned) {
      this.#warned = true;
      this.#options.logger.warn(`The cache cannot be written: ${messageOf(error)}`);
    }
  }
}

/** Two levels, to keep folders small. */
function pathOf(folder: string, key: string): string {
  const hash = createHash('sha256').update(key).digest('hex');
  return join(folder, hash.slice(0, 2), hash.slice(2));
}

function frame(value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${MAGIC} ${checksum(value)}\n`), value]);
}

function unframe(content: Buffer): Uint8Array | undefined {
  const end = content.indexOf(0x0a);
  const value = content.subarray(end + 1);
  return end > 0 && content.toString('latin1', 0, end) === `${MAGIC} ${checksum(value)}` ? value : undefined;
}

function checksum(value: Uint8Array): string {
  return createHash('sha256').update(value).digest('hex');
}

async function list(folder: string): Promise<{ path: string; size: number; time: number }[]> {
  const entries: { path: string; size: number; time: number }[] = [];
  for (const file of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!file.isFile()) {
      continue;
    }
    const path = join(file.parentPath ?? file.path, file.name);
    try {
      const { size, mtimeMs } = await stat(path);
      entries.push({ path, size, time: mtimeMs });
    } catch {
      // Another process removed it.
    }
  }
  return entries;
}
