import { URI, Utils } from 'vscode-uri';
import { PROJECT_FILES, type ProjectFile, readProjectFile, saysTheSame, type WorkspaceTable } from '../../formats/projectFile';
import type { SourceRule } from '../../formats/tables/packageSources';
import type { Workspace } from '../../host';
import { decodeComponent } from '../../packaging/escapes';
import { isValidName, normalizeName } from '../../packaging/name';
import { partMatcher, partsOf, pathPattern } from '../../packaging/pathPattern';
import { isUntitled, uriFolder, uriIn, uriPath } from '../../packaging/uris';
import { cachePromise } from '../../promiseCache';
import { fileUriOf } from '../../protocol/notebookUri';

/** The input of the layout, from the workspace's files. */
export type LayoutReader = Pick<Workspace, 'foldersAbove' | 'entries' | 'readAround'>;

/** A folder with a manifest of its own. */
export interface ProjectFolder {
  /** URI without a trailing slash. */
  readonly folder: string;
  /** URI of its pyproject.toml. Without one: of the setup.cfg or setup.py. */
  readonly manifest: string;
  /** Normalized. Absent: no manifest of the folder has it as a literal. */
  readonly name?: string;
}

/** Several projects that are developed together. */
export interface ProjectWorkspace {
  readonly tool: WorkspaceTable['tool'];
  /** The folder of the pyproject.toml that has the workspace table. Its sources and indexes apply to all members if `tool` is uv. */
  readonly root: ProjectFolder;
  /** In the order of their URIs. Includes the root if it is a project. */
  readonly members: readonly ProjectFolder[];
  /** The root's `[tool.uv.sources]`, by normalized name. They apply to members without a source of their own for the name. */
  readonly sources: ReadonlyMap<string, SourceRule>;
  /** Names of the root's `[[tool.uv.index]]`. */
  readonly indexNames: ReadonlySet<string>;
}

/** The project and the workspace around a file. */
export interface ProjectLayout {
  /** The nearest folder with a manifest: the file's own or one above it. */
  readonly project?: ProjectFolder;
  /** The versions of Python that the project supports, a PEP 440 specifier. */
  readonly requiresPython?: string;
  /** The workspace that contains the project as a member or root. */
  readonly workspace?: ProjectWorkspace;
  /** The file with the uv settings for this folder: a `uv.toml`, or a pyproject.toml with `[tool.uv]`. In a workspace, that of the root. */
  readonly uvSettings?: string;
  /** Normalized names of this project and of the members of its workspace. */
  readonly ownNames: ReadonlySet<string>;
  /** Normalized names of the projects that this one or its workspace takes from a path, even if only in some environments. */
  readonly pathNames: ReadonlySet<string>;
}

/**
 * The target of a path. `unnamed`: a project with a name that is only known after a build. `missing`: no project. `outside`: a place that
 * Lookalike may not read.
 */
export type PathTarget = { readonly kind: 'project'; readonly name: string } | { readonly kind: 'unnamed' | 'missing' | 'outside' };

/** Limits of one workspace: folders to compare with its globs, and members to read. */
const MAX_VISITED = 2_000;
const MAX_MEMBERS = 5_000;
/** Maximum depth of `**`. */
const MAX_DEPTH = 16;

const UV_TOML = 'uv.toml';
const PYPROJECT = 'pyproject.toml';

/** The folder of the search for members. */
interface Search {
  /** The folders above the requesting file. */
  readonly above: readonly string[];
  /** Number of folders that may still be opened. */
  visits: number;
}

interface Folder {
  readonly project: ProjectFolder;
  readonly file: ProjectFile;
}

/** A file of a project, and its text if it is being edited. */
interface ReadFile {
  readonly text?: string;
  readonly file: ProjectFile;
}

/** Finds the project and the workspace around files. Contents are kept until `clear`. Open documents are read as they are in the editor. */
export class ProjectLayouts {
  #files = new Map<string, Promise<ReadFile | undefined>>();
  #workspaces = new Map<string, Promise<ProjectWorkspace>>();
  #layouts = new Map<string, Promise<ProjectLayout>>();
  #above = new Map<string, Promise<readonly string[]>>();

  readonly #reader: LayoutReader;

  constructor(reader: LayoutReader) {
    this.#reader = reader;
  }

  /** The layout around a document. Empty for a document without a folder. */
  of(document: string): Promise<ProjectLayout> {
    const uri = fileUriOf(document);
    if (uri === '' || isUntitled(uri)) {
      return Promise.resolve({ ownNames: new Set(), pathNames: new Set() });
    }
    const folder = parentOf(uri);
    let layout = this.#layouts.get(folder);
    if (layout === undefined) {
      layout = cachePromise(this.#layouts, folder, this.#findLayout(folder));
    }
    return layout;
  }

  /** The project at a path in a file of `folder` (a URI): a folder with a manifest, a wheel or a source distribution. */
  async at(folder: string, path: string): Promise<PathTarget> {
    return this.#targetOf(folder, path, await this.#foldersAbove(folder));
  }

  clear(): void {
    this.#files = new Map();
    this.#workspaces = new Map();
    this.#layouts = new Map();
    this.#above = new Map();
  }

  /** The text of a file has changed, in the editor or on disk. True: its statements about the project have changed, and layouts were computed anew. */
  async changed(uri: string): Promise<boolean> {
    const before = this.#files.get(uri);
    if (before === undefined) {
      return false;
    }
    const after = cachePromise(this.#files, uri, this.#readFile(uri, before));
    const [old, now] = [(await before)?.file, (await after)?.file];
    const isNews = old !== now && JSON.stringify(old) !== JSON.stringify(now);
    if (isNews) {
      this.#workspaces = new Map();
      this.#layouts = new Map();
    }
    return isNews;
  }

  async #findLayout(start: string): Promise<ProjectLayout> {
    const above = await this.#foldersAbove(start);
    let project: Folder | undefined;
    for (const folder of above) {
      project = await this.#projectIn(folder);
      if (project !== undefined) {
        break;
      }
    }
    const workspace = project && (await this.#workspaceAround(project, above));
    const uvSettings = await this.#uvSettingsFrom(workspace?.tool === 'uv' ? above.slice(above.indexOf(workspace.root.folder)) : above);
    return {
      ...(project !== undefined && { project: project.project }),
      ...(project?.file.requiresPython !== undefined && { requiresPython: project.file.requiresPython }),
      ...(workspace !== undefined && { workspace }),
      ...(uvSettings !== undefined && { uvSettings }),
      ownNames: new Set(
        [...(workspace?.members ?? []), ...(project === undefined ? [] : [project.project])].flatMap(({ name }) => name ?? []),
      ),
      pathNames: await this.#pathNames([project?.project.folder, workspace?.root.folder], above),
    };
  }

  async #targetOf(folder: string, path: string, above: readonly string[]): Promise<PathTarget> {
    const target = resolve(folder, path);
    if (target === undefined || !isReachable(target, above)) {
      return { kind: 'outside' };
    }
    const found = await this.#projectIn(target);
    if (found !== undefined) {
      const { name } = found.project;
      return name === undefined ? { kind: found.file.isProject ? 'unnamed' : 'missing' } : { kind: 'project', name };
    }
    const name = archiveName(target);
    // An archive is not text, so reading it is `unavailable`.
    return name !== undefined && (await this.#reader.readAround(target)).kind !== 'missing'
      ? { kind: 'project', name }
      : { kind: 'missing' };
  }

  /** Follows uv: the project's own table, else the next pyproject.toml above, if its globs contain the project. */
  async #workspaceAround(project: Folder, above: readonly string[]): Promise<ProjectWorkspace | undefined> {
    if (project.file.workspace !== undefined) {
      return this.#workspaceOf(project, project.file.workspace, above);
    }
    for (const folder of above.slice(above.indexOf(project.project.folder) + 1)) {
      const found = await this.#projectIn(folder);
      if (found === undefined) {
        continue;
      }
      const { workspace } = found.file;
      const members = workspace && (await this.#workspaceOf(found, workspace, above));
      return members?.members.some((member) => member.folder === project.project.folder) ? members : undefined;
    }
    return undefined;
  }

  #workspaceOf(root: Folder, table: WorkspaceTable, above: readonly string[]): Promise<ProjectWorkspace> {
    const { folder } = root.project;
    let workspace = this.#workspaces.get(folder);
    if (workspace === undefined) {
      workspace = cachePromise(this.#workspaces, folder, this.#findMembers(root, table, above));
    }
    return workspace;
  }

  async #findMembers(root: Folder, { tool, members: globs, exclude }: WorkspaceTable, above: readonly string[]): Promise<ProjectWorkspace> {
    const top = root.project.folder;
    const excluded = exclude.map(pathPattern);
    const folders = new Set<string>(root.file.isProject ? [top] : []);
    const search: Search = { above, visits: MAX_VISITED };
    for (const glob of globs) {
      for (const folder of await this.#expand(top, partsOf(glob), search, MAX_DEPTH)) {
        if (folders.size < MAX_MEMBERS && !excluded.some(({ matches }) => matches(pathBelow(top, folder)))) {
          folders.add(folder);
        }
      }
    }
    const members: ProjectFolder[] = [];
    for (const folder of [...folders].sort()) {
      const member = await this.#projectIn(folder);
      if (member !== undefined) {
        members.push(member.project);
      }
    }
    const { uvSources, uvIndexNames } = root.file;
    return { tool, root: root.project, members, sources: new Map(uvSources), indexNames: new Set(uvIndexNames) };
  }

  /** The folders that match a glob, segment by segment: only folders that can lead to a match are opened. */
  async #expand(folder: string, segments: readonly string[], search: Search, depth: number): Promise<readonly string[]> {
    const [segment, ...rest] = segments;
    if (!isReachable(folder, search.above)) {
      return [];
    }
    if (segment === undefined) {
      return [folder];
    }
    if (!/[*?[]/.test(segment)) {
      const next = resolve(folder, segment);
      return next === undefined ? [] : this.#expand(next, rest, search, depth);
    }
    if (search.visits-- <= 0 || depth === 0) {
      return [];
    }
    const found = new Set<string>(segment === '**' ? await this.#expand(folder, rest, search, depth) : []);
    const matches = segment === '**' ? () => true : partMatcher(segment);
    for (const name of (await this.#reader.entries(folder)).folders) {
      if (!name.startsWith('.') && matches(name)) {
        for (const each of await this.#expand(uriIn(folder, name), segment === '**' ? segments : rest, search, depth - 1)) {
          found.add(each);
        }
      }
    }
    return [...found];
  }

  /** Follows uv: upwards. A `uv.toml` takes precedence over the pyproject.toml next to it (uv, "Configuration files"). */
  async #uvSettingsFrom(above: readonly string[]): Promise<string | undefined> {
    for (const folder of above) {
      if ((await this.#fileAt(uriIn(folder, UV_TOML))) !== undefined) {
        return uriIn(folder, UV_TOML);
      }
      if ((await this.#fileAt(uriIn(folder, PYPROJECT)))?.hasUvSettings) {
        return uriIn(folder, PYPROJECT);
      }
    }
    return undefined;
  }

  async #pathNames(folders: readonly (string | undefined)[], above: readonly string[]): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const folder of new Set(folders.filter((each) => each !== undefined))) {
      for (const path of (await this.#projectIn(folder))?.file.paths ?? []) {
        const target = await this.#targetOf(folder, path, above);
        if (target.kind === 'project') {
          names.add(target.name);
        }
      }
    }
    return names;
  }

  /** The project of a folder, from all its manifests. For each fact, the first manifest that has it counts. */
  async #projectIn(folder: string): Promise<Folder | undefined> {
    let first: { readonly uri: string; readonly file: ProjectFile } | undefined;
    let name: string | undefined;
    let isProject = false;
    for (const baseName of PROJECT_FILES) {
      const uri = uriIn(folder, baseName);
      const file = name === undefined ? await this.#fileAt(uri) : undefined;
      // Tools also keep settings of their own in setup.cfg.
      if (file !== undefined && (file.isProject || baseName === PYPROJECT)) {
        first ??= { uri, file };
        name ??= file.name;
        isProject ||= file.isProject;
      }
    }
    return (
      first && {
        project: { folder, manifest: first.uri, ...(name !== undefined && { name }) },
        file: { ...first.file, isProject },
      }
    );
  }

  async #fileAt(uri: string): Promise<ProjectFile | undefined> {
    return (await (this.#files.get(uri) ?? cachePromise(this.#files, uri, this.#readFile(uri))))?.file;
  }

  /** `before`: the previous contents, if they have changed since. */
  async #readFile(uri: string, before?: Promise<ReadFile | undefined>): Promise<ReadFile | undefined> {
    const read = await this.#reader.readAround(uri);
    if (read.kind !== 'found') {
      return undefined;
    }
    const { value: text } = read;
    const baseName = uri.slice(uri.lastIndexOf('/') + 1);
    if (before === undefined) {
      return { file: readProjectFile(baseName, text) };
    }
    const last = await before.catch(() => undefined);
    const isSame = last?.text !== undefined && saysTheSame(baseName, last.text, text);
    return { text, file: isSame ? last.file : readProjectFile(baseName, text) };
  }

  /** From a folder up to the topmost folder where a project can begin, including the folder itself. */
  #foldersAbove(folder: string): Promise<readonly string[]> {
    let above = this.#above.get(folder);
    if (above === undefined) {
      const found = this.#reader
        .foldersAbove(uriIn(folder, PYPROJECT))
        .then((folders) => folders.filter(({ onlyForUv }) => !onlyForUv).map(({ uri }) => uri));
      above = cachePromise(this.#above, folder, found);
    }
    return above;
  }
}

/** Whether a file or folder is below the topmost folder that may be read, the last of `above`. */
function isReachable(uri: string, above: readonly string[]): boolean {
  const top = above.at(-1);
  return top !== undefined && (uri === top || uri.startsWith(`${top.replace(/\/$/, '')}/`));
}

/** The project of a wheel or a source distribution, from its file name (PyPA binary distribution format, PEP 625). */
function archiveName(uri: string): string | undefined {
  const file = decodeComponent(uri.slice(uri.lastIndexOf('/') + 1));
  const name =
    /^([^-]+)-[^-]+(?:-[^-]+){2,4}\.whl$/i.exec(file)?.[1] ?? /^(.+)-[^-]+\.(?:zip|tar\.gz|tgz|tar\.bz2|tar\.xz)$/i.exec(file)?.[1];
  return name === undefined || !isValidName(name) ? undefined : normalizeName(name);
}

/** A folder's or file's URI without a trailing slash. Undefined: the path is a URL, or cannot be part of one. */
function resolve(folder: string, path: string): string | undefined {
  const posix = path.replace(/\\/g, '/');
  if (/^[a-z][a-z0-9+.-]+:/i.test(posix) || /\0|\p{Surrogate}/u.test(posix)) {
    return undefined;
  }
  return Utils.resolvePath(URI.parse(folder), posix).toString().replace(/\/+$/, '');
}

function pathBelow(top: string, folder: string): string {
  return uriPath(folder).slice(uriPath(top).length + 1);
}

function parentOf(uri: string): string {
  return uriFolder(uri).replace(/\/+$/, '');
}
