import { formatById, formatOf, formatOfNamed } from '../../formats/index';
import { mentionsIndexes } from '../../formats/pip/indexMentions';
import type { FolderEntries, Workspace } from '../../host';
import { addAll } from '../../packaging/lists';
import { uriIn, uriPath } from '../../packaging/uris';
import { cachePromise } from '../../promiseCache';

/** Files around a file that can determine where its packages come from. */
export interface NearbyFiles {
  /**
   * Of the same project: in the folders from the file upwards, in subfolders of the project that are not projects of their own, and in folders for all projects
   * in those above it, which have the files of CI services and images. Nearest first.
   */
  readonly project: readonly string[];
  /** Beside the project: they may include the file. */
  readonly beside: readonly string[];
  /** A limit of the search was hit: there are more files or folders. */
  readonly isCut: boolean;
}

/** The relevant files of one folder, as URIs. */
interface Folder {
  readonly files: readonly string[];
  /** Those of `files` that can include others. */
  readonly includers: readonly string[];
  /** More files, for a wide search. A text file of any name may be for pip, and a YAML file may set variables. */
  readonly others: readonly string[];
  readonly folders: readonly string[];
  /** It has more entries than are listed. */
  readonly isCut: boolean;
  /** It is a project of its own. */
  readonly hasMark: boolean;
}

/** A folder to look into. */
interface FolderBelow {
  readonly uri: string;
  readonly depth: number;
  /** It is a part of the file's project, unless it is a project of its own. */
  readonly isPart: boolean;
}

/** Budget of a search for one file. */
interface Budget {
  readonly folders: number;
  readonly files: number;
  /** Maximum depth below each folder. */
  readonly depth: number;
  /** With all files of ambiguous names. */
  readonly withOthers: boolean;
}

/** A verdict waits for this search. */
const NEAR: Budget = { folders: 200, files: 300, depth: 10, withOthers: false };
/** This one is done before a name is sent. */
const WIDE: Budget = { folders: 5_000, files: 5_000, depth: 40, withOthers: true };
export const MAX_DEPTH_AROUND = WIDE.depth;
/** Maximum number of files with ambiguous names per folder in a near search. */
const MAX_OTHERS = 20;
/** The results of so many wide searches are kept. */
const MAX_WIDE = 100;

/** Folders for all projects beside them, unless they are projects of their own: hidden ones, and those of images, deployment and CI. */
const FOR_ALL =
  /^(?:\..+|docker(?:files?)?|containers?|images?|deploy(?:ment)?s?|infra|ops|ci|build|conf(?:ig)?|etc|env(?:s|ironments?)?|scripts?|tools?)$/i;

/** A folder with one of these files is a project of its own. */
const PROJECT_MARKS: ReadonlySet<string> = new Set(['pyproject.toml', 'setup.py', 'setup.cfg', 'Pipfile', 'requirements.txt']);
/** These are looked up for each file itself, not for the files around it. */
const UNREAD = /\.(?:py|pyw|ipynb)$/i;
const UV_FILE = /\/(?:uv|pyproject)\.toml$/;
const NO_FOLDER: Folder = { files: [], includers: [], others: [], folders: [], isCut: false, hasMark: false };

/** A wide search. */
interface WideSearch {
  found: NearbyFiles;
  /** No file has changed since. */
  isCurrent: boolean;
}

/** Looks around files within limits. Each folder is listed once until `clear`, and no file is read. */
export class NearbyFileFinder {
  /** A promise until its entries are read: a search goes through very many folders, and most are known. */
  #folders = new Map<string, Folder | Promise<Folder>>();
  #found = new Map<string, Promise<NearbyFiles>>();
  /** By folder. If files change, the results hold until the next wide search. */
  readonly #wide = new Map<string, WideSearch>();

  readonly #reader: Pick<Workspace, 'foldersAbove' | 'entries'>;

  constructor(reader: Pick<Workspace, 'foldersAbove' | 'entries'>) {
    this.#reader = reader;
  }

  /** The same for all files of a folder. */
  async around(file: string): Promise<NearbyFiles> {
    const folder = folderOf(file);
    let near = this.#found.get(folder);
    if (near === undefined) {
      near = cachePromise(this.#found, folder, this.#find(file, NEAR));
    }
    const found = await near;
    return found.isCut ? (this.#wide.get(folder)?.found ?? found) : found;
  }

  /** Searches on where `around` came to a limit. False: there was no need to. */
  async searchWidely(file: string): Promise<boolean> {
    const folder = folderOf(file);
    const near = await this.around(file);
    if (this.#wide.get(folder)?.isCurrent ?? !near.isCut) {
      return false;
    }
    const found = await this.#find(file, WIDE);
    this.#wide.delete(folder);
    this.#wide.set(folder, { found, isCurrent: true });
    for (const [oldest] of [...this.#wide].slice(0, -MAX_WIDE)) {
      this.#wide.delete(oldest);
    }
    return true;
  }

  clear(): void {
    this.#folders = new Map();
    this.#found = new Map();
    for (const search of this.#wide.values()) {
      search.isCurrent = false;
    }
  }

  async #find(file: string, budget: Budget): Promise<NearbyFiles> {
    const project: string[] = [];
    const beside: string[] = [];
    const seen = new Set<string>();
    const forAll: FolderBelow[] = [];
    const groups: FolderBelow[][] = [forAll];
    let isCut = false;
    const take = (uris: string[], files: readonly string[], { others }: Folder): void => {
      addAll(uris, files);
      addAll(uris, budget.withOthers ? others : []);
      isCut ||= others.length > 0 && !budget.withOthers;
    };
    // The file's own project ends at a folder with a manifest. Folders above still apply to it, folders next to it do not.
    let isOwn = true;
    for (const { uri, onlyForUv } of await this.#reader.foldersAbove(file)) {
      const known = this.#folder(uri);
      const folder = known instanceof Promise ? await known : known;
      seen.add(uri);
      if (onlyForUv) {
        addAll(
          project,
          folder.files.filter((each) => UV_FILE.test(each)),
        );
        continue;
      }
      take(project, folder.files, folder);
      isCut ||= folder.isCut;
      const others: FolderBelow[] = [];
      for (const each of folder.folders) {
        const isForAll = FOR_ALL.test(each.slice(uri.length + 1));
        (isForAll ? forAll : others).push({ uri: each, depth: 1, isPart: isOwn || isForAll });
      }
      groups.push(others);
      isOwn &&= !folder.hasMark;
    }
    // What is below a nearer folder comes first: a folder with many others beside it does not lose its own.
    for (const group of groups) {
      for (const { uri, depth, isPart } of group) {
        if (seen.has(uri)) {
          continue;
        }
        if (seen.size >= budget.folders || project.length + beside.length >= budget.files) {
          isCut = true;
          break;
        }
        seen.add(uri);
        const known = this.#folder(uri);
        const folder = known instanceof Promise ? await known : known;
        const { files, includers, folders, hasMark } = folder;
        const isProject = isPart && !hasMark;
        take(isProject ? project : beside, isProject ? files : includers, folder);
        isCut ||= folder.isCut || (depth >= budget.depth && !hasMark && folders.length > 0);
        for (const each of depth < budget.depth && !hasMark ? folders : []) {
          group.push({ uri: each, depth: depth + 1, isPart });
        }
      }
    }
    isCut ||= Math.max(project.length, beside.length) > budget.files;
    return { project: limited(project, budget.files), beside: limited(beside, budget.files), isCut };
  }

  #folder(uri: string): Folder | Promise<Folder> {
    const folders = this.#folders;
    let folder = folders.get(uri);
    if (folder === undefined) {
      const listed = this.#reader.entries(uri).then((entries) => {
        const read = contentOf(uri, entries);
        folders.set(uri, read);
        return read;
      });
      folder = cachePromise(folders, uri, listed);
    }
    return folder;
  }
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}

function contentOf(uri: string, entries: FolderEntries): Folder {
  if (entries.files.length + entries.folders.length === 0) {
    return NO_FOLDER;
  }
  const base = uriPath(uri);
  const join = (name: string): string => uriIn(uri, name);
  const requirements = formatById('requirements');
  const files: string[] = [];
  const includers: string[] = [];
  const others: string[] = [];
  let ambiguous = 0;
  for (const name of entries.files) {
    const path = `${base}/${name}`;
    const known = UNREAD.test(name) && name !== 'noxfile.py' ? undefined : formatOf(path);
    const isText = known === undefined && formatOfNamed(path) === requirements;
    // CI definitions include others, whatever their names.
    const isDefinition = known === undefined && /\.ya?ml$/i.test(name);
    if ((isText || isDefinition) && ++ambiguous > MAX_OTHERS && !mentionsIndexes(name)) {
      others.push(join(name));
    } else if (known !== undefined || isText || isDefinition || mentionsIndexes(name)) {
      files.push(join(name));
      if (isText || known?.generated === false) {
        includers.push(join(name));
      }
    }
  }
  const near = limited(files, NEAR.files);
  const isNear = files.length === near.length ? undefined : new Set(near);
  return {
    files: near,
    includers: limited(includers, NEAR.files),
    others: isNear === undefined ? others : [...files.filter((file) => !isNear.has(file)), ...others],
    folders: entries.folders.map(join),
    isCut: entries.isCut === true,
    hasMark: entries.files.some((name) => PROJECT_MARKS.has(name)),
  };
}

/** Of too many files, those that are not requirements files first: they are few, and more likely to name an index. */
function limited(files: readonly string[], most: number): readonly string[] {
  if (files.length <= most) {
    return files;
  }
  const isRequirements = (uri: string): boolean => /\.(?:txt|in|pip)$/i.test(uri);
  return [...files.filter((uri) => !isRequirements(uri)), ...files.filter(isRequirements)].slice(0, most);
}
