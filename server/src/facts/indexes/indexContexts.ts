import type { FileFormat } from '../../formats/manifest/format';
import type { Workspace } from '../../host';
import { isUntitled } from '../../packaging/uris';
import { fileUriOf } from '../../protocol/notebookUri';
import type { ProjectLayout } from '../layout/layout';
import { DeclarationReach } from './declarationReach';
import { DeclarationStore, type Parse } from './declarationStore';
import { type IndexContext, type InheritedIndexes, NO_INDEX_CONTEXT } from './indexContext';
import { NearbyFileFinder } from './nearbyFiles';
import { type AddReading, SameRun } from './sameRun';

type ContextReader = Pick<Workspace, 'folders' | 'foldersAbove' | 'entries' | 'readAround'>;

/** Lock files that name the index of each package: other files have no influence. */
const COMPLETE: ReadonlySet<string> = new Set(['uv-lock', 'poetry-lock']);
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
  readonly #reach: DeclarationReach;
  readonly #sameRun: SameRun;
  readonly #reader: ContextReader;

  constructor(reader: ContextReader, layoutOf: (uri: string) => Promise<ProjectLayout>, parse: Parse) {
    this.#reader = reader;
    this.declarations = new DeclarationStore(reader, parse);
    this.#nearby = new NearbyFileFinder(reader);
    this.#reach = new DeclarationReach(this.declarations);
    this.#sameRun = new SameRun(this.declarations, layoutOf);
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
    return this.declarations.hasRun(uri) || this.#reach.includes(uri);
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
    const add: AddReading = (reading, relation) => {
      if (reading !== undefined && reading.uri !== uri && reading.indexes.length > 0 && !inherited.has(reading.uri)) {
        inherited.set(reading.uri, { uri: reading.uri, relation, indexes: reading.indexes });
      }
    };
    const usesUv = await this.#sameRun.addUv(uri, formatId, add);
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
      await this.#sameRun.addIncluders(uri, add);
      const folder = file.slice(0, file.lastIndexOf('/') + 1);
      const above = [...this.declarations.speaking].filter((each) => folder.startsWith(each.slice(0, each.lastIndexOf('/') + 1)));
      for (const reading of [...(await this.declarations.speakers(near.project)), ...(await this.declarations.speakers(above))]) {
        add(reading, 'project');
      }
      if (file !== uri) {
        await this.#sameRun.addNotebook(file, add);
      }
    }
    return { inherited: [...inherited.values()], usesUv, ...(near.isCut && { isCut: true }) };
  }
}

/** The address of any file directly in a folder. */
function insideOf(folder: string): string {
  return folder.replace(/\/?$/, '/_');
}
