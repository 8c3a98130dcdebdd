import { URI, Utils } from 'vscode-uri';
import type { FileFormat, Manifest, Requirement, UnprovenSource } from '../formats/manifest/format';
import { isPublicIndex } from '../formats/tables/packageSources';
import { fileUriOf } from '../protocol/notebookUri';
import type { ProjectLayout, ProjectLayouts } from './projectLayout';

/** Where a manifest is. */
export interface ManifestPlace {
  readonly uri: string;
  readonly format: FileFormat;
  readonly layout: ProjectLayout;
  readonly layouts: Pick<ProjectLayouts, 'at'>;
}

/** Where the source may hold all the same: the name is judged, but is not for an index to know. */
const CANNOT_BE_TOLD: ReadonlySet<UnprovenSource['why']> = new Set(['outside', 'unnamed']);

/** So many different paths of one file are looked at; names beyond are judged as if theirs led out of the workspace. */
const MAX_PATHS = 200;

/**
 * The manifest with the sources that hold: a source explains a name only where it is there. A name of the project or of its workspace is the workspace's;
 * a member, a path or an index that a table names has to exist; and what only one tool reads (`tool.uv.sources`) says nothing of the names of the
 * standard tables, which pip takes from the index. Names that nothing explains become names of the index.
 */
export async function proveSources(manifest: Manifest, place: ManifestPlace): Promise<Manifest> {
  const inherited = sourcesOfRoot(manifest, place);
  const known = new Set(manifest.indexes.map(({ name }) => name));
  const paths = new Map<string, Promise<UnprovenSource | undefined>>();
  let isChanged = false;
  const requirements: Requirement[] = [];
  for (const written of manifest.requirements) {
    const requirement = inherited(written);
    const proof = prove(requirement, { place, known, paths });
    // Most need no look at another file, and a list of thousands is not a place to wait for each.
    const proven = proof instanceof Promise ? await proof : proof;
    isChanged ||= proven !== written;
    requirements.push(proven);
  }
  return isChanged ? { ...manifest, requirements } : manifest;
}

/**
 * Names that no public index is told unless they are publicly known: the project's own, those of its workspace and of its paths, and those for which the
 * file states a source that does not hold for every tool.
 */
export function namesKeptHome({ requirements }: Manifest, { ownNames, pathNames }: ProjectLayout): ReadonlySet<string> {
  const names = new Set([...ownNames, ...pathNames]);
  for (const { normalizedName, unproven } of requirements) {
    if (unproven !== undefined) {
      names.add(normalizedName);
    }
  }
  return names;
}

interface Proof {
  readonly place: ManifestPlace;
  /** Names of the file's own indexes. */
  readonly known: ReadonlySet<string | undefined>;
  readonly paths: Map<string, Promise<UnprovenSource | undefined>>;
}

function prove(requirement: Requirement, proof: Proof): Requirement | Promise<Requirement> {
  const { place, known } = proof;
  const { normalizedName, source, role, sourceTool: tool, indexName = '' } = requirement;
  const { layout, format } = place;
  if (role === 'reference') {
    return requirement;
  }
  if (role === 'locked') {
    // What a lock file records was there when it was written.
    return source === 'path' && (layout.ownNames.has(normalizedName) || layout.pathNames.has(normalizedName))
      ? { ...requirement, source: 'workspace' }
      : requirement;
  }
  switch (source) {
    case 'index':
      return format.describesProject && layout.ownNames.has(normalizedName) ? { ...requirement, source: 'workspace' } : requirement;
    case 'workspace':
      return layout.ownNames.has(normalizedName) ? requirement : fromIndex(requirement, { why: 'no-member' });
    case 'vcs':
    case 'url':
      return tool === undefined ? requirement : fromIndex(requirement, { why: 'one-tool', tool });
    case 'explicit-index':
      return known.has(indexName) || layout.workspace?.indexNames.has(indexName) || isAddress(indexName)
        ? requirement
        : fromIndex(requirement, { why: 'no-index', place: indexName });
    case 'path':
      return provePath(requirement, proof);
  }
}

async function provePath(requirement: Requirement, proof: Proof): Promise<Requirement> {
  const unproven = await pathProof(requirement, proof);
  if (unproven === undefined) {
    return requirement;
  }
  return CANNOT_BE_TOLD.has(unproven.why) ? { ...requirement, unproven } : fromIndex(requirement, unproven);
}

function fromIndex(requirement: Requirement, unproven: UnprovenSource): Requirement {
  return { ...requirement, source: 'index', indexName: undefined, unproven };
}

function isAddress(indexName: string): boolean {
  return isPublicIndex(indexName) || indexName.includes('://');
}

/** Undefined: the path has a project of that name, or pip itself reads it as a path (`name @ file:…`, `./folder`). */
function pathProof({ normalizedName, sourcePath: path }: Requirement, { place, paths }: Proof): Promise<UnprovenSource | undefined> {
  if (path === undefined) {
    return Promise.resolve(undefined);
  }
  const key = `${normalizedName} ${path}`;
  let proof = paths.get(key);
  if (proof === undefined) {
    proof = paths.size < MAX_PATHS ? lookAt(path, normalizedName, place) : Promise.resolve({ why: 'outside', place: path });
    paths.set(key, proof);
  }
  return proof;
}

async function lookAt(path: string, normalizedName: string, { uri, format, layouts }: ManifestPlace): Promise<UnprovenSource | undefined> {
  const target = await layouts.at(Utils.dirname(URI.parse(fileUriOf(uri))).toString(), path);
  switch (target.kind) {
    case 'unnamed':
      return format.namesAreLabels ? undefined : { why: 'unnamed', place: path };
    case 'project':
      return format.namesAreLabels || target.name === normalizedName ? undefined : { why: 'no-project', place: path };
    case 'missing':
      return { why: 'no-project', place: path };
    case 'outside':
      return { why: 'outside', place: path };
  }
}

/** Gives a name of a workspace member the source that the root's `[tool.uv.sources]` has for it, where the member says nothing (uv, "Workspace sources"). */
function sourcesOfRoot(
  manifest: Manifest,
  { uri, format, layout: { project, workspace } }: ManifestPlace,
): (requirement: Requirement) => Requirement {
  const isRead = project !== undefined && format.describesProject && project.manifest === uri && project.folder !== workspace?.root.folder;
  if (!isRead || workspace?.tool !== 'uv' || workspace.sources.size === 0) {
    return (requirement) => requirement;
  }
  const own = new Set(
    manifest.requirements.flatMap(({ role, group, normalizedName }) =>
      role === 'reference' && group === UV_SOURCES ? normalizedName : [],
    ),
  );
  // Paths are relative to the file that has them.
  const toRoot = '../'.repeat(project.folder.slice(workspace.root.folder.length).split('/').length - 1);
  return (requirement) => {
    const { source, group = '', normalizedName } = requirement;
    const rule =
      source === 'index' && !own.has(normalizedName) && READ_BY_UV.test(group) ? workspace.sources.get(normalizedName) : undefined;
    if (rule === undefined) {
      return requirement;
    }
    return {
      ...requirement,
      source: rule.source,
      indexName: rule.indexName,
      ...(rule.path !== undefined && { sourcePath: toRoot + rule.path }),
      ...(!group.startsWith('tool.') && { sourceTool: 'uv' }),
    };
  };
}

const UV_SOURCES = 'tool.uv.sources';
const READ_BY_UV = /^(?:project|dependency-groups|build-system|tool\.uv)\b/;
