import type { WorkspaceTable } from '../../formats/projectFile';
import type { SourceRule } from '../../formats/tables/packageSources';

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
