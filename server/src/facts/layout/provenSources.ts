import type { FileFormat, Manifest, Requirement, UnprovenSource } from '../../formats/manifest/format';
import { isPublicIndex } from '../../formats/tables/packageSources';
import { uriFolder } from '../../packaging/uris';
import { fileUriOf } from '../../protocol/notebookUri';
import type { ProjectLayout } from './layout';
import type { ProjectLayouts } from './projectLayout';

/** The folder of a manifest. */
export interface ManifestPlace {
  readonly uri: string;
  readonly format: FileFormat;
  readonly layout: ProjectLayout;
  readonly layouts: Pick<ProjectLayouts, 'at'>;
}

/** For names with a source that may be valid: the name is judged, but an index must not learn it. */
const CANNOT_BE_TOLD: ReadonlySet<UnprovenSource['why']> = new Set(['outside', 'unnamed']);

/** Maximum number of different paths of one file to look at. Further names are judged as if their paths led out of the workspace. */
const MAX_PATHS = 200;

/**
 * The manifest with only its valid sources: a source explains a name only if it exists. A name of the project or of its workspace belongs to the workspace.
 * A member, a path or an index in a table has to exist. A table of one tool (`tool.uv.sources`) does not explain names of the
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
    // Most need no look at another file, and waiting for each of thousands of names takes too long.
    const proven = proof instanceof Promise ? await proof : proof;
    isChanged ||= proven !== written;
    requirements.push(proven);
  }
  return isChanged ? { ...manifest, requirements } : manifest;
}

/**
 * Names that no public index may learn unless they are publicly known: the project's own, those of its workspace and of its paths, and those with a
 * source that is not valid for every tool.
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
    // The sources in a lock file existed when it was written.
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
  const target = await layouts.at(uriFolder(fileUriOf(uri)), path);
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

/** Gives a name in a workspace member the source of the root's `[tool.uv.sources]`, if the member has none (uv, "Workspace sources"). */
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
  // Paths are relative to the file that contains them.
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
