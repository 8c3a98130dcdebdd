import { isValidName, normalizeName } from '../packaging/name';
import { poetryAlternatives } from '../packaging/poetryConstraint';
import { setupTexts } from './files/python/setupPy';
import { type IniEntry, parseIni, withoutComment } from './syntax/ini';
import { itemsOf, TomlTable, type TomlValue, textsOf } from './syntax/toml/node';
import { parseToml } from './syntax/toml/parse';
import { isTrue } from './tables/indexTables';
import { findPlaces } from './tables/keyPath';
import { sourceRules } from './tables/namedTables';
import type { SourceRule } from './tables/packageSources';
import { differInItem } from './tables/touchedItem';

/** Facts about the project that a manifest describes, as opposed to its dependencies. */
export interface ProjectFile {
  /** The project's own name, normalized. Absent: not in this file, or only known at run time. */
  readonly name?: string;
  /** Whether the file describes a project, not only the settings of some tools. */
  readonly isProject: boolean;
  /** The versions of Python that the project supports, a PEP 440 specifier. */
  readonly requiresPython?: string;
  /** Whether it has `[tool.uv]`: uv then reads its settings here, unless there is a `uv.toml` next to it. */
  readonly hasUvSettings: boolean;
  /** The workspace that the file is the root of (uv, Rye, Hatch). */
  readonly workspace?: WorkspaceTable;
  /** Paths of other projects that this one takes from disk (uv, Poetry, PDM, pixi), as written. */
  readonly paths: readonly string[];
  /** `[tool.uv.sources]` for normalized names in all environments, extras and groups. Members of a workspace inherit it from their root. */
  readonly uvSources: readonly (readonly [normalizedName: string, source: SourceRule])[];
  /** Names of the indexes in `[[tool.uv.index]]`. Members of a workspace inherit them from their root. */
  readonly uvIndexNames: readonly string[];
}

/** Globs of folders, relative to the file that contains them. */
export interface WorkspaceTable {
  /** The tool of the table: only uv's contains sources and indexes for the members. */
  readonly tool: 'uv' | 'rye' | 'hatch';
  readonly members: readonly string[];
  readonly exclude: readonly string[];
}

/** Files that may name a project, in the order in which they are looked at. */
export const PROJECT_FILES = ['pyproject.toml', 'setup.cfg', 'setup.py'] as const;

/** Maximum length of each list in a hostile file. */
const MAX_PATTERNS = 200;
const MAX_PATHS = 200;
const MAX_SOURCES = 1_000;
const MAX_PYTHON = 200;

const NOTHING: ProjectFile = { isProject: false, hasUvSettings: false, paths: [], uvSources: [], uvIndexNames: [] };

/**
 * Reads one of `PROJECT_FILES`, or a uv.toml, by its base name. setup.py is read as text and never run.
 * Sources: PyPA pyproject.toml specification; setuptools; uv, Poetry, PDM, Flit, Rye and Hatch documentation.
 */
export function readProjectFile(baseName: string, text: string): ProjectFile {
  switch (baseName) {
    case 'pyproject.toml':
      return readPyproject(text);
    case 'uv.toml':
      return { ...NOTHING, hasUvSettings: true };
    case 'setup.cfg':
      return readSetupCfg(parseIni(text));
    default:
      return readSetupPy(text);
  }
}

/** Whether a new version of such a file certainly has the same facts as the previous one, without reading either: most edits change one dependency. */
export function saysTheSame(baseName: string, before: string, text: string): boolean {
  return before === text || (baseName === 'pyproject.toml' && differInItem(before, text));
}

function readPyproject(text: string): ProjectFile {
  const { root } = parseToml(text);
  const project = tableIn(root, 'project');
  const tool = tableIn(root, 'tool');
  const uv = tableIn(tool, 'uv');
  const flit = tableIn(tableIn(tool, 'flit'), 'metadata');
  const name = [project?.string('name'), tableIn(tool, 'poetry')?.string('name'), flit?.string('dist-name') ?? flit?.string('module')].find(
    (each) => each !== undefined,
  );
  return {
    ...named(name?.text),
    ...python(project?.string('requires-python')?.text ?? poetryPython(tableIn(tool, 'poetry'))),
    isProject: project !== undefined || ['poetry', 'flit', 'pdm'].some((each) => tableIn(tool, each) !== undefined),
    hasUvSettings: uv !== undefined,
    ...withWorkspace(root, tool),
    paths: pathsIn(root),
    uvSources: uvSourcesIn(uv).slice(0, MAX_SOURCES),
    uvIndexNames: itemsOf(uv?.get('index')).flatMap((index) => (index.kind === 'table' ? (index.string('name')?.text ?? []) : [])),
  };
}

function uvSourcesIn(uv: TomlTable | undefined): (readonly [string, SourceRule])[] {
  if (isTrue(uv?.get('no-sources'))) {
    return [];
  }
  const dropped = new Set(textsOf(uv?.get('no-sources-package')).map(normalizeName));
  return (tableIn(uv, 'sources')?.entries ?? []).flatMap(({ key, value }) => {
    const rule = sourceRules(value).find(
      ({ conditional, extra, group }) => conditional !== true && extra === undefined && group === undefined,
    );
    const name = normalizeName(key.name);
    return rule === undefined || dropped.has(name) ? [] : [[name, rule] as const];
  });
}

function withWorkspace(root: TomlTable, tool: TomlTable | undefined): { workspace?: WorkspaceTable } {
  for (const each of ['uv', 'rye'] as const) {
    const table = tableIn(tableIn(tool, each), 'workspace');
    if (table !== undefined) {
      return { workspace: { tool: each, members: patterns(table.get('members')), exclude: patterns(table.get('exclude')) } };
    }
  }
  const ofHatch = findPlaces(root, { path: ['tool', 'hatch', 'envs', '*', 'workspace', 'members'] });
  const members = ofHatch.flatMap(({ value }) => [
    ...textsOf(value),
    ...tablesOf(value).flatMap((member) => member.string('path')?.text ?? []),
  ]);
  return members.length === 0 ? {} : { workspace: { tool: 'hatch', members: members.slice(0, MAX_PATTERNS), exclude: [] } };
}

/** Tables of sources and dependencies in which a `path` may occur. */
const PATH_TABLES: readonly (readonly string[])[] = [
  'tool.uv.sources.*',
  'tool.poetry.dependencies.*',
  'tool.poetry.dev-dependencies.*',
  'tool.poetry.group.*.dependencies.*',
  'tool.pixi.pypi-dependencies.*',
].map((path) => path.split('.'));

function pathsIn(root: TomlTable): readonly string[] {
  const paths = PATH_TABLES.flatMap((path) => findPlaces(root, { path })).flatMap(({ value }) =>
    [value, ...tablesOf(value)].flatMap((table) => (table instanceof TomlTable ? (table.string('path')?.text ?? []) : [])),
  );
  return [...new Set(paths)].slice(0, MAX_PATHS);
}

function readSetupCfg(entries: readonly IniEntry[]): ProjectFile {
  const name = entries.find(({ section, key }) => section === 'metadata' && key.toLowerCase() === 'name')?.lines[0];
  const isProject = entries.some(({ section }) => section === 'metadata' || section === 'options');
  const needed = entries.find(({ section, key }) => section === 'options' && key.toLowerCase().replace('-', '_') === 'python_requires')
    ?.lines[0];
  return {
    ...NOTHING,
    isProject,
    ...python(needed && withoutComment(needed.text).text.trim()),
    ...named(name && withoutComment(name.text).text),
  };
}

function readSetupPy(text: string): ProjectFile {
  const { name, python_requires } = setupTexts(text);
  return { ...NOTHING, isProject: true, ...python(python_requires), ...named(name) };
}

/** The Python versions in Poetry's own table, if one PEP 440 specifier can express them. */
function poetryPython(poetry: TomlTable | undefined): string | undefined {
  const written = tableIn(poetry, 'dependencies')?.string('python')?.text;
  const alternatives = written === undefined || written.length > MAX_PYTHON ? undefined : poetryAlternatives(written);
  return alternatives?.length === 1 ? alternatives[0] : undefined;
}

function python(requiresPython: string | undefined): { requiresPython?: string } {
  return requiresPython === undefined || requiresPython === '' || requiresPython.length > MAX_PYTHON ? {} : { requiresPython };
}

/** A name that no index could have does not count: the file is a template, or incomplete. */
function named(name: string | undefined): { name?: string } {
  return name === undefined || !isValidName(name) ? {} : { name: normalizeName(name) };
}

function patterns(value: TomlValue | undefined): readonly string[] {
  return textsOf(value).slice(0, MAX_PATTERNS);
}

function tableIn(table: TomlTable | undefined, key: string): TomlTable | undefined {
  const value = table?.get(key);
  return value?.kind === 'table' ? value : undefined;
}

function tablesOf(value: TomlValue): readonly TomlTable[] {
  return value.kind === 'array' ? value.items.filter((item): item is TomlTable => item.kind === 'table') : [];
}
