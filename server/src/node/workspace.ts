import type { Dirent, Stats } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Ignore } from 'ignore';
import { URI } from 'vscode-uri';
import { reasonOf } from '../errors';
import type { FindOptions, FolderAbove, FolderEntries, FoundFile, PassedOver, Workspace } from '../host';
import { type Lookup, MISSING, unavailable } from '../lookup';
import { encodeComponent } from '../packaging/escapes';
import { plainPath } from '../packaging/uris';
import { type Disk, SHARED_DISK } from './disk';
import { filePath, fileUri } from './fileUri';
import { GitIndexes, type TrackedFolders } from './gitIndex';
import { isBelow } from './isBelow';
import { entriesOfFolder, foldersAbove, isAround, type RepositoryTops } from './projectFolders';
import { encodingRuleOf, readTextFile } from './textFile';

/** Folders of installed packages. */
const INSTALLED: ReadonlySet<string> = new Set(['node_modules', 'site-packages', '.tox', '.nox', '.eggs']);
/** Folders with files of others: installed packages, caches, version control. */
const FOREIGN: ReadonlySet<string> = new Set([
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
/** How much of the folders that git ignores is looked at: they may contain data of any size. */
const MAX_IGNORED_ENTRIES = 50_000;
const MAX_DEPTH = 64;
const MAX_IGNORE_BYTES = 256 * 1024;

/** Error codes of a path without a file. No program can open a path that is longer than the system's limit. */
const NOT_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

/** The files below `folders()` (URIs), never outside of them, whatever links exist. */
export class NodeWorkspace implements Workspace {
  readonly #disk: Disk;
  readonly #gitIndexes = new GitIndexes();
  readonly #repositoryTops: RepositoryTops = new Map();
  /** Folders above and around requested files that are outside of these, by path. */
  readonly #around = new Map<string, FolderAbove>();
  /** Of `folders()`, by URI: every request needs them. */
  readonly #folderPaths = new Map<string, string>();

  constructor(
    readonly folders: () => readonly string[],
    disk: Disk = SHARED_DISK,
  ) {
    this.#disk = disk;
  }

  isInside(uri: string): boolean {
    const isFile = plainPath(uri) !== undefined || URI.parse(uri).scheme === 'file';
    return isFile && this.#isBelowFolder(filePath(uri));
  }

  #isBelowFolder(file: string): boolean {
    return this.folders().some((folder) => isBelow(this.#pathOfFolder(folder), file));
  }

  #pathOfFolder(uri: string): string {
    const known = this.#folderPaths.get(uri) ?? filePath(uri);
    this.#folderPaths.set(uri, known);
    return known;
  }

  async readFile(uri: string): Promise<Lookup<string>> {
    if (!this.isInside(uri)) {
      return unavailable(l10n.t('it is outside the workspace'));
    }
    const file = filePath(uri);
    try {
      const real = await this.#disk.realpath(file);
      if (!(await this.#holds(real))) {
        return unavailable(leadsOut());
      }
      return await readTextFile(real, { declared: encodingRuleOf(file) }, this.#disk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code !== undefined && NOT_THERE.has(code) ? MISSING : unavailable(cannotBeOpened(error));
    }
  }

  /** Whether a path without links is in one of the folders. */
  async #holds(real: string): Promise<boolean> {
    for (const folder of this.folders()) {
      const top = await realOr(this.#disk, this.#pathOfFolder(folder));
      if (top !== undefined && isBelow(top, real)) {
        return true;
      }
    }
    return false;
  }

  async foldersAbove(uri: string): Promise<readonly FolderAbove[]> {
    const folders = await foldersAbove(uri, (folder) => this.#isBelowFolder(folder), this.#repositoryTops, this.#disk);
    for (const folder of folders) {
      // Files inside can be read, whatever is around the folder.
      const file = filePath(folder.uri);
      if (!this.#isBelowFolder(file)) {
        this.#around.set(file, folder);
      }
    }
    return folders;
  }

  async entries(uri: string): Promise<FolderEntries> {
    const entries = await entriesOfFolder(uri, (name) => FOREIGN.has(name), this.#disk);
    const isEnvironment = [...entries.files, ...entries.folders].some((name) => ENVIRONMENT_MARKS.has(name));
    return isEnvironment && (await hasEnvironmentMark(this.#disk, filePath(uri)))
      ? { files: entries.files.filter((name) => /^pip\.(?:conf|ini)$/.test(name)), folders: [] }
      : entries;
  }

  async readAround(uri: string): Promise<Lookup<string>> {
    if (this.isInside(uri)) {
      return this.readFile(uri);
    }
    const fsPath = filePath(uri);
    if (!isAround(fsPath, this.#around)) {
      return unavailable(l10n.t('it is outside the workspace'));
    }
    const [real, folder] = [await realOr(this.#disk, fsPath), await realOr(this.#disk, path.dirname(fsPath))];
    // A link could lead anywhere.
    const isPlain = real !== undefined && folder !== undefined && path.dirname(real) === folder;
    return isPlain ? readTextFile(real, {}, this.#disk) : MISSING;
  }

  async *findFiles(root: string, options: FindOptions): AsyncIterable<FoundFile> {
    const top = filePath(root);
    // A named link means its target.
    const found = await statOr(this.#disk, top);
    if (found?.isFile()) {
      yield { uri: fileUri(top) };
    } else if (found !== undefined) {
      const filter = new Filter(await this.#gitIndexes.trackedAround(top), this.#disk);
      yield* this.#walk(
        top,
        { rules: [], depth: 0 },
        {
          disk: this.#disk,
          options,
          filter,
          linked: new Set(),
          listings: new Map(),
          ignoredEntries: 0,
        },
      );
    }
  }

  async passedOver(uri: string): Promise<PassedOver | undefined> {
    const file = filePath(uri);
    const folder = this.folders()
      .map((candidate) => filePath(candidate))
      .find((candidate) => isBelow(candidate, file));
    if (folder === undefined) {
      return undefined;
    }
    const filter = new Filter(await this.#gitIndexes.trackedAround(folder), this.#disk);
    const rules: ScopedIgnore[] = [];
    const parts = path.relative(folder, file).split(path.sep);
    let current = folder;
    let ignored: PassedOver | undefined;
    for (const [i, part] of parts.entries()) {
      await addIgnoreFile(this.#disk, current, rules);
      current = path.join(current, part);
      const isFolder = i < parts.length - 1;
      const hidden = filter.hides(current, isFolder, rules);
      if (hidden !== undefined && hidden.why !== 'ignored') {
        return hidden;
      }
      ignored ??= hidden;
      if (isFolder && (await filter.isEnvironment(current))) {
        return { why: 'environment' };
      }
    }
    return ignored;
  }

  async *#walk(folder: string, place: Place, walk: Walk): AsyncIterable<FoundFile> {
    const { options, filter } = walk;
    const { ignoredBy, depth } = place;
    if (options.signal.aborted) {
      return;
    }
    if (depth > MAX_DEPTH) {
      options.onUnreadable(fileUri(folder), l10n.t('it is nested too deeply'), 'folder');
      return;
    }
    const uri = fileUri(folder);
    const entries = await entriesOf(folder, walk);
    if (depth > 0 && entries.some(({ name }) => ENVIRONMENT_MARKS.has(name)) && (await filter.isEnvironment(folder))) {
      await noteEnvironment(folder, entries, walk);
      return;
    }
    walk.ignoredEntries += ignoredBy === undefined ? 0 : entries.length;
    if (walk.ignoredEntries > MAX_IGNORED_ENTRIES) {
      options.onPassedOver(uri, { why: 'too-many', by: ignoredBy });
      return;
    }
    const rules = [...place.rules];
    if (entries.some(({ name }) => name === '.gitignore')) {
      await addIgnoreFile(this.#disk, folder, rules);
    }
    const matches = await options.matcherOf(uri);
    let listed = 0;
    for (const [i, entry] of entries.entries()) {
      const file = path.join(folder, entry.name);
      listed = listAhead(folder, entries, Math.max(i, listed), walk);
      const target = entry.isSymbolicLink() ? await this.#targetOf(file) : undefined;
      const kind = entry.isSymbolicLink() ? target?.kind : entry;
      if (kind === undefined && matches(file)) {
        options.onUnreadable(fileUri(file), l10n.t('it is a broken link'), 'file');
      }
      if (kind === undefined || options.signal.aborted) {
        continue;
      }
      if (!kind.isFile() && !kind.isDirectory() && matches(file)) {
        options.onUnreadable(fileUri(file), l10n.t('it is not a regular file'), 'file');
        continue;
      }
      const hidden = filter.hides(file, kind.isDirectory(), rules);
      const isWanted = kind.isFile() && matches(file);
      if (hidden !== undefined && hidden.why !== 'ignored') {
        if (INSTALLED.has(entry.name)) {
          options.onPassedOver(fileUri(file), hidden);
        }
      } else if (target !== undefined && !(await this.#holds(target.real))) {
        if (kind.isDirectory() || isWanted) {
          options.onUnreadable(fileUri(file), leadsOut(), kind.isDirectory() ? 'folder' : 'file');
        }
      } else if (kind.isDirectory() && (target === undefined || (await isNews(file, target.real, walk)))) {
        yield* this.#walk(file, { rules, depth: depth + 1, ignoredBy: ignoredBy ?? hidden?.by }, walk);
      } else if (isWanted) {
        yield { uri: fileUri(file), ignoredBy };
      }
    }
  }

  /** The target of a link. Undefined: none. */
  async #targetOf(link: string): Promise<{ real: string; kind: Pick<Dirent, 'isFile' | 'isDirectory'> } | undefined> {
    const [real, kind] = [await realOr(this.#disk, link), await statOr(this.#disk, link)];
    return real === undefined || kind === undefined ? undefined : { real, kind };
  }
}

/** If git does not show that no file of such a folder matters, its files have to be reported as not checked. */
async function noteEnvironment(folder: string, entries: readonly Dirent[], { options, filter }: Walk): Promise<void> {
  const uri = fileUri(folder);
  const matches = await options.matcherOf(uri);
  if (!filter.isVersioned && entries.some((entry) => entry.isFile() && matches(path.join(folder, entry.name)))) {
    options.onUnreadable(uri, l10n.t('it looks like a virtual environment'), 'folder');
  } else {
    options.onPassedOver(uri, { why: 'environment' });
  }
}

/** Whether a linked folder does not contain the link itself, and no other link has led there. */
async function isNews(link: string, real: string, { disk, linked }: Walk): Promise<boolean> {
  if (linked.has(real) || isBelow(real, await disk.realpath(path.dirname(link)))) {
    return false;
  }
  linked.add(real);
  return true;
}

/** One walk through a folder and its subfolders. */
interface Walk {
  readonly disk: Disk;
  readonly options: FindOptions;
  readonly filter: Filter;
  /** Targets of links to folders, without links in their paths. */
  readonly linked: Set<string>;
  /** Folders that were opened ahead of their turn, by path. */
  readonly listings: Map<string, Dirent[] | Promise<Dirent[]>>;
  /** How much of the folders that git ignores was looked at. */
  ignoredEntries: number;
}

/** The state for one folder of the walk. */
interface Place {
  /** Of the folders above. */
  readonly rules: readonly ScopedIgnore[];
  readonly depth: number;
  /** URI of the `.gitignore` that hides the folder or one of its parents. */
  readonly ignoredBy?: string | undefined;
}

function leadsOut(): string {
  return l10n.t('it is a link to outside the workspace');
}

/** A `.gitignore` and its folder. */
interface ScopedIgnore {
  readonly folder: string;
  readonly rules: Ignore;
}

class Filter {
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

async function addIgnoreFile(disk: Disk, folder: string, rules: ScopedIgnore[]): Promise<void> {
  const text = await smallText(disk, path.join(folder, '.gitignore'));
  if (text !== undefined) {
    const { default: ignore } = await import('ignore');
    rules.push({ folder, rules: ignore().add(text) });
  }
}

/** The text of a file, not of a link's target. Undefined: there is none, or it is too large or unreadable. */
async function smallText(disk: Disk, file: string): Promise<string | undefined> {
  const kind = await disk.lstat(file);
  if (!kind?.isFile() || kind.size > MAX_IGNORE_BYTES) {
    return undefined;
  }
  try {
    return (await disk.read(file, kind.size)).toString('utf8');
  } catch {
    return '';
  }
}

async function realOr(disk: Disk, file: string): Promise<string | undefined> {
  try {
    return await disk.realpath(file);
  } catch {
    return undefined;
  }
}

async function statOr(disk: Disk, file: string): Promise<Stats | undefined> {
  try {
    return await disk.stat(file);
  } catch {
    return undefined;
  }
}

/** In a stable order. A folder that cannot be opened is reported, and has no entries. */
async function entriesOf(folder: string, { disk, options, listings }: Walk): Promise<Dirent[]> {
  try {
    const entries = await (listings.get(folder) ?? disk.readdir(folder));
    return inOrder(entries);
  } catch (error) {
    options.onUnreadable(fileUri(folder), cannotBeOpened(error), 'folder');
    return [];
  } finally {
    listings.delete(folder);
  }
}

/** The files below the entries are then in the order of their URIs. */
function inOrder(entries: readonly Dirent[]): Dirent[] {
  const keyed = entries.map((entry) => ({ entry, key: `${encodeComponent(entry.name)}${entry.isDirectory() ? '/' : ''}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ entry }) => entry);
}

/** Number of folders that are opened ahead of their turn. */
const LISTED_AHEAD = 16;

/** Opens the next folders of those in `entries`, from `start` on, that will be walked. Returns where to continue. */
function listAhead(folder: string, entries: readonly Dirent[], start: number, { disk, listings }: Walk): number {
  if (!disk.answersLater) {
    return entries.length;
  }
  let i = start;
  for (; i < entries.length && listings.size < LISTED_AHEAD; i++) {
    const entry = entries[i] as Dirent;
    const next = path.join(folder, entry.name);
    if (entry.isDirectory() && !FOREIGN.has(entry.name) && !listings.has(next)) {
      const listing = Promise.resolve(disk.readdir(next));
      // The failure reaches the caller that awaits the result.
      listing.catch(() => undefined);
      listings.set(next, listing);
    }
  }
  return i;
}

function cannotBeOpened(error: unknown): string {
  return l10n.t({
    message: 'it cannot be opened ({0})',
    args: [reasonOf(error)],
    comment: ['{0} is a reason.'],
  });
}

/** Typical contents of a virtual environment and of a conda environment. */
const ENVIRONMENT_MARKS: ReadonlySet<string> = new Set(['pyvenv.cfg', 'conda-meta']);

/** Python writes its own location into `pyvenv.cfg` (`home = …`), and conda writes its actions into `conda-meta/history`. */
async function hasEnvironmentMark(disk: Disk, folder: string): Promise<boolean> {
  const history = await disk.lstat(path.join(folder, 'conda-meta', 'history'));
  return history?.isFile() === true || /^home[ \t]*=/m.test((await smallText(disk, path.join(folder, 'pyvenv.cfg'))) ?? '');
}

function posix(file: string): string {
  return file.split(path.sep).join('/');
}
