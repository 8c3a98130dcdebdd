import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

const MAX_INDEX_BYTES = 64 * 1024 * 1024;
/** Of a file `.git`, which names a folder. */
const MAX_LINK_BYTES = 5_000;
const MAX_PARENTS = 64;
/** Repositories can contain others, such as submodules. */
const MAX_KEPT = 32;
/** Lengths of object names: of SHA-1, and of SHA-256. */
const OBJECT_NAMES = [20, 32];
/** Ten numbers about a file, before the object's name and two bytes of flags (git, "index-format"). */
const STAT_LENGTH = 40;
/** A signature and a length. */
const EXTENSION_HEADER = 8;
/** The bits of the flags with the length of the path. All are set for a longer path. */
const PATH_LENGTH = 0xfff;

/** The folders of a repository with files that git tracks, by their absolute paths. */
export interface TrackedFolders {
  has(folder: string): boolean;
}

/** The folders with tracked files of an index, by their paths in the repository. */
type IndexFolders = ReadonlySet<string>;

/**
 * The folders of the repository around `folder` with tracked files: git ignores none of those, whatever `.gitignore` says. Undefined:
 * there is no repository, or its index cannot be read. The last indexes are kept as long as their files stay the same.
 */
export class GitIndexes {
  /** By what identifies the file and its content: several repositories of a folder can name the same index. */
  readonly #known = new Map<string, IndexFolders | undefined>();

  async trackedAround(folder: string): Promise<TrackedFolders | undefined> {
    const top = await findRepository(folder);
    const file = top === undefined ? undefined : await indexOf(path.join(top, '.git')).catch(() => undefined);
    const stat = file === undefined ? undefined : await lstat(file).catch(() => undefined);
    if (top === undefined || file === undefined || stat?.isFile() !== true || stat.size > MAX_INDEX_BYTES) {
      return undefined;
    }
    const key = `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeMs}`;
    if (!this.#known.has(key)) {
      const paths = await readFile(file).then(trackedPaths, () => undefined);
      this.#keep(key, paths && foldersOf(paths));
    }
    const folders = this.#known.get(key);
    return folders && { has: (absolute) => folders.has(path.relative(top, absolute).split(path.sep).join('/')) };
  }

  #keep(key: string, folders: IndexFolders | undefined): void {
    this.#known.set(key, folders);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_KEPT) {
        return;
      }
      this.#known.delete(oldest);
    }
  }
}

function foldersOf(paths: readonly string[]): IndexFolders {
  const folders = new Set(paths.length === 0 ? [] : ['']);
  for (const tracked of paths) {
    for (let slash = tracked.lastIndexOf('/'); slash > 0; slash = tracked.lastIndexOf('/', slash - 1)) {
      const parent = tracked.slice(0, slash);
      if (folders.has(parent)) {
        break;
      }
      folders.add(parent);
    }
  }
  return folders;
}

async function findRepository(folder: string): Promise<string | undefined> {
  let current = folder;
  for (let i = 0; i < MAX_PARENTS; i++) {
    if (await lstat(path.join(current, '.git')).catch(() => undefined)) {
      return current;
    }
    const parent = path.dirname(current);
    if (parent === current) {
      return undefined;
    }
    current = parent;
  }
  return undefined;
}

/** `.git` is a folder, or a file that names one: in work trees and submodules. git never checks out a file of that name. */
async function indexOf(git: string): Promise<string> {
  const stat = await lstat(git);
  const text = stat.isFile() && stat.size <= MAX_LINK_BYTES ? await readFile(git, 'utf8') : '';
  const named = /^gitdir: (.{1,4000})/.exec(text)?.[1]?.trim();
  return path.join(named === undefined ? git : path.resolve(path.dirname(git), named), 'index');
}

/** The paths of an index of version 2, 3 or 4. Undefined: it is something else, or has only a part of them. */
function trackedPaths(index: Buffer): readonly string[] | undefined {
  for (const length of OBJECT_NAMES) {
    const paths = readEntries(index, STAT_LENGTH + length + 2);
    if (paths !== undefined) {
      return paths;
    }
  }
  return undefined;
}

function readEntries(index: Buffer, header: number): readonly string[] | undefined {
  const version = index.length >= 12 && index.toString('latin1', 0, 4) === 'DIRC' ? index.readUInt32BE(4) : 0;
  if (version < 2 || version > 4) {
    return undefined;
  }
  const paths: string[] = [];
  let previous = Buffer.alloc(0);
  let at = 12;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const start = at;
    if (start + header > index.length) {
      return undefined;
    }
    const flags = index.readUInt16BE(start + header - 2);
    const isExtended = version > 2 && (flags & 0x4000) !== 0;
    at = start + header + (isExtended ? 2 : 0);
    let kept = previous.subarray(0, 0);
    if (version === 4) {
      const dropped = readOffset(index, at);
      at = dropped.next;
      kept = previous.subarray(0, Math.max(0, previous.length - dropped.value));
    }
    const end = index.indexOf(0, at);
    if (end === -1) {
      return undefined;
    }
    const tracked = Buffer.concat([kept, index.subarray(at, end)]);
    if (tracked.length === 0 || (flags & PATH_LENGTH) !== Math.min(tracked.length, PATH_LENGTH)) {
      return undefined;
    }
    previous = tracked;
    paths.push(tracked.toString('utf8'));
    // Entries of the older versions are padded with 1 to 8 NUL bytes to a multiple of eight.
    at = version === 4 ? end + 1 : start + Math.ceil((end + 1 - start) / 8) * 8;
  }
  return isSplit(index, at) ? undefined : paths;
}

/** Whether the extensions that begin at `start` name another file with most entries (git, "split index"). */
function isSplit(index: Buffer, start: number): boolean {
  for (let at = start; at + EXTENSION_HEADER <= index.length; at += EXTENSION_HEADER + index.readUInt32BE(at + 4)) {
    if (index.toString('latin1', at, at + 4) === 'link') {
      return true;
    }
  }
  return false;
}

/** How many bytes of the previous path do not count in this one (git, "offset encoding"). */
function readOffset(index: Buffer, at: number): { value: number; next: number } {
  let byte = index[at] ?? 0;
  let value = byte & 0x7f;
  let next = at + 1;
  while (byte & 0x80 && next < index.length && next < at + 8) {
    byte = index[next++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next };
}
