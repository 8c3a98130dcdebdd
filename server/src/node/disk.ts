import type { Dirent, Stats } from 'node:fs';
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';

type Soon<T> = T | Promise<T>;

/** What is asked of the disk. What goes wrong throws or rejects with the system's error, where nothing else is said. */
export interface Disk {
  /** Whether it is worth to ask before the answer is needed. */
  readonly answersLater: boolean;
  /** Without following a link. Undefined: it is not there, or cannot be looked at. */
  lstat(file: string): Soon<Stats | undefined>;
  stat(file: string): Soon<Stats>;
  /** The path without links. */
  realpath(file: string): Soon<string>;
  readdir(folder: string): Soon<Dirent[]>;
  /** The first `length` bytes of a file, or all where it has no more. */
  read(file: string, length: number): Soon<Buffer>;
}

/** Others have their turn while the disk works: for a server. */
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
