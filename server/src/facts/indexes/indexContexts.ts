import type { FileFormat, IndexOption } from '../../formats/manifest/format';
import type { Workspace } from '../../host';
import { isUntitled } from '../../packaging/uris';
import { fileUriOf } from '../../protocol/notebookUri';
import type { ProjectLayout } from '../layout/layout';
import { DeclarationStore, type Parse } from './declarationStore';
import { EMPTY, type IndexDeclarations, MAX_RUN, ofUv, UNREAD } from './indexDeclarations';
import { MAX_DEPTH_AROUND, NearbyFileFinder } from './nearbyFiles';

/**
 * How the options of another file affect a file. `run`: an installer reads both at once, so they apply. `install`: another file has commands or
 * tables that install this one. `project`: the file is part of the same project; nothing says that both are used together.
 */
export type IndexRelation = 'run' | 'install' | 'project';

/** The index options of one other file. */
export interface InheritedIndexes {
  readonly uri: string;
  readonly relation: IndexRelation;
  readonly indexes: readonly IndexOption[];
}

/** The index options of other files for one file. The same object as long as they are the same. */
export interface IndexContext {
  readonly inherited: readonly InheritedIndexes[];
  /** uv installs the requirements of the file, according to the files around it. */
  readonly usesUv: boolean;
  /** There are more files around it than were searched: one of them may name an index. */
  readonly isCut?: boolean;
}

export const NO_INDEX_CONTEXT: IndexContext = { inherited: [], usesUv: false };

type ContextReader = Pick<Workspace, 'folders' | 'foldersAbove' | 'entries' | 'readAround'>;

/** Lock files that name the index of each package: other files have no influence. */
const COMPLETE: ReadonlySet<string> = new Set(['uv-lock', 'poetry-lock']);
/** Formats with includes that pip reads in the same run. */
const PIP_FILES: ReadonlySet<string> = new Set(['requirements', 'constraints']);

/** Formats that set the environment in which an inline script may run; files without a format do too. Tables of its project do not apply to it. */
const HEARD_BY_SCRIPTS: ReadonlySet<string> = new Set([
  ...['uv', 'ci-workflow', 'dockerfile', 'shell', 'powershell', 'batch', 'makefile', 'justfile', 'mise', 'devcontainer'],
  ...['jenkinsfile', 'vscode-tasks', 'procfile', 'package-json', 'read-the-docs'],
]);

/** Finds the index options of the files around a file. Contents are kept until they change. Open documents are read as they are in the editor. */
export class IndexContexts {
  readonly declarations: DeclarationStore;
  #contexts = new Map<string, { readonly version: number; readonly context: Promise<IndexContext> }>();
  readonly #nearby: NearbyFileFinder;
  #reach: { readonly version: number; readonly folders: ReadonlySet<string> } | undefined;
  readonly #reader: ContextReader;
  readonly #layoutOf: (uri: string) => Promise<ProjectLayout>;

  constructor(reader: ContextReader, layoutOf: (uri: string) => Promise<ProjectLayout>, parse: Parse) {
    this.#reader = reader;
    this.#layoutOf = layoutOf;
    this.declarations = new DeclarationStore(reader, parse);
    this.#nearby = new NearbyFileFinder(reader);
  }

  /** A number that changes whenever something may have changed. */
  get state(): number {
    return this.declarations.state;
  }

  async of(uri: string, format: Pick<FileFormat, 'id'>): Promise<IndexContext> {
    if (uri === '' || COMPLETE.has(format.id)) {
      return NO_INDEX_CONTEXT;
    }
    await this.declarations.update();
    const known = this.#contexts.get(uri);
    if (known?.version === this.declarations.version) {
      return known.context;
    }
    const version = this.declarations.version;
    const context = this.#find(uri, format.id).then(async (found) => {
      // A failed request does not count as an earlier one.
      const before = await known?.context.catch(() => undefined);
      return before !== undefined && JSON.stringify(before) === JSON.stringify(found) ? before : found;
    });
    this.#contexts.set(uri, { version, context });
    context.catch(() => this.#contexts.delete(uri));
    const found = await context;
    // Files that were read on the way may reveal more, such as a file that includes this one.
    return this.declarations.version === version ? found : this.of(uri, format);
  }

  /** Like `of`, for names that are to be sent: a search that came to a limit goes on. */
  async ofAll(uri: string, format: Pick<FileFormat, 'id'>): Promise<IndexContext> {
    const context = await this.of(uri, format);
    if (uri === '' || COMPLETE.has(format.id)) {
      return context;
    }
    const files = isUntitled(uri) ? this.#reader.folders().map(insideOf) : [fileUriOf(uri)];
    for (const file of files) {
      if (await this.#nearby.searchWidely(file)) {
        this.declarations.noteChange();
      }
    }
    return this.of(uri, format);
  }

  /** The index options of all files below folders (URIs), for a name that is not in a file: it may belong to any project there. */
  async ofFolders(folders: readonly string[]): Promise<IndexContext> {
    for (const folder of folders) {
      await this.#nearby.searchWidely(insideOf(folder));
    }
    return this.#nearFolders(folders);
  }

  async #nearFolders(folders: readonly string[]): Promise<IndexContext> {
    const inherited = new Map<string, InheritedIndexes>();
    let isCut = false;
    for (const folder of folders) {
      const near = await this.#nearby.around(insideOf(folder));
      isCut ||= near.isCut;
      for (const { uri, indexes } of await this.declarations.speakers([...near.project, ...near.beside])) {
        inherited.set(uri, { uri, relation: 'project', indexes });
      }
    }
    return { inherited: [...inherited.values()], usesUv: false, ...(isCut && { isCut }) };
  }

  /**
   * A scan reads the files that `isRead` accepts, so they are not read for other files until it has ended. Until then the answer of `of` is preliminary,
   * and has to be requested again if `mayHaveMore` is true. No name may be sent anywhere because of it. Undefined: the scan has ended.
   */
  leaveToScan(isRead: ((uri: string) => boolean) | undefined): void {
    this.declarations.leaveToScan(isRead);
  }

  /** Whether another file with index options can affect a file: a file around it, or a file of a run that includes it. */
  mayHaveMore(uri: string): boolean {
    if (this.declarations.speaking.size === 0) {
      return false;
    }
    if (this.#reach?.version !== this.declarations.version) {
      this.#reach = { version: this.declarations.version, folders: reachOf(this.declarations.speaking) };
    }
    if (this.declarations.hasRun(uri)) {
      return true;
    }
    const file = fileUriOf(uri);
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      if (this.#reach.folders.has(file.slice(0, slash))) {
        return true;
      }
    }
    return false;
  }

  /** Forgets everything that can be found again, but not the index options of files. */
  trim(): void {
    this.#contexts = new Map();
    this.#nearby.clear();
    this.declarations.trim();
  }

  /** Facts about projects and workspaces have changed. */
  layoutChanged(): void {
    this.declarations.noteChange();
  }

  /** Files or folders on disk have changed. */
  clear(): void {
    this.#contexts = new Map();
    this.#nearby.clear();
    this.declarations.clear();
  }

  async #find(uri: string, formatId: string): Promise<IndexContext> {
    const file = fileUriOf(uri);
    if (isUntitled(uri)) {
      return this.#nearFolders(this.#reader.folders());
    }
    const inherited = new Map<string, InheritedIndexes>();
    const add = (reading: IndexDeclarations | undefined, relation: IndexRelation): void => {
      if (reading !== undefined && reading.uri !== uri && reading.indexes.length > 0 && !inherited.has(reading.uri)) {
        inherited.set(reading.uri, { uri: reading.uri, relation, indexes: reading.indexes });
      }
    };
    const usesUv = await this.#addUv(uri, formatId, add);
    const near = await this.#nearby.around(file);
    if (formatId === 'inline-script') {
      for (const reading of await this.declarations.speakers(near.project)) {
        if (reading.formatId === '' || HEARD_BY_SCRIPTS.has(reading.formatId)) {
          add(reading, 'project');
        }
      }
    } else {
      // Reads all of them before the graph is walked: each may include this file.
      await this.declarations.readAll(near.project);
      await this.declarations.readAll(near.beside);
      await this.#addRun(uri, add);
      const folder = file.slice(0, file.lastIndexOf('/') + 1);
      const above = [...this.declarations.speaking].filter((each) => folder.startsWith(each.slice(0, each.lastIndexOf('/') + 1)));
      for (const reading of [...(await this.declarations.speakers(near.project)), ...(await this.declarations.speakers(above))]) {
        add(reading, 'project');
      }
      if (file !== uri) {
        this.#addNotebook(file, await this.declarations.reading(file), add);
      }
    }
    return { inherited: [...inherited.values()], usesUv, ...(near.isCut && { isCut: true }) };
  }

  /** The uv settings that apply to the file. No pyproject.toml affects an inline script. */
  async #addUv(
    uri: string,
    formatId: string,
    add: (reading: IndexDeclarations | undefined, relation: IndexRelation) => void,
  ): Promise<boolean> {
    if (formatId !== 'pyproject' && formatId !== 'inline-script') {
      return false;
    }
    const { uvSettings, workspace } = await this.#layoutOf(uri);
    const root = workspace?.tool === 'uv' ? workspace.root.manifest : undefined;
    const isMember = formatId === 'pyproject' && root !== undefined && root !== uri;
    if (uvSettings !== undefined && uvSettings !== uri && (formatId === 'pyproject' || uvSettings.endsWith('/uv.toml'))) {
      add(ofUv(await this.declarations.reading(uvSettings)), 'run');
    }
    if (isMember) {
      add(ofUv(await this.declarations.reading(root)), 'run');
    }
    return uvSettings !== undefined || isMember;
  }

  /** All files of the runs that read the file: those that include it, at any depth, and what they include. */
  async #addRun(uri: string, add: (reading: IndexDeclarations | undefined, relation: IndexRelation) => void): Promise<void> {
    const above = new Set<string>([uri]);
    for (const each of above) {
      for (const includer of this.declarations.includersOf(each) ?? []) {
        if (above.size < MAX_RUN) {
          above.add(includer);
        } else if (!above.has(includer)) {
          add({ ...EMPTY, uri: includer, indexes: [UNREAD] }, 'run');
        }
      }
    }
    const installs: string[] = [];
    const seen = new Set<string>();
    for (const each of above) {
      const reading = await this.declarations.reading(each);
      if (PIP_FILES.has(reading?.formatId ?? '') || each === uri) {
        await this.#addIncluded(each, seen, (one) => add(one, 'run'));
      } else {
        installs.push(each);
      }
    }
    for (const each of installs) {
      await this.#addIncluded(each, new Set(), (one) => add(one, 'install'));
    }
  }

  async #addIncluded(start: string, seen: Set<string>, add: (reading: IndexDeclarations | undefined) => void): Promise<void> {
    const pending: { readonly uri: string; readonly includer?: IndexDeclarations | undefined }[] = [{ uri: start }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { uri, includer } = next;
      if (!seen.has(uri) && seen.size >= MAX_RUN) {
        // Any of the others may name an index.
        add({ ...EMPTY, uri, indexes: [UNREAD] });
        return;
      }
      if (!seen.has(uri)) {
        seen.add(uri);
        const reading = await this.declarations.reading(uri);
        // The working directory of a command is a guess: a file that does not exist there is not part of its run.
        const isHidden = reading?.isUnread === true && PIP_FILES.has(includer?.formatId ?? '');
        add(isHidden ? { ...reading, indexes: [UNREAD] } : reading);
        for (const target of reading?.includes ?? []) {
          pending.push({ uri: target, includer: reading });
        }
      }
    }
  }

  /** A cell belongs to the kernel of its notebook, and so do its other cells. */
  #addNotebook(
    file: string,
    reading: IndexDeclarations | undefined,
    add: (reading: IndexDeclarations | undefined, relation: IndexRelation) => void,
  ): void {
    add(reading, 'run');
    for (const other of this.declarations.known()) {
      if (other.formatId === 'notebook-cell' && fileUriOf(other.uri) === file) {
        add(other, 'run');
      }
    }
  }
}

/** The address of any file directly in a folder. */
function insideOf(folder: string): string {
  return folder.replace(/\/?$/, '/_');
}

/** The folders in which a file can affect another one: a folder above it, or a folder at most this deep below one of those. */
function reachOf(uris: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    let folder = fileUriOf(uri);
    for (let level = 0; level <= MAX_DEPTH_AROUND && folder.includes('/'); level++) {
      folder = folder.slice(0, folder.lastIndexOf('/'));
      folders.add(folder);
    }
  }
  return folders;
}
