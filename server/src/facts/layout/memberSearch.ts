import type { WorkspaceTable } from '../../formats/projectFile';
import type { Workspace } from '../../host';
import { partMatcher, pathParts, pathPattern } from '../../packaging/pathPattern';
import { uriIn } from '../../packaging/uris';
import type { ProjectFolder, ProjectWorkspace } from './layout';
import { isReachable, relativePath, resolvePath } from './paths';
import type { ManifestFolder, ProjectFiles } from './projectFiles';

/** Limits of one workspace: folders to compare with its globs, and members to read. */
const MAX_VISITED = 2_000;
const MAX_MEMBERS = 5_000;
/** Maximum depth of `**`. */
const MAX_DEPTH = 16;

/** The folder of the search for members. */
interface Search {
  /** The folders above the requesting file. */
  readonly above: readonly string[];
  /** Number of folders that may still be opened. */
  visits: number;
}

/** Finds the members of a workspace by the globs of its table. */
export class MemberSearch {
  readonly #files: ProjectFiles;
  readonly #entries: Workspace['entries'];

  constructor(files: ProjectFiles, entries: Workspace['entries']) {
    this.#files = files;
    this.#entries = entries;
  }

  async find(root: ManifestFolder, { tool, members: globs, exclude }: WorkspaceTable, above: readonly string[]): Promise<ProjectWorkspace> {
    const top = root.project.folder;
    const excluded = exclude.map(pathPattern);
    const folders = new Set<string>(root.file.isProject ? [top] : []);
    const search: Search = { above, visits: MAX_VISITED };
    for (const glob of globs) {
      for (const folder of await this.#expand(top, pathParts(glob), search, MAX_DEPTH)) {
        if (folders.size < MAX_MEMBERS && !excluded.some(({ matches }) => matches(relativePath(top, folder)))) {
          folders.add(folder);
        }
      }
    }
    const members: ProjectFolder[] = [];
    for (const folder of [...folders].sort()) {
      const member = await this.#files.projectIn(folder);
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
      const next = resolvePath(folder, segment);
      return next === undefined ? [] : this.#expand(next, rest, search, depth);
    }
    if (search.visits-- <= 0 || depth === 0) {
      return [];
    }
    const found = new Set<string>(segment === '**' ? await this.#expand(folder, rest, search, depth) : []);
    const matches = segment === '**' ? () => true : partMatcher(segment);
    for (const name of (await this.#entries(folder)).folders) {
      if (!name.startsWith('.') && matches(name)) {
        for (const each of await this.#expand(uriIn(folder, name), segment === '**' ? segments : rest, search, depth - 1)) {
          found.add(each);
        }
      }
    }
    return [...found];
  }
}
