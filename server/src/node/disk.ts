import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';

type Soon<T> = T | Promise<T>;

/** Access to the disk. An error throws or rejects with the system's error, unless noted otherwise. */
export interface Disk {
  /** Whether a request before the answer is needed saves time. */
  readonly answersLater: boolean;
  /** Without following a link. Undefined: it does not exist, or cannot be accessed. */
  lstat(file: string): Soon<Stats | undefined>;
  stat(file: string): Soon<Stats>;
  /** The path without links. */
  realpath(file: string): Soon<string>;
  readdir(folder: string): Soon<Dirent[]>;
  /** The first `length` bytes of a file, or all if it has fewer. */
  read(file: string, length: number): Soon<Buffer>;
}

/** Other work continues while the disk works: for a server. */
export const SHARED_DISK: Disk = {
  answersLater: true,
  lstat: (file) => lstat(file).catch(() => undefined),
  stat,
  realpath: (file) => realpath(file),
  readdir: (folder) => readdir(folder, { withFileTypes: true }),
  async read(file, length) {
    const opened = await open(file, 'r');
    try {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await opened.read(bytes, 0, length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await opened.close();
    }
  },
};
