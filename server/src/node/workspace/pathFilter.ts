import path from 'node:path';
import type { Ignore } from 'ignore';
import type { PassedOver } from '../../host';
import type { Disk } from '../disk';
import { fileUri } from '../fileUri';
import { hasEnvironmentMark } from './environments';
import type { TrackedFolders } from './gitIndex';
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
  /** `tracked`: of the repository around the walked folder. */
  readonly #tracked: TrackedFolders | undefined;
  readonly #disk: Disk;

  constructor(tracked: TrackedFolders | undefined, disk: Disk) {
    this.#tracked = tracked;
    this.#disk = disk;
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
    return this.#tracked !== undefined;
  }

  #isTracked(folder: string): boolean {
    return this.#tracked?.has(folder) === true;
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
