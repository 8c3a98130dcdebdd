import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { URI } from 'vscode-uri';
import type { FindOptions, FolderAbove, FolderEntries, FoundFile, PassedOver, Workspace } from '../../host';
import { type Lookup, MISSING, unavailable } from '../../lookup';
import { plainPath } from '../../packaging/uris';
import type { Hinted } from '../../protocol/fileKinds';
import { type Disk, SHARED_DISK } from '../disk';
import { filePath, fileUri } from '../fileUri';
import { isBelow } from '../isBelow';
import { encodingRuleOf, mayContainBytes, readTextFile } from '../textFile';
import { ENVIRONMENT_MARKS, hasEnvironmentMark } from './environments';
import { FileWalk } from './fileWalk';
import { FolderPaths } from './folderPaths';
import { GitIndexes } from './gitIndex';
import { realOr, statOr } from './links';
import { addIgnoreFile, FOREIGN, PathFilter, type ScopedIgnore } from './pathFilter';
import { entriesOfFolder, foldersAbove, isAround, type RepositoryTops } from './projectFolders';
import { cannotBeOpened, leadsOut } from './reasons';

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
  /** All of them. */
  #known: { readonly folders: readonly string[]; readonly paths: FolderPaths } | undefined;

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
    return this.#paths().hold(file);
  }

  #paths(): FolderPaths {
    const folders = this.folders();
    if (this.#known?.folders !== folders) {
      this.#known = { folders, paths: new FolderPaths(folders.map((folder) => this.#pathOfFolder(folder))) };
    }
    return this.#known.paths;
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
    // A path without links is in no folder that has one.
    if (this.#isBelowFolder(real)) {
      return true;
    }
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

  mayContain(uri: string, kind: Hinted): Promise<boolean> | boolean {
    return mayContainBytes(this.#disk, filePath(uri), kind);
  }

  async *findFiles(root: string, options: FindOptions): AsyncIterable<FoundFile> {
    const top = filePath(root);
    // A named link means its target.
    const found = await statOr(this.#disk, top);
    if (found?.isFile()) {
      yield { uri: fileUri(top) };
    } else if (found !== undefined) {
      const filter = await PathFilter.of(top, this.#gitIndexes, this.#disk);
      yield* new FileWalk({ disk: this.#disk, options, filter, holds: (real) => this.#holds(real) }).files(top);
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
    let filter = await PathFilter.of(folder, this.#gitIndexes, this.#disk);
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
      if (isFolder && (await this.#disk.lstat(path.join(current, '.git'))) !== undefined) {
        filter = await filter.inRepository(current);
      }
      if (isFolder && (await filter.isEnvironment(current))) {
        return { why: 'environment' };
      }
    }
    return ignored;
  }
}
