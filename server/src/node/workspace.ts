import type { Dirent } from 'node:fs';
import { lstat, opendir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { URI } from 'vscode-uri';
import type { FindOptions, Workspace } from '../host';
import { type Lookup, MISSING, unavailable } from '../lookup';
import { readTextFile } from './textFile';

/** Folders that hold other people's files: installed packages, caches, version control. */
const FOREIGN = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  'site-packages',
  '__pycache__',
  '.tox',
  '.nox',
  '.eggs',
  '.mypy_cache',
  '.ruff_cache',
  '.pytest_cache',
  '.ipynb_checkpoints',
]);
/** Files that mark a folder as a virtual or conda environment. */
const ENVIRONMENT_MARKS = new Set(['pyvenv.cfg', 'conda-meta']);
const MAX_DEPTH = 64;
const MAX_IGNORE_BYTES = 256 * 1024;

/** The files below `folders()` (URIs), never outside of them, whatever links say. */
export class NodeWorkspace implements Workspace {
  constructor(readonly folders: () => readonly string[]) {}

  isInside(uri: string): boolean {
    const parsed = URI.parse(uri);
    return parsed.scheme === 'file' && this.folders().some((folder) => isBelow(URI.parse(folder).fsPath, parsed.fsPath));
  }

  async readFile(uri: string): Promise<Lookup<string>> {
    if (!this.isInside(uri)) {
      return unavailable(l10n.t('it is outside the workspace'));
    }
    const file = URI.parse(uri).fsPath;
    try {
      const real = await realpath(file);
      const folders = await Promise.all(this.folders().map((folder) => realpath(URI.parse(folder).fsPath).catch(() => undefined)));
      if (!folders.some((folder) => folder !== undefined && isBelow(folder, real))) {
        return unavailable(l10n.t('it is a link that leads out of the workspace'));
      }
      return await readTextFile(real);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return code === 'ENOENT' || code === 'ENOTDIR' ? MISSING : unavailable(cannotBeOpened(error));
    }
  }

  async *findFiles(root: string, options: FindOptions): AsyncIterable<string> {
    const top = URI.parse(root).fsPath;
    // Whoever names a link means what it leads to.
    const found = await stat(top).catch(() => undefined);
    if (found?.isFile()) {
      yield URI.file(top).toString();
    } else if (found !== undefined) {
      yield* this.walk(top, [], new Filter(top, options.exclude), options, 0);
    }
  }

  async isIgnored(uri: string, exclude: readonly string[]): Promise<boolean> {
    const file = URI.parse(uri).fsPath;
    const folder = this.folders()
      .map((candidate) => URI.parse(candidate).fsPath)
      .find((candidate) => isBelow(candidate, file));
    if (folder === undefined) {
      return true;
    }
    const filter = new Filter(folder, exclude);
    const rules: ScopedIgnore[] = [];
    const parts = path.relative(folder, file).split(path.sep);
    let current = folder;
    for (const [i, part] of parts.entries()) {
      await addIgnoreFile(current, rules);
      current = path.join(current, part);
      const isFolder = i < parts.length - 1;
      if (filter.hides(current, isFolder, rules) || (isFolder && (await isEnvironment(current)))) {
        return true;
      }
    }
    return false;
  }

  private async *walk(
    folder: string,
    outer: readonly ScopedIgnore[],
    filter: Filter,
    options: FindOptions,
    depth: number,
  ): AsyncIterable<string> {
    if (depth > MAX_DEPTH || options.signal.aborted) {
      return;
    }
    const entries = await entriesOf(folder, options);
    if (depth > 0 && entries.some(({ name }) => ENVIRONMENT_MARKS.has(name))) {
      return;
    }
    const rules = [...outer];
    if (entries.some(({ name }) => name === '.gitignore')) {
      await addIgnoreFile(folder, rules);
    }
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      // Links are not followed: what they lead to is scanned where it is, if it is in the workspace at all.
      if (options.signal.aborted || filter.hides(file, entry.isDirectory(), rules)) {
        continue;
      }
      if (entry.isDirectory()) {
        yield* this.walk(file, rules, filter, options, depth + 1);
      } else if (entry.isFile() && options.matches(file)) {
        yield URI.file(file).toString();
      }
    }
  }
}

/** A `.gitignore` and the folder that it speaks of. */
interface ScopedIgnore {
  readonly folder: string;
  readonly rules: Ignore;
}

class Filter {
  private readonly excluded: (file: string) => boolean;

  constructor(
    private readonly top: string,
    exclude: readonly string[],
  ) {
    this.excluded = exclude.length === 0 ? () => false : picomatch([...exclude], { dot: true });
  }

  hides(file: string, isFolder: boolean, rules: readonly ScopedIgnore[]): boolean {
    if (isFolder && FOREIGN.has(path.basename(file))) {
      return true;
    }
    const relative = posix(path.relative(this.top, file));
    if (this.excluded(relative) || (isFolder && this.excluded(`${relative}/`))) {
      return true;
    }
    // The innermost file that has an opinion decides, as in git.
    for (let i = rules.length - 1; i >= 0; i--) {
      const { folder, rules: ignored } = rules[i] as ScopedIgnore;
      const verdict = ignored.test(posix(path.relative(folder, file)) + (isFolder ? '/' : ''));
      if (verdict.ignored || verdict.unignored) {
        return verdict.ignored;
      }
    }
    return false;
  }
}

async function addIgnoreFile(folder: string, rules: ScopedIgnore[]): Promise<void> {
  const file = path.join(folder, '.gitignore');
  const stat = await lstat(file).catch(() => undefined);
  if (stat?.isFile() && stat.size <= MAX_IGNORE_BYTES) {
    const text = await readFile(file, 'utf8').catch(() => '');
    rules.push({ folder, rules: ignore().add(text) });
  }
}

/** In a stable order; a folder that cannot be opened is reported, and has none. */
async function entriesOf(folder: string, { onUnreadable }: FindOptions): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      entries.push(entry);
    }
  } catch (error) {
    onUnreadable(URI.file(folder).toString(), cannotBeOpened(error));
    return [];
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function cannotBeOpened(error: unknown): string {
  return l10n.t('it cannot be opened ({0})', (error as NodeJS.ErrnoException).code ?? 'error');
}

async function isEnvironment(folder: string): Promise<boolean> {
  const marks = await Promise.all([...ENVIRONMENT_MARKS].map((mark) => lstat(path.join(folder, mark)).catch(() => undefined)));
  return marks.some((mark) => mark !== undefined);
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}

function posix(file: string): string {
  return file.split(path.sep).join('/');
}
