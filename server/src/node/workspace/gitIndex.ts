import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

const MAX_INDEX_BYTES = 64 * 1024 * 1024;
const MAX_PARENTS = 64;
/** Lengths of object names: of SHA-1, and of SHA-256. */
const OBJECT_NAMES = [20, 32];
/** Ten numbers about a file, before the object's name and two bytes of flags (git, "index-format"). */
const STAT_LENGTH = 40;
/** The bits of the flags with the length of the path. All are set for a longer path. */
const PATH_LENGTH = 0xfff;

/** The folders of a repository with files that git tracks, by their absolute paths. */
export interface TrackedFolders {
  has(folder: string): boolean;
}

/**
 * The folders of the repository around `folder` with tracked files: git ignores none of those, whatever `.gitignore` says. Undefined:
 * there is no repository, or its index cannot be read. The last index is kept as long as its file stays the same.
 */
export class GitIndexes {
  #known: { readonly key: string; readonly folders: TrackedFolders | undefined } | undefined;

  async trackedAround(folder: string): Promise<TrackedFolders | undefined> {
    const top = await findRepository(folder);
    const file = top === undefined ? undefined : await indexOf(path.join(top, '.git')).catch(() => undefined);
    const stat = file === undefined ? undefined : await lstat(file).catch(() => undefined);
    if (top === undefined || file === undefined || stat?.isFile() !== true || stat.size > MAX_INDEX_BYTES) {
      return undefined;
    }
    const key = `${file} ${stat.size} ${stat.mtimeMs}`;
    if (this.#known?.key !== key) {
      const paths = await readFile(file).then(trackedPaths, () => undefined);
      this.#known = { key, folders: paths && trackedFolders(top, paths) };
    }
    return this.#known.folders;
  }
}

function trackedFolders(top: string, paths: readonly string[]): TrackedFolders {
  const folders = new Set<string>();
  for (const tracked of paths) {
    for (let slash = tracked.lastIndexOf('/'); slash > 0; slash = tracked.lastIndexOf('/', slash - 1)) {
      const parent = tracked.slice(0, slash);
      if (folders.has(parent)) {
        break;
      }
      folders.add(parent);
    }
  }
  return { has: (absolute) => folders.has(path.relative(top, absolute).split(path.sep).join('/')) };
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
  const isFile = (await lstat(git)).isFile();
  const named = isFile ? /^gitdir: (.{1,4000})/.exec((await readFile(git, 'utf8')).slice(0, 5000))?.[1]?.trim() : undefined;
  return path.join(named === undefined ? git : path.resolve(path.dirname(git), named), 'index');
}

/** The paths of an index of version 2, 3 or 4. Undefined: it is something else. */
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
  return paths;
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
