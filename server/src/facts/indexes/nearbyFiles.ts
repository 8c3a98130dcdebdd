import { formatById, formatOf, formatOfNamed } from '../../formats/index';
import { mentionsIndexes } from '../../formats/pip/indexMentions';
import type { FolderEntries, Workspace } from '../../host';
import { addAll } from '../../packaging/lists';
import { uriIn, uriPath } from '../../packaging/uris';

/** Files around a file that can determine where its packages come from. */
export interface NearbyFiles {
  /**
   * Of the same project: in the folders from the file upwards, in subfolders of the project that are not projects of their own, and in folders for all projects
   * in those above it, which have the files of CI services and images. Nearest first.
   */
  readonly project: readonly string[];
  /** Beside the project: they may include the file. */
  readonly beside: readonly string[];
}

/** The relevant files of one folder, as URIs. */
interface Folder {
  readonly files: readonly string[];
  /** Those of `files` that can include others. */
  readonly includers: readonly string[];
  readonly folders: readonly string[];
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

/** Budget of the search for one file. */
const MAX_FOLDERS = 200;
const MAX_FILES = 300;
/** Maximum number of names per folder. */
const MAX_ENTRIES = 10_000;
/** Maximum number of files with ambiguous names per folder: a text file may be for pip, a YAML file may set variables. */
const MAX_OTHERS = 20;
/** Maximum depth below each folder. */
export const MAX_DEPTH_AROUND = 10;

/** Folders for all projects beside them, unless they are projects of their own: hidden ones, and those of images, deployment and CI. */
const FOR_ALL =
  /^(?:\..+|docker(?:files?)?|containers?|images?|deploy(?:ment)?s?|infra|ops|ci|build|conf(?:ig)?|etc|env(?:s|ironments?)?|scripts?|tools?)$/i;

/** A folder with one of these files is a project of its own. */
const PROJECT_MARKS: ReadonlySet<string> = new Set(['pyproject.toml', 'setup.py', 'setup.cfg', 'Pipfile', 'requirements.txt']);
/** These are looked up for each file itself, not for the files around it. */
const UNREAD = /\.(?:py|pyw|ipynb)$/i;
const UV_FILE = /\/(?:uv|pyproject)\.toml$/;
const NO_FOLDER: Folder = { files: [], includers: [], folders: [], hasMark: false };

/** Looks around files within limits. Each folder is listed once until `clear`, and no file is read. */
export class NearbyFileFinder {
  /** A promise until its entries are read: a search goes through very many folders, and most are known. */
  #folders = new Map<string, Folder | Promise<Folder>>();
  #found = new Map<string, Promise<NearbyFiles>>();

  readonly #reader: Pick<Workspace, 'foldersAbove' | 'entries'>;

  constructor(reader: Pick<Workspace, 'foldersAbove' | 'entries'>) {
    this.#reader = reader;
  }

  /** The same for all files of a folder. */
  around(file: string): Promise<NearbyFiles> {
    const folder = file.slice(0, file.lastIndexOf('/'));
    let found = this.#found.get(folder);
    if (found === undefined) {
      found = this.#find(file);
      this.#found.set(folder, found);
    }
    return found;
  }

  clear(): void {
    this.#folders = new Map();
    this.#found = new Map();
  }

  async #find(file: string): Promise<NearbyFiles> {
    const project: string[] = [];
    const beside: string[] = [];
    const seen = new Set<string>();
    const forAll: FolderBelow[] = [];
    const groups: FolderBelow[][] = [forAll];
    // The file's own project ends at a folder with a manifest. Folders above still apply to it, folders next to it do not.
    let isOwn = true;
    for (const { uri, onlyForUv } of await this.#reader.foldersAbove(file)) {
      const folder = this.#folder(uri);
      const { files, folders, hasMark } = folder instanceof Promise ? await folder : folder;
      seen.add(uri);
      addAll(project, onlyForUv ? files.filter((each) => UV_FILE.test(each)) : files);
      const others: FolderBelow[] = [];
      for (const each of onlyForUv ? [] : folders) {
        const isForAll = FOR_ALL.test(each.slice(uri.length + 1));
        (isForAll ? forAll : others).push({ uri: each, depth: 1, isPart: isOwn || isForAll });
      }
      groups.push(others);
      isOwn &&= !hasMark;
    }
    // What is below a nearer folder comes first: a folder with many others beside it does not lose its own.
    for (const group of groups) {
      for (const { uri, depth, isPart } of group) {
        if (seen.size >= MAX_FOLDERS || project.length + beside.length >= MAX_FILES) {
          break;
        }
        if (seen.has(uri)) {
          continue;
        }
        seen.add(uri);
        const folder = this.#folder(uri);
        const { files, includers, folders, hasMark } = folder instanceof Promise ? await folder : folder;
        const isProject = isPart && !hasMark;
        addAll(isProject ? project : beside, isProject ? files : includers);
        for (const each of depth < MAX_DEPTH_AROUND && !hasMark ? folders : []) {
          group.push({ uri: each, depth: depth + 1, isPart });
        }
      }
    }
    return { project: project.slice(0, MAX_FILES), beside: beside.slice(0, MAX_FILES) };
  }

  #folder(uri: string): Folder | Promise<Folder> {
    const folders = this.#folders;
    let folder = folders.get(uri);
    if (folder === undefined) {
      folder = this.#reader.entries(uri).then((entries) => {
        const read = folderOf(uri, entries);
        folders.set(uri, read);
        return read;
      });
      folders.set(uri, folder);
    }
    return folder;
  }
}

function folderOf(uri: string, entries: FolderEntries): Folder {
  if (entries.files.length + entries.folders.length === 0) {
    return NO_FOLDER;
  }
  const base = uriPath(uri);
  const join = (name: string): string => uriIn(uri, name);
  const requirements = formatById('requirements');
  const files: string[] = [];
  const includers: string[] = [];
  let others = 0;
  for (const name of entries.files.slice(0, MAX_ENTRIES)) {
    const path = `${base}/${name}`;
    const known = UNREAD.test(name) && name !== 'noxfile.py' ? undefined : formatOf(path);
    const isText = known === undefined && formatOfNamed(path) === requirements && others++ < MAX_OTHERS;
    // CI definitions include others, whatever their names.
    const isDefinition = known === undefined && /\.ya?ml$/i.test(name) && others++ < MAX_OTHERS;
    if (known !== undefined || isText || isDefinition || mentionsIndexes(name)) {
      files.push(join(name));
      if (isText || known?.generated === false) {
        includers.push(join(name));
      }
    }
  }
  return {
    files: limited(files),
    includers: limited(includers),
    folders: entries.folders.map(join),
    hasMark: entries.files.some((name) => PROJECT_MARKS.has(name)),
  };
}

/** Of too many files, those that are not requirements files first: they are few, and more likely to name an index. */
function limited(files: readonly string[]): readonly string[] {
  if (files.length <= MAX_FILES) {
    return files;
  }
  const isRequirements = (uri: string): boolean => /\.(?:txt|in|pip)$/i.test(uri);
  return [...files.filter((uri) => !isRequirements(uri)), ...files.filter(isRequirements)].slice(0, MAX_FILES);
}
