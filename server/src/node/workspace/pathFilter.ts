import path from 'node:path';
import type { Ignore } from 'ignore';
import type { PassedOver } from '../../host';
import type { Disk } from '../disk';
import { fileUri } from '../fileUri';
import { hasEnvironmentMark } from './environments';
import type { GitIndexes, TrackedFolders } from './gitIndex';
import { smallText } from './smallText';

/** Folders of installed packages. */
export const INSTALLED: ReadonlySet<string> = new Set(['node_modules', 'site-packages', '.tox', '.nox', '.eggs']);
/** Folders with files of others: installed packages, caches, version control. */
export const FOREIGN: ReadonlySet<string> = new Set([
  ...INSTALLED,
  '.git',
  '.hg',
  '.svn',
  '__pycache__',
  '.mypy_cache',
  '.ruff_cache',
  '.pytest_cache',
  '.ipynb_checkpoints',
]);
/** A `.gitignore` and its folder. */
export interface ScopedIgnore {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Which files and folders a walk skips, and why. */
export class PathFilter {
  readonly #indexes: GitIndexes;
  readonly #disk: Disk;
  /** Of the repositories around the folder, the innermost last. Undefined: unknown. */
  readonly #tracked: readonly (TrackedFolders | undefined)[];

  private constructor(indexes: GitIndexes, disk: Disk, tracked: readonly (TrackedFolders | undefined)[]) {
    this.#indexes = indexes;
    this.#disk = disk;
    this.#tracked = tracked;
  }

  /** The filter for a folder and those below, up to the next repository. */
  static async of(folder: string, indexes: GitIndexes, disk: Disk): Promise<PathFilter> {
    return new PathFilter(indexes, disk, [await indexes.trackedAround(folder)]);
  }

  /** The filter for a folder that contains a repository of its own, such as a submodule: the repository around it does not list its files. */
  async inRepository(folder: string): Promise<PathFilter> {
    return new PathFilter(this.#indexes, this.#disk, [...this.#tracked, await this.#indexes.trackedAround(folder)]);
  }

  /** Why a file or folder is skipped. Undefined: it is not. */
  hides(file: string, isFolder: boolean, rules: readonly ScopedIgnore[]): PassedOver | undefined {
    // Neither `.gitignore` nor a name hides a tracked file: a pull request could add both.
    if (!isFolder || this.#isTracked(file)) {
      return path.basename(file) === '.git' ? { why: 'installed' } : undefined;
    }
    if (FOREIGN.has(path.basename(file))) {
      return { why: 'installed' };
    }
    // The innermost file with a matching pattern decides, as in git.
    for (let i = rules.length - 1; i >= 0; i--) {
      const { folder, rules: ignored } = rules[i] as ScopedIgnore;
      const verdict = ignored.test(`${posix(path.relative(folder, file))}/`);
      if (verdict.ignored || verdict.unignored) {
        return verdict.ignored ? { why: 'ignored', by: fileUri(path.join(folder, '.gitignore')) } : undefined;
      }
    }
    return undefined;
  }

  /** Whether the folder is a virtual environment. A folder with tracked files is not, whatever it contains. */
  async isEnvironment(folder: string): Promise<boolean> {
    return !this.#isTracked(folder) && (await hasEnvironmentMark(this.#disk, folder));
  }

  /** Whether git knows which files are tracked. */
  get isVersioned(): boolean {
    return this.#tracked.at(-1) !== undefined;
  }

  #isTracked(folder: string): boolean {
    return this.#tracked.some((tracked) => tracked?.has(folder));
  }
}

/** Adds the rules of a folder's own `.gitignore`. */
export async function addIgnoreFile(disk: Disk, folder: string, rules: ScopedIgnore[]): Promise<void> {
  const text = await smallText(disk, path.join(folder, '.gitignore'));
  if (text !== undefined) {
    const { default: ignore } = await import('ignore');
    rules.push({ folder, rules: ignore().add(text) });
  }
}

function posix(file: string): string {
  return file.split(path.sep).join('/');
}
