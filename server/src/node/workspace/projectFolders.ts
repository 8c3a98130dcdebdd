import os from 'node:os';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { type FolderAbove, type FolderEntries, MAX_LISTED_FILES, MAX_SUBFOLDERS } from '../../host';
import { plainPath, uriOfPath } from '../../packaging/uris';
import type { Disk } from '../disk';
import { filePath } from '../fileUri';

/** Maximum number of folders above a file: in a workspace or repository, elsewhere, and for uv's settings. */
const MAX_LEVELS = 32;
const MAX_LEVELS_OUTSIDE = 2;
const MAX_LEVELS_FOR_UV = 8;

/** Maximum number of folders in `RepositoryTops`. */
const MAX_TOPS = 2_000;

/** Whether folders have a `.git`: checked once, as long as they are remembered. */
export type RepositoryTops = Map<string, boolean | Promise<boolean>>;

/** The folders in which the project of a file can begin, nearest first: those of the workspace, and those above it up to the top of the repository. */
export async function foldersAbove(
  uri: string,
  isInside: (folder: string) => boolean,
  tops: RepositoryTops,
  disk: Disk,
): Promise<readonly FolderAbove[]> {
  if (plainPath(uri) === undefined && URI.parse(uri).scheme !== 'file') {
    return [];
  }
  const all = ancestorsOf(path.dirname(filePath(uri)));
  const repository = await topOfRepository(all, tops, disk);
  const folders: FolderAbove[] = [];
  for (const [i, folder] of all.entries()) {
    const isInWorkspace = isInside(folder);
    if (!isInWorkspace && NO_PROJECTS.has(folder)) {
      break;
    }
    const isNear = isInWorkspace || i <= (repository ?? MAX_LEVELS_OUTSIDE);
    if (isNear || (repository === undefined && i < MAX_LEVELS_FOR_UV)) {
      folders.push({ uri: uriOfPath(folder), onlyForUv: !isNear });
    }
  }
  return folders;
}

/** Files there do not belong together. */
const NO_PROJECTS: ReadonlySet<string> = new Set([os.homedir(), os.tmpdir(), path.parse(process.cwd()).root]);

const UV_FILES: ReadonlySet<string> = new Set(['uv.toml', 'pyproject.toml']);

/** Whether a file is in one of the folders. In those that only uv uses, whether it is one of uv's files. */
export function isAround(file: string, folders: ReadonlyMap<string, FolderAbove>): boolean {
  if (folders.get(path.dirname(file))?.onlyForUv && UV_FILES.has(path.basename(file))) {
    return true;
  }
  return ancestorsOf(path.dirname(file)).some((folder) => folders.get(folder)?.onlyForUv === false);
}

/** The content of a folder, without the subfolders that `isForeign` excludes by name. */
export async function entriesOfFolder(uri: string, isForeign: (name: string) => boolean, disk: Disk): Promise<FolderEntries> {
  const files: string[] = [];
  const folders: string[] = [];
  let isCut = false;
  try {
    // The whole listing at once: opening a folder and reading its entries one by one takes many times as long.
    for (const entry of await disk.readdir(filePath(uri))) {
      const isFolder = entry.isDirectory();
      if (isFolder && isForeign(entry.name)) {
        continue;
      }
      if (isFolder ? folders.length < MAX_SUBFOLDERS : files.length < MAX_LISTED_FILES) {
        (isFolder ? folders : files).push(entry.name);
      } else {
        isCut = true;
      }
    }
  } catch {
    // A folder that cannot be opened has no index options. A scan reports the folder.
  }
  return { files: files.sort(), folders: folders.sort(), ...(isCut && { isCut }) };
}

/** A folder and its parents, the nearest first. */
function ancestorsOf(folder: string): string[] {
  const folders = [folder];
  for (let parent = path.dirname(folder); parent !== folders.at(-1) && folders.length < MAX_LEVELS; parent = path.dirname(parent)) {
    folders.push(parent);
  }
  return folders;
}

/** The index of the nearest folder with a `.git`: a folder, or a file in a work tree. */
async function topOfRepository(folders: readonly string[], tops: RepositoryTops, disk: Disk): Promise<number | undefined> {
  for (const [i, folder] of folders.entries()) {
    const isTop = tops.get(folder) ?? hasGit(folder, disk);
    if (tops.size >= MAX_TOPS) {
      tops.clear();
    }
    tops.set(folder, isTop);
    if (await isTop) {
      return i;
    }
  }
  return undefined;
}

function hasGit(folder: string, disk: Disk): boolean | Promise<boolean> {
  const git = disk.lstat(path.join(folder, '.git'));
  return git instanceof Promise ? git.then((found) => found !== undefined) : git !== undefined;
}
