import { PYPROJECT } from '../../configuration/configurationFile';
import type { WorkspaceTable } from '../../formats/projectFile';
import type { Workspace } from '../../host';
import { distributionFile } from '../../packaging/distributionFile';
import { isUntitled, uriIn } from '../../packaging/uris';
import { cachePromise } from '../../promiseCache';
import { fileUriOf } from '../../protocol/notebookUri';
import type { PathTarget, ProjectLayout, ProjectWorkspace } from './layout';
import { MemberSearch } from './memberSearch';
import { isReachable, parentOf, resolvePath } from './paths';
import { type ManifestFolder, ProjectFiles } from './projectFiles';

/** The input of the layout, from the workspace's files. */
export type LayoutReader = Pick<Workspace, 'foldersAbove' | 'entries' | 'readAround'>;

const UV_TOML = 'uv.toml';

/** Finds the project and the workspace around files. Contents are kept until `clear`. Open documents are read as they are in the editor. */
export class ProjectLayouts {
  #workspaces = new Map<string, Promise<ProjectWorkspace>>();
  #layouts = new Map<string, Promise<ProjectLayout>>();
  #above = new Map<string, Promise<readonly string[]>>();

  readonly #reader: LayoutReader;
  readonly #files: ProjectFiles;
  readonly #members: MemberSearch;

  constructor(reader: LayoutReader) {
    this.#reader = reader;
    this.#files = new ProjectFiles(reader);
    this.#members = new MemberSearch(this.#files, (folder) => reader.entries(folder));
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
    this.#files.clear();
    this.#workspaces = new Map();
    this.#layouts = new Map();
    this.#above = new Map();
  }

  /** The text of a file has changed, in the editor or on disk. True: its statements about the project have changed, and layouts are found anew. */
  async changed(uri: string): Promise<boolean> {
    const isNews = await this.#files.changed(uri);
    if (isNews) {
      this.#workspaces = new Map();
      this.#layouts = new Map();
    }
    return isNews;
  }

  async #findLayout(start: string): Promise<ProjectLayout> {
    const above = await this.#foldersAbove(start);
    let project: ManifestFolder | undefined;
    for (const folder of above) {
      project = await this.#files.projectIn(folder);
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
    const target = resolvePath(folder, path);
    if (target === undefined || !isReachable(target, above)) {
      return { kind: 'outside' };
    }
    const found = await this.#files.projectIn(target);
    if (found !== undefined) {
      const { name } = found.project;
      return name === undefined ? { kind: found.file.isProject ? 'unnamed' : 'missing' } : { kind: 'project', name };
    }
    const name = distributionFile(target)?.normalizedName;
    // An archive is not text, so reading it is `unavailable`.
    return name !== undefined && (await this.#reader.readAround(target)).kind !== 'missing'
      ? { kind: 'project', name }
      : { kind: 'missing' };
  }

  /** Follows uv: the project's own table, else the next pyproject.toml above, if its globs contain the project. */
  async #workspaceAround(project: ManifestFolder, above: readonly string[]): Promise<ProjectWorkspace | undefined> {
    if (project.file.workspace !== undefined) {
      return this.#workspaceOf(project, project.file.workspace, above);
    }
    for (const folder of above.slice(above.indexOf(project.project.folder) + 1)) {
      const found = await this.#files.projectIn(folder);
      if (found === undefined) {
        continue;
      }
      const { workspace } = found.file;
      const members = workspace && (await this.#workspaceOf(found, workspace, above));
      return members?.members.some((member) => member.folder === project.project.folder) ? members : undefined;
    }
    return undefined;
  }

  #workspaceOf(root: ManifestFolder, table: WorkspaceTable, above: readonly string[]): Promise<ProjectWorkspace> {
    const { folder } = root.project;
    let workspace = this.#workspaces.get(folder);
    if (workspace === undefined) {
      workspace = cachePromise(this.#workspaces, folder, this.#members.find(root, table, above));
    }
    return workspace;
  }

  /** Follows uv: upwards. A `uv.toml` takes precedence over the pyproject.toml next to it (uv, "Configuration files"). */
  async #uvSettingsFrom(above: readonly string[]): Promise<string | undefined> {
    for (const folder of above) {
      if ((await this.#files.at(uriIn(folder, UV_TOML))) !== undefined) {
        return uriIn(folder, UV_TOML);
      }
      if ((await this.#files.at(uriIn(folder, PYPROJECT)))?.hasUvSettings) {
        return uriIn(folder, PYPROJECT);
      }
    }
    return undefined;
  }

  async #pathNames(folders: readonly (string | undefined)[], above: readonly string[]): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    for (const folder of new Set(folders.filter((each) => each !== undefined))) {
      for (const path of (await this.#files.projectIn(folder))?.file.paths ?? []) {
        const target = await this.#targetOf(folder, path, above);
        if (target.kind === 'project') {
          names.add(target.name);
        }
      }
    }
    return names;
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
