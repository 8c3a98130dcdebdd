import { closeSync, type Dirent, lstatSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { Disk } from './disk';

/** Folders are remembered up to this total number of entries. */
const MAX_ENTRIES = 12_000;
const MAX_REAL_FOLDERS = 2_000;

/** Windows also opens a file by other names: short ones, or with a dot at the end. */
const TELLS_ALL_NAMES = process.platform !== 'win32';
/** Not in any listing, but each leads somewhere. */
const NO_NAME = /^\.{0,2}$/;

/** One error for all: making an error takes longer than asking the system. */
const NOT_THERE = Object.assign(new Error('no such file'), { code: 'ENOENT' });

interface Listing {
  readonly entries: Dirent[];
  /** Names as a file system without case or Unicode composition compares them: another spelling may be the same file. */
  readonly byName: ReadonlyMap<string, Dirent>;
}

/**
 * Blocks until each answer, which takes a quarter of the time of asynchronous requests: for a thread that has nothing else to do. It assumes that files and folders do not
 * move, so it is made for one scan. Most files that are looked up do not exist; the listing of their folder shows that without the system.
 */
export class BlockingDisk implements Disk {
  readonly answersLater = false;
  readonly #realFolders = new Map<string, string>();
  /** The oldest first. */
  readonly #listings = new Map<string, Listing>();
  #entries = 0;

  lstat(file: string): Stats | undefined {
    if (this.#isMissing(file)) {
      return undefined;
    }
    try {
      return lstatSync(file, { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
  }

  stat(file: string): Stats {
    return statSync(file);
  }

  realpath(file: string): string {
    const before = this.#realFolders.get(file);
    if (before !== undefined) {
      return before;
    }
    if (this.#isMissing(file)) {
      throw NOT_THERE;
    }
    const parent = path.dirname(file);
    const kind = parent === file ? undefined : (this.#entryOf(file) ?? this.lstat(file));
    if (kind === undefined || kind.isSymbolicLink()) {
      return realpathSync.native(file);
    }
    return path.join(this.#realFolder(parent), path.basename(file));
  }

  readdir(folder: string): Dirent[] {
    const known = this.#listings.get(folder);
    if (known !== undefined) {
      return known.entries;
    }
    const entries = readdirSync(folder, { withFileTypes: true });
    this.#listings.set(folder, { entries, byName: new Map(entries.map((entry) => [folded(entry.name), entry])) });
    this.#entries += entries.length + 1;
    for (const [oldest, listing] of this.#listings) {
      if (this.#entries <= MAX_ENTRIES) {
        break;
      }
      this.#listings.delete(oldest);
      this.#entries -= listing.entries.length + 1;
    }
    return entries;
  }

  read(file: string, length: number): Buffer {
    const opened = openSync(file, 'r');
    try {
      const bytes = Buffer.allocUnsafe(length);
      return bytes.subarray(0, readSync(opened, bytes, 0, length, 0));
    } finally {
      closeSync(opened);
    }
  }

  #realFolder(folder: string): string {
    const known = this.#realFolders.get(folder) ?? realpathSync.native(folder);
    if (this.#realFolders.size >= MAX_REAL_FOLDERS) {
      this.#realFolders.clear();
    }
    this.#realFolders.set(folder, known);
    return known;
  }

  /** Whether the folder of a file was listed and does not have the file. */
  #isMissing(file: string): boolean {
    const name = path.basename(file);
    return TELLS_ALL_NAMES && !NO_NAME.test(name) && this.#listings.get(path.dirname(file))?.byName.has(folded(name)) === false;
  }

  /** The entry in a listed folder. Undefined: the system has to be asked. */
  #entryOf(file: string): Dirent | undefined {
    const name = path.basename(file);
    const entry = this.#listings.get(path.dirname(file))?.byName.get(folded(name));
    return entry?.name === name ? entry : undefined;
  }
}

function folded(name: string): string {
  return /^[!-@[-~]*$/.test(name) ? name : name.normalize('NFKD').toLowerCase();
}
