import type { Dirent } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import type { FindOptions, FoundFile } from '../../host';
import { encodeComponent } from '../../packaging/escapes';
import type { Disk } from '../disk';
import { fileUri } from '../fileUri';
import { isBelow } from '../isBelow';
import { ENVIRONMENT_MARKS } from './environments';
import { targetOf } from './links';
import { addIgnoreFile, FOREIGN, INSTALLED, type PathFilter, type ScopedIgnore } from './pathFilter';
import { cannotBeOpened, leadsOut } from './reasons';

/** Number of folders that are opened ahead of their turn. */
const LISTED_AHEAD = 16;

/** How much of the folders that git ignores is looked at: they may contain data of any size. */
const MAX_IGNORED_ENTRIES = 50_000;
const MAX_DEPTH = 64;
/** What a walk needs. */
export interface FileWalkParts {
  readonly disk: Disk;
  readonly options: FindOptions;
  /** For the first folder. */
  readonly filter: PathFilter;
  /** Whether a path without links is in the workspace. */
  holds(real: string): Promise<boolean>;
}

/** The state for one folder of the walk. */
interface Place {
  /** Of the folders above. */
  readonly rules: readonly ScopedIgnore[];
  readonly depth: number;
  /** Of the repository around the folder. */
  readonly filter: PathFilter;
  /** URI of the `.gitignore` that hides the folder or one of its parents. */
  readonly ignoredBy?: string | undefined;
}

/** One walk through a folder and its subfolders. */
export class FileWalk {
  readonly #parts: FileWalkParts;
  /** Targets of links to folders, without links in their paths. */
  readonly #linked = new Set<string>();
  /** Folders that were opened ahead of their turn, by path. */
  readonly #listings = new Map<string, Dirent[] | Promise<Dirent[]>>();
  /** How much of the folders that git ignores was looked at. */
  #ignoredEntries = 0;

  constructor(parts: FileWalkParts) {
    this.#parts = parts;
  }

  files(top: string): AsyncIterable<FoundFile> {
    return this.#below(top, { rules: [], depth: 0, filter: this.#parts.filter });
  }

  async *#below(folder: string, place: Place): AsyncIterable<FoundFile> {
    const { options } = this.#parts;
    const { ignoredBy, depth } = place;
    if (options.signal.aborted) {
      return;
    }
    if (depth > MAX_DEPTH) {
      options.onUnreadable(fileUri(folder), l10n.t('it is nested too deeply'), 'folder');
      return;
    }
    const uri = fileUri(folder);
    const entries = await this.#entriesOf(folder);
    const isRepository = depth > 0 && entries.some(({ name }) => name === '.git');
    const filter = isRepository ? await place.filter.inRepository(folder) : place.filter;
    if (depth > 0 && entries.some(({ name }) => ENVIRONMENT_MARKS.has(name)) && (await filter.isEnvironment(folder))) {
      await this.#noteEnvironment(folder, entries, filter);
      return;
    }
    this.#ignoredEntries += ignoredBy === undefined ? 0 : entries.length;
    if (this.#ignoredEntries > MAX_IGNORED_ENTRIES) {
      options.onPassedOver(uri, { why: 'too-many', by: ignoredBy });
      return;
    }
    const rules = [...place.rules];
    if (entries.some(({ name }) => name === '.gitignore')) {
      await addIgnoreFile(this.#parts.disk, folder, rules);
    }
    const matches = await options.matcherOf(uri);
    let listed = 0;
    for (const [i, entry] of entries.entries()) {
      const file = path.join(folder, entry.name);
      listed = this.#listAhead(folder, entries, Math.max(i, listed));
      const target = entry.isSymbolicLink() ? await targetOf(this.#parts.disk, file) : undefined;
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
      } else if (target !== undefined && !(await this.#parts.holds(target.real))) {
        if (kind.isDirectory() || isWanted) {
          options.onUnreadable(fileUri(file), leadsOut(), kind.isDirectory() ? 'folder' : 'file');
        }
      } else if (kind.isDirectory() && (target === undefined || (await this.#isNews(file, target.real)))) {
        yield* this.#below(file, { rules, depth: depth + 1, filter, ignoredBy: ignoredBy ?? hidden?.by });
      } else if (isWanted) {
        yield { uri: fileUri(file), ignoredBy };
      }
    }
  }

  /** If git does not show that no file of such a folder matters, its files have to be reported as not checked. */
  async #noteEnvironment(folder: string, entries: readonly Dirent[], filter: PathFilter): Promise<void> {
    const { options } = this.#parts;
    const uri = fileUri(folder);
    const matches = await options.matcherOf(uri);
    if (!filter.isVersioned && entries.some((entry) => entry.isFile() && matches(path.join(folder, entry.name)))) {
      options.onUnreadable(uri, l10n.t('it looks like a virtual environment'), 'folder');
    } else {
      options.onPassedOver(uri, { why: 'environment' });
    }
  }

  /** Whether a linked folder does not contain the link itself, and no other link has led there. */
  async #isNews(link: string, real: string): Promise<boolean> {
    if (this.#linked.has(real) || isBelow(real, await this.#parts.disk.realpath(path.dirname(link)))) {
      return false;
    }
    this.#linked.add(real);
    return true;
  }

  /** In a stable order. A folder that cannot be opened is reported, and has no entries. */
  async #entriesOf(folder: string): Promise<Dirent[]> {
    try {
      const entries = await (this.#listings.get(folder) ?? this.#parts.disk.readdir(folder));
      return inOrder(entries);
    } catch (error) {
      this.#parts.options.onUnreadable(fileUri(folder), cannotBeOpened(error), 'folder');
      return [];
    } finally {
      this.#listings.delete(folder);
    }
  }

  /** Opens the next folders of those in `entries`, from `start` on, that will be walked. Returns where to continue. */
  #listAhead(folder: string, entries: readonly Dirent[], start: number): number {
    const { disk } = this.#parts;
    if (!disk.answersLater) {
      return entries.length;
    }
    let i = start;
    for (; i < entries.length && this.#listings.size < LISTED_AHEAD; i++) {
      const entry = entries[i] as Dirent;
      const next = path.join(folder, entry.name);
      if (entry.isDirectory() && !FOREIGN.has(entry.name) && !this.#listings.has(next)) {
        const listing = Promise.resolve(disk.readdir(next));
        // The failure reaches the caller that awaits the result.
        listing.catch(() => undefined);
        this.#listings.set(next, listing);
      }
    }
    return i;
  }
}

/** The files below the entries are then in the order of their URIs. */
function inOrder(entries: readonly Dirent[]): Dirent[] {
  const keyed = entries.map((entry) => ({ entry, key: `${encodeComponent(entry.name)}${entry.isDirectory() ? '/' : ''}` }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ entry }) => entry);
}
